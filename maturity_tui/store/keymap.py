"""Keys of the user's own: which of them can be used. Pure; it knows ids and keys, and no screen.

A clash is two actions on one screen that would share a key and do not share one as the app ships; the later entry of
the two is left out, and said. Keys that leave, open and move without typing (`esc`, `enter`, `tab`, arrows) stay
beside whatever is chosen, so that nobody is locked in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

EVERYWHERE = "everywhere"
_STEADY = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab")
FIXED = frozenset((*_STEADY, "shift+tab", "f1"))
"""Keys that an action keeps."""

_SILENT = frozenset((*_STEADY, "insert", "delete", "backspace", *(f"f{number}" for number in range(1, 25))))
"""The keys that type nothing, beside those with ctrl and alt."""
_OTHER_NAMES = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "return": "enter"}
_SAME_IN_A_TERMINAL = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
# Textual's names for the marks that it does not call by their Unicode names.
_MARKS = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
    " ": "space",
}


@dataclass(frozen=True)
class KeyRow:
    """One action on one screen: its id, its keys as they ship, and what it does there."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    screen: str
    overtakes_text: bool = False
    """Whether it comes before a line of text that is typed: then it must not be a letter."""


@dataclass(frozen=True)
class Keymap:
    """The keys in force by id, and what was wrong with the others in a sentence each."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def spelled(key: str) -> str:
    """A key as Textual names it: `Esc` is `escape`, `Ctrl+Z` is `ctrl+z`, `/` is `slash`, `A` stays `A`."""
    text = key.strip() or key
    if len(text) == 1:
        return text if text.isalnum() else _MARKS.get(text) or _unicode_name(text)
    *modifiers, last = [part.strip() for part in text.split("+")]
    modifiers = [part.lower() for part in modifiers]
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    last = last.lower()
    return "+".join([*modifiers, _OTHER_NAMES.get(last, last)])


def written(key: str) -> str:
    """A key as people write it: `slash` is `/`, `escape` is `esc`."""
    *modifiers, last = key.split("+")
    short = {name: other for other, name in _OTHER_NAMES.items() if name != "enter"}
    mark = "" if last in _SILENT or last == "space" else _mark(last)
    return "+".join([*modifiers, mark or short.get(last, last)])


def _mark(name: str) -> str:
    """The mark that a name stands for, empty where it stands for none."""
    every = {spelled(chr(code)): chr(code) for code in range(32, 127) if not chr(code).isalnum()}
    if name in every:
        return every[name]
    try:
        found = unicodedata.lookup(name.replace("_", " ")) if len(name) > 1 else ""
    except KeyError:
        return ""
    return found if found.isprintable() and not found.isalnum() else ""


def _unicode_name(mark: str) -> str:
    return unicodedata.name(mark, mark).lower().replace("-", "_").replace(" ", "_")


def fault_of(key: str) -> str:
    """What is wrong with a key, as the end of a sentence; empty where nothing is."""
    if key in _SAME_IN_A_TERMINAL:
        return f"“{key}” reaches an app as {_SAME_IN_A_TERMINAL[key]}"
    *modifiers, last = key.split("+")
    sound = set(modifiers) <= {"ctrl", "shift", "alt"} and len(set(modifiers)) == len(modifiers)
    return "" if sound and _is_key(last) else f"“{key}” is no key"


def _is_key(name: str) -> bool:
    return name in _SILENT or (len(name) == 1 and name.isalnum()) or bool(_mark(name))


def types(key: str) -> bool:
    """Whether the key is a letter, digit or mark, which a line of text would take."""
    return "+" not in key and key not in _SILENT


def keymap_of(
    wanted: Mapping[str, Sequence[str]],
    rows: Iterable[KeyRow] | None = None,
    fixed: Mapping[str, Sequence[str]] | None = None,
) -> Keymap:
    """The keys that can be used.

    Without `rows` only what can be said without the screens, which is faults of keys; what an action keeps is then
    taken from `fixed`, its usual keys by id.
    """
    problems: list[str] = []
    kept = dict(_sound(wanted, problems))
    if rows is None:
        usual = fixed or {}
        kept = {id: (*(key for key in usual.get(id, ()) if key in FIXED), *keys) for id, keys in kept.items()}
        return Keymap(kept, tuple(problems))
    every = list(rows)
    known = {row.id for row in every}
    for id in [id for id in kept if id not in known]:
        near = get_close_matches(id, known, 1)
        hint = f" Did you mean {near[0]}?" if near else " `maturity keys` lists them."
        problems.append(f"There is no action {id!r}.{hint}")
        del kept[id]
    for row in every:
        letters = [key for key in kept.get(row.id, ()) if types(key)]
        if row.overtakes_text and letters:
            problems.append(f"{row.id} cannot be “{letters[0]}”: it would be taken from what is typed.")
            del kept[row.id]
    kept = {id: (*_fixed(id, every), *keys) for id, keys in kept.items()}
    _without_clashes(kept, every, problems)
    return Keymap({id: tuple(dict.fromkeys(keys)) for id, keys in kept.items()}, tuple(problems))


def _sound(wanted: Mapping[str, Sequence[str]], problems: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for id, keys in wanted.items():
        found = [spelled(key) for key in keys]
        faults = [fault for fault in map(fault_of, found) if fault]
        if faults or not found:
            problems.append(f"{id} keeps its keys: {faults[0] if faults else 'no key is given'}.")
        else:
            yield id, tuple(found)


def _fixed(id: str, rows: Sequence[KeyRow]) -> tuple[str, ...]:
    """The keys that the action keeps: the fixed ones that it has on every screen."""
    every = [row.keys for row in rows if row.id == id]
    return tuple(key for key in every[0] if key in FIXED and all(key in keys for keys in every))


def _without_clashes(kept: dict[str, tuple[str, ...]], rows: Sequence[KeyRow], problems: list[str]) -> None:
    """Leave out the later of two entries, or the one that meets a key as it ships, until nothing clashes."""
    while kept:
        found = list(_clashes(kept, rows))
        if not found:
            return
        order = list(kept)
        id, other, key, screen = max(found, key=lambda clash: order.index(clash[0]))
        where = "" if screen == EVERYWHERE else f" on the screen {screen}"
        problems.append(f"{id} keeps its keys: “{key}” is {other}{where}.")
        del kept[id]


def _clashes(
    kept: Mapping[str, tuple[str, ...]], rows: Sequence[KeyRow]
) -> Iterator[tuple[str, str, str, str]]:
    screens: dict[str, dict[str, KeyRow]] = {}
    for row in rows:
        screens.setdefault(row.screen, {})[row.id] = row
    everywhere = screens.get(EVERYWHERE, {})
    for screen, own in screens.items():
        here = {**everywhere, **own}
        for id in here.keys() & kept.keys():
            for other, row in here.items():
                if other == id or set(here[id].keys) & set(row.keys):
                    continue
                for key in sorted(set(kept[id]) & set(kept.get(other, row.keys))):
                    yield id, other, key, screen
