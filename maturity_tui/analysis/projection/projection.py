"""What a set of inputs does to maturity, quarter by quarter: the figures, what they cost, and what was
left out.

    projection = project(baseline, chosen, quarters)          a toggle: a few milliseconds
    projection = project_scenario(scenario, library, baseline)

The figures are means. Percentiles (`Band.p5` …) are None until they are sampled; whoever samples them
fills the same values, with the seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.gains import InputGain, marginal_gains
from maturity_tui.analysis.projection.model import Levels, Model, model_of
from maturity_tui.analysis.projection.notes import notes_of, scenario_notes
from maturity_tui.analysis.projection.used_shares import UsedShare, used_shares
from maturity_tui.analysis.projection.values import Band, Gated, NodeBand, Row
from maturity_tui.analysis.scenarios.choices import ChosenInput, choices_of, start_of, taking_part
from maturity_tui.analysis.scenarios.demand import DISCOUNT_RATE, Costs, PersonDays, costs_of, person_days
from maturity_tui.analysis.scenarios.scenario import Limits, Scenario, quarters_from

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Projection:
    """A set of inputs on a baseline, projected. `chosen` are those that take part; `notes` say what does not.

    `levels` holds each cell's level (cells of the baseline × quarters); figures are in the scale's
    levels, or shares at target in a skills framework. `sampled` holds P5 and P95 by (team, node), where known, and
    `sampled_means` the central figures that then take the place of the formula's.
    """

    model: Model
    chosen: tuple[ChosenInput, ...]
    levels: Levels
    overall: Band
    person_days: PersonDays
    costs: Costs
    notes: tuple[str, ...] = ()
    gains: tuple[InputGain, ...] = ()
    scenario: str | None = None
    seed: int | None = None
    sampled: Mapping[tuple[str | None, str], tuple[Row, Row]] = field(default_factory=dict)
    sampled_means: Mapping[tuple[str | None, str], Row] = field(default_factory=dict)

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters, in order; every figure is that of the quarter's end."""
        return self.model.quarters

    @property
    def baseline(self) -> Baseline:
        """What the projection starts from."""
        return self.model.baseline

    @property
    def assumptions(self) -> Assumptions:
        """What it takes for granted."""
        return self.model.assumptions

    @property
    def now(self) -> float:
        """The overall figure today, as the results show it."""
        return self.model.figures.overall_now

    @property
    def gain(self) -> float:
        """How much the overall figure rises by the last quarter-end."""
        return self.overall.mean[-1] - self.now

    @cached_property
    def nodes(self) -> tuple[NodeBand, ...]:
        """Every node: of all teams together where there are several, then of each team."""
        figures = self.model.figures
        rows = figures.of_nodes(self.levels.final).tolist()
        several = len(self.baseline.teams) > 1 or not self.baseline.results
        return tuple(
            NodeBand(
                node.id,
                node.team,
                node.kind,
                node.now,
                self.sampled_means.get((node.team, node.id)) or tuple(row),
                *self.sampled.get((node.team, node.id), ()),
            )
            for node, row in zip(figures.nodes, rows, strict=True)
            if several or node.team is not None
        )

    @cached_property
    def gated(self) -> tuple[Gated, ...]:
        """What prerequisites hold back at the last quarter-end, the most first."""
        free, held = self.levels.free[:, -1], self.model.gate.held(self.levels.free, self._scores)[:, -1]
        cells = self.baseline.cells
        found = []
        for index in (free - held > 1e-9).nonzero()[0]:
            by = self.model.gate.tightest(int(index), free)
            if by is not None:
                cell = cells[index]
                found.append(
                    Gated(cell.team, cell.capability, cells[by].capability, float(free[index] - held[index]))
                )
        return tuple(sorted(found, key=lambda item: -item.held_back))

    @cached_property
    def shares(self) -> tuple[UsedShare, ...]:
        """The mean share that each effect is counted with, beside its range."""
        return used_shares(self.model.doses, self.chosen)

    @property
    def _scores(self) -> Array:
        return self.model.doses.bands.score

    def level(self, team: str, capability: str, quarter: int = -1) -> float:
        """One cell's level at a quarter-end (the last). Raises KeyError for a cell that takes no part."""
        return float(self.levels.final[self.baseline.place[team, capability], quarter])

    def as_json(self) -> dict[str, Any]:
        """The JSON of `project`."""
        return {
            "scenario": self.scenario,
            "quarters": list(self.quarters),
            "overall": {"now": self.now, **self.overall.as_json()},
            "nodes": [node.as_json() for node in self.nodes],
            "inputs": [self._input(choice) for choice in self.chosen],
            "gains": [gain.as_json() for gain in self.gains],
            "cost": self.costs.as_json(),
            "person_days": self.person_days.as_json(),
            "gated": [vars(item) for item in self.gated],
            "notes": list(self.notes),
            "assumptions": self.assumptions.as_json(),
            "seed": self.seed,
        }

    def _input(self, choice: ChosenInput) -> dict[str, Any]:
        shares = [share.as_json() for share in self.shares if share.input == choice.id]
        return {"input": choice.id, "start": choice.start, "mean_share": shares}


def project(
    baseline: Baseline | Model,
    chosen: Sequence[ChosenInput],
    quarters: Sequence[str] = (),
    assumptions: Assumptions | None = None,
    limits: Limits | None = None,
    *,
    calibrated: bool = False,
    discount_rate: float = DISCOUNT_RATE,
) -> Projection:
    """The projection of some inputs. What cannot take part is left out and noted; nothing is raised for it.

    `baseline` may be a prepared model, whose quarters and assumptions then count; else `quarters` must be
    given.
    """
    model = baseline if isinstance(baseline, Model) else _model(baseline, quarters, assumptions, calibrated)
    taken, left_out = taking_part(chosen)
    levels = model.run(taken)
    overall = Band(tuple(model.figures.overall(levels.final).tolist()))
    days = person_days(taken, model.quarters, model.assumptions, limits)
    headcount = {team: model.baseline.headcount.get(team) for team in model.baseline.teams}
    costs, unpriced = costs_of(taken, model.quarters, headcount, discount_rate)
    notes = (*left_out, *unpriced, *notes_of(model, taken, overall.mean, days))
    return Projection(model, taken, levels, overall, days, costs, notes)


def project_scenario(
    scenario: Scenario, library: Iterable[Intervention], baseline: Baseline, *, with_gains: bool = True
) -> Projection:
    """The projection of a scenario, with what each input of the library adds or would add.

    Raises ValueError, in a sentence, for an assumption that does not exist or cannot have its value.
    """
    from dataclasses import replace

    items = tuple(library)
    model = scenario_model(scenario, baseline)
    chosen, missing = choices_of(scenario, items)
    projection = project(model, chosen, limits=scenario.limits, discount_rate=scenario.discount_rate)
    gains = marginal_gains(model, projection.chosen, candidates(items, scenario.start)) if with_gains else ()
    notes = (*missing, *scenario_notes(scenario, projection.chosen, projection.costs), *projection.notes)
    return replace(projection, scenario=scenario.id, gains=gains, notes=notes)


def scenario_model(scenario: Scenario, baseline: Baseline) -> Model:
    """The prepared model for a scenario's quarters and assumptions. ValueError: a bad assumption."""
    assumptions = Assumptions.default().with_overrides(scenario.assumptions)
    return model_of(
        baseline, quarters_from(scenario.start, scenario.horizon), assumptions, scenario.calibrated
    )


def candidates(library: Iterable[Intervention], start: str) -> tuple[ChosenInput, ...]:
    """Every input of a library, starting as early as it can from a quarter on."""
    return tuple(ChosenInput(item, start_of(None, item, start)) for item in library)


def _model(
    baseline: Baseline, quarters: Sequence[str], assumptions: Assumptions | None, calibrated: bool
) -> Model:
    if not quarters:
        raise ValueError("A projection needs at least one quarter.")
    return model_of(baseline, tuple(quarters), assumptions or Assumptions.default(), calibrated)


__all__ = [
    "Band", "Gated", "InputGain", "NodeBand", "Projection", "Row",
    "candidates", "marginal_gains", "project", "project_scenario", "scenario_model",
]  # fmt: skip
