"""What the screen of inputs shows, as it was read: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.analysis.inputs.library import join_libraries

if TYPE_CHECKING:
    from maturity_tui.store import Store


@dataclass(frozen=True, eq=False)
class InputsView:
    """The own inputs and the shipped ones; `names`: capabilities as people call them, by id."""

    organisation: str
    title: str
    own: InputLibrary
    shipped: tuple[Intervention, ...]
    names: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]

    @cached_property
    def mine(self) -> Mapping[str, Intervention]:
        """The own inputs by id."""
        return {item.id: item for item in self.own.inputs}

    @cached_property
    def known(self) -> Mapping[str, Intervention]:
        """All inputs by id; an own one stands before a shipped one."""
        return {item.id: item for item in join_libraries(self.shipped, self.own.inputs)}

    @cached_property
    def shipped_ids(self) -> frozenset[str]:
        """The ids of those that ship with the app."""
        return frozenset(item.id for item in self.shipped)

    def origin(self, id: str) -> str:
        """Where an input comes from, in a word or two."""
        if id not in self.mine:
            return "shipped"
        return "own copy" if id in self.shipped_ids else "own"

    def ordered(self, *, own_only: bool) -> list[Intervention]:
        """The own ones first, then the shipped, each by kind and title."""
        kinds = ["training", "capacity", "technology"]
        items = self.mine if own_only else self.known

        def place(item: Intervention) -> tuple[bool, int, str]:
            return item.id not in self.mine, kinds.index(item.kind), item.title.casefold()

        return sorted(items.values(), key=place)

    def named(self, capability: str) -> str:
        """A capability as people call it."""
        return self.names.get(capability, capability)


def read_inputs(store: Store, assessment: str | None) -> InputsView:
    """What the screen needs, for the organisation of an assessment, or the current one. Raises StoreError."""
    from maturity_tui.store import StoreError
    from maturity_tui.store.input_ground import capability_titles, used_frameworks

    owner = store.organisation(assessment.partition("/")[0] if assessment else None)
    if owner is None:
        raise StoreError("There is no organisation yet: n at home begins an assessment, and makes one.")
    used = used_frameworks(store)
    main = store.framework_of(assessment).reference if assessment else next(iter(used), "")
    titles = capability_titles(store, used)
    names = {id: title for items in titles.values() for id, title in items.items()}
    if main:
        # Codes such as B3 are those of one framework: two may have the same.
        framework = store.framework(main)
        coded = {id: framework.codes.get(id, "") for id in framework.capabilities}
        names |= {id: f"{code} {names.get(id, id)}".strip() for id, code in coded.items()}
    return InputsView(owner.id, owner.title, store.inputs(owner.id), store.catalogue.inputs(), names, titles)
