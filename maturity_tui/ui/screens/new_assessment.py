"""A new assessment: who is assessed, against what, on which occasion, how much of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import clip
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog
from maturity_tui.ui.widgets.prompt import Check

if TYPE_CHECKING:
    from maturity_tui.assessments.organisation import Organisation, Team
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

HINT = 140
ALL = ("all", "all of it")
SCOPES = (("core", "the core of it (the short workshop)"), ALL)


@dataclass(frozen=True)
class Known:
    """What the form offers."""

    organisation: str | None
    teams: tuple[tuple[str, str], ...]
    round: str | None
    frameworks: tuple[tuple[str, str], ...]


def what_is_known(store: Store) -> Known:
    """The organisation, teams, latest round and frameworks to choose from. Asked in the store's thread."""
    owner = store.organisation()
    rows = store.assessments()
    entries = sorted(store.frameworks(), key=lambda entry: entry.kind != "maturity")
    return Known(
        organisation=owner.title if owner else None,
        teams=tuple((team.id, team.title) for team in owner.teams if _is_current(team, owner))
        if owner
        else (),
        round=rows[0].round_title if rows else None,
        frameworks=tuple((entry.reference, entry.title) for entry in entries),
    )


def _is_current(team: Team, owner: Organisation) -> bool:
    """Nobody stands below it, and it has not ended."""
    return team.ends is None and all(other.parent != team.id for other in owner.teams)


class AssessmentForm(FormDialog):
    """The form, which offers the core only of a framework that has one."""

    HELP = (
        "Who is assessed, against what, and on which occasion. The core of a framework is what a short workshop can "
        "score; the rest can be scored later all the same."
    )

    app: MaturityApp

    def on_mount(self) -> None:
        self.watch(self.query_one("#field-framework", Choice), "value", self._chosen)

    def _chosen(self, reference: str) -> None:
        self.run_worker(self._look_for_core(reference), group="core", exclusive=True)

    async def _look_for_core(self, reference: str) -> None:
        try:
            marked = await self.app.keeper.ask(lambda store: _marks_core(store.framework(reference)))
        except StoreError:  # said when it is to be made
            return
        self.query_one("#field-scope", Choice).offer(SCOPES if marked else (ALL,))


def _marks_core(framework: Framework) -> bool:
    return any(item.core for item in framework.capabilities.values())


async def begin(app: MaturityApp, team: str | None) -> None:
    """Ask, create, and open the score screen; what could not be made is asked again as it was. Run in a worker."""
    try:
        known = await app.keeper.ask(what_is_known)
    except StoreError as error:
        app.say(str(error), "error")
        return
    answers: Answers = {"team": dict(known.teams).get(team or "", "")}
    refused = ""
    while True:
        form = AssessmentForm("New assessment", _fields(known, answers), refused)
        given = await app.push_screen_wait(form)
        if given is None:
            return
        answers = given
        try:
            made = await app.keeper.ask(partial(create, answers=answers))
            break
        except (StoreError, ValueError) as error:
            refused = str(error)
    from maturity_tui.ui.places import open_place

    open_place(app, "score", made)


def _fields(known: Known, held: Answers) -> list[Field]:
    names = clip(", ".join(title for _, title in known.teams), HINT).plain
    hint = f"One of {names}; another name makes a new team." if names else "A name makes a new team."
    season = known.round or _this_season()
    fields = [
        Field("team", "Team", value=held["team"], hint=hint, check=_wanted("Name the team.")),
        Field(
            "framework", "Scored against", "choice", choices=known.frameworks,
            value=held.get("framework", known.frameworks[0][0]),
        ),
        Field(
            "round", "Round", value=held.get("round", season), hint="Such as Autumn 2026.",
            check=_wanted("Name the round."),
        ),
        Field("scope", "How much", "choice", value=held.get("scope", "core"), choices=SCOPES),
    ]  # fmt: skip
    if known.organisation is None:
        title = held.get("organisation", "")
        fields.insert(
            0, Field("organisation", "Organisation", value=title, check=_wanted("Name the organisation."))
        )
    return fields


def _wanted(sentence: str) -> Check:
    """A check that the text can be made an id of."""

    def check(text: str) -> str:
        from maturity_tui.assessments.begin import as_id

        if not text.strip():
            return sentence
        try:
            as_id(text)
        except ValueError as error:
            return str(error)
        return "" if len(text) <= 200 else "That is too long for a name: at most 200 characters."

    return check


def _this_season() -> str:
    """A name for today's round."""
    today = dt.date.today()
    season = ("Winter", "Spring", "Summer", "Autumn")[(today.month % 12) // 3]
    return f"{season} {today.year}"


def create(store: Store, answers: Answers) -> str:
    """Make the assessment that the form describes; its id. Raises StoreError or ValueError with a sentence."""
    from maturity_tui.assessments.begin import as_id, begun, with_team
    from maturity_tui.assessments.models import Round, Scope
    from maturity_tui.assessments.organisation import Organisation

    framework = store.framework(str(answers["framework"]))
    owner = store.organisation()
    if owner is None:
        title = str(answers["organisation"])
        owner = Organisation(id=as_id(title), title=title)
    changed, team = with_team(owner, str(answers["team"]))
    name = str(answers["round"])
    same = (
        row
        for row in store.assessments(owner.id)
        if name.casefold() in (row.round.casefold(), row.round_title.casefold())
    )
    row = next(same, None)
    round_ = (
        store.assessment(row.id).round
        if row
        else Round.model_validate({"id": as_id(name), "title": name, "from": dt.date.today()})
    )
    scope: Scope = "core" if answers["scope"] == "core" and _marks_core(framework) else "all"
    made = begun(changed, team, framework, round_, scope)
    if any(row.id == made.id for row in store.assessments(owner.id)):
        raise ValueError(
            f"{team.title} has an assessment with {framework.title} in this round already: open that one."
        )
    if changed != store.organisation(owner.id):
        store.save_organisation(changed)
    return store.create(made, framework).id
