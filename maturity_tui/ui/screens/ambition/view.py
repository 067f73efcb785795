"""What the ambition screen shows, as values: the organisation, what can have a target, what groups gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.assessments.ambition.priorities import Gathered, Method, PriorityError, gather
from maturity_tui.assessments.ambition.priority_texts import as_lines, from_lines
from maturity_tui.assessments.ambition.priority_words import by_priority, shares_of_weight
from maturity_tui.assessments.ambition.themes import Aim, aims_of
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.frameworks.models import Framework, Level
from maturity_tui.frameworks.values import Number

if TYPE_CHECKING:
    from maturity_tui.store import Store


@dataclass(frozen=True)
class AmbitionView:
    """The organisation, and the frameworks that its targets may be set in."""

    organisation: Organisation
    frameworks: tuple[Framework, ...]

    @cached_property
    def aims(self) -> tuple[Aim, ...]:
        """Everything that can have a target."""
        return tuple(aim for framework in self.frameworks for aim in aims_of(framework))

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes, the highest priority first."""
        return by_priority(self.organisation.ambition)

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """Each theme's part of the whole weight."""
        return shares_of_weight(self.organisation.ambition)

    @cached_property
    def gathered(self) -> Gathered | None:
        """What the groups gave, where all themes' priorities were made from the same groups; else None."""
        return gathering_of(self.organisation.ambition)

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[int, Aim]]]:
        found: dict[str, list[tuple[int, Aim]]] = {}
        for place, aim in enumerate(self.aims):
            found.setdefault(aim.id, []).append((place, aim))
            found.setdefault(aim.key, []).append((place, aim))
        for framework in self.frameworks:
            for old, new in framework.aliases.items():
                found.setdefault(old, found.get(f"{framework.id}:{new}", []))
        return found

    def theme(self, id: str) -> Theme | None:
        """A theme by its id."""
        return next((theme for theme in self.organisation.ambition if theme.id == id), None)

    def aims_at(self, key: str) -> list[Aim]:
        """The items that a target's key means; none where no framework here has it."""
        return [aim for _, aim in self._by_key.get(key, [])]

    def targets(self, theme: Theme) -> list[tuple[str, Number]]:
        """A theme's targets in the order of the frameworks; what no framework knows comes last."""
        last = len(self.aims)
        return sorted(theme.targets.items(), key=lambda one: self._by_key.get(one[0], [(last, None)])[0][0])

    def key_for(self, theme: Theme, aim: Aim) -> str:
        """Under which key a theme keeps a target: the one that it has, else the shortest that means this alone."""
        for key in (aim.id, aim.key):
            if key in theme.targets:
                return key
        return aim.id if len(self.aims_at(aim.id)) == 1 else aim.key

    def levels(self, aim: Aim) -> tuple[Level, ...]:
        """The levels between which a target may lie."""
        framework = next(one for one in self.frameworks if one.id == aim.framework)
        item = framework.capabilities.get(aim.id)
        return framework.levels_of(item) if item else framework.scale

    def descriptor(self, aim: Aim, value: Number) -> str:
        """What a level looks like: the capability's own words, else the meaning that the scale gives."""
        framework = next(one for one in self.frameworks if one.id == aim.framework)
        item = framework.capabilities.get(aim.id)
        own = item.levels.get(value, "") if item else ""
        return own or next((level.meaning for level in framework.scale if level.value == value), "")

    def others_wanting(self, theme: Theme, key: str) -> list[tuple[Theme, Number]]:
        """The other themes that set a target for the same item."""
        wanted = {aim.key for aim in self.aims_at(key)}
        return [
            (other, value)
            for other in self.themes
            if other.id != theme.id
            for held, value in other.targets.items()
            if held == key or wanted & {aim.key for aim in self.aims_at(held)}
        ]


def gathering_of(themes: Sequence[Theme]) -> Gathered | None:
    """The gathering that the themes' priorities were made from, worked out again; None where there was none."""
    source = themes[0].priority_from if themes else None
    try:
        given = from_lines(as_lines(themes), themes)
        return gather(themes, Method(source.method), given.groups, weights=given.weights) if source else None
    except (PriorityError, ValueError):  # written by hand, by another method, or only in part
        return None


def read_ambition(store: Store) -> AmbitionView | None:
    """The current organisation; None where there is none. Asked in the store's thread; raises StoreError."""
    from maturity_tui.store.known import known_frameworks

    owner = store.organisation()
    return AmbitionView(owner, known_frameworks(store)) if owner else None
