"""Keys as data: one key, one meaning on every screen.

Footer, help, palette and the manual read the same bindings. Every binding carries the id of its action, so
that `App.set_keymap({"votes": "ctrl+v"})` remaps it wherever it stands.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import Binding
from textual.keys import key_to_character

from .glyphs import GLYPHS

if TYPE_CHECKING:
    from textual.app import App


class Key(NamedTuple):
    """An action's key: as Textual writes it, as people read it, and what it does."""

    id: str
    keys: str
    label: str
    tooltip: str
    short: str = ""
    shown_as: str = ""


_TABLE = (
    # moving
    Key("up", "up,k", "up", "Move up"),
    Key("down", "down,j", "down", "Move down"),
    Key("left", "left,h", "left", "Move left"),
    Key("right", "right,l", "right", "Move right"),
    Key("first", "g,home", "first", "Go to the first"),
    Key("last", "G,end", "last", "Go to the last"),
    Key("page-up", "pageup,ctrl+b", "page up", "Move up by a page"),
    Key("page-down", "pagedown,ctrl+f", "page down", "Move down by a page"),
    Key("previous-tab", "left,h", "tab", "Show the tab to the left", shown_as="←→"),
    Key("next-tab", "right,l", "next tab", "Show the tab to the right"),
    Key("open", "enter", "open", "Open what is under the cursor"),
    Key("back", "escape,q", "back", "Go back", shown_as="esc"),
    Key("next-pane", "tab", "next pane", "Go to the next pane"),
    Key("previous-pane", "shift+tab", "previous pane", "Go to the pane before"),
    Key("jump", "ctrl+o", "jump", "Jump to a pane or control by a letter"),
    Key("find", "slash", "find", "Find by name"),
    Key("find-next", "n", "next found", "Go to the next that was found"),
    Key("find-previous", "N", "previous found", "Go to the one found before"),
    Key("toggle", "space", "choose", "Choose it, or leave it out"),
    Key("undo", "u", "undo", "Undo the last change, also after a restart"),
    Key("redo", "ctrl+r", "redo", "Do again what was undone"),
    Key("help", "question_mark,f1", "help", "Help for what has the focus", shown_as="?"),
    Key("actions", "ctrl+p", "actions", "Find any action by name"),
    Key("tour", "T", "tour", "See in four steps what there is, and which keys to try"),
    Key("quit", "ctrl+q", "quit", "Leave the application; all is saved"),
    Key("repeat", "full_stop", "repeat", "Do the last thing again, here"),
    # places
    Key("results", "r", "results", "What we learned"),
    Key("what-if", "w", "what-if", "What training, capacity or technology would change"),
    Key("people", "p", "people", "Who can do this, and who could"),
    Key("frameworks", "f", "frameworks", "What good looks like"),
    Key("new", "n", "new", "Make a new one"),
    # Capitals: places that are gone to now and then.
    Key("ambition", "M", "ambition", "Themes, targets and priorities, and the organisation's profile"),
    Key("teams", "O", "teams", "The tree of teams, and the figures over them"),
    Key("journal", "J", "journal", "What happened in this assessment's workshops, and the minutes"),
    Key("plan", "D", "plan", "What was decided: who sees to it, what is late, what that costs"),
    Key("export", "x", "export", "Write this to a file"),
    # scoring
    Key("score", "0,1,2,3,4,5,6,7,8,9", "score", "Set the agreed score and go on", shown_as="0–5"),
    Key("not-applicable", "minus", "not applicable", "Mark as not applicable, with a reason", "n/a"),
    # Capitals: they change what the whole room sees.
    Key("workshop", "W", "workshop", "Run a workshop: who votes, in which order, how long; change or end it"),
    Key("reveal-votes", "V", "reveal", "Show the votes that are in"),
    Key("votes", "v", "votes", "Type what everyone voted, such as 1 2 2 3"),
    Key("target", "t", "target", "Set the level we need to reach"),
    Key("evidence", "e", "evidence", "Say what shows it, and from when"),
    Key("confidence", "c", "confidence", "Say how sure we are: low, medium or high"),
    Key("idea", "b", "idea or blocker", "Note an idea or something in the way", "idea"),
    # A capital: it changes what all others find, and is not to be hit in passing.
    Key("status", "A", "status", "Draft, then agreed, then signed off; reopen"),
    Key("pause", "space", "pause", "Pause the clock, or let it go on"),
    # reading
    Key("explain", "i", "explain", "Explain this figure in a sentence, with its arithmetic"),
    Key("areas", "z", "areas or capabilities", "Switch between areas and capabilities", "areas"),
    Key("compare", "equals_sign", "compare", "Compare with another"),
    Key("best", "o", "best for a budget", "Find the best inputs for a budget", "best"),
    Key("dates", "d", "dates", "Find the best start quarters", "dates"),
    Key("assumptions", "a", "assumptions", "See and change what is assumed"),
    Key("reveal", "asterisk", "reveal names", "Show names while they are needed", "names"),
    Key("next-page", "space", "next", "Go to the next page"),
)

MOVING = frozenset(
    ("up", "down", "left", "right", "first", "last", "page-up", "page-down", "previous-tab", "next-tab",
     "next-pane", "previous-pane", "jump")
)  # fmt: skip
"""The ids of the keys that only move: help names them last."""


@lru_cache(maxsize=1)
def keys() -> dict[str, Key]:
    """The table by action id."""
    return {key.id: key for key in _TABLE}


def bind(
    name: str, action: str = "", *, show: bool = True, label: str = "", short: str = "",
    tooltip: str = "", key: str = "", priority: bool = False,
) -> Binding:  # fmt: skip
    """The binding of an action id of the table, for a `BINDINGS` list.

    `action` is the Textual action, by default the id with underscores. A screen may say more exactly what the
    key does there (`label`, `short`, `tooltip`), and a key that the table does not have is given with `key`.
    """
    entry = keys().get(name) or Key(name, key, label or name, tooltip or label, short)
    if short:
        _shorts[(name, label or entry.label)] = short
    return Binding(
        key or entry.keys,
        action or _ACTIONS.get(name) or name.replace("-", "_"),
        label or entry.label,
        show=show,
        key_display=entry.shown_as or None,
        tooltip=tooltip or entry.tooltip,
        id=name,
        priority=priority,
    )


# Shorter labels that screens gave their own keys, by id and label.
_shorts: dict[tuple[str, str], str] = {}

# Names that Textual has given another meaning.
_ACTIONS = {"toggle": "switch", "help": "text_help"}


def hidden(*names: str) -> list[Binding]:
    """Bindings that the footer leaves out; help still names them."""
    return [bind(name, show=False) for name in names]


def digits(action: str) -> list[Binding]:
    """The ten digits, each with an id of its own; the footer shows them as one."""
    entry = keys()["score"]
    return [
        Binding(
            str(digit), f"{action}({digit})", entry.label, show=digit == 0, tooltip=entry.tooltip,
            key_display=None if digit else entry.shown_as, id=f"score-{digit}",
        )
        for digit in range(10)
    ]  # fmt: skip


def short_label(binding: Binding) -> str:
    """The label for a narrow footer."""
    name = binding.id or ""
    if (name, binding.description) in _shorts:
        return _shorts[(name, binding.description)]
    entry = keys().get(name)
    if entry is None or not entry.short or entry.label != binding.description:
        return binding.description
    return entry.short


_NAMES = {
    "escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "enter": "enter", "space": "space", "tab": "tab",
    "shift+tab": "shift+tab", "up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "backspace",
    "delete": "del", "home": "home", "end": "end", "minus": "-", "slash": "/", "full_stop": ".",
    "equals_sign": "=", "asterisk": "*", "question_mark": "?", "f1": "F1",
}  # fmt: skip


def key_name(binding: Binding) -> str:
    """A key as people read it: `esc`, `?`, `ctrl+o`."""
    if binding.key_display:
        return GLYPHS.left_right if binding.key_display == "←→" else binding.key_display
    key = binding.key
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith(("ctrl+", "shift+", "alt+")):
        return key
    return key_to_character(key) or key


def key_of(app: App[Any], name: str) -> str:
    """An action's first key as people read it, the user's own where there is one."""
    own, entry = app._keymap.get(name, "").split(",")[0], keys()[name]
    return key_name(
        bind(name, key=own)
        if own
        else Binding(entry.keys.split(",")[0], "", key_display=entry.shown_as or None)
    )
