"""Levels of one item in two versions: which stand, which are in doubt, and what they might be taken for.

A level is its value on the scale. It is in doubt where the newer version does not define it for the item, where its
name stands at another value now (a renumbered scale), and where one of the item's own answers has another text.
"""

from __future__ import annotations

from functools import cached_property

from maturity_tui.assessments.upgrade.values import Doubt
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import Number


class Ladder:
    """The levels of one item as they were, and of the item that they move to."""

    def __init__(self, old: Framework, was: Capability, new: Framework, now: Capability) -> None:
        self.now = now
        self.own_answers = bool(was.answers or now.answers)
        self._was = {level.value: level.name for level in old.levels_of(was)}
        self._now = {level.value: level.name for level in new.levels_of(now)}

    def doubt(self, value: Number, target: bool = False) -> Doubt | None:
        """Why a score (or a target) at this value cannot simply stay at it; None: it can."""
        if not self.allows(value, target):
            return Doubt.LOST_LEVEL
        before, after = self._was.get(value), self._now.get(value)
        if before is None or after is None or plain(before) == plain(after):
            return None
        if self.own_answers:
            return Doubt.ANSWER
        return Doubt.LOST_LEVEL if plain(before) in self._by_name else None

    def allows(self, value: Number, target: bool = False) -> bool:
        """Whether the new item can be scored at this value; a target may lie anywhere between its levels."""
        if target:
            return min(self._now) <= value <= max(self._now)
        return value in self._now

    def same_name(self, value: Number) -> Number | None:
        """The value at which the name of an old level stands now."""
        return self._by_name.get(plain(self._was.get(value, "")))

    @property
    def levels(self) -> dict[Number, str]:
        """The new item's levels and their names, lowest first."""
        return self._now

    def named(self, value: Number) -> str:
        """An old level as a person knows it: value and name."""
        return f"{value} {self._was.get(value, '')}".strip()

    @cached_property
    def _by_name(self) -> dict[str, Number]:
        return {plain(name): value for value, name in self._now.items()}


def plain(name: str) -> str:
    """A name for comparing: letters and digits only."""
    return "".join(char for char in name.casefold() if char.isalnum())
