"""The levels of all cells in every draw, one quarter at a time: what the model computes, without its means.

Only bands with room are worked out, and equal ones once; a cell that nothing reaches keeps its score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.families import families
from maturity_tui.analysis.projection.gate import Gate
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.terms import Sources, Term, terms_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]
    Places = NDArray[np.intp]

# Draws that the gate works on at once: its many small rows then stay in the processor's cache.
_AT_ONCE = 512


@dataclass(frozen=True, eq=False)
class _Member:
    """Doses of groups of bands, quarters × groups × sources, and the sources' rows."""

    sources: Places
    doses: Draws


@dataclass(frozen=True, eq=False)
class _Block:
    """The cells of one capability: how much room each has in each group of bands that fill alike."""

    cells: Places
    room: Draws
    linear: _Member | None
    mixed: tuple[tuple[_Member, ...], ...]


class DrawnLevels:
    """Levels by draw for a model and the inputs that take part."""

    def __init__(self, model: Model, chosen: Sequence[ChosenInput], sources: Sources) -> None:
        import numpy as np

        self.model = model
        self._blocks = [
            _block(model, np.array(model.baseline.rows[capability]), terms)
            for capability, terms in terms_of(model, chosen, sources).items()
        ]
        rows = sources.rows
        self._rows = np.array(rows) if rows else np.zeros((0, sources.numbers.draws), dtype=np.float32)
        self._dips = _dips(model, chosen, sources)
        self._score = model.doses.bands.score.astype(np.float32)
        self.levels = np.empty((len(self._score), sources.numbers.draws), dtype=np.float32)

    @property
    def touched(self) -> Array:
        """Whether a cell can change, by cell."""
        import numpy as np

        found = np.zeros(len(self._score), dtype=bool)
        for block in self._blocks:
            found[block.cells] = True
        for cells, *_ in self._dips:
            found[cells] = True
        return found

    def at(self, quarter: int) -> Draws:
        """Cells × draws at the end of a quarter; good until the next is asked for."""
        import numpy as np

        levels, bands = self.levels, self.model.doses.bands
        levels[:] = self._score[:, None]
        for block in self._blocks:
            filled = self._strength(block, quarter)
            if filled is not None:
                np.negative(filled, out=filled)
                levels[block.cells] -= block.room @ np.expm1(filled, out=filled)
        tops = np.maximum(bands.high, bands.score).astype(np.float32)
        np.minimum(levels, tops[:, None], out=levels)
        hold(self.model.gate, levels, self._score)
        self._dip(quarter)
        return levels

    def _strength(self, block: _Block, quarter: int) -> Draws | None:
        """X by group and draw; None where nothing is at work yet."""
        import numpy as np

        total: Draws | None = None
        if block.linear is not None and block.linear.doses[quarter].any():
            total = self._sum(block.linear, quarter)
        for members in block.mixed:
            best = self._sum(members[0], quarter)
            for member in members[1:]:
                np.maximum(best, self._sum(member, quarter), out=best)
            total = best if total is None else np.add(total, best, out=total)
        return total

    def _sum(self, member: _Member, quarter: int) -> Draws:
        doses = member.doses[quarter]
        used = doses.any(axis=0)
        return doses[:, used] @ self._rows[member.sources[used]]  # type: ignore[no-any-return]

    def _dip(self, quarter: int) -> None:
        import numpy as np

        low = self.model.doses.bands.low.astype(np.float32)
        for cells, in_time, late, is_late in self._dips:
            size = in_time[:, quarter, None] + (late - in_time)[:, quarter, None] * is_late
            bottom = low[cells, None]
            self.levels[cells] = bottom + (self.levels[cells] - bottom) * np.exp(-size.astype(np.float32))


def hold(gate: Gate, levels: Draws, now: Draws) -> None:
    """The gate, in place, in every draw."""
    import numpy as np

    if not len(gate.cells):
        return
    slack, at = gate.slack.astype(np.float32)[:, None], gate.cells
    for start in range(0, levels.shape[1], _AT_ONCE):
        part = levels[:, start : start + _AT_ONCE]
        limits = np.minimum.reduceat(part[gate.by] + slack, gate.starts, axis=0)
        part[at] = np.maximum(np.minimum(part[at], limits), now[at, None])


def _block(model: Model, cells: Places, terms: Sequence[Term]) -> _Block:
    """The bands of a capability's cells that have room, those that fill alike in every quarter put together."""
    import numpy as np

    room = model.doses.bands.room[cells]
    cell, band = np.nonzero(room > 0)
    linear: dict[int, Array] = {}
    for term in terms:
        for source, dose in term.members[0].items() if term.is_linear else ():
            linear[source] = linear[source] + dose if source in linear else dose
    mixed = [term.members for term in terms if not term.is_linear]
    every = [*([linear] if linear else []), *(member for members in mixed for member in members)]
    columns = [dose[cell, band] for member in every for dose in member.values()]
    alike = np.concatenate(columns, axis=1) if columns else np.zeros((len(cell), 1))
    _, first, group = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    together = np.zeros((len(cells), len(first)), dtype=np.float32)
    np.add.at(together, (cell, group.reshape(-1)), room[cell, band])

    def member(doses: dict[int, Array]) -> _Member:
        rows = [dose[cell, band][first] for dose in doses.values()]
        return _Member(
            np.array(list(doses), dtype=np.intp), np.stack(rows).transpose(2, 1, 0).astype(np.float32)
        )

    return _Block(
        cells, together, member(linear) if linear else None,
        tuple(tuple(member(one) for one in members) for members in mixed),
    )  # fmt: skip


def _dips(
    model: Model, chosen: Sequence[ChosenInput], sources: Sources
) -> list[tuple[Places, Array, Array, Array | float]]:
    """For each input that brings a dip: its cells, the dip by quarter in time and late, and by draw whether late."""
    import numpy as np

    found = []
    doses = model.doses
    for name, choices in families(chosen).items():
        size = np.zeros((2, len(model.baseline.cells), len(model.quarters)))
        for choice in choices:
            cells = doses.of(choice).cells
            for state, quarters in enumerate((0, doses.late_quarters)):
                dip = doses.dip(choice, quarters)
                if dip is not None and len(cells):
                    size[state, cells] = np.maximum(size[state, cells], dip)
        reached = np.flatnonzero(size.any(axis=(0, 2)))
        if len(reached):
            is_late = sources.is_late(name) if sources.late else 0.0
            found.append((reached, size[0, reached], size[1, reached], is_late))
    return found
