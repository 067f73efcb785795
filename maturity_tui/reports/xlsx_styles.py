"""The cell formats of the workbook: made once each, by what stands in the cell."""

from __future__ import annotations

from typing import Any

from maturity_tui.reports import palette
from maturity_tui.reports.figures import symbol
from maturity_tui.reports.model import Cell, Column, Fact, Kind

_INK = palette.LIGHT
_PATTERNS = {
    Kind.CHANGE: "+{};-{};{}",
    Kind.COUNT: '#,##0;-#,##0;"·"',
    Kind.SHARE: "0 %",
    Kind.DATE: "d mmm yyyy",
}
_WORDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 26},
    "h1": {"bold": True, "font_size": 18},
    "h2": {"bold": True, "font_size": 12},
    "who": {"bold": True, "font_color": _INK.primary},
    "lead": {"font_size": 13},
    "plain": {"font_size": 11},
    "label": {"bold": True, "font_size": 11},
    "quiet": {"font_color": _INK.muted, "font_size": 10},
    "warning": {"font_color": _INK.warning, "bold": True, "font_size": 11},
}
_TONES = {"now": _INK.current, "target": _INK.target, "gap": _INK.target, "weighted": _INK.target}
_BOLD = ("now", "gap", "weighted")
_APART = {"right": 5, "right_color": "#ffffff", "bottom": 5, "bottom_color": "#ffffff"}


class Styles:
    """Formats by their properties, so that ten thousand cells share a few."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def _format(self, properties: dict[str, Any]) -> Any:
        base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK.foreground, "valign": "vcenter"}
        key = tuple(sorted((base | properties).items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def size(self, tone: str) -> int:
        """The type size of words, in points."""
        return int(_WORDS[tone].get("font_size", 11))

    def words(self, tone: str, *, wrap: bool = False) -> Any:
        """The format of words: headings, sentences, labels."""
        return self._format(_WORDS[tone] | ({"text_wrap": True} if wrap else {}))

    def head(self, column: Column, *, first: bool = False) -> Any:
        """A column's heading, aligned as its figures are."""
        align = (
            {"align": "center"}
            if column.filled
            else {"align": "right"}
            if column.kind.numeric
            else {}
            if first
            else _INSET
        )
        rule = {} if column.filled else {"bottom": 1, "bottom_color": _INK.muted}
        look = {"font_color": _INK.muted, "font_size": 10, "text_wrap": True, "valign": "bottom"}
        return self._format(look | align | rule)

    def cell(self, column: Column, cell: Cell, *, total: bool, first: bool) -> Any:
        """The format of a cell in a table."""
        look: dict[str, Any] = {"bottom": 1, "bottom_color": _INK.line, **_shape(column.kind, cell)}
        if first:
            look = {key: value for key, value in look.items() if key != "indent"}
        if total:
            look |= {"bold": True, "top": 1, "top_color": _INK.muted}
        if column.filled:
            look |= {"align": "center", "valign": "vcenter", "bold": True} | _APART
        if column.data_only or (cell.value is None and column.kind.numeric):
            return self._format(look | {"font_color": _INK.muted})
        if column.key in _TONES and not column.filled:
            look |= {"font_color": _TONES[column.key], "bold": total or column.key in _BOLD}
        return self._format(look)

    def fact(self, fact: Fact, size: int) -> Any:
        """The format of a headline figure, with a rule above in its colour."""
        colour = _TONES.get(fact.tone)
        look = {"font_color": colour or _INK.foreground, "bold": True, "align": "left"}
        rule = {"font_size": size, "top": 5, "top_color": colour or _INK.line}
        return self._format(_shape(fact.figure, fact.cell) | look | rule)

    def fill(self, steps: int, step: int) -> Any:
        """The conditional format of one step of the ramp."""
        one = palette.fill(steps, step)
        return self._book.add_format({"bg_color": one.ground, "font_color": one.text})

    def key(self, steps: int, step: int) -> Any:
        """One line of a heat map's key."""
        one = palette.fill(steps, step)
        return self._format({"bg_color": one.ground, "font_color": one.text, "font_size": 10, **_INSET})


_INSET = {"align": "left", "indent": 1}


def _shape(kind: Kind, cell: Cell) -> dict[str, Any]:
    """Alignment and number format; a bound and a mark stand round the number, which stays a number."""
    if not kind.numeric:
        return {"num_format": "@", "text_wrap": kind is Kind.TEXT, **_INSET}
    pattern = _money(cell) if kind is Kind.MONEY else _pattern(kind, cell)
    before, after = f'"{cell.bound} "' if cell.bound else "", f'" {cell.mark}"' if cell.mark else ""
    return {"align": "right", "num_format": f"{before}{pattern}{after}"}


def _pattern(kind: Kind, cell: Cell) -> str:
    """As many decimals as the figure is shown with everywhere else."""
    digits = cell.display.rpartition(".")[2] if "." in cell.display else ""
    places = sum(letter.isdigit() for letter in digits)
    plain = f"0.{'0' * places}" if places else "0"
    if kind is Kind.CHANGE and "%" in cell.display:
        plain += " %"
    return (
        _PATTERNS.get(kind, "{}").format(plain, plain, plain) if kind is not Kind.COUNT else _PATTERNS[kind]
    )


def _money(cell: Cell) -> str:
    """Pounds where the figure reads in pounds; any other currency by its sign or code."""
    sign = cell.display.lstrip("-").rstrip("0123456789,.")
    return f'"{sign or symbol("GBP")}"#,##0'
