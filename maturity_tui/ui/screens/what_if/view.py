"""What the what-if screen shows, worked out from what was read: values only, no widgets, no database.

`setting_of` prepares a baseline (a tenth of a second, and NumPy the
first time) in a thread. `answer_of` answers a change in a few milliseconds where the roll-up is linear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.gap.study import Study
from maturity_tui.analysis.inputs.interventions import InputKind, Intervention
from maturity_tui.analysis.projection.baseline import Baseline, baseline_of
from maturity_tui.analysis.projection.projection import Projection, candidates, project_scenario
from maturity_tui.analysis.scenarios.choices import ChosenInput, start_of
from maturity_tui.analysis.scenarios.demand import people_covered
from maturity_tui.analysis.scenarios.names import UNNAMED
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarter_index
from maturity_tui.assessments.models import Assessment
from maturity_tui.ui.screens.what_if.ground import (
    Ground,
    fresh,
    named,
    read_ground,
    spoken,
    to_keep,
)

# Below this, gains are told apart by the third decimal only.
SMALL_GAINS = 0.095
KINDS = {InputKind.TRAINING: "Training", InputKind.CAPACITY: "Capacity", InputKind.TECHNOLOGY: "Technology"}


@dataclass(frozen=True, eq=False)
class Setting:
    """A baseline, and the mean of its teams' targets."""

    baseline: Baseline
    target: float | None


@dataclass(frozen=True)
class InputView:
    """One input as the list shows it: what it costs, when it starts, what it adds (or would add) at the end."""

    item: Intervention
    chosen: bool
    start: str
    gain: float | None
    once: float
    yearly: float
    blocked: str = ""


@dataclass(frozen=True, eq=False)
class Answer:
    """A scenario on a setting, projected."""

    ground: Ground
    scenario: Scenario
    whole: bool
    setting: Setting
    projection: Projection

    @cached_property
    def inputs(self) -> dict[str, InputView]:
        """Every input of the library."""
        starts = {choice.input: choice for choice in reversed(self.scenario.inputs)}
        gains = {gain.input: gain for gain in self.projection.gains}
        found = {}
        for item in self.ground.library:
            choice, gain = starts.get(item.id), gains.get(item.id)
            start = start_of(choice, item, self.scenario.start)
            once, yearly = self._cost(item, choice)
            taken = gain is not None and (choice is None or gain.chosen)
            found[item.id] = InputView(
                item,
                choice is not None,
                start,
                gain.gain if gain and taken else None,
                once,
                yearly,
                gain.blocked if gain else "",
            )
        return found

    @cached_property
    def offered(self) -> dict[str, InputView]:
        """Those that can be put in here: all but inputs for other frameworks that are not chosen."""
        return {
            key: view for key, view in self.inputs.items() if view.chosen or self.ground.concerns(view.item)
        }

    def _cost(self, item: Intervention, choice: Choice | None) -> tuple[float, float]:
        cost = item.cost
        people = 0.0
        if cost.per_person:
            covered = ChosenInput(item, self.scenario.start, choice.coverage if choice else None)
            people = float(cost.per_person) * people_covered(covered, self.setting.baseline.headcount)
        return float(cost.once) + people, float(cost.per_year)

    @property
    def chosen(self) -> tuple[InputView, ...]:
        """The chosen inputs of the library, the earliest start first."""
        order = list(KINDS)
        found = [view for view in self.inputs.values() if view.chosen]
        return tuple(
            sorted(
                found, key=lambda one: (quarter_index(one.start), order.index(one.item.kind), one.item.title)
            )
        )

    @property
    def is_light(self) -> bool:
        """Whether every figure is linear in the levels, so that an answer takes milliseconds."""
        return self.projection.model.figures.matrix is not None

    @property
    def reaches_nothing(self) -> bool:
        """Whether there are inputs, and none of them acts on anything that is scored here."""
        doses, start = self.projection.model.doses, self.scenario.start
        known = self.ground.library
        return bool(known) and not any(len(doses.of(choice).cells) for choice in candidates(known, start))

    @property
    def is_skills(self) -> bool:
        """Whether the figure is the share of skills at target."""
        return self.setting.baseline.is_skills

    @property
    def end(self) -> str:
        """The last quarter, as people say it."""
        return spoken(self.projection.quarters[-1])

    @property
    def places(self) -> int:
        """The decimals of gains."""
        if self.is_skills:
            return 1
        return 2 if max((abs(gain.gain) for gain in self.projection.gains), default=1.0) >= SMALL_GAINS else 3

    @property
    def factor(self) -> int:
        """Shares are shown in per cent."""
        return 100 if self.is_skills else 1

    @property
    def symbol(self) -> str:
        """The currency's sign."""
        used = self.projection.costs.currency or next(
            (item.cost.currency for item in self.ground.library), "GBP"
        )
        return {"GBP": "£", "EUR": "€", "USD": "$"}.get(used, f"{used} ")


def setting_of(ground: Ground, scenario: Scenario, whole: bool) -> Setting:
    """The baseline that a scenario starts from. Raises ValueError, in a sentence, where nothing is scored."""
    held, ambition = ground.held(scenario, whole), ground.organisation.ambition
    assumptions = Assumptions.default().with_overrides(scenario.assumptions)
    headcount = {team.id: team.headcount for team in ground.organisation.teams}
    baseline = baseline_of(ground.framework, [(one, ambition) for one in held], headcount, assumptions)
    return Setting(baseline, None if baseline.is_skills else _target(ground, held, baseline))


def _target(ground: Ground, held: Sequence[Assessment], baseline: Baseline) -> float | None:
    """The mean of the targets of the teams that count: as now, teams count alike."""
    studies = [
        Study.of(one, ground.framework, ground.organisation) for one in held if one.team in baseline.counted
    ]
    found = [study.target(study.whole) for study in studies]
    targets = [float(target) for target in found if target is not None]
    return fmean(targets) if targets else None


def answer_of(ground: Ground, scenario: Scenario, whole: bool, setting: Setting) -> Answer:
    """The projection of a scenario, with what each input adds."""
    return Answer(
        ground, scenario, whole, setting, project_scenario(scenario, ground.library, setting.baseline)
    )


def rests_on(ground: Ground, scenario: Scenario, whole: bool) -> tuple[object, ...]:
    """What a setting depends on: two scenarios that agree in it share their baseline."""
    teams = tuple(one.id for one in ground.held(scenario, whole))
    return teams, tuple(sorted((name, str(value)) for name, value in scenario.assumptions.items()))


def in_order(
    answer: Answer, ids: Sequence[str], *, grouped: bool, rank: Mapping[str, float] | None = None
) -> list[str]:
    """The inputs in the order of the list: by kind where it is grouped; chosen first, then by gain, or as ranked."""
    kinds = list(KINDS)

    def place(key: str) -> tuple[int, bool, float, str]:
        view = answer.inputs[key]
        return (
            kinds.index(view.item.kind) if grouped else 0,
            not view.chosen,
            -((view.gain or 0.0) if rank is None else rank.get(key, 0.0)),
            view.item.title,
        )

    return sorted(ids, key=place)


def overload(answer: Answer) -> Mapping[str, tuple[float, float]]:
    """The quarters that ask for more person-days than there are: asked for, and there."""
    days = answer.projection.person_days
    rows = zip(answer.projection.quarters, days.demand, days.supply, days.overload, strict=True)
    return {quarter: (asked, there or 0.0) for quarter, asked, there, over in rows if over > 0}


__all__ = [
    "KINDS", "UNNAMED", "Answer", "Ground", "InputView", "Setting", "answer_of", "fresh", "in_order", "named",
    "overload", "read_ground", "rests_on", "setting_of", "spoken", "to_keep",
]  # fmt: skip
