"""What groups gave, from what people type or export: a line a group, or a table with a row a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maturity_tui.assessments.ambition.priorities import PriorityError
from maturity_tui.assessments.begin import as_id
from maturity_tui.assessments.organisation import Theme
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.values import Number, clean_line

_NUMBER = r"-?\d+(?:\.\d+)?"
_LINE = re.compile(
    rf"(?P<name>.*?)(?: ?[×*] ?(?P<weight>{_NUMBER}))? ?[:=]? ?(?P<numbers>{_NUMBER}(?:[ ,;]+{_NUMBER})*)"
)
WEIGHT = "weight"
LONGEST_LINE = 500


@dataclass
class Given:
    """What was read: by group and theme, and the weights of the groups that have one."""

    groups: dict[str, dict[str, Number]] = field(default_factory=dict)
    weights: dict[str, Number] = field(default_factory=dict)

    def add(self, name: str, numbers: Mapping[str, Number], weight: Number | None) -> None:
        """One group more. Raises PriorityError where it stands there already, or has no name."""
        group = _group(name)
        if group in self.groups:
            raise PriorityError(f"The group {group} stands there twice. Keep one of them.")
        self.groups[group] = dict(numbers)
        if weight is not None:
            self.weights[group] = weight


def from_lines(text: str, themes: Sequence[Theme]) -> Given:
    """A group a line: `directors 35 40 15 10`, a number for each theme in their order. Raises PriorityError.

    `directors × 2: 35 40 15 10` weighs twice what another group does.
    """
    given = Given()
    for line in filter(None, map(clean_line, text.splitlines())):
        match = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if match is None:
            raise PriorityError(f"{_short(line)!r}: write the group and then its numbers.")
        numbers = [_number(part) for part in re.findall(_NUMBER, match["numbers"])]
        name = match["name"].strip()
        if len(numbers) != len(themes):
            raise PriorityError(
                f"{_short(name) or 'A line'} has {_counted(len(numbers), 'number')} for"
                f" {_counted(len(themes), 'theme')}: give one for each, in their order."
            )
        weight = _number(match["weight"]) if match["weight"] else None
        given.add(name, {theme.id: number for theme, number in zip(themes, numbers, strict=True)}, weight)
    return given


def from_rows(rows: Sequence[Sequence[str]], themes: Sequence[Theme]) -> Given:
    """A table: the first row names the themes (by id or title), each further one a group. Raises PriorityError.

    A column `weight` weighs the groups. An empty cell is nothing: no points, or no rank.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise PriorityError(
            "The table is empty: its first row names the themes, each further row is a group."
        )
    heads = [_column(cell, themes) for cell in filled[0][1:]]
    for head in heads:
        if head and heads.count(head) > 1:
            raise PriorityError(f"Two columns are for {head}. Keep one of them.")
    given = Given()
    for row in filled[1:]:
        name, cells = row[0], dict(zip(heads, row[1:], strict=False))
        numbers = {
            head: _cell(text, name, head) for head, text in cells.items() if head not in ("", WEIGHT) and text
        }
        weight = _cell(cells[WEIGHT], name, WEIGHT) if cells.get(WEIGHT) else None
        given.add(name, numbers, weight)
    return given


def from_mapping(data: Any, themes: Sequence[Theme]) -> Given:
    """A map by group of maps by theme, as a YAML file holds it; `weight` may stand among them."""
    if not isinstance(data, dict) or not all(isinstance(part, dict) for part in data.values()):
        raise PriorityError("Write a map: each group with its themes, `directors: {easy: 35, safe: 40}`.")
    given = Given()
    for name, held in data.items():
        heads = {_column(str(key), themes): value for key, value in held.items()}
        for head, value in heads.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise PriorityError(f"What {_short(str(name))} gave {head} is no number.")
        weight = heads.pop(WEIGHT, None)
        given.add(str(name), heads, weight)
    return given


def as_lines(themes: Sequence[Theme]) -> str:
    """What the themes' priorities were made from, as `from_lines` reads it; empty where that is not known."""
    sources = [theme.priority_from for theme in themes]
    first = sources[0] if sources else None
    if first is None or any(one is None or one.method != first.method for one in sources):
        return ""
    known = [one for one in sources if one is not None]
    groups = [group for group in first.groups if all(group in one.groups for one in known)]
    return "\n".join(
        f"{group}{_weighing(first.weights.get(group))}: "
        + " ".join(f"{one.groups[group]:g}" for one in known)
        for group in groups
    )


def _weighing(weight: Number | None) -> str:
    return "" if weight is None else f" × {weight:g}"


def _column(text: str, themes: Sequence[Theme]) -> str:
    """The id of the theme that a heading names, `weight`, or nothing for an empty one."""
    wanted = clean_line(text).casefold()
    if wanted in ("", WEIGHT):
        return wanted
    for theme in themes:
        if wanted in (theme.id.casefold(), theme.title.casefold()):
            return theme.id
    names: Iterable[str] = [name for theme in themes for name in (theme.id, theme.title)]
    hint = nearest(clean_line(text), names) or f"The themes are {', '.join(theme.id for theme in themes)}."
    raise PriorityError(f"There is no theme {_short(text)!r}. {hint}")


def _group(name: str) -> str:
    try:
        return as_id(clean_line(name).lower())
    except ValueError:
        raise PriorityError(f"{_short(name)!r} names no group: write a name such as directors.") from None


def _cell(text: str, group: str, head: str) -> Number:
    if not re.fullmatch(_NUMBER, text.strip()):
        raise PriorityError(f"{_short(text)!r}, from {_short(group)} for {head}, is no number.")
    return _number(text)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _number(text: str) -> Number:
    number = float(text)
    return int(number) if number.is_integer() else number


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 40 else f"{line[:39]}…"
