"""What the what-if screen rests on: what was read, where a scenario begins, how it is named and kept.

`read_ground` is asked in the store's thread; nothing here is worked out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.names import UNNAMED, id_for, undone
from maturity_tui.analysis.scenarios.scenario import Baseline as Origin
from maturity_tui.analysis.scenarios.scenario import Scenario, quarter_index, quarter_name, quarter_of
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.workshop.guard import shown

if TYPE_CHECKING:
    from maturity_tui.store import Store


@dataclass(frozen=True, eq=False)
class Ground:
    """What was read: the assessments of one round on one framework, the library, the saved scenarios."""

    organisation: Organisation
    framework: Framework
    assessment: Assessment
    assessments: tuple[Assessment, ...]
    library: tuple[Intervention, ...]
    scenarios: tuple[Scenario, ...]
    draft: Scenario | None = None

    @cached_property
    def known(self) -> dict[str, Intervention]:
        """The inputs by their ids."""
        return {item.id: item for item in self.library}

    @property
    def key(self) -> tuple[str, str, str]:
        """What a draft belongs to; another version of the framework may go on with it."""
        return self.organisation.id, self.assessment.round.id, self.framework.id

    @property
    def draft_key(self) -> str:
        """The same within the organisation, in one word."""
        return "/".join(self.key[1:])

    def held(self, scenario: Scenario, whole: bool) -> tuple[Assessment, ...]:
        """The assessments that a scenario starts from: all of the round, those of its teams, or the one."""
        if not whole:
            return (self.assessment,)
        teams = scenario.baseline.teams
        found = [one for one in self.assessments if teams == "all" or one.team in teams]
        return tuple(found) or self.assessments

    def named(self, capability: str) -> str:
        """A capability as people call it: `B3 Leadership and management`."""
        item = self.framework.capabilities.get(self.framework.resolve(capability))
        code = self.framework.codes.get(item.id, "") if item else ""
        return f"{code} {item.title if item else capability}".strip()

    def concerns(self, item: Intervention) -> bool:
        """Whether an input acts on anything of this framework, scored or not: else it is one for another."""
        known = self.framework.capabilities
        return not item.effects or any(
            self.framework.resolve(effect.capability) in known for effect in item.effects
        )

    def reaches(self, item: Intervention, capability: str) -> bool:
        """Whether an input acts on a capability."""
        wanted = self.framework.resolve(capability)
        return any(self.framework.resolve(effect.capability) == wanted for effect in item.effects)


def read_ground(store: Store, assessment: str) -> Ground:
    """What the screen needs. Asked in the store's thread; raises StoreError."""
    from maturity_tui.store import StoreError

    held = shown(store, assessment)
    owner = store.organisation(held.organisation)
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    order = {team.id: index for index, team in enumerate(owner.teams)}
    rows = [row for row in store.assessments(owner.id) if row.round == held.round.id]
    rows.sort(key=lambda row: order.get(row.team, len(order)))
    round_ = [shown(store, row.id) for row in rows]
    same = tuple(one for one in round_ if one.framework == held.framework)
    framework = store.framework_of(assessment)
    ground = Ground(owner, framework, held, same, store.library(owner.id), store.scenarios(owner.id))
    return replace(ground, draft=store.draft(owner.id, ground.draft_key))


def fresh(ground: Ground) -> Scenario:
    """A scenario with nothing chosen, from the quarter after the round."""
    last = ground.assessment.round
    day = last.ends or last.begins or dt.date.today()
    return Scenario(id=UNNAMED, title="What if", start=quarter_name(quarter_index(quarter_of(day)) + 1))


def spoken(quarter: str) -> str:
    """A quarter as people say it: `Q1 2027`."""
    year, _, part = quarter.partition("-")
    return f"{part} {year}"


def named(scenario: Scenario, title: str, others: Sequence[Scenario]) -> Scenario:
    """The scenario under a name; a new one gets an id of its own, and is no plan though it came from one."""
    if title == scenario.title and scenario.id != UNNAMED:
        return scenario
    begun = scenario if scenario.adopted is None else undone(scenario)
    return begun.changed(id=id_for(title, others), title=title)


def to_keep(scenario: Scenario, ground: Ground, whole: bool) -> Scenario:
    """The scenario as it is saved: it says which scores it starts from. A plan goes on with those it was adopted on."""
    if scenario.adopted is not None:
        return scenario
    if not whole:
        return scenario.changed(baseline=Origin(assessment=ground.assessment.id))
    return scenario.changed(baseline=Origin(round=ground.assessment.round.id, teams=scenario.baseline.teams))
