"""What differs between two values, as short phrases: `headcount 78 → 80`, `sites added: 5`.

Knows no particular value: whatever field a model has, or gets one day, two values that differ give a phrase.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from maturity_tui.frameworks.values import Value, clean_line

LONGEST = 60
NOTHING = "–"
# What tells the items of a list apart, the first that they have.
_KEYS = ("id", "input", "capability", "partner", "what")


def phrases(label: str, old: Any, new: Any) -> Iterator[str]:
    """Every difference between two values under a label; none where they are equal."""
    if old == new:
        return
    if isinstance(old, Value) and type(old) is type(new):
        for name, key in fields(old):
            yield from phrases(_under(label, key), getattr(old, name), getattr(new, name))
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_maps(label, old, new)
    elif isinstance(old, tuple | list) and isinstance(new, tuple | list):
        yield from _of_lists(label, old, new)
    else:
        yield turned(label, old, new)


def turned(label: str, old: Any, new: Any) -> str:
    """`label old → new`; text in quotes. Long texts that begin alike only “read differently”."""
    before, after = shown(old), shown(new)
    if before == after:
        return f"{label} reads differently"
    if old in (None, "", ()):
        return f"{label} added: {after}"
    if new in (None, "", ()):
        return f"{label} removed: {before}"
    return f"{label} {before} → {after}"


def fields(value: Value) -> Iterator[tuple[str, str]]:
    """The names of a value's fields, and what its file calls them."""
    for name, info in type(value).model_fields.items():
        yield name, (info.alias or name)


def shown(value: Any) -> str:
    """A value in a phrase: short, on one line."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case int() | dt.date():
            return str(value)
        case str():
            return quoted(value) if " " in value or len(value) > LONGEST or "\n" in value else str(value)
        case Mapping():
            return cut(", ".join(f"{key} {shown(part)}" for key, part in value.items())) or NOTHING
        case list() | tuple():
            return cut(", ".join(shown(part) for part in value))
        case Value():
            return cut(", ".join(_told(value)))
    return cut(clean_line(str(value)))


def quoted(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f"“{cut(clean_line(text))}”"


def cut(text: str) -> str:
    """At most so much of a text as a sentence bears."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def key_of(item: Any) -> str | None:
    """What tells an item of a list apart from others; None: only itself."""
    for name in _KEYS:
        if isinstance(found := getattr(item, name, None), str):
            return found
    return None


def by_key(items: Sequence[Any]) -> dict[str, Any] | None:
    """A list's items by what tells them apart; None where that tells not all of them apart."""
    found = {key: item for item in items if (key := key_of(item)) is not None}
    return found if len(found) == len(items) else None


def _told(value: Value) -> Iterator[str]:
    for name, key in fields(value):
        held = getattr(value, name)
        if held != type(value).model_fields[name].get_default(call_default_factory=True) and name != "format":
            yield f"{key.replace('_', ' ')} {shown(held)}"


def _under(label: str, key: str) -> str:
    return f"{label} {key}".strip().replace("_", " ")


def _of_maps(label: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[str]:
    for key in {**old, **new}:
        name = f"{label} {key}".strip()
        if key not in new:
            yield f"{name} removed: {shown(old[key])}"
        elif key not in old:
            yield f"{name} added: {shown(new[key])}"
        else:
            yield from phrases(name, old[key], new[key])


def _of_lists(label: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    before, after = by_key(old), by_key(new)
    found = list(_of_maps(label, before, after) if before is not None and after is not None else ())
    if before is None or after is None:
        # Not a Counter of the items themselves: a value that holds a map cannot be hashed.
        gone, come = missing(old, new), missing(new, old)
        found = [f"{label} removed: {shown(item)}" for item in gone]
        found += [f"{label} added: {shown(item)}" for item in come]
    yield from found or [f"{label} in another order"]


def missing(items: Sequence[Any], among: Sequence[Any]) -> list[Any]:
    """The items that stand more often in the first list than in the second, as often as that."""
    left = Counter(map(_hashable, among))
    found = []
    for item in items:
        token = _hashable(item)
        if left[token]:
            left[token] -= 1
        else:
            found.append(item)
    return found


def _hashable(item: Any) -> Hashable:
    held = item.model_dump(mode="json") if isinstance(item, Value) else item
    return json.dumps(held, sort_keys=True, default=str)
