"""What `optimise` reads: the scores, the library, and the limits as the options and a scenario say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.what_if import (
    Question,
    completed,
    named_inputs,
    sentences,
    the_assessments,
    the_library,
    the_scenario,
)

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.projection.model import Model
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.assessments.organisation import Theme
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

USUAL_QUARTERS = 8


@dataclass(frozen=True)
class Limits:
    """The options that say what may be spent, and what must be in or out."""

    budget: float | None = None
    per_year: float | None = None
    in_a_year: float | None = None
    person_days: float | None = None
    must: str | None = None
    must_not: str | None = None


@dataclass(frozen=True, eq=False)
class Read:
    """What was read: enough to search without the database."""

    model: Model
    scenario: Scenario
    library: tuple[Intervention, ...]
    framework: Framework
    organisation: str
    by: str | None
    notes: tuple[str, ...] = ()


def read(store: Store, question: Question, limits: Limits) -> Read:
    """What the search needs, with the limits as the options and the scenario say them."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.notes import baseline_notes
    from maturity_tui.analysis.projection.projection import scenario_model

    saved = the_scenario(store, question)
    pairs, notes = the_assessments(store, question.which, saved)
    first, framework = pairs[0]
    owner = store.organisation(first.organisation)
    library = the_library(store, first.organisation, question.library)
    ambition = owner.ambition if owner else ()
    headcount = {team.id: team.headcount for team in owner.teams} if owner else {}
    made = completed(saved, question, library, first)
    by = None
    if saved is None and question.quarters is None:
        by = last_by(ambition, made.start)
        made = made.changed(horizon=quarters_to(made.start, by) if by else USUAL_QUARTERS)
    scenario = limited(made, limits, library)
    with sentences():
        assumptions = Assumptions.default().with_overrides(scenario.assumptions)
        baseline = baseline_of(framework, [(one, ambition) for one, _ in pairs], headcount, assumptions)
        model = scenario_model(scenario, baseline)
    notes += [*baseline_notes(baseline), *never_chosen(library)]
    whole = [one.id for one, _ in pairs]
    teams = tuple(one.team for one, _ in pairs)
    origin: Any = {"assessment": whole[0]} if len(whole) == 1 else {"round": first.round.id, "teams": teams}
    scenario = scenario.changed(baseline=origin)
    return Read(model, scenario, library, framework, first.organisation, by, tuple(notes))


def never_chosen(library: Sequence[Intervention]) -> list[str]:
    """A sentence for each input that needs what its library does not hold: no search can choose it."""
    from maturity_tui.analysis.scenarios.choices import unmet

    known = {item.id for item in library}
    return [
        f"{item.id} cannot be chosen: it needs {why}, which this library does not have."
        for item in library
        if (why := unmet(item, known))
    ]


def last_by(ambition: Sequence[Theme], start: str) -> str | None:
    """The quarter by which the ambition is to be reached: the latest of its themes', where one lies ahead."""
    ahead = [theme.by for theme in ambition if theme.by is not None and theme.by >= start]
    return max(ahead, default=None)


def quarters_to(start: str, by: str) -> int:
    """How many quarters there are from one to another, both counted."""
    from maturity_tui.analysis.scenarios.scenario import quarter_index

    return min(80, quarter_index(by) - quarter_index(start) + 1)


def limited(scenario: Scenario, limits: Limits, library: Sequence[Intervention]) -> Scenario:
    """The scenario under the limits of the options, which go before its own."""
    own = scenario.limits
    held = own.changed(
        once=own.once if limits.budget is None else limits.budget,
        per_year=own.per_year if limits.per_year is None else limits.per_year,
        person_days=own.person_days if limits.person_days is None else limits.person_days,
    )
    must = scenario.must if limits.must is None else named_inputs(limits.must, library)
    must_not = scenario.must_not if limits.must_not is None else named_inputs(limits.must_not, library)
    both = [item for item in must if item in must_not]
    if both:
        raise click.UsageError(f"{both[0]} must be in and must not: keep it in one of --must and --must-not.")
    return scenario.changed(limits=held, must=(), must_not=()).changed(must=must, must_not=must_not)
