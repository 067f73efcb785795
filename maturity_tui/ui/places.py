"""Where a key leads: each screen is imported when it is first opened, so that start-up does not pay for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp


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


def _score(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.score import ScoreScreen

    if assessment:
        app.push_screen(ScoreScreen(assessment, capability))


def _results(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.results import ResultsScreen

    if assessment:
        app.push_screen(ResultsScreen(assessment))


def _what_if(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.what_if import WhatIfScreen

    if assessment:
        app.push_screen(WhatIfScreen(assessment, capability))


def _export(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.export import export

    if assessment:
        app.run_worker(export(app, assessment), group="dialog")


def _frameworks(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.frameworks import FrameworksScreen

    app.push_screen(FrameworksScreen())


def _new(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.new_assessment import begin

    app.run_worker(begin(app, team), group="dialog")


def _import(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.import_files import import_files

    app.run_worker(import_files(app), group="dialog")


_OPENERS = {
    "score": _score,
    "results": _results,
    "what-if": _what_if,
    "export": _export,
    "frameworks": _frameworks,
    "new": _new,
    "import": _import,
}
