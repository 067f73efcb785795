"""The terms of a roadmap's problem: what each column does to each cell, band and quarter, and what can hold it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.cover import Cap, Ceiling, CoverProblem, Row
from maturity_tui.analysis.projection.contribution import Contribution
from maturity_tui.analysis.projection.model import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ROUNDING = 1e-9


def terms_of(
    model: Model,
    does: Sequence[Contribution],
    rows: Sequence[Row],
    weights: Array,
    columns: Array,
    blocks: Sequence[int],
) -> CoverProblem:
    """A term for each cell, band and quarter that some column reaches and that counts or gates what counts."""
    import numpy as np

    room, score = model.doses.bands.room, model.doses.bands.score
    most = _most(model, does, blocks)
    top = score[:, None] + np.einsum("cb,cbk->ck", room, -np.expm1(-most))
    gates = _binding(model, top, weights, columns)
    gated = {(cell, column) for cell, column, _ in gates}
    used = (most > 0) & (room[:, :, None] > 0) & (columns > 0)[None, None, :]
    places = np.argwhere(used)
    if not len(places):  # nothing lifts anything: then only the limits matter
        return CoverProblem(np.zeros(1), np.zeros((len(does), 1)), tuple(rows))
    strength = np.zeros((len(does), len(places)))
    for column, part in enumerate(does):
        whole = np.zeros(most.shape)
        whole[part.cells] = part.strength
        strength[column] = whole[used]
    free = np.array([(int(cell), int(at)) not in gated for cell, _, at in places], dtype=bool)
    value = weights[places[:, 0]] * room[places[:, 0], places[:, 1]] * columns[places[:, 2]] * free
    terms: dict[tuple[int, int], dict[int, float]] = {}
    for place, (cell, band, at) in enumerate(places.tolist()):
        terms.setdefault((cell, at), {})[place] = float(room[cell, band])
    return CoverProblem(value, strength, tuple(rows), _ceilings(gates, terms, score, weights, columns))


def _most(model: Model, does: Sequence[Contribution], blocks: Sequence[int]) -> Array:
    """The most that any answer can come to, by cell, band and quarter: the best of each block and of all pairs."""
    import numpy as np

    shape = (*model.doses.bands.room.shape, len(model.quarters))
    found, at = np.zeros(shape), 0
    for count in blocks:
        found += _best(does[at : at + count], shape)
        at += count
    for part in does[at:]:
        found[part.cells] += part.strength
    return found


def _best(parts: Sequence[Contribution], shape: tuple[int, ...]) -> Array:
    import numpy as np

    best = np.zeros(shape)
    for part in parts:
        best[part.cells] = np.maximum(best[part.cells], part.strength)
    return best


def _binding(
    model: Model, top: Array, weights: Array, columns: Array
) -> list[tuple[int, int, list[tuple[int, float]]]]:
    """The cells and quarters that a prerequisite could hold back, with those prerequisites and their slack."""
    gate, score = model.gate, model.doses.bands.score
    found = []
    for place, cell in enumerate(gate.cells.tolist()):
        first = int(gate.starts[place])
        last = int(gate.starts[place + 1]) if place + 1 < len(gate.starts) else len(gate.by)
        for at in range(len(columns)):
            if not weights[cell] or not columns[at]:
                continue
            holding = [
                (int(gate.by[one]), float(gate.slack[one]))
                for one in range(first, last)
                if score[gate.by[one]] + gate.slack[one] < top[cell, at] - ROUNDING
            ]
            if holding:
                found.append((cell, at, holding))
    return found


def _ceilings(
    gates: Sequence[tuple[int, int, list[tuple[int, float]]]],
    terms: Mapping[tuple[int, int], Mapping[int, float]],
    score: Array,
    weights: Array,
    columns: Array,
) -> tuple[Ceiling, ...]:
    """For each gated cell and quarter its rise, under what it would come to alone and under what gates it."""
    found = []
    for cell, at, holding in gates:
        own = Cap(0.0, terms.get((cell, at), {}))
        caps = [Cap(float(score[by] + slack - score[cell]), terms.get((by, at), {})) for by, slack in holding]
        found.append(Ceiling((own, *caps), weight=float(weights[cell] * columns[at]), low=0.0))
    return tuple(found)
