"""The one canonical YAML writer: equal values give equal bytes, and the bytes read back as the value.

Keys stand in the order of the model's fields, the keys of a mapping in natural order (t2 before t10), and
defaults are left out. A map or a list of plain values takes one line where it fits, so that a change shows as
one changed line in a diff; text of several lines is a literal block, where an edit shows as that line.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from maturity_tui.frameworks.door import resolve_plain
from maturity_tui.frameworks.values import Layout, Value

WIDTH = 120
# libyaml looks for the colon of a key over 1,024 bytes and no further; a longer key needs its `?`.
LONGEST_PLAIN_KEY = 500

_ODD = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_ESCAPED = re.compile(rf'["\\\t\n{_ODD}]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_NOT_FIRST = set("-?:,[]{}#&*!|>'\"%@`=~< ")
# A question mark inside is plain YAML, but parsers disagree on it between brackets.
_NOT_INSIDE = re.compile(rf"[,?\[\]{{}}\t\n{_ODD}]|: | #|[: ]\Z")
_NOT_IN_A_BLOCK = re.compile(rf"[\t{_ODD}]")
_OLD_WORDS = {"y", "Y", "n", "N"}  # yes and no to readers of YAML 1.1
_DIGITS = re.compile(r"[0-9]{1,18}|[^0-9]+")


class _OneLine(dict[Any, Any]):
    """A map for one line, however long."""


class _Block(dict[Any, Any]):
    """A map for lines of its own, however short (a single key apart)."""


def to_yaml(value: Value, modeline: str = "") -> str:
    """The value as YAML. `modeline`: relative path of its JSON Schema, for editors; empty: no such line."""
    head = [f"# yaml-language-server: $schema={modeline}"] if modeline else []
    return "\n".join([*head, *(_map_lines(_fields(value), 0) or ["{}"])]) + "\n"


def _fields(value: Value) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        item = getattr(value, name)
        if name == "format" or item != info.get_default(call_default_factory=True):
            kept[info.alias or name] = _laid_out(_tree(item), info.metadata)
    return kept


def _laid_out(tree: Any, metadata: Sequence[Any]) -> Any:
    if isinstance(tree, dict) and Layout.ONE_LINE in metadata:
        return _OneLine(tree)
    if isinstance(tree, dict) and Layout.ITEMS_IN_BLOCKS in metadata:
        return {key: _Block(item) if isinstance(item, dict) else item for key, item in tree.items()}
    if isinstance(tree, list) and Layout.ONE_LINE in metadata:
        return [_OneLine(item) if isinstance(item, dict) else item for item in tree]
    return tree


def _tree(value: Any) -> Any:
    """Dicts, lists and scalars in the order in which they are written."""
    if isinstance(value, Value):
        # A model with a short form of its own (`t2: 3`) knows best how it is written.
        return _own_form(value) if value.__pydantic_decorators__.model_serializers else _fields(value)
    if isinstance(value, Mapping):
        return {key: _tree(value[key]) for key in sorted(value, key=_natural)}
    if isinstance(value, list | tuple):
        return [_tree(item) for item in value]
    return value


def _own_form(value: Value) -> Any:
    dumped = value.model_dump(by_alias=True)
    return {key: _tree(item) for key, item in dumped.items()} if isinstance(dumped, dict) else _tree(dumped)


def _natural(key: Any) -> tuple[Any, ...]:
    if isinstance(key, int | float) and not isinstance(key, bool):
        return (0, key)
    if not isinstance(key, str):
        return (1, str(key))
    parts = [(0, int(part), "") if "0" <= part[0] <= "9" else (1, 0, part) for part in _DIGITS.findall(key)]
    return (2, parts, key)


def _map_lines(data: dict[Any, Any], indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for key, item in data.items():
        name = scalar(key)
        if len(name) > LONGEST_PLAIN_KEY:
            lines += [f"{pad}? {name}", *_entry(f"{pad}:", item, indent)]
        else:
            lines += _entry(f"{pad}{name}:", item, indent)
    return lines


def _list_lines(items: list[Any], indent: int) -> list[str]:
    pad = " " * indent
    return [line for item in items for line in _entry(f"{pad}-", item, indent)]


def _entry(head: str, item: Any, indent: int) -> list[str]:
    """The lines of a key or a dash and what follows it."""
    short = _short(item)
    if short is not None and (not isinstance(item, dict | list) or len(head) + 1 + len(short) <= WIDTH):
        return [f"{head} {short}"]
    if isinstance(item, _OneLine) or not item:
        return [f"{head} {_flow(item)}"]
    inner = indent + 2
    if isinstance(item, str):
        return [f"{head} |-", *(" " * inner + line if line else "" for line in item.split("\n"))]
    if isinstance(item, list):
        return [head, *_list_lines(item, inner)]
    lines = _map_lines(item, inner)
    return [f"{head} {lines[0].lstrip()}", *lines[1:]] if head.endswith("-") else [head, *lines]


def _short(item: Any) -> str | None:
    """The item on one line, unless it reads better on several: long text, and lists of maps."""
    if isinstance(item, str):
        return None if _is_several_lines(item) else scalar(item)
    if isinstance(item, list):
        if any(isinstance(part, dict | list) for part in item):
            return None
        parts = [_short(part) for part in item]
        return None if None in parts else f"[{', '.join(part or '' for part in parts)}]"
    if isinstance(item, dict):
        return _short_map(item)
    return scalar(item)


def _short_map(item: dict[Any, Any]) -> str | None:
    if isinstance(item, _Block) and len(item) > 1:
        return None
    pairs: list[str] = []
    for key, part in item.items():
        name, text = scalar(key), _short(part)
        if text is None or len(name) > LONGEST_PLAIN_KEY:
            return None
        pairs.append(f"{name}: {text}")
    return f"{{{', '.join(pairs)}}}"


def _flow(item: Any) -> str:
    """The item on one line, whatever it is."""
    if isinstance(item, dict):
        return "{" + ", ".join(f"{scalar(key)}: {_flow(part)}" for key, part in item.items()) + "}"
    if isinstance(item, list):
        return "[" + ", ".join(_flow(part) for part in item) + "]"
    return scalar(item)


def _is_several_lines(text: str) -> bool:
    """Whether a literal block suits: several lines, none with space at its end that an editor might cut."""
    if "\n" not in text or text != text.strip() or _NOT_IN_A_BLOCK.search(text):
        return False
    return all(line == line.rstrip() for line in text.split("\n"))


def scalar(value: Any) -> str:
    """One scalar as it is written: plain where it reads back as itself, else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value)
    return text if _is_plain(text) else '"' + _ESCAPED.sub(_escape, text) + '"'


def _number(value: int | float) -> str:
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return repr(value)


def _is_plain(text: str) -> bool:
    """Whether it may stand without quotes: nothing special, and a string to readers of YAML 1.1 too."""
    if (
        not text
        or text[0] in _NOT_FIRST
        or text in _OLD_WORDS
        or _NOT_INSIDE.search(text)
        or text[0].isspace()
    ):
        return False
    if not isinstance(resolve_plain(text), str):
        return False
    return bool(_OLD.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


_OLD: Any = yaml.resolver.Resolver()


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    return _SHORT.get(char) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
