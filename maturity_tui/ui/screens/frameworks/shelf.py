"""What the framework browser shows, read in the store's thread: frameworks, where they came from, who uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.values import Number

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.store.imported import Source

AT_A_TIME = 20
"""Assessments that are looked into before the store's thread may turn to something else, such as a score."""
MOST_LOOKED_INTO = 400
"""The latest so many of a framework: with thousands of assessments, looking into all of them takes seconds."""


@dataclass(frozen=True)
class Use:
    """An assessment that was made with a version of a framework."""

    assessment: str
    title: str
    reference: str


@dataclass(frozen=True)
class ItemUse:
    """An assessment that scores an item: at which level; None: it is not applicable there."""

    use: Use
    level: Number | None


@dataclass(frozen=True)
class Shelf:
    """Every framework, the first those of maturity. `uses` is by the framework's id, over all its versions."""

    frameworks: tuple[Framework, ...] = ()
    imported: frozenset[str] = frozenset()
    origins: Mapping[str, Source] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def framework(self, reference: str) -> Framework | None:
        """The framework under `id@version`."""
        return next((one for one in self.frameworks if one.reference == reference), None)

    def uses_of(self, framework: Framework) -> tuple[Use, ...]:
        """The assessments made with it: those of this version first."""
        every = self.uses.get(framework.id, ())
        return tuple(sorted(every, key=lambda use: use.reference != framework.reference))


def read_all(store: Store) -> Shelf:
    """The whole shelf. Asked in the store's thread."""
    entries = sorted(store.frameworks(), key=lambda entry: entry.kind != "maturity")
    imported = frozenset(entry.reference for entry in entries if entry.source == "imported")
    origins = {reference: store.catalogue.origin(reference) for reference in sorted(imported)}
    return Shelf(
        frameworks=tuple(store.framework(entry.reference) for entry in entries),
        imported=imported,
        origins={reference: source for reference, source in origins.items() if source},
        uses=_uses(store),
        unreadable=store.catalogue.unreadable,
    )


def _uses(store: Store) -> dict[str, tuple[Use, ...]]:
    organisations = store.organisations()
    found: dict[str, list[Use]] = {}
    for owner in organisations:
        of = f"{owner.title}: " if len(organisations) > 1 else ""
        for row in store.assessments(owner.id):
            use = Use(row.id, f"{of}{row.team_title}, {row.round_title}", row.framework)
            found.setdefault(row.framework.partition("@")[0], []).append(use)
    return {framework: tuple(uses) for framework, uses in found.items()}


def in_portions(uses: Sequence[Use]) -> Iterator[Sequence[Use]]:
    """The latest assessments, so many at a time."""
    latest = uses[:MOST_LOOKED_INTO]
    for start in range(0, len(latest), AT_A_TIME):
        yield latest[start : start + AT_A_TIME]


def scored_in(store: Store, framework: Framework, uses: Sequence[Use]) -> list[tuple[str, ItemUse]]:
    """Which items these assessments score, by the ids of this version. Asked in the store's thread.

    An assessment that went meanwhile scores nothing.
    """
    from maturity_tui.store import StoreError

    found: list[tuple[str, ItemUse]] = []
    for use in uses:
        try:
            scores = store.assessment(use.assessment).scores
        except StoreError:
            continue
        for item, score in scores.items():
            if score.agreed is not None or score.not_applicable:
                found.append((framework.resolve(item), ItemUse(use, score.agreed)))
    return found


@dataclass(frozen=True)
class ItemUses:
    """Who scores the items of a framework, as far as it is known; `every` once all were looked into."""

    by_item: Mapping[str, tuple[ItemUse, ...]] = field(default_factory=dict)
    every: bool = False
    looked_into: int = 0

    def with_more(self, found: Sequence[tuple[str, ItemUse]], count: int) -> ItemUses:
        """With what a portion of the assessments scores."""
        by_item = {item: list(uses) for item, uses in self.by_item.items()}
        for item, use in found:
            by_item.setdefault(item, []).append(use)
        held = {item: tuple(uses) for item, uses in by_item.items()}
        return ItemUses(held, False, self.looked_into + count)

    def finished(self) -> ItemUses:
        """The same, as all there is."""
        return ItemUses(self.by_item, True, self.looked_into)


Kind = Literal["new", "version", "replaces", "same", "before-shipped"]


def standing(store: Store, framework: Framework) -> Kind:
    """What keeping a framework would do to those that are there. Asked in the store's thread."""
    entries = store.frameworks()
    same = next((one for one in entries if one.reference == framework.reference), None)
    if same is not None and same.source != "own":
        if store.framework(same.reference) == framework:
            return "same"
        return "replaces" if same.source == "imported" else "before-shipped"
    return "version" if any(one.id == framework.id for one in entries) else "new"
