"""The settlements of a move, checked against what is held and what the newer version has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maturity_tui.assessments.upgrade.values import Settlement, UpgradeError
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number


class Settled:
    """What persons decided, by the ids that the assessment holds.

    `whole`: where an item goes (no ids: into the record). `levels`: what a level of it is taken for (None: the record).
    Raises UpgradeError for what does not fit.
    """

    def __init__(
        self, settlements: Iterable[Settlement], held: Sequence[str], old: Framework, new: Framework
    ) -> None:
        self.whole: dict[str, tuple[str, ...]] = {}
        self.levels: dict[str, dict[Number, Number | None]] = {}
        self._held, self._old, self._new = held, old, new
        self._used: set[tuple[str, Number]] = set()
        for one in settlements:
            self._add(one, self._item(one.old))

    def _add(self, one: Settlement, item: str) -> None:
        if one.level is not None:
            levels = self.levels.setdefault(item, {})
            if levels.get(one.level, one.take) != one.take:
                raise UpgradeError(f"Level {one.level} of {item} is settled twice, and differently.")
            levels[one.level] = one.take
            return
        to = tuple(dict.fromkeys(self._target(id) for id in one.to))
        if self.whole.get(item, to) != to:
            raise UpgradeError(f"{item} is settled twice, and differently.")
        self.whole[item] = to

    def _item(self, old: str) -> str:
        if old in self._held:
            return old
        for item in self._held:
            if self._old.resolve(item) == self._old.resolve(old):
                return item
        hint = nearest(old, self._held)
        raise UpgradeError(f"The assessment holds nothing about {old!r}. {hint}".strip())

    def _target(self, id: str) -> str:
        now = self._new.resolve(id)
        if now in self._new.capabilities:
            return now
        hint = nearest(id, self._new.capabilities)
        raise UpgradeError(f"{self._new.reference} has no {self._new.noun} {id!r}. {hint}".strip())

    def has_level(self, item: str, level: Number) -> bool:
        """Whether this level of this item is settled; it counts as used then."""
        self._used.add((item, level))
        return level in self.levels.get(item, {})

    def refuse_unused(self) -> None:
        """A settlement of a level that is in no doubt would change nothing: say so rather than ignore it."""
        for item, levels in self.levels.items():
            for level in levels:
                if (item, level) not in self._used:
                    raise UpgradeError(
                        f"There is nothing to settle at level {level} of {item}: leave that out."
                    )
