"""From the options of `project` (and of a report's scenario) to a projection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import found, unknown
from maturity_tui.cli.speak import count, shorten

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.projection.projection import Projection
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

USUAL_QUARTERS = 12
AD_HOC = "what-if"


@dataclass(frozen=True)
class Question:
    """The options as they were given."""

    which: str | None = None
    inputs: str | None = None
    scenario: str | None = None
    start: str | None = None
    quarters: int | None = None
    library: str | None = None


@dataclass(frozen=True)
class Answer:
    """A projection, and what it is of. `notes` are what the choice of assessments left out; `library` and `saved` are
    the inputs and scenarios that could be instead; `draws` how many stand behind the ranges."""

    projection: Projection
    scenario: Scenario
    framework: Framework
    notes: tuple[str, ...] = field(default=())
    library: tuple[Intervention, ...] = ()
    saved: tuple[Scenario, ...] = ()
    draws: int = 0


def ask(store: Store, question: Question, *, with_gains: bool = False) -> Answer:
    """Project what the question names; `with_gains`: with what each input adds."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.projection import project_scenario
    from maturity_tui.analysis.scenarios.choices import choices_of

    saved = the_scenario(store, question)
    pairs, notes = the_assessments(store, question.which, saved)
    first, framework = pairs[0]
    owner = store.organisation(first.organisation)
    library = the_library(store, first.organisation, question.library)
    scenario = completed(saved, question, library, first)
    ambition = owner.ambition if owner else ()
    headcount = {team.id: team.headcount for team in owner.teams} if owner else {}
    with sentences():
        assumptions = Assumptions.default().with_overrides(scenario.assumptions)
        baseline = baseline_of(framework, [(one, ambition) for one, _ in pairs], headcount, assumptions)
        _, missing = choices_of(scenario, library)
        if missing:
            raise Failure(missing[0])
        projection = project_scenario(scenario, library, baseline, with_gains=with_gains)
    saved_ones = tuple(store.scenarios(first.organisation))
    return Answer(projection, scenario, framework, tuple(notes), library, saved_ones)


@contextmanager
def sentences() -> Iterator[None]:
    """The analysis raises ValueError with a sentence for what it is handed; here it becomes a failure."""
    from pydantic import ValidationError

    try:
        yield
    except ValidationError:
        raise
    except ValueError as error:
        raise Failure(str(error)) from None


def the_scenario(store: Store, question: Question) -> Scenario | None:
    """The scenario that an id or a file names; an id is one of the organisation's that is asked about."""
    named = question.scenario
    if named is None:
        return None
    from maturity_tui.analysis.scenarios.scenario import SCENARIO_SCHEMA, Scenario
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.frameworks.load import value_from

    owner = found(store, question.which)[0].partition("/")[0] if question.which else None
    known = {item.id: item for item in store.scenarios(owner)}
    if named in known:
        return known[named]
    if looks_like_file(named):
        return value_from(Scenario, read_file(Path(named)), SCENARIO_SCHEMA)
    raise unknown("scenario", named, known, "Give the id of a saved one, or a file.")


def looks_like_file(named: str) -> bool:
    """Whether a name is a file's rather than an id."""
    try:
        return Path(named).is_file() or Path(named).suffix in (".yaml", ".yml", ".json")
    except (OSError, ValueError):
        return False


def the_library(store: Store, organisation: str, file: str | None) -> tuple[Intervention, ...]:
    """The shipped inputs and the organisation's own; with a file, that file's alone."""
    shipped_and_own = store.library(organisation)
    if file is None:
        return shipped_and_own
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.store.input_files import read_input_file
    from maturity_tui.store.input_ground import capability_titles, flat

    path = Path(file)
    if not path.is_file():
        read_file(path)  # says why not
    read = read_input_file(path, flat(capability_titles(store)), shipped_and_own)
    if read.faults:
        more = len(read.faults) - 1
        rest = f" And {count(more, 'more fault')}: `maturity inputs check` lists them." if more else ""
        raise Failure(f"{read.sentences[0]}{rest}")
    return read.good


Pairs = Sequence[tuple["Assessment", "Framework"]]


def the_assessments(store: Store, which: str | None, scenario: Scenario | None) -> tuple[Pairs, list[str]]:
    """The assessments to start from with their framework, and a note on those of other frameworks."""
    ids = found(store, which) if which else of_baseline(store, scenario)
    every = [(store.assessment(one), store.framework_of(one)) for one in ids]
    by_framework: dict[str, list[tuple[Assessment, Framework]]] = {}
    for one, framework in every:
        by_framework.setdefault(framework.id, []).append((one, framework))
    main = max(by_framework.values(), key=len)
    others = [name for name in by_framework if name != main[0][1].id]
    notes = [f"Assessments with {name} are left out: they are not projected together." for name in others]
    return main, notes


def of_baseline(store: Store, scenario: Scenario | None) -> tuple[str, ...]:
    """The ids that a scenario starts from; without one, those of the latest round."""
    rows = store.assessments()
    if not rows:
        raise Failure("There is no assessment yet. `maturity assessments new --help` says how to begin one.")
    base = scenario.baseline if scenario else None
    if base and base.assessment:
        return found(store, base.assessment)
    wanted = base.round if base and base.round else rows[0].round
    teams = None if base is None or base.teams == "all" else set(base.teams)
    ids = tuple(row.id for row in rows if row.round == wanted and (teams is None or row.team in teams))
    if not ids:
        raise unknown("assessment in the round", wanted, sorted({row.round for row in rows}))
    return ids


def completed(
    saved: Scenario | None, question: Question, library: Sequence[Intervention], first: Assessment
) -> Scenario:
    """The saved scenario, or one made of the inputs that are named; with start and quarters as asked for."""
    from maturity_tui.analysis.scenarios.scenario import Choice, Scenario

    start = the_quarter(question.start)
    if saved is None:
        inputs = tuple(Choice(input=item) for item in named_inputs(question.inputs, library))
        begins = start or after(first)
        horizon = question.quarters or USUAL_QUARTERS
        return Scenario(id=AD_HOC, title="What if", start=begins, horizon=horizon, inputs=inputs)
    if question.inputs is not None:
        raise click.UsageError("--inputs and --scenario are two ways to say the same: give one of them.")
    return saved.changed(start=start or saved.start, horizon=question.quarters or saved.horizon)


def named_inputs(text: str | None, library: Sequence[Intervention]) -> tuple[str, ...]:
    """The ids between the commas, each once. Fails for one that the library does not have."""
    known = {item.id for item in library}
    ids = tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))
    for item in ids:
        if item not in known:
            raise unknown("input", item, sorted(known), "`maturity inputs list` shows what there is.")
    return ids


# Beyond them lies a slip of the pen, and with a horizon added no quarter that can be written.
YEARS = range(1900, 3000)


def the_quarter(text: str | None) -> str | None:
    """A quarter as it is written in files. Raises a usage error for anything else."""
    if text is None:
        return None
    from maturity_tui.analysis.scenarios.scenario import quarter_index, quarter_name

    try:
        index = quarter_index(text.strip().upper())
        if index // 4 not in YEARS:
            raise ValueError
        return quarter_name(index)
    except ValueError:
        raise click.UsageError(
            f"--start wants a quarter such as 2027-Q1, from 1900 to 2999, not {shorten(text, 40)!r}."
        ) from None


def after(assessment: Assessment) -> str:
    """The first quarter after the round: after its last day where it is known, else after today."""
    from maturity_tui.analysis.scenarios.scenario import quarter_index, quarter_name, quarter_of

    day = assessment.round.ends or assessment.round.begins or dt.date.today()
    return quarter_name(quarter_index(quarter_of(day)) + 1)
