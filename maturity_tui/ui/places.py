"""Where a key leads: each screen is imported when it is first opened, so that start-up does not pay for it."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from maturity_tui.ui.app import MaturityApp

DIALOGUE = "dialog"


class Offer(NamedTuple):
    """A place that the palette offers by name on every screen but its own."""

    place: str
    title: str
    says: str
    screen: str = ""
    about_one: bool = True
    """Whether it is about the assessment that is shown."""
    key: str = ""
    """The id of the key that leads there, on the screens that have one."""


OFFERS = (
    Offer(
        "journal", "Journal of this assessment", "What happened in its workshops; minutes to write",
        "JournalScreen", key="journal",
    ),
    Offer("reflect", "Bring in survey answers", "What users and stakeholders said, from any survey tool's export"),
    Offer(
        "compare", "Compare this assessment with others", "Side by side, over what all of them have scored",
        key="compare",
    ),
    Offer("share", "Share this assessment", "As an anonymised file, of which all is shown first"),
    Offer("benchmark", "Benchmark this assessment", "Among the files that other organisations shared"),
    Offer(
        "ambition", "Ambition", "Themes, targets, priorities from groups, and the organisation's profile",
        "AmbitionScreen", about_one=False, key="ambition",
    ),
    Offer(
        "inputs", "Own inputs", "Training, capacity and technology of your own; bring a spreadsheet in",
        "InputsScreen", about_one=False, key="own-inputs",
    ),
    Offer(
        "organisation", "Teams of the organisation",
        "The tree of teams with mean, range and floor over those that count; add, move and end teams",
        "OrganisationScreen", about_one=False, key="teams",
    ),
    Offer(
        "plan", "The plan", "What was decided: who sees to it, what is late, what that costs in maturity",
        "PlanScreen", about_one=False, key="plan",
    ),
)  # fmt: skip


def open_place(
    app: MaturityApp,
    place: str,
    assessment: str | None = None,
    capability: str | None = None,
    *,
    team: str | None = None,
) -> None:
    """Push the screen of a place: score, results, what-if, journal, export, frameworks, new or import."""
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
    from maturity_tui.ui.screens.score.screen import ScoreScreen

    if assessment:
        _push(app, ScoreScreen(assessment, capability))


def _results(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.results.screen import ResultsScreen

    if assessment:
        _push(app, ResultsScreen(assessment))


def _what_if(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.what_if.screen import WhatIfScreen

    if assessment:
        _push(app, WhatIfScreen(assessment, capability))


def _export(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.export import export

    if assessment:
        _ask(app, export(app, assessment))


def _frameworks(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen

    _push(app, FrameworksScreen())


def _new(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.new_assessment import begin

    _ask(app, begin(app, team))


def _import(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.import_files import import_files

    _ask(app, import_files(app))


def _ambition(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.ambition.screen import AmbitionScreen

    _push(app, AmbitionScreen())


def _share(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.sharing.share import share

    if assessment:
        _ask(app, share(app, assessment))


def _benchmark(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.sharing.benchmark import benchmark

    if assessment:
        _ask(app, benchmark(app, assessment))


def _journal(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.journal.screen import JournalScreen

    if assessment:
        _push(app, JournalScreen(assessment))


def _reflect(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.survey.screen import reflect

    if assessment:
        _ask(app, reflect(app, assessment))


def _organisation(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.organisation.screen import OrganisationScreen

    _push(app, OrganisationScreen())


def _plan(app: MaturityApp, assessment: str | None, plan: str | None, team: str | None) -> None:
    """A plan is named where other places have a capability; without one it is the plan adopted last."""
    from maturity_tui.ui.screens.plan.screen import PlanScreen

    _push(app, PlanScreen(plan))


def _inputs(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.inputs.screen import InputsScreen

    _push(app, InputsScreen(assessment))


def _compare(app: MaturityApp, assessment: str | None, capability: str | None, team: str | None) -> None:
    from maturity_tui.ui.screens.compare.screen import compare_with

    if assessment:
        _ask(app, compare_with(app, assessment))


_OPENERS = {
    "plan": _plan,
    "organisation": _organisation,
    "compare": _compare,
    "inputs": _inputs,
    "journal": _journal,
    "ambition": _ambition,
    "score": _score,
    "results": _results,
    "what-if": _what_if,
    "export": _export,
    "frameworks": _frameworks,
    "new": _new,
    "import": _import,
    "reflect": _reflect,
    "share": _share,
    "benchmark": _benchmark,
}
