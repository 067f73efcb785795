"""Material for reports: small ones made by hand, a hostile one, and the worked example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments import (
    Assessment,
    Confidence,
    Evidence,
    FrameworkPin,
    Idea,
    Organisation,
    Perspective,
    Rating,
    Round,
    Score,
    Team,
    Theme,
)
from maturity_tui.frameworks import Area, Capability, Framework, Level, Licence, load_framework
from maturity_tui.frameworks.door import read_file
from maturity_tui.reports import Material, Report, build_report

ROOT = Path(__file__).parents[2]
WHEN = dt.datetime(2026, 11, 9, 14, 2, tzinfo=dt.UTC)
HOSTILE = (
    "[/] \x1b[2J=1+1 <script>alert(1)</script> | a & b ' \" `c` *d* https://example.org {{ 7*7 }} \u202e x"
)
FORMULA = "=1+1"


@pytest.fixture
def when() -> dt.datetime:
    return WHEN


def framework(title: str = "Small", areas: int = 3, capabilities: int = 4, **more: Any) -> Framework:
    """A framework on the scale 0 to 5 with so many areas of so many capabilities."""
    return Framework(
        id="small",
        version="1",
        title=title,
        licence=Licence(name="CC0", attribution=f"{title}, by its authors", url="https://example.org/small"),
        scale=tuple(Level(value=value, name=f"Level {value}") for value in range(6)),
        areas=tuple(
            Area(
                id=f"a{a}",
                title=f"{title} area {a}",
                capabilities=tuple(
                    Capability(id=f"a{a}.c{c}", title=f"{title} capability {a}.{c}")
                    for c in range(capabilities)
                ),
            )
            for a in range(areas)
        ),
        **more,
    )


def organisation(title: str = "Northwick", teams: int = 3) -> Organisation:
    return Organisation(
        id="org",
        title=title,
        teams=tuple(Team(id=f"team-{n}", title=f"{title} team {n}") for n in range(teams)),
        ambition=(
            Theme(id="first", title=f"{title} first", priority=3, targets={"a0": 4, "a1": 3}),
            Theme(id="second", title=f"{title} second", priority=2, targets={"a0.c0": 5}),
        ),
    )


def assessment(
    frame: Framework,
    scores: dict[str, Score],
    team: str = "team-0",
    raters: dict[str, str] | None = None,
    **more: Any,
) -> Assessment:
    perspectives = {rater: Perspective(value) for rater, value in (raters or {}).items()}
    return Assessment(
        id=f"org/r1/{team}/{frame.id}",
        team=team,
        round=Round(id="r1", title=more.pop("round_title", "Autumn 2026")),
        framework=FrameworkPin(id=frame.id, version=frame.version),
        scores=scores,
        raters=perspectives,
        **more,
    )


def spread_scores(frame: Framework, shift: int = 0) -> dict[str, Score]:
    """Levels 0 to 4 in turn; one capability blank, one not applicable."""
    items = list(frame.capabilities)
    scores = {
        item: Score(agreed=(n + shift) % 5, confidence=Confidence.MEDIUM) for n, item in enumerate(items)
    }
    scores[items[-1]] = Score(not_applicable="Run by another service")
    del scores[items[-2]]
    return scores


@pytest.fixture
def frame() -> Framework:
    return framework()


@pytest.fixture
def one(frame: Framework) -> Material:
    """One assessment, rated by seven of the team, six users and two stakeholders."""
    raters = {f"t{n}": "team" for n in range(7)} | {f"u{n}": "user" for n in range(6)}
    raters |= {f"s{n}": "stakeholder" for n in range(2)}
    scores = spread_scores(frame)
    given = {rater: Rating(level=n % 5) for n, rater in enumerate(raters)}
    few = {rater: Rating(level=1) for rater in ("t0", "u0", "u1", "s0")}
    scores["a0.c0"] = Score(agreed=2, ratings=given, comments={"u0": "Slow to answer", "s0": "Good people"})
    scores["a0.c1"] = Score(
        agreed=1,
        ratings=few,
        note="Agreed quickly",
        evidence=(Evidence(what="A review", when=dt.date(2024, 9, 30)),),
    )
    ideas = (Idea(kind="blocker", about="a0.c1", text="No time"), Idea(text="Share the rota"))
    return Material(organisation(), ((assessment(frame, scores, raters=raters, ideas=ideas), frame),), WHEN)


@pytest.fixture
def several(frame: Framework) -> Material:
    """Three teams on one framework; one has scored nothing."""
    held = [
        (assessment(frame, spread_scores(frame, n) if n < 2 else {}, team=f"team-{n}"), frame)
        for n in range(3)
    ]
    return Material(organisation(), tuple(held), WHEN)


@pytest.fixture
def hostile() -> Material:
    """Every field that takes text holds what no format may act on; one comment is very long."""
    frame = framework(HOSTILE)
    item = "a0.c0"
    scores = spread_scores(frame) | {
        item: Score(
            agreed=1,
            note=FORMULA,
            evidence=(Evidence(what=HOSTILE, link="javascript:alert(1)", owner=FORMULA),),
            comments={"t1": "x" * 10_000, "t2": f"@SUM(A1)\n\n# heading\n| a | b |\n{HOSTILE}"},
            ratings={"t1": Rating(level=2)},
        ),
        "a0.c1": Score(not_applicable=f"-{HOSTILE}"),
    }
    held = assessment(
        frame,
        scores,
        raters={"t1": "team", "t2": "team"},
        ideas=(Idea(about=item, text=f"+{HOSTILE}"),),
        round_title=HOSTILE,
    )
    return Material(organisation(HOSTILE), ((held, frame),), WHEN)


@pytest.fixture
def skills() -> Material:
    """A skills framework: seven levels, shares at target, never a mean."""
    frame = framework("Skills", kind="skills").changed(
        scale=tuple(Level(value=value, name=f"L{value}") for value in range(1, 8))
    )
    scores = {item: Score(agreed=n % 4 + 1) for n, item in enumerate(frame.capabilities)}
    return Material(organisation(), ((assessment(frame, scores), frame),), WHEN)


@pytest.fixture
def report(one: Material) -> Report:
    return build_report(one)


@pytest.fixture
def big() -> Report:
    """150 capabilities rated by eight."""
    frame = framework(areas=10, capabilities=15)
    raters = {f"t{n}": "team" for n in range(8)}
    scores = {
        item: Score(
            agreed=n % 6, ratings={rater: Rating(level=(n + k) % 6) for k, rater in enumerate(raters)}
        )
        for n, item in enumerate(frame.capabilities)
    }
    ambition = (Theme(id="all", title="All", targets={f"a{n}": 4 for n in range(10)}),)
    org = organisation().changed(ambition=ambition)
    return build_report(Material(org, ((assessment(frame, scores, raters=raters), frame),), WHEN))


@pytest.fixture(scope="session")
def northwick() -> Material:
    """The worked example: seven teams on the shipped framework, with a scenario's projection."""
    from maturity_tui.analysis.inputs.library import join_libraries, read_inputs
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.projection import project_scenario
    from maturity_tui.analysis.scenarios.scenario import SCENARIO_SCHEMA, Scenario
    from maturity_tui.assessments.portable import read_assessment, read_organisation
    from maturity_tui.frameworks.load import value_from

    folder = ROOT / "assessments" / "northwick"
    files = sorted((folder / "2026-autumn").glob("*.digital-service.yaml"))
    if not files:
        pytest.skip("the worked example is not here")
    frame = load_framework(ROOT / "frameworks" / "best-practice" / "digital-service.yaml")
    org = read_organisation(read_file(folder / "organisation.yaml"))
    held = [read_assessment(read_file(path)) for path in files]
    own = read_inputs(read_file(folder / "inputs.yaml")).inputs
    shipped = read_inputs(read_file(ROOT / "frameworks" / "best-practice" / "inputs.yaml")).inputs
    scenario = value_from(Scenario, read_file(folder / "scenarios" / "balanced.yaml"), SCENARIO_SCHEMA)
    people = {team.id: team.headcount for team in org.teams}
    baseline = baseline_of(frame, [(item, org.ambition) for item in held], people)
    projection = project_scenario(scenario, join_libraries(shipped, own), baseline)
    return Material(org, tuple((item, frame) for item in held), WHEN, projection, scenario)


@pytest.fixture
def make() -> Callable[..., Framework]:
    return framework


@pytest.fixture
def assess() -> Callable[..., Assessment]:
    return assessment
