"""Every action of every screen with its keys, from the same bindings as the footer, the help and the palette.

Imports every screen, so it is asked by `maturity keys` and `maturity doctor`, and by the app only where the user has
keys of their own, out of sight.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from inspect import isclass
from types import ModuleType

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from maturity_tui.store.keymap import EVERYWHERE, KeyRow

_ROOMS = ("maturity_tui.ui.screens", "maturity_tui.ui.widgets")
_PACKAGE = "maturity_tui.ui."


def every_key() -> tuple[KeyRow, ...]:
    """One row for each action on each screen, and for those that work everywhere."""
    from maturity_tui.ui.app import MaturityApp

    rows = [*_rows(EVERYWHERE, [MaturityApp])]
    for screen in every_screen():
        rows += _rows(screen_name(screen), [*_widgets_of(screen), screen])
    return tuple(rows)


def every_screen() -> tuple[type[Screen[object]], ...]:
    """The screens and dialogs that are shown: classes that no other is made from."""
    found: dict[type[Screen[object]], None] = {}
    for room in _ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            for item in vars(import_module(module.name)).values():
                if isclass(item) and issubclass(item, Screen) and item.__module__.startswith(_PACKAGE):
                    found[item] = None
    bases = {base for item in found for base in item.__mro__[1:]}
    return tuple(sorted((item for item in found if _is_shown(item, bases)), key=lambda item: item.__name__))


def _is_shown(item: type[Screen[object]], bases: set[type]) -> bool:
    """A leaf; or one that others are made from and that is pushed itself (a form, a prompt)."""
    return item not in bases or (
        item.__module__.startswith(f"{_PACKAGE}widgets.") and item.__name__ != "Dialog"
    )


def screen_name(screen: type[Screen[object]]) -> str:
    """`What-if`, `Form`: its title, else its class in words."""
    if screen.TITLE:
        return screen.TITLE
    plain = screen.__name__.removesuffix("Screen").removesuffix("Dialog")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in plain)
    return words.strip().capitalize()


def _rows(screen: str, classes: list[type[Widget] | type[App[int]]]) -> Iterator[KeyRow]:
    """The actions of some classes, those of the first before those of the last; keys of one id are put together."""
    found: dict[str, list[Binding]] = {}
    for one in classes:
        merged = one._merged_bindings
        for _, binding in merged if merged is not None else ():
            if binding.id and binding.description:
                found.setdefault(binding.id, []).append(binding)
    # A dialog may be open over any screen: what works everywhere may come before a text that is typed.
    may_type = screen == EVERYWHERE or any(
        issubclass(one, Input | TextArea) or _types(one) for one in classes
    )
    for id, bindings in found.items():
        keys = tuple(dict.fromkeys(binding.key for binding in bindings))
        last = bindings[-1]
        overtakes = may_type and any(binding.priority for binding in bindings)
        yield KeyRow(id, keys, last.description, last.tooltip, screen, overtakes)


def _types(one: type) -> bool:
    """Whether a dialog has lines to type in: its module uses them."""
    names = vars(import_module(one.__module__)).values()
    return one.__module__ != "maturity_tui.ui.app" and any(
        item in (Input, TextArea) for item in names if isclass(item)
    )


def _widgets_of(screen: type[Screen[object]]) -> list[type[Widget]]:
    """The widgets with keys that may stand on a screen: those that its modules import at their top."""
    found: dict[type[Widget], None] = {}
    seen: set[str] = set()
    waiting = [
        import_module(base.__module__) for base in screen.__mro__ if base.__module__.startswith(_PACKAGE)
    ]
    while waiting:
        module = waiting.pop()
        if module.__name__ in seen:
            continue
        seen.add(module.__name__)
        for item in (every for own in _own_widgets(module) for every in _with_kinds(own)):
            found[item] = None
            waiting += [
                import_module(base.__module__)
                for base in item.__mro__
                if base.__module__.startswith(_PACKAGE)
            ]
    return list(found)


def _with_kinds(item: type[Widget]) -> Iterator[type[Widget]]:
    """A widget; of a page of some screen also all that are made from it, which are imported when they are shown."""
    yield item
    if item.__module__.startswith(f"{_PACKAGE}screens."):
        for kind in item.__subclasses__():
            yield from _with_kinds(kind)


def _own_widgets(module: ModuleType) -> Iterator[type[Widget]]:
    for item in vars(module).values():
        is_widget = isclass(item) and issubclass(item, Widget) and not issubclass(item, Screen)
        if is_widget and item.__module__.startswith(_PACKAGE):
            yield item
