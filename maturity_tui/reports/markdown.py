"""The report as Markdown (tables as GitHub has them). Every text from outside is escaped, so that it stays
text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from maturity_tui.reports.figures import Figure
from maturity_tui.reports.model import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    FanChart,
    Paragraph,
    Report,
    Section,
    Table,
    Use,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~^$#])")
# What begins a list, a rule or an underline, if it stands first on a line.
_LIST = re.compile(r"^(\s*)([-+=](?=[-+=\s]|$)|\d+[.)](?=\s|$))")
_WIDTH = 25


def escaped(text: str) -> str:
    """The text on one line, with nothing left that Markdown or HTML would act on."""
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(r"\\\1", line).replace("://", ":&#47;/").replace("www.", "www&#46;")
    return _LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)


def render(report: Report) -> bytes:
    """UTF-8 text with a newline at its end."""
    lines = [*_cover(report)]
    for section in report.sections:
        lines += _section(section)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _cover(report: Report) -> Iterator[str]:
    cover = report.cover
    yield f"# {escaped(cover.title)}"
    yield ""
    yield f"**{escaped(cover.organisation)}**" + (f" · {escaped(cover.subtitle)}" if cover.subtitle else "")
    yield ""
    for warning in cover.warnings:
        yield from (f"> **Note.** {escaped(warning)}", "")
    yield from _grid(["", ""], ["---", "---"], [[label, text] for label, text in cover.facts], escape=True)
    yield ""


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {escaped(section.title)}", "")
    for block in section.blocks:
        lines = list(_block(block))
        yield from [*lines, ""] if lines else []


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text, tone=tone):
            yield f"> **Note.** {escaped(text)}" if tone == "warning" else escaped(text)
        case Bullets(items=items):
            yield from (f"- {escaped(item)}" for item in items)
        case Facts(items=facts):
            rows = [
                [
                    f"**{_figure(fact.cell)}**",
                    escaped(", ".join(part for part in (fact.label, fact.note) if part)),
                ]
                for fact in facts
            ]
            yield from _grid(["", ""], ["--:", "---"], rows)
        case BarChart():
            yield from _bars(block)
        case FanChart():
            yield from (f"**{escaped(block.title)}**", "", escaped(block.alternative))
        case Table(use=use) if use is not Use.DATA:
            yield from _table(block.on_page())


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{escaped(table.title)}**", "")
    rows = [
        [_cell(column, cell, index in table.totals) for column, cell in _pairs(table, row)]
        for index, row in enumerate(table.rows)
    ]
    heads = [
        escaped(f"{column.title} ({column.unit})" if column.unit else column.title)
        for column in table.columns
    ]
    yield from _grid(heads, ["--:" if column.kind.numeric else "---" for column in table.columns], rows)
    if table.note:
        yield from ("", escaped(table.note))


def _pairs(table: Table, row: tuple[Cell, ...]) -> Iterator[tuple[Column, Cell]]:
    return zip(table.columns, row, strict=True)


def _figure(cell: Cell) -> str:
    return escaped(" ".join(part for part in (cell.bound, cell.display, cell.mark) if part))


def _cell(column: Column, cell: Cell, total: bool) -> str:
    text = _figure(cell)
    strong = total or (column.kind.numeric and column.key in ("gap", "weighted"))
    return f"**{text}**" if strong and text.strip(" –·") else text


def _grid(
    heads: list[str], rules: list[str], rows: list[list[str]], *, escape: bool = False
) -> Iterator[str]:
    for cells in [heads, rules, *([escaped(cell) for cell in row] if escape else row for row in rows)]:
        yield f"| {' | '.join(cells)} |"


def _bars(chart: BarChart) -> Iterator[str]:
    yield from (f"**{escaped(chart.title)}**", "")
    rows = [
        [escaped(bar.label), f"`{_line(chart, bar)}`", bar.now_display, bar.target_display]
        for bar in chart.bars
    ]
    axis = f"{chart.ticks[0].label} – {chart.ticks[-1].label}" if chart.ticks else ""
    yield from _grid(["", escaped(axis), "Now", "Target"], ["---", "---", "--:", "--:"], rows)
    yield from ("", "`█` now, `┄` the gap, `◆` target.")


def _line(chart: BarChart, bar: Bar) -> str:
    """`██████┄┄┄◆────`: now, the gap, the target, the rest of the scale."""
    now = _place(chart, bar.now) if bar.now is not None else 0
    goal = _place(chart, bar.target) if bar.target is not None else None
    cells = ["█" if at < now else "┄" if goal is not None and at < goal else "─" for at in range(_WIDTH)]
    if goal is not None:
        cells[max(0, goal - 1)] = "◆"
    return "".join(cells)


def _place(chart: BarChart, value: Figure) -> int:
    share = (Fraction(value) - chart.low) / (chart.high - chart.low)
    return int(min(max(share, Fraction(0)), Fraction(1)) * _WIDTH + Fraction(1, 2))
