"""What is read from the store about a plan: the scores that it starts from, the library, and the rounds since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.plan.lateness import adopted_from, released
from maturity_tui.analysis.projection.baseline import Baseline, baseline_of
from maturity_tui.analysis.scenarios.scenario import Scenario, quarter_of
from maturity_tui.assessments.models import Assessment, Round
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.teams.occasion import in_time
from maturity_tui.frameworks.models import Framework
from maturity_tui.workshop.guard import shown

if TYPE_CHECKING:
    from maturity_tui.analysis.plan.standing import PlanStanding
    from maturity_tui.analysis.plan.tested import BackTest
    from maturity_tui.store import AssessmentRow, Store

Held = tuple[Assessment, Framework]


@dataclass(frozen=True, eq=False)
class PlanGround:
    """A scenario (adopted: a plan), the assessments that it starts from, and those of later rounds."""

    organisation: Organisation
    scenario: Scenario
    library: tuple[Intervention, ...]
    held: tuple[Held, ...]
    later: tuple[Held, ...]

    @property
    def known(self) -> dict[str, Intervention]:
        """The inputs by their ids."""
        return {item.id: item for item in self.library}

    @property
    def round(self) -> Round:
        """The round that it starts from."""
        return self.held[0][0].round

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The later rounds, the latest first."""
        ordered = sorted((one for one, _ in self.later), key=in_time, reverse=True)
        return tuple({one.round.id: one.round for one in ordered}.values())

    @cached_property
    def baseline(self) -> Baseline:
        """What it starts from. Raises ValueError, in a sentence, where nothing is scored."""
        return self._baseline(self.held)

    def standing(self, on: dt.date) -> PlanStanding:
        """How it stands on a day, and what that costs. Raises ValueError, in a sentence."""
        from maturity_tui.analysis.plan.standing import standing

        return standing(self.scenario, self.library, self.baseline, quarter_of(on))

    def back_test(self, round_id: str | None = None) -> BackTest:
        """The latest round, or the one named, against what was projected. Raises ValueError, in a sentence."""
        from maturity_tui.analysis.plan.backtest import back_test

        wanted = next((one for one in self.rounds if round_id in (None, one.id)), None)
        if wanted is None:
            known = ", ".join(one.id for one in self.rounds) or "there is none yet"
            what = f"{round_id} is no later round" if round_id else "There is no later round"
            raise ValueError(
                f"{what} of the teams of {self.round.title}. Rounds to hold against the plan: {known}."
            )
        held = _one_version([(one, its) for one, its in self.later if one.round.id == wanted.id])
        return back_test(self.scenario, self.library, self.baseline, self._baseline(held), wanted)

    def _baseline(self, held: Sequence[Held]) -> Baseline:
        ambition = self.organisation.ambition
        headcount = {team.id: team.headcount for team in self.organisation.teams}
        assumptions = Assumptions.default().with_overrides(self.scenario.assumptions)
        return baseline_of(held[0][1], [(one, ambition) for one, _ in held], headcount, assumptions)


def read_plan(store: Store, scenario: Scenario | str, organisation: str | None = None) -> PlanGround:
    """A plan with all that it is worked out from. Raises StoreError where there is nothing to start from."""
    from maturity_tui.store import StoreError

    owner = store.organisation(organisation)
    if owner is None:
        raise StoreError("There is no organisation yet: begin an assessment, or import a folder.")
    found = store.scenario(scenario, owner.id) if isinstance(scenario, str) else scenario
    rows = store.assessments(owner.id)
    first = _started_from(rows, found)
    if not first:
        raise StoreError(
            f"The scores that “{found.title}” starts from are not here: it names {_origin(found)}."
        )
    held = _one_version([(shown(store, row.id), store.framework_of(row.id)) for row in first])
    before, teams = held[0][0], {one.team for one, _ in held}
    same = [row for row in rows if row.framework.partition("@")[0] == before.framework.id]
    if found.baseline.assessment is not None or found.baseline.teams != "all":
        same = [row for row in same if row.team in teams]
    read = [
        (shown(store, row.id), store.framework_of(row.id)) for row in same if row.round != before.round.id
    ]
    later = tuple(pair for pair in read if in_time(pair[0]) > in_time(before))
    return PlanGround(owner, found, store.library(owner.id), held, later)


def plans_of(store: Store, organisation: str | None = None) -> tuple[Scenario, ...]:
    """The scenarios that are adopted, the one adopted last first."""
    adopted = [(one.adopted, one) for one in store.scenarios(organisation) if one.adopted is not None]
    return tuple(one for _, one in sorted(adopted, key=lambda pair: (pair[0], pair[1].id), reverse=True))


def plan_between(store: Store, earlier: Assessment, later: Assessment) -> PlanGround | None:
    """The plan adopted last that starts from an assessment, and that a later one of the same team is held against."""
    for plan in plans_of(store, later.organisation):
        base = plan.baseline
        whole = base.round == earlier.round.id and (base.teams == "all" or earlier.team in base.teams)
        if base.assessment == earlier.id or (base.assessment is None and whole):
            ground = read_plan(store, plan, later.organisation)
            if any(one.id == earlier.id for one, _ in ground.held):
                return ground
    return None


def adopt(store: Store, ground: PlanGround, day: dt.date) -> Scenario:
    """Make a scenario the plan from a day on. The round that it starts from is named from now on: it is to stay."""
    origin = ground.scenario.baseline
    if origin.assessment is None and origin.round is None:
        origin = origin.changed(round=ground.round.id)
    return store.save_scenario(
        adopted_from(ground.scenario, day).changed(baseline=origin), ground.organisation.id
    )


def release(store: Store, ground: PlanGround) -> Scenario:
    """Make a plan a scenario again; what was noted stays."""
    return store.save_scenario(released(ground.scenario), ground.organisation.id)


def _started_from(rows: Iterable[AssessmentRow], scenario: Scenario) -> list[AssessmentRow]:
    every, base = list(rows), scenario.baseline
    if base.assessment is not None:
        return [row for row in every if row.id == base.assessment]
    wanted = base.round or (every[0].round if every else None)
    return [row for row in every if row.round == wanted and (base.teams == "all" or row.team in base.teams)]


def _one_version(held: Sequence[Held]) -> tuple[Held, ...]:
    """Those on the framework, at its version, that most of them are on: only they can be taken together."""
    groups: dict[str, list[Held]] = {}
    for one, framework in held:
        groups.setdefault(f"{framework.is_skills} {framework.reference}", []).append((one, framework))
    most = max(len(group) for group in groups.values())
    return next(tuple(group) for group in groups.values() if len(group) == most)


def _origin(scenario: Scenario) -> str:
    base = scenario.baseline
    return base.assessment or (f"the round {base.round}" if base.round else "no round")
