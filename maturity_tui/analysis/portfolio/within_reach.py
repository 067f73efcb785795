"""Targets that no inputs reach that can be chosen together: named and left out, so that the others can be reached."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from maturity_tui.analysis.optimiser.cover import maximise
from maturity_tui.analysis.optimiser.terms import Ceiling, CoverProblem
from maturity_tui.analysis.portfolio.problem import Prepared, beyond_reach

_EXACT = 1e-7
_ROUNDING = 1e-9


def within_reach(ready: Prepared) -> Prepared | None:
    """The same wish for the targets that can be reached one by one, whatever they cost; None where all can."""
    aim = ready.aim
    able = [_reachable(ready, ceiling) for ceiling in aim.ceilings]
    if all(able):
        return None
    kept = tuple(ceiling for ceiling, can in zip(aim.ceilings, able, strict=True) if can)
    names = tuple(name for name, can in zip(aim.names, able, strict=True) if can)
    beyond = [name for name, can in zip(aim.names, able, strict=True) if not can]
    said = beyond_reach(beyond, len(kept), "any inputs that can be chosen together")
    return replace(ready, aim=replace(aim, ceilings=kept, names=names, notes=(*aim.notes, *said)))


def _reachable(ready: Prepared, ceiling: Ceiling) -> bool:
    import numpy as np

    whole = ready.under(())
    alone = replace(ceiling, weight=1.0, low=-inf)
    problem = CoverProblem(np.zeros_like(whole.value), whole.strength, ready.logic, [alone])
    return maximise(problem, tolerance=_EXACT).gain >= ceiling.low - _ROUNDING
