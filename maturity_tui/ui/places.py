"""Where a key leads: each screen is imported when it is first opened, so that start-up does not pay for it."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from maturity_tui.ui.app import MaturityApp

DIALOGUE = "dialog"


def open_place(
    app: MaturityApp,
    place: str,
    assessment: str | None = None,
    capability: str | None = None,
    *,
    team: str | None = None,
) -> None:
    """Push the screen of a place: score, results, what-if, export, frameworks, new or import."""
    opener = _OPENERS[place]
    opener(app, assessment, capability, team)


def _push(app: MaturityApp, screen: Screen[Any]) -> None:
    """Show a screen; a key that is held down opens it once."""
    if type(app.screen) is not type(screen):
        app.push_screen(screen)


def _ask(app: MaturityApp, dialogue: Coroutine[Any, Any, None]) -> None:
    """Begin a dialogue, unless one is going on."""
    if any(worker.group == DIALOGUE and not worker.is_finished for worker in app.workers):
        dialogue.close()
    else:
        app.run_worker(dialogue, group=DIALOGUE)


def _score(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.score import ScoreScreen

    if assessment:
        _push(app, ScoreScreen(assessment, capability))


def _results(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.results import ResultsScreen

    if assessment:
        _push(app, ResultsScreen(assessment))


def _what_if(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.what_if import WhatIfScreen

    if assessment:
        _push(app, WhatIfScreen(assessment, capability))


def _export(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.export import export

    if assessment:
        _ask(app, export(app, assessment))


def _frameworks(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.frameworks import FrameworksScreen

    _push(app, FrameworksScreen())


def _new(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.new_assessment import begin

    _ask(app, begin(app, team))


def _import(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.import_files import import_files

    _ask(app, import_files(app))


_OPENERS = {
    "score": _score,
    "results": _results,
    "what-if": _what_if,
    "export": _export,
    "frameworks": _frameworks,
    "new": _new,
    "import": _import,
}
