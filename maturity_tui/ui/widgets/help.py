"""Help for what has the focus: what it is for, then its keys and what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..draw.text import Part, join, line, pad
from ..glyphs import GLYPHS
from ..key_order import in_order
from ..keys import MOVING, bind, hidden, key_name
from .cursor_keys import CursorKeys
from .dialog import Dialog
from .pane import Pane

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen


OTHER_KEYS = "Other keys: `maturity keys --template` prints a settings file for them."


@dataclass(frozen=True)
class HelpText:
    """What help says: what this is for, its own keys, those that move, and those that work everywhere."""

    title: Part
    about: list[str] = field(default_factory=list)
    here: list[tuple[str, str]] = field(default_factory=list)
    moving: list[tuple[str, str]] = field(default_factory=list)
    everywhere: list[tuple[str, str]] = field(default_factory=list)


def help_for(screen: Screen[object]) -> HelpText:
    """Help from the bindings that are active now, and from the `HELP` and tooltips of the focused chain."""
    chain = list(screen.focused.ancestors_with_self) if screen.focused is not None else [screen]
    about = [text for node in chain for text in (_about(node), _tooltip(node)) if text]
    groups: dict[str, dict[str, tuple[str, str]]] = {"here": {}, "last": {}, "moving": {}, "everywhere": {}}
    for node, binding, enabled, _ in in_order(screen):
        if not enabled or not binding.description or not binding.id:
            continue
        name = binding.id
        group = groups["everywhere" if node is screen.app else _group(name)]
        key = _key(node, binding)
        if _does_nothing(node, binding) or (name.startswith("score-") and "score-0" in group):
            continue
        known = group.get(name)
        keys = key if known is None else f"{known[0]} {key}" if key not in known[0].split() else known[0]
        group[name] = (keys, binding.tooltip or binding.description)
    here, last, moving, everywhere = (list(group.values()) for group in groups.values())
    return HelpText(_title(screen, chain), about, here + last, moving, everywhere)


def _key(node: DOMNode, binding: Binding) -> str:
    """A key as people read it. Of help's two both: in a line of text only one of them is a key."""
    if binding.id == "help":
        binding = replace(binding, key_display=None)
    ask = getattr(node, "shown_key", None)
    return (ask(binding) if ask else None) or key_name(binding)


def _does_nothing(node: DOMNode, binding: Binding) -> bool:
    ask = getattr(node, "shown_label", None)
    return ask is not None and ask(binding) == ""


def _group(name: str) -> str:
    """What a screen can do comes first, how to move in it last: every list has the same keys for that."""
    return "moving" if name in MOVING else "last" if name in ("back", "help") else "here"


def _about(node: DOMNode) -> str:
    ask = getattr(node, "help_about", None)
    return ask() if ask else getattr(node, "HELP", "") or ""


def _title(screen: Screen[object], chain: Sequence[DOMNode]) -> Part:
    """`Score › E3 Data catalogue`: the screen, and the pane that has the focus; a dialog by its own title."""
    dialog = isinstance(screen, Dialog)
    panes = [node for node in chain if isinstance(node, Pane)] or (list(screen.query(Pane)) if dialog else [])
    name = "" if dialog else screen.TITLE or _words(type(screen).__name__.removesuffix("Screen"))
    return join([name, *(pane.heading for pane in panes[:1])], f" {GLYPHS.then} ")


def _tooltip(node: DOMNode) -> str:
    tip = getattr(node, "tooltip", None)
    return tip if isinstance(tip, str) else ""


def _words(name: str) -> str:
    """`LevelLadder` → `Level ladder`"""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return spaced.capitalize()


class HelpScreen(CursorKeys, Dialog[None]):
    """Shows a help text; any of the usual keys closes it."""

    BINDINGS = [
        bind("back", "dismiss(None)", label="close"),
        bind("help", "dismiss(None)", show=False),
        *hidden("up", "down", "first", "last", "page-up", "page-down"),
    ]

    def __init__(self, text: HelpText) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Pane(line("Help: ", self._text.title), count="esc closes"), VerticalScroll():
            yield Static(help_content(self._text))

    def step(self, count: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=count, animate=False)

    def page_length(self) -> int:
        return max(1, self.query_one(VerticalScroll).size.height - 1)


def help_content(text: HelpText) -> Content:
    """The whole help as one text."""
    lines: list[Content] = [line(part) for part in text.about]
    groups = (("Here", text.here), ("Moving", text.moving), ("Everywhere", text.everywhere))
    for heading, entries in groups:
        if entries:
            lines += [Content(""), line((heading, "bold"))] if lines else [line((heading, "bold"))]
            width = min(18, max(len(keys) for keys, _ in entries)) + 2
            lines += [line(pad((keys, "bold $text-primary"), width), words) for keys, words in entries]
    lines += [Content(""), line((OTHER_KEYS, "$muted"))]
    return Content("\n").join(lines)
