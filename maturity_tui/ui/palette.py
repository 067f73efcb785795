"""Any action by name: the command palette's entries, from the same bindings as the footer and the help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.worker import Worker

from maturity_tui.ui import themes
from maturity_tui.ui.keys import key_name
from maturity_tui.ui.leaving import LeftInPeace

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from maturity_tui.store.glance import OrganisationRow
    from maturity_tui.ui.app import MaturityApp


TITLES = {
    "maturity-dark": "dark",
    "maturity-light": "light",
    "maturity-contrast": "high contrast",
    "maturity-terminal": "terminal's own",
}


class Actions(LeftInPeace, CommandPalette):
    """Textual's palette. What it was still gathering when it was left is not missed."""

    def run_worker(self, work: Any, *args: Any, **more: Any) -> Worker[Any]:
        """As every node; an error here does not end the app."""
        return super().run_worker(work, *args, **more | {"exit_on_error": False})

    def _action_command_list(self, action: str) -> None:
        # A page down where nothing was found.
        with suppress(KeyError):
            super()._action_command_list(action)


def commands(app: MaturityApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """The actions that have a key on this screen, the organisations where there are several, then the themes."""
    yield from _actions(app, screen)
    yield from _organisations(app)
    for name, title in TITLES.items():
        yield SystemCommand(
            f"Theme: {title}", f"Show everything in the {title} theme", partial(_wear, app, name)
        )


def _wear(app: App[Any], name: str) -> None:
    app.theme = themes.chosen(name, no_color=app.no_color)


def _organisations(app: MaturityApp) -> Iterator[SystemCommand]:
    every = _known_organisations(app)
    for one in every if len(every) > 1 else ():
        # The palette reads titles as markup.
        title = one.title.replace("[", "(").replace("]", ")")
        says = f"{one.id} is the current one" if one.current else f"Show {one.id} at home, and begin there"
        yield SystemCommand(f"Organisation: {title}", says, partial(_use, app, one))


def _known_organisations(app: MaturityApp) -> tuple[OrganisationRow, ...]:
    from maturity_tui.store.errors import StoreError
    from maturity_tui.store.glance import organisations
    from maturity_tui.store.place import database_url, sqlite_path

    path = sqlite_path(database_url(app.url))
    try:
        return organisations(path) if path else ()
    except StoreError:  # home says it
        return ()


async def _use(app: MaturityApp, one: OrganisationRow) -> None:
    from maturity_tui.store.errors import StoreError

    try:
        await app.keeper.ask(lambda store: store.use_organisation(one.id))
    except StoreError as error:
        app.say(str(error), "error")
        return
    app.refresh_home()
    app.say(f"{one.title} is the current organisation now.", "success")


def _actions(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.description or binding.id in seen or not active.enabled:
            continue
        seen.add(binding.id or binding.action)

        async def act(namespace: Any = active.node, action: str = binding.action) -> None:
            await app.run_action(action, namespace)

        title = binding.description[:1].upper() + binding.description[1:]
        yield SystemCommand(f"{title} ({key_name(binding)})", binding.tooltip, act)
