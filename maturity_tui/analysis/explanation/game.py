"""What any part of the chosen inputs would come to at the last quarter-end: many sets answered in one batch.

A set is answered whatever its inputs need or exclude: what an input does is asked for, not whether it could be alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.model import Levels, Model
from maturity_tui.analysis.scenarios.choices import ChosenInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]
    Total = tuple[Array, Array | None]

_ROUNDING = 1e-12


class Game:
    """The chosen inputs as players. Those that repeat or help one another are *tied*: they do not simply add."""

    def __init__(self, model: Model, chosen: Sequence[ChosenInput]) -> None:
        self.model = model
        self.chosen = tuple(chosen)
        model.doses.prepare(choice.input for choice in self.chosen)
        groups = _groups(self.chosen)
        self.single = [members[0] for members in groups if len(members) == 1]
        self.tied = [members for members in groups if len(members) > 1]
        self._kept: dict[tuple[int, ...], Total] = {}

    def levels(self, sets: Flags) -> Levels:
        """The levels of each set of inputs (sets × inputs): cells × sets."""
        import numpy as np

        strength = np.tensordot(self._strengths, sets[:, self.single].T.astype(float), axes=(0, 0))
        dip = np.tensordot(self._dips, sets[:, self.single].T.astype(float), axes=(0, 0))
        for members in self.tied:
            for column, held in enumerate(sets[:, members]):
                more, sink = self._total(tuple(m for m, flag in zip(members, held, strict=True) if flag))
                strength[..., column] += more[..., 0]
                dip[:, column] += 0 if sink is None else sink[:, 0]
        return self.model.levels(strength, dip if dip.any() else None)

    def figures(self, sets: Flags) -> Array:
        """The overall figure of each set of inputs."""
        return self.model.figures.overall(self.levels(sets).final)

    def strength_of(self, position: int) -> Array:
        """What one input does alone: cells × bands."""
        return self._total((position,))[0][..., 0]

    @cached_property
    def plain(self) -> Flags:
        """The cells whose level is a plain product over inputs, whichever of them are there: no dip, no input
        that is tied, and nothing that could hold them back."""
        import numpy as np

        count = len(self.model.baseline.cells)
        if self.model.figures.matrix is None or self.model.baseline.is_skills:
            return np.zeros(count, dtype=bool)
        found: Flags = ~np.asarray(self._dips.any(axis=0))
        for members in self.tied:
            strength, dip = self._total(tuple(members))
            found &= ~strength.any(axis=(1, 2))
            found &= True if dip is None else ~dip.any(axis=1)
        found[self._can_be_held] = False
        return np.asarray(found)

    @property
    def _can_be_held(self) -> Places:
        """The cells that their prerequisites, as they stand today, would hold below what all inputs lift them to."""
        import numpy as np

        gate, score = self.model.gate, self.model.doses.bands.score
        if not len(gate.cells):
            return gate.cells
        most = self.levels(np.ones((1, len(self.chosen)), dtype=bool)).free[:, 0]
        least = np.minimum.reduceat(score[gate.by] + gate.slack, gate.starts)
        return gate.cells[most[gate.cells] > least + _ROUNDING]

    @cached_property
    def _strengths(self) -> Array:
        """Inputs that are not tied × cells × bands."""
        import numpy as np

        bands = self.model.doses.bands.room.shape
        rows = [self._total((position,))[0][..., 0] for position in self.single]
        return np.stack(rows) if rows else np.zeros((0, *bands))

    @cached_property
    def _dips(self) -> Array:
        """Inputs that are not tied × cells."""
        import numpy as np

        none = np.zeros(len(self.model.baseline.cells))
        rows = [self._total((position,))[1] for position in self.single]
        return np.array([none if row is None else row[:, 0] for row in rows]).reshape(len(rows), len(none))

    def _total(self, members: tuple[int, ...]) -> Total:
        if members not in self._kept:
            chosen = [self.chosen[position] for position in members]
            self._kept[members] = self.model.total(self.model.contributions(chosen, column=-1), 1)
        return self._kept[members]


def _groups(chosen: Sequence[ChosenInput]) -> list[list[int]]:
    """The positions of the inputs, those together that repeat or help one another, at first or second hand."""
    grouped = families(chosen)
    name = {id(choice): family for family, choices in grouped.items() for choice in choices}
    root = {family: family for family in grouped}

    def find(family: str) -> str:
        while root[family] != family:
            family = root[family]
        return family

    for pair in pairs_of(grouped):
        root[find(pair.one)] = find(pair.other)
    found: dict[str, list[int]] = {}
    for position, choice in enumerate(chosen):
        found.setdefault(find(name[id(choice)]), []).append(position)
    return list(found.values())
