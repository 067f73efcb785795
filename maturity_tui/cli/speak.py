"""What the commands print: answers on stdout, notes on stderr. Plain text, no colour, no markup.

Text from users and files is only text: control characters and escapes never reach the terminal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import click

LONGEST_SHOWN = 80
LONGEST_NOTE = 1000


def tidy(text: object) -> str:
    """The text on one line, without control characters, escapes and direction overrides."""
    from maturity_tui.frameworks.values import clean_line  # pydantic: not for `--help`

    return clean_line(str(text))


def shorten(text: object, most: int = LONGEST_SHOWN) -> str:
    """Tidy text, cut where it is longer than is of use to a reader (a pasted file, say)."""
    line = tidy(str(text)[: 4 * LONGEST_NOTE])
    return line if len(line) <= most else line[: most - 1] + "…"


def line(text: str = "") -> None:
    """One line of the answer."""
    click.echo(text)


def note(text: str) -> None:
    """One line beside the answer: progress, warnings, what to do next."""
    click.echo(shorten(text, LONGEST_NOTE), err=True)


def as_json(data: Any) -> None:
    """The answer as JSON, for programs."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    click.echo(json.dumps(data, ensure_ascii=encoding != "utf8", indent=2, allow_nan=False))


def number(value: Fraction | float | None) -> int | float | None:
    """A figure as a JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def figure(value: Fraction | float | None) -> str:
    """A figure with one decimal, rounded half up from the exact value, as on screen; a dash for nothing."""
    from maturity_tui.assessments.figures import NOTHING, one_decimal
    from maturity_tui.frameworks.values import exact

    if value is None:
        return NOTHING
    return one_decimal(exact(value) if isinstance(value, float) else Fraction(value))


def count(how_many: int, one: str, many: str = "") -> str:
    """`1 team`, `7 teams`."""
    return f"{how_many:,} {one if how_many == 1 else many or one + 's'}"


def level(value: float | None) -> str:
    """A level as its scale writes it; a dash for nothing."""
    return "–" if value is None else f"{value:g}"


def share(value: float | None) -> str:
    """A share of skills at target, in whole per cent; a dash for nothing."""
    return "–" if value is None else f"{int(value * 100 + 0.5)} %"


def width(text: str) -> int:
    """The columns that a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


Rows = Iterable[Sequence[object]]


def table(headings: Sequence[str], rows: Rows, right: Sequence[int] = (), longest: int = 60) -> None:
    """Aligned columns; those in `right` are set to the right. Nothing is printed for no rows."""
    body = [[_cell(cell, longest) for cell in row] for row in rows]
    if not body:
        return
    widths = [max(width(row[at]) for row in [list(headings), *body]) for at in range(len(headings))]
    for row in [list(headings), *body]:
        cells = [_padded(cell, widths[at], at in right) for at, cell in enumerate(row)]
        line("  ".join(cells).rstrip())


def _cell(cell: object, longest: int) -> str:
    """Leading spaces show depth, and stay."""
    text = str(cell)
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + shorten(text, longest)


def _padded(text: str, columns: int, right: bool) -> str:
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill
