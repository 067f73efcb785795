"""Help for what has the focus: its keys and what they do, then what the screen is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..draw.text import line, pad
from ..keys import bind, key_name
from .dialog import Dialog
from .pane import Pane

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen


@dataclass(frozen=True)
class HelpText:
    """What help says."""

    title: str
    about: list[str] = field(default_factory=list)
    here: list[tuple[str, str]] = field(default_factory=list)
    everywhere: list[tuple[str, str]] = field(default_factory=list)


def help_for(screen: Screen[object]) -> HelpText:
    """Help from the bindings that are active now, and from the `HELP` and tooltips of the focused chain."""
    chain = list(screen.focused.ancestors_with_self) if screen.focused is not None else [screen]
    about = [text for node in chain for text in (getattr(node, "HELP", ""), _tooltip(node)) if text]
    here: dict[str, tuple[str, str]] = {}
    everywhere: dict[str, tuple[str, str]] = {}
    for node, binding, enabled, _ in screen.active_bindings.values():
        if not enabled or not binding.description or not binding.id:
            continue
        group = everywhere if node is screen.app else here
        name = binding.id
        ask = getattr(node, "shown_key", None)
        key = (ask(binding) if ask else None) or key_name(binding)
        if name.startswith("score-") and "score-0" in here:
            continue
        known = group.get(name)
        keys = key if known is None else f"{known[0]} {key}" if key not in known[0].split() else known[0]
        group[name] = (keys, binding.tooltip or binding.description)
    title = type(screen.focused or screen).__name__
    return HelpText(_words(title), about, list(here.values()), list(everywhere.values()))


def _tooltip(node: DOMNode) -> str:
    tip = getattr(node, "tooltip", None)
    return tip if isinstance(tip, str) else ""


def _words(name: str) -> str:
    """`LevelLadder` → `Level ladder`"""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return spaced.capitalize()


class HelpScreen(Dialog[None]):
    """Shows a help text; any of the usual keys closes it."""

    BINDINGS = [bind("back", "dismiss(None)", label="close"), bind("help", "dismiss(None)", show=False)]

    def __init__(self, text: HelpText) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Pane(f"Help: {self._text.title}", count="esc closes"), VerticalScroll():
            yield Static(help_content(self._text))


def help_content(text: HelpText) -> Content:
    """The whole help as one text."""
    lines: list[Content] = [Content(part) for part in text.about]
    for heading, entries in (("Here", text.here), ("Everywhere", text.everywhere)):
        if entries:
            lines += [Content(""), line((heading, "bold"))] if lines else [line((heading, "bold"))]
            width = min(18, max(len(keys) for keys, _ in entries)) + 2
            lines += [line(pad((keys, "bold $text-primary"), width), words) for keys, words in entries]
    return Content("\n").join(lines)
