"""The ambition screen's dialogues: each asks, changes the organisation, and shows what came back from the store."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from maturity_tui.assessments.ambition.themes import AmbitionError, clear_target, remove_theme, set_target
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.profile import ProfileError
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.ambition.rows import SEPARATOR
from maturity_tui.ui.screens.ambition.view import AmbitionView
from maturity_tui.ui.talking import Talks
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog

if TYPE_CHECKING:
    from maturity_tui.assessments.ambition.themes import Aim
    from maturity_tui.ui.app import MaturityApp


class AmbitionTalks(Talks):
    """The screen with its dialogues; one at a time."""

    app: MaturityApp
    view: AmbitionView | None

    @property
    def here(self) -> tuple[Theme, str] | None:
        """The theme under the cursor, and the target's key there."""
        raise NotImplementedError

    def show(self, view: AmbitionView | None, cursor: str | None = None) -> None:
        """Draw this."""
        raise NotImplementedError

    def kept(self, at: dt.datetime) -> None:
        """It is on disk."""
        raise NotImplementedError

    # keeping -------------------------------------------------------------------------

    async def _keep(self, new: Organisation, said: str, cursor: str | None = None) -> None:
        """Keep a change of what is shown, and show what is on disk then."""
        view = self.view
        if view is None:
            return
        old = view.organisation
        try:
            saved = await self.app.keeper.ask(lambda store: store.change_organisation(new, based_on=old))
        except StoreError as error:
            self.notice(str(error), "error")
            self.read()
            return
        if saved is not None:
            self.show(AmbitionView(saved.organisation, view.frameworks), cursor)
            self.kept(saved.at)
            self.notice(said)

    async def _by_form(
        self,
        title: str,
        fields: Callable[[], Sequence[Field]],
        made: Callable[[Organisation, Answers], Organisation],
        said: str,
    ) -> None:
        """Ask by a form until its answers can be kept, or it is left."""
        refused, held = "", list(fields())
        while self.view is not None:
            answers = await self.app.push_screen_wait(FormDialog(title, held, refused))
            if answers is None:
                return
            try:
                new = made(self.view.organisation, answers)
            except (AmbitionError, ProfileError) as error:
                refused = str(error)
                held = [_with(field, answers[field.key]) for field in held]
                continue
            before = {theme.id for theme in self.view.organisation.ambition}
            fresh = [theme.id for theme in new.ambition if theme.id not in before]
            await self._keep(new, said, fresh[0] if fresh else None)
            return

    # themes --------------------------------------------------------------------------

    def action_new(self) -> None:
        """Add a theme."""
        from maturity_tui.ui.screens.ambition.forms import theme_fields, with_theme

        self._talk(
            self._by_form(
                "A new theme", lambda: theme_fields(None), lambda held, answers: with_theme(held, None, answers),
                "Added. t sets a target in it.",
            )
        )  # fmt: skip

    def action_edit(self) -> None:
        """Change the theme, or the level of the target, under the cursor."""
        here = self.here
        if here is None or self.view is None:
            return
        theme, target = here
        if target:
            aims = self.view.aims_at(target)
            if aims:
                self._talk(self._set_level(theme, aims[0], target))
            else:
                self.notice(
                    "No framework here has this, so it has no levels. Backspace takes it away.", "warning"
                )
        else:
            self._talk(self._change_theme(theme))

    async def _change_theme(self, theme: Theme) -> None:
        from maturity_tui.ui.screens.ambition.forms import theme_fields, with_theme

        await self._by_form(
            "Change the theme", lambda: theme_fields(theme), lambda held, answers: with_theme(held, theme, answers),
            "Changed.",
        )  # fmt: skip

    def action_remove(self) -> None:
        """Take away what is under the cursor."""
        from maturity_tui.ui.screens.ambition.text import wanted_named

        here = self.here
        if here is None or self.view is None:
            return
        theme, target = here
        owner = self.view.organisation
        if target:
            new, said = (
                clear_target(owner, theme.id, target),
                f"{theme.title} wants {wanted_named(self.view, target)} no more: u brings it back.",
            )
        else:
            new, said = remove_theme(owner, theme.id), f"{theme.title} is taken away: u brings it back."
        self._talk(self._keep(new, said))

    # targets -------------------------------------------------------------------------

    def action_aim(self) -> None:
        """Set a target in the theme under the cursor: choose what, then the level."""
        if (here := self.here) is not None:
            self._talk(self._choose_aim(here[0]))

    async def _choose_aim(self, theme: Theme) -> None:
        from maturity_tui.ui.screens.ambition.pick import AimPick

        view = self.view
        if view is None:
            return
        aim = await self.app.push_screen_wait(AimPick(f"A target of {theme.title}", view.aims))
        if aim is not None:
            await self._set_level(theme, aim, view.key_for(theme, aim))

    async def _set_level(self, theme: Theme, aim: Aim, key: str) -> None:
        from maturity_tui.ui.screens.ambition.pick import LevelPick

        view = self.view
        if view is None:
            return
        title = f"{aim.code} {aim.title}: the level that is wanted".strip()
        # A theme mostly wants the same level of everything.
        usual = Counter(theme.targets.values()).most_common(1)
        first = theme.targets.get(key, usual[0][0] if usual else None)
        value = await self.app.push_screen_wait(LevelPick(title, view.levels(aim), first))
        if value is None:
            return
        try:
            new = set_target(view.organisation, theme.id, key, value, view.frameworks)
        except AmbitionError as error:
            self.notice(str(error), "error")
            return
        await self._keep(new, f"{theme.title} wants {value:g} of {aim.title}.", f"{theme.id}{SEPARATOR}{key}")

    # priorities and profile ----------------------------------------------------------

    def action_gather(self) -> None:
        """Make the weights from what groups say."""
        self._talk(self._gather())

    async def _gather(self) -> None:
        from maturity_tui.ui.screens.ambition.groups import GroupsDialog

        if self.view is None:
            return
        gathered = await self.app.push_screen_wait(GroupsDialog(self.view.organisation.ambition))
        if gathered is not None:
            said = f"The weights are those of {len(gathered.groups)} groups now; i says how each was made."
            await self._keep(gathered.put_into(self.view.organisation), said)

    def action_profile(self) -> None:
        """Say what kind of organisation this is."""
        from maturity_tui.ui.screens.ambition.forms import profile_fields, with_facts

        view = self.view
        if view is not None:
            fields = profile_fields(view.organisation)
            self._talk(
                self._by_form("The organisation", lambda: fields, with_facts, "The profile is changed.")
            )


def _with(field: Field, value: str | bool) -> Field:
    from dataclasses import replace

    return replace(field, value=value)
