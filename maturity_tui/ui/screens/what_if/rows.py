"""The what-if screen's lines: inputs, meters, figures, the roadmap with the person-days below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from maturity_tui.ui.draw import (
    NAME,
    change,
    figure,
    line,
    pad,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.view import KINDS, Answer, InputView
from maturity_tui.ui.widgets.row import Row

MARK = 2
LETTER = 2
# Between the figures and the scroll bar.
EDGE = 1


@dataclass(frozen=True)
class Columns:
    """The widths of the list's columns, taken from what stands in them."""

    once: int
    yearly: int
    gain: int
    places: int
    heads: tuple[str, str, str]

    START = 5

    @property
    def total(self) -> int:
        """The cells of the figures, with a gap before each."""
        return self.START + self.once + self.yearly + self.gain + 4


def columns_of(answer: Answer) -> Columns:
    """The columns that the inputs need."""
    views = answer.offered.values()
    unit = f"{answer.symbol}k"
    heads = (unit, "/yr", "Points" if answer.is_skills else "Gain")
    once = max([len(heads[0]), *(len(thousands(view.once)) for view in views)])
    yearly = max([len(heads[1]), *(len(thousands(view.yearly)) for view in views)])
    return Columns(once, yearly, max(len(heads[2]), answer.places + 3), answer.places, heads)


def thousands(value: float) -> str:
    """An amount in thousands: 140, 3.5; a dot where it is nothing."""
    if not value:
        return GLYPHS.none
    text = figure(value / 1000, 0 if value >= 10_000 else 1)
    return text.removesuffix(".0")


def natural_width(answer: Answer) -> int:
    """The cells that the longest title and its figures need."""
    longest = max((cell_len(view.item.title) for view in answer.offered.values()), default=20)
    return MARK + longest + columns_of(answer).total


# The list -----------------------------------------------------------------------


def input_rows(answer: Answer, order: Sequence[str], *, grouped: bool) -> list[Row]:
    """The inputs in an order; by kind under headings, or in one list with a letter for the kind."""
    rows: list[Row] = []
    columns, before = columns_of(answer), None
    for key in order:
        view = answer.inputs[key]
        if grouped and view.item.kind is not before:
            rows += [Row.blank()] if rows else []
            rows.append(Row(f"kind:{view.item.kind}", line((KINDS[view.item.kind], "bold")), heading=True))
            before = view.item.kind
        rows.append(Row(key, input_line(view, columns, letter=not grouped), text=view.item.title))
    return rows


def input_head(answer: Answer, width: int, note: str = "") -> Content:
    """The headings of the list."""
    columns = columns_of(answer)
    once, yearly, gain = columns.heads
    right = f" {'Start':>{columns.START}} {once:>{columns.once}} {yearly:>{columns.yearly}} {gain:>{columns.gain}}"
    return line(pad((note, "$muted"), max(0, width - EDGE - len(right))), (right, "$muted"))


def input_line(view: InputView, columns: Columns, *, letter: bool) -> Callable[[int], Content]:
    """How an input is drawn in a width."""
    return partial(_input, view, columns, letter)


def _input(view: InputView, columns: Columns, letter: bool, width: int) -> Content:
    """Names are never cut: a long one takes the blanks before the figures, then the start's year, then the start."""
    kind = LETTER if letter else 0
    room = width - EDGE - MARK - kind
    title, full = view.item.title, short_start(view.start) if view.chosen else GLYPHS.nothing
    for start in (full, full[:2].rstrip() if view.chosen else "", ""):
        right = _figures(view, columns, start)
        blanks = len(right.plain) - len(right.plain.lstrip())
        left = room - len(right.plain) + blanks - 1
        if cell_len(title) <= left:
            break
    mark: Part = (GLYPHS.chosen, "$primary") if view.chosen else (GLYPHS.unchosen, "$muted")
    name = line(title if view.chosen else (title, "$muted")).stylize(NAME)
    tone = "bold" if view.chosen else "$muted"
    head: list[Part] = [(f"{view.item.kind.letter} ", tone)] if letter else []
    return line(mark, " ", *head, pad(name, max(1, left)), right[blanks - 1 :])


def _figures(view: InputView, columns: Columns, start: str) -> Content:
    tone, strong = ("", "bold $text-projected") if view.chosen else ("$muted", "$muted")
    factor = 100 if columns.places == 1 else 1
    gain = change(None if view.gain is None else view.gain * factor, columns.places)
    cells = [
        (start, columns.START, tone), (thousands(view.once), columns.once, tone),
        (thousands(view.yearly), columns.yearly, tone), (gain, columns.gain, strong),
    ]  # fmt: skip
    return line(*((f" {text:>{width}}", style) for text, width, style in cells))


def short_start(quarter: str) -> str:
    """`Q1 27`"""
    return f"{quarter[5:]} {quarter[2:4]}"
