"""The organisation screen's dialogues: a team is added, changed, taken away; each change is kept and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from maturity_tui.assessments.organisation import Organisation, Team
from maturity_tui.assessments.teams.tree import (
    TeamError,
    TeamFacts,
    add_team,
    change_team,
    facts_of,
    remove_team,
)
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.organisation.view import OrganisationView
from maturity_tui.ui.talking import Talks
from maturity_tui.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp


class OrganisationTalks(Talks):
    """The screen with its dialogues; one at a time."""

    app: MaturityApp
    view: OrganisationView | None

    @property
    def team(self) -> Team | None:
        """The team under the cursor."""
        raise NotImplementedError

    def action_new(self) -> None:
        """Add a team below the one under the cursor."""
        if self.view is not None:
            below = self.team.id if self.team is not None else None
            self._talk(self._by_form("A new team", None, TeamFacts("", below)))

    def action_change(self) -> None:
        """Change what is said of the team under the cursor."""
        if self.view is not None and self.team is not None:
            facts = facts_of(self.view.organisation, self.team)
            self._talk(self._by_form(self.team.title, self.team.id, facts))

    def action_remove(self) -> None:
        """Take the team under the cursor away."""
        view, team = self.view, self.team
        if view is None or team is None:
            return
        try:
            new = remove_team(view.organisation, team.id)
        except TeamError as error:
            self.notice(str(error), "error")
            return
        self._talk(self._keep(view.organisation, new, f"{team.title} is taken away: u brings it back.", None))

    async def _by_form(self, title: str, id: str | None, facts: TeamFacts) -> None:
        """Ask by the form until its answers can be kept, or it is left."""
        from maturity_tui.ui.screens.organisation.forms import facts_from, team_fields

        refused = ""
        while self.view is not None:
            owner = self.view.organisation
            answers = await self.app.push_screen_wait(
                FormDialog(title, team_fields(owner, id, facts), refused)
            )
            if answers is None:
                return
            facts = facts_from(answers)
            try:
                new, cursor = _made(owner, id, facts)
            except TeamError as error:
                refused = str(error)
                continue
            said = f"{facts.title.strip()} is {'changed' if id else 'added'}: u takes that back."
            await self._keep(owner, new, said, cursor)
            return

    async def _keep(self, old: Organisation, new: Organisation, said: str, cursor: str | None) -> None:
        """Keep a change of what is shown, then show what is on disk."""
        try:
            saved = await self.app.keeper.ask(lambda store: store.change_organisation(new, based_on=old))
        except StoreError as error:
            self.notice(str(error), "error")
            self.read()
            return
        if saved is not None:
            self._done(said, cursor)

    def _done(self, said: str, cursor: str | None = None) -> None:
        self.read(cursor)
        self.app.refresh_home()
        self.notice(said)

    async def action_undo(self) -> None:
        """Take back the last change of the organisation."""
        await self._turn(
            lambda store, id: store.undo_organisation(id), "Undone.", "There is nothing to undo."
        )

    async def action_redo(self) -> None:
        """Do again what was undone."""
        await self._turn(
            lambda store, id: store.redo_organisation(id), "Done again.", "There is nothing to do again."
        )

    async def _turn(self, turn: Callable[[Any, str], Any], done: str, none: str) -> None:
        if self.view is None:
            return
        id = self.view.organisation.id
        try:
            saved = await self.app.keeper.ask(lambda store: turn(store, id))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if saved is None:
            self.notice(none)
        else:
            self._done(done)


def _made(owner: Organisation, id: str | None, facts: TeamFacts) -> tuple[Organisation, str]:
    if id is not None:
        return change_team(owner, id, facts), id
    new, team = add_team(owner, facts)
    return new, team.id
