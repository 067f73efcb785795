"""Any action by name: the command palette's entries, from the same bindings as the footer and the help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand

from maturity_tui.ui import themes
from maturity_tui.ui.keys import key_name

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


TITLES = {
    "maturity-dark": "dark",
    "maturity-light": "light",
    "maturity-contrast": "high contrast",
    "maturity-terminal": "terminal's own",
}


def commands(app: App[Any], screen: Screen[Any]) -> Iterable[SystemCommand]:
    """The actions that have a key on this screen, then the themes."""
    yield from _actions(app, screen)
    for name, title in TITLES.items():
        yield SystemCommand(
            f"Theme: {title}", f"Show everything in the {title} theme", partial(_wear, app, name)
        )


def _wear(app: App[Any], name: str) -> None:
    app.theme = themes.chosen(name, no_color=app.no_color)


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
