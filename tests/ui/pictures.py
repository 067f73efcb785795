"""The pictures of the app: every screen as text, reached by the keys that a person would press.

A new screen is one line in `PICTURES`. To write the pictures anew after a change that is meant:

    MATURITY_RENEW=1 .venv/bin/pytest tests/ui/test_pictures.py

and read `git diff tests/ui/snapshots` before keeping it.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from maturity_tui.ui.app import MaturityApp
from tests.ui.best_case import stand_in
from tests.ui.council import NARROW, WIDE, seen, shows, until

FOLDER = Path(__file__).parent / "snapshots"
EVERY = (NARROW, (100, 30), WIDE, (200, 60))
BOTH = (NARROW, WIDE)
NOW = dt.datetime(2026, 11, 20, 14, 2, 11, tzinfo=dt.UTC)
HOME = "~is next"
TO_INSIGHT = (HOME, "down")
"""The team whose assessment is a draft."""

TO_BENCHMARK = (HOME, "enter", "~signed off", "ctrl+p", "=benchmark this", "~organisations shared", "enter")
TO_AMBITION = (HOME, "M", "~Themes")
TO_SURVEY = (*TO_INSIGHT, "enter", "~Data catalogue", "ctrl+p", "=bring in", "~users and", "enter", "~export")
TO_ROUND = (*TO_INSIGHT, "enter", "~Data catalogue", "W", "ctrl+s", "~8 of 8 voted", "V", "v")
"""A workshop that has begun, and a new round in it."""

ANSWERS = f"={Path(__file__).parents[1]}/assessments/surveys/ms_forms.xlsx"
TO_TEAMS = (HOME, "O", "~is left out")
TO_COMPARE = (HOME, "equals_sign", "~Compare with")
TO_BEST = (HOME, "w", "~Inputs", "space", "o", "~Such as", "=60k", "ctrl+s", "~Best for £60k, proved")
"""What is found there is given by a search of the tests' own."""

FAULTY = f"={Path(__file__).parents[1]}/data/inputs_with_faults.csv"
TO_INPUTS = (HOME, "w", "~Inputs", "I", "~8 own")
SHARED = f"={Path(__file__).parents[2]}/assessments/shared/*.yaml"


class Picture(NamedTuple):
    """A screen, and the way to it from home: keys; `~text` waits until it is shown, `=text` fills the line."""

    name: str
    screen: str
    steps: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = BOTH
    database: str = "council"


PICTURES = (
    Picture("home", "HomeScreen", (HOME,), EVERY),
    Picture("home-first-run", "HomeScreen", ("~worked example",), EVERY, "none"),
    Picture("score", "ScoreScreen", (*TO_INSIGHT, "enter", "~Data catalogue"), EVERY),
    Picture("score-signed-off", "ScoreScreen", (HOME, "enter", "~signed off"), BOTH),
    Picture("score-votes", "Prompt", (*TO_INSIGHT, "enter", "~Data catalogue", "v", "=1 2 2 3 x")),
    Picture("score-evidence", "FormDialog", (*TO_INSIGHT, "enter", "~Data catalogue", "e")),
    Picture("score-note", "FormDialog", (*TO_INSIGHT, "enter", "~Data catalogue", "m")),
    Picture("score-idea", "FormDialog", (*TO_INSIGHT, "enter", "~Data catalogue", "b")),
    Picture("score-explain", "TextDialog", (HOME, "enter", "~signed off", "i")),
    Picture("workshop-form", "WorkshopForm", (*TO_INSIGHT, "enter", "~Data catalogue", "W")),
    Picture("workshop-votes", "VoteDialog", (*TO_ROUND, "1", "2", "x")),
    Picture("workshop-hidden", "ScoreScreen", (*TO_ROUND, "1", "2", "x", "escape")),
    Picture("workshop-apart", "ScoreScreen", (*TO_ROUND, *"122x5", "V")),
    Picture("workshop-paused", "ScoreScreen", (*TO_ROUND, "2", "escape", "space")),
    Picture("results-overview", "ResultsScreen", (HOME, "r", "~Strategy and governance"), EVERY),
    Picture("results-heat", "ResultsScreen", (HOME, "r", "~Strategy and", "tab", "~Infrastructure"), EVERY),
    Picture("results-gaps", "ResultsScreen", (HOME, "r", "~Strategy and", "tab", "tab"), EVERY),
    Picture("results-explain", "Sentence", (HOME, "r", "~Strategy and governance", "i")),
    Picture("what-if", "WhatIfScreen", (HOME, "w", "~Inputs"), EVERY),
    Picture("what-if-chosen", "WhatIfScreen", (HOME, "w", "~Inputs", "space", "down", "space"), EVERY),
    Picture("what-if-roadmap", "WhatIfScreen", (HOME, "w", "~Inputs", "space", "tab")),
    Picture("what-if-about", "WhatIfScreen", (HOME, "w", "~Inputs", "tab", "tab", "tab")),
    Picture(
        "what-if-drivers",
        "WhatIfScreen",
        (HOME, "w", "~Inputs", "space", "tab", "tab", "~What each", "end", "~others that", "home"),
    ),
    Picture("what-if-assumptions", "AssumptionsDialog", (HOME, "w", "~Inputs", "a")),
    Picture("what-if-scenarios", "ScenariosDialog", (HOME, "w", "~Inputs", "S")),
    Picture("what-if-pick", "ScenarioPick", (HOME, "w", "~Inputs", "equals_sign")),
    Picture(
        "what-if-side-by-side",
        "ScenarioComparison",
        (HOME, "w", "~Inputs", "equals_sign", "enter", "~Higher than 1 in"),
        EVERY,
    ),
    Picture("what-if-limits", "FormDialog", (HOME, "w", "~Inputs", "L")),
    Picture("what-if-suggested", "WhatIfScreen", (HOME, "w", "~Inputs", "R", "~suggested for")),
    Picture("inputs", "InputsScreen", TO_INPUTS, EVERY),
    Picture("inputs-form", "FormDialog", (*TO_INPUTS, "enter")),
    Picture("inputs-preview", "InputsPreview", (*TO_INPUTS, "i", FAULTY, "enter", "~fault")),
    Picture("what-if-save", "Prompt", (HOME, "w", "~Inputs", "space", "s")),
    Picture("best", "BestScreen", TO_BEST, EVERY),
    Picture("best-sure", "BestScreen", (*TO_BEST, "tab")),
    Picture("best-sought", "FormDialog", TO_BEST[:-2]),
    Picture("export", "ExportForm", (HOME, "x")),
    Picture("new-assessment", "AssessmentForm", (HOME, "n")),
    Picture("import", "Prompt", ("~worked example", "i"), BOTH, "none"),
    Picture("frameworks", "FrameworksScreen", (HOME, "f", "~Digital strategy"), EVERY),
    Picture("frameworks-find", "FrameworksScreen", (HOME, "f", "~Digital strategy", "slash", "=security")),
    Picture(
        "frameworks-import",
        "ImportPreview",
        (HOME, "f", "~Digital strategy", "i", "=two.yaml", "enter", "~own@1"),
    ),
    Picture("frameworks-pick", "FrameworkPick", (HOME, "f", "~Digital strategy", "equals_sign")),
    Picture("frameworks-diff", "DiffScreen", (HOME, "f", "~Digital strategy", "equals_sign", "enter", "~→")),
    Picture(
        "share", "ShareDialog", (*TO_BENCHMARK[:4], "=share this", "~anonymised", "enter", "~What would be")
    ),
    Picture("benchmark-files", "BenchmarkForm", (*TO_BENCHMARK, "~shared files")),
    Picture(
        "benchmark", "BenchmarkScreen", (*TO_BENCHMARK, "~shared files", SHARED, "ctrl+s", "~Yours is"), EVERY
    ),
    Picture(
        "journal",
        "JournalScreen",
        (
            *TO_INSIGHT,
            "enter",
            "~Data catalogue",
            "3",
            "v",
            "=1 2 2 4",
            "enter",
            "u",
            "J",
        ),
    ),
    Picture(
        "results-change",
        "ResultsScreen",
        (HOME, "r", "~Strategy and", "shift+tab", "shift+tab", "~Changes are"),
        EVERY,
    ),
    Picture("plan", "PlanScreen", (HOME, "D", "~Cyber incident"), EVERY),
    Picture("plan-back-test", "BackTestDialog", (HOME, "D", "~Cyber incident", "B", "~held against the end")),
    Picture(
        "results-themes", "ResultsScreen", (HOME, "r", "~Strategy and", *["tab"] * 3, "~targets of"), EVERY
    ),
    Picture("results-blind", "ResultsScreen", (HOME, "r", "~Strategy and", *["tab"] * 4, "~Users"), EVERY),
    Picture(
        "results-agreement", "ResultsScreen", (HOME, "r", "~Strategy and", *["tab"] * 5, "~alike"), EVERY
    ),
    Picture("results-ideas", "ResultsScreen", (HOME, "r", "~Strategy and", "shift+tab", "~blocker"), EVERY),
    Picture("ambition", "AmbitionScreen", TO_AMBITION, EVERY),
    Picture("ambition-theme", "FormDialog", (*TO_AMBITION, "enter")),
    Picture("ambition-aim", "AimPick", (*TO_AMBITION, "t")),
    Picture("ambition-level", "LevelPick", (*TO_AMBITION, "t", "enter")),
    Picture("ambition-priorities", "GroupsDialog", (*TO_AMBITION, "v")),
    Picture("ambition-profile", "FormDialog", (*TO_AMBITION, "P")),
    Picture("survey-path", "PathPrompt", TO_SURVEY),
    Picture("survey", "SurveyScreen", (*TO_SURVEY, ANSWERS, "enter", "~respondents")),
    Picture(
        "survey-pick",
        "SurveyPick",
        (*TO_SURVEY, ANSWERS, "enter", "~respondents", *["down"] * 8, "enter", "~Take column"),
    ),
    Picture("organisation", "OrganisationScreen", TO_TEAMS, EVERY),
    Picture("organisation-areas", "OrganisationScreen", (*TO_TEAMS, "z", "~A Strategy")),
    Picture("organisation-form", "FormDialog", (*TO_TEAMS, "down", "E")),
    Picture("compare-pick", "ComparePick", TO_COMPARE),
    Picture("compare", "CompareScreen", (*TO_COMPARE, "enter", "~scored by all"), EVERY),
    Picture("help", "HelpScreen", (HOME, "question_mark"), BOTH),
    Picture("help-score", "HelpScreen", (*TO_INSIGHT, "enter", "~Data catalogue", "question_mark")),
    Picture("palette", "Actions", (HOME, "ctrl+p", "~Compare (=)")),
    Picture("jump", "Jump", (HOME, "ctrl+o", "~A letter")),
    Picture("tour", "TourScreen", (HOME, "T")),
    Picture("too-small", "HomeScreen", (HOME,), ((79, 24),)),
)


# made the same everywhere ------------------------------------------------------------------


class _OfKind(type):
    """Of a date that stands still: any date is one."""

    def __instancecheck__(cls, item: object) -> bool:
        return isinstance(item, cls.__mro__[1])


class _Date(dt.date, metaclass=_OfKind):
    @classmethod
    def today(cls) -> dt.date:  # type: ignore[override]
        return NOW.date()


class _Moment(dt.datetime, metaclass=_OfKind):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)


def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same day, time and place for all that asks for them."""
    import time

    from maturity_tui.ui.key_list import every_screen

    every_screen()  # what is imported later would have the true time
    from maturity_tui.ui.screens.score.desk import ScoreDesk

    monkeypatch.setattr(ScoreDesk.__init__, "__defaults__", (None, NOW.timestamp))
    stand_in(monkeypatch)
    still = SimpleNamespace(**{name: getattr(dt, name) for name in dir(dt) if not name.startswith("__")})
    still.date, still.datetime = _Date, _Moment
    monkeypatch.setattr("maturity_tui.store.sharing.token_hex", lambda count: "5e" * count)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    time.tzset()
    monkeypatch.setattr(Path, "cwd", lambda: Path("/srv/reports"))
    for name, module in list(sys.modules.items()):
        if name.startswith(("maturity_tui.ui.", "maturity_tui.store.")) and getattr(module, "dt", None) is dt:
            monkeypatch.setattr(module, "dt", still)


async def walked(pilot: Pilot[Any], picture: Picture) -> None:
    """Go to the screen of a picture."""
    app: Any = pilot.app
    for step in picture.steps:
        if step.startswith("~"):
            await shows(pilot, step[1:])
        elif step.startswith("="):
            await until(pilot, lambda: isinstance(app.focused, Input | TextArea), "a line to type in")
            setattr(app.focused, "value" if isinstance(app.focused, Input) else "text", step[1:])
        else:
            await settled(pilot)
            await pilot.press(step)
    await until(pilot, lambda: type(app.screen).__name__ == picture.screen, picture.screen)
    await settled(pilot)


async def settled(pilot: Pilot[Any]) -> str:
    """Until nothing is under way any more, and what is seen stays; it is given."""
    app: MaturityApp = pilot.app
    found: list[str] = []

    def still() -> bool:
        # Those of a dialog end with it.
        if any(not worker.is_finished and not worker.group.startswith("dialog") for worker in app.workers):
            found.clear()
            return False
        found.append(seen(pilot))
        return len(found) > 2 and found[-1] == found[-2] == found[-3]

    await until(pilot, still, "all at rest")
    return found[-1]


def file_of(picture: Picture, size: tuple[int, int]) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{picture.name}.{size[0]}x{size[1]}.txt"
