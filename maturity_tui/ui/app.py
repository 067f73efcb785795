"""The application: themes, the keeper of the store, the screens, and a clean way out.

What is imported here is paid before the first paint, so each screen is imported when it is first opened, and the
store's libraries are warmed in their own thread once the home screen stands.
"""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.message import Message

from maturity_tui.store.settings import read_settings
from maturity_tui.ui import own_keys, themes
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.keeper import Keeper
from maturity_tui.ui.keys import bind
from maturity_tui.ui.leaving import LeftInPeace, awaited, begun
from maturity_tui.ui.room import too_small
from maturity_tui.ui.terminal import forget_stated_size, heed_signals, steady_driver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import SystemCommand
    from textual.screen import Screen
    from textual.worker import Worker

THEME_VARIABLE = "MATURITY_THEME"
# Seconds. Imports in a thread hold the interpreter's lock for milliseconds at a time: begun at once, they would
# delay the first paint.
WARM_AFTER = 0.25


class MaturityApp(App[int]):
    """A team scores itself, sees its gap, sees what inputs would do, and leaves with a report."""

    TITLE = "maturity"
    # Home's: read later they would be parsed a second time, with those of every widget.
    CSS_PATH = styles("home")
    BINDINGS = [
        Binding(
            "ctrl+q", "quit", "Quit", show=False, priority=True, id="quit", tooltip="Leave; all is saved"
        ),
        bind("actions", "command_palette", show=False, priority=True),
        bind("tour", show=False),
    ]
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 4
    place: tuple[str, str, str | None] | None = None
    """A place to open on top of home, by its name, assessment and capability."""

    class Leave(Message):
        """All keys that were typed before have been answered."""

    def __init__(self, url: str | None = None, theme: str | None = None) -> None:
        super().__init__()
        self.url = url
        self.keeper = Keeper(url)
        self.settings = read_settings()
        themes.register(self, theme or os.environ.get(THEME_VARIABLE) or themes.named(self.settings.theme))
        own_keys.take(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tokens that Textual itself does not know."""
        return themes.variable_defaults()

    def get_default_screen(self) -> Screen[Any]:
        """Home: there is no empty screen beneath it to paint first."""
        from maturity_tui.ui.screens.home.screen import HomeScreen

        return HomeScreen()

    def on_ready(self) -> None:
        """Home stands: the screen that was asked for comes on top of it."""
        if self.place is not None:
            from maturity_tui.ui.places import open_place

            open_place(self, *self.place)

    def on_mount(self) -> None:
        heed_signals(lambda: self.exit(return_code=0), self._driver)
        self.set_timer(WARM_AFTER, self.keeper.warm)
        own_keys.check_later(self)

    async def action_quit(self) -> None:
        """Leave, behind what was typed before: a priority key overtakes it, and the last scores would be lost."""
        if not (self.focused or self.screen).post_message(self.Leave()):
            self.exit(return_code=0)

    def on_maturity_app_leave(self) -> None:
        self.exit(return_code=0)

    async def on_event(self, event: events.Event) -> None:
        """As Textual does; where nothing can be seen, nothing is done but to leave."""
        if isinstance(event, events.InputEvent | events.Paste) and (
            not self._screen_stack or (too_small(self.size) and not self._quits(event))
        ):
            return
        try:
            await super().on_event(event)
        except ScreenStackError:
            # The app was left while a key was on its way: there is nothing to act on, and nothing went wrong.
            if self._screen_stack:
                raise

    def _quits(self, event: events.Event) -> bool:
        return isinstance(event, events.Key) and any(
            binding.id == "quit"
            for _, bindings in self.screen._binding_chain
            for binding in bindings.key_to_bindings.get(event.key, ())
        )

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """As Textual does; the action of a screen that is being left finds nothing to act on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except NoMatches:
            if not (isinstance(default_namespace, LeftInPeace) and default_namespace.is_left):
                raise
            return False

    def run_worker(self, work: Any, *args: Any, **more: Any) -> Worker[Any]:
        """As Textual does; work that never began is not missed."""
        if not iscoroutine(work):
            return super().run_worker(work, *args, **more)
        return begun(super().run_worker(partial(awaited, work), *args, **more), work)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """As Textual does. What waits to be done is done first, and may be to take away the screen whose worker asks:
        that worker is cancelled then, and unshielded it would cancel the taking away as well, and so the app."""
        # Only then: a turn of the loop more, and keys that follow at once would not be the dialogue's.
        if self._next_callbacks:
            await asyncio.shield(asyncio.ensure_future(self._flush_next_callbacks()))
        return await asyncio.shield(self.push_screen(screen, wait_for_dismiss=True, mode=mode))

    def action_command_palette(self) -> None:
        """Any action by name. A palette that is just being closed still has its id, and there can be only one."""
        from maturity_tui.ui.palette import Actions

        if not any(isinstance(node, Actions) for node in self._nodes):
            self.push_screen(Actions(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action that has a key here, by name; then the themes."""
        from maturity_tui.ui.palette import commands

        yield from commands(self, screen)

    def action_tour(self) -> None:
        """Four steps for who is new here."""
        from maturity_tui.ui.screens.tour import TourScreen

        if not isinstance(self.screen, TourScreen):
            self.push_screen(TourScreen())

    def action_jump(self) -> None:
        """Letters over all that can be gone to; one of them goes there."""
        from maturity_tui.ui.widgets.jump import jump

        jump(self.screen)

    def say(self, text: str, kind: str = "info") -> None:
        """Say what happened on the screen that is shown (under a dialog: on the one below it)."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, MaturityScreen):
                screen.notice(text, kind)
                return

    def refresh_home(self) -> None:
        """Read the home screen's figures again: something came in behind its back."""
        from maturity_tui.ui.screens.home.screen import HomeScreen

        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.refresh_figures()

    async def switch_to(self, url: str) -> None:
        """Go on with another database; what was handed over to the one before is kept first."""
        await asyncio.to_thread(self.keeper.close)
        self.url = url
        self.keeper = Keeper(url)
        self.keeper.warm()

    def _fatal_error(self) -> None:
        # Textual prints the locals of every frame, which here are people's words about their team.
        from rich.traceback import Traceback

        self.bell()
        self._exit_renderables.append(Traceback(show_locals=False, width=None, max_frames=12))
        self._close_messages_no_wait()


def run(
    url: str | None = None, theme: str | None = None, place: tuple[str, str, str | None] | None = None
) -> int:
    """Open the app and stay until it is left; returns the process's exit code. `place`: what is on top of home."""
    steady_driver()
    forget_stated_size()
    app = MaturityApp(url, theme)
    app.place = place
    try:
        app.run()
    finally:
        app.keeper.close()
        for sentence in dict.fromkeys(app.keeper.lost):
            print(f"What was under way at the end was not done: {sentence}", file=sys.stderr)
    return 1 if app.keeper.lost else app.return_code or 0
