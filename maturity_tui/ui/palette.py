"""Any action by name: the command palette's entries, from the same bindings as the footer and the help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.worker import Worker

from maturity_tui.ui import themes
from maturity_tui.ui.glyphs import ascii_only
from maturity_tui.ui.keys import key_name
from maturity_tui.ui.leaving import LeftInPeace
from maturity_tui.ui.room import NeedsRoom

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


class Actions(NeedsRoom, LeftInPeace, CommandPalette):
    """Textual's palette, framed as our dialogs. What it was still gathering when it was left is not missed."""

    CSS = """
    Actions > Vertical { width: 70; max-width: 100%; background: $surface; }
    Actions #--input, Actions #--input.--list-visible {
        background: $surface; border: round $primary; border-bottom: none;
    }
    Actions #--input Label { color: $primary; margin: 0 0 0 1; }
    Actions CommandInput, Actions CommandInput:focus { background: $surface; border: none; }
    Actions #--results { width: 70; max-width: 100%; }
    Actions CommandList, Actions CommandList:focus {
        background: $surface; border: round $primary; border-top: none; max-height: 70vh;
        scrollbar-size-vertical: 1;
    }
    Actions LoadingIndicator { background: $surface; border: round $primary; border-top: none; }
    Actions.-ascii #--input, Actions.-ascii #--input.--list-visible { border: ascii $primary; border-bottom: none; }
    Actions.-ascii CommandList, Actions.-ascii LoadingIndicator { border: ascii $primary; border-top: none; }
    """

    def on_mount(self) -> None:
        self.set_class(ascii_only(), "-ascii")

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
    yield from _places(app, screen)
    yield from _organisations(app)
    for name, title in TITLES.items():
        yield SystemCommand(
            f"Theme: {title}", f"Show everything in the {title} theme", partial(_wear, app, name)
        )


def _places(app: MaturityApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Where else one can go from here: with the assessment that is shown, or with the whole organisation."""
    from maturity_tui.ui.places import OFFERS, open_place

    assessment = getattr(screen, "assessment_id", None)
    keys = {active.binding.id for active in screen.active_bindings.values() if active.enabled}
    for offer in OFFERS:
        if offer.key in keys or type(screen).__name__ == offer.screen:  # it has a key here, or is here
            continue
        if assessment or not offer.about_one:
            subject = assessment if offer.about_one else None
            yield SystemCommand(offer.title, offer.says, partial(open_place, app, offer.place, subject))


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
        # Ours have an id; those without are Textual's, such as what an input does with its text.
        if not binding.id or not binding.description or not active.enabled:
            continue
        title = _title(binding)
        if binding.id == "actions" or seen & {binding.id, title}:
            continue
        seen |= {binding.id, title}

        async def act(namespace: Any = active.node, action: str = binding.action) -> None:
            await app.run_action(action, namespace)

        yield SystemCommand(title, binding.tooltip, act)


def _title(binding: Binding) -> str:
    """`Export (x)`; a digit's own, since the footer shows all ten as one: `Score 3 (3)`."""
    words = binding.description[:1].upper() + binding.description[1:]
    if binding.key.isdigit():
        return f"{words} {binding.key} ({binding.key})"
    return f"{words} ({key_name(binding)})"
