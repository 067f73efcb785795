"""The benchmark's rows: for every area a strip on which the others' quartiles and one's own place are seen."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from textual.content import Content

from maturity_tui.assessments.figures import one_decimal
from maturity_tui.assessments.sharing.benchmark import Benchmark, Placed
from maturity_tui.assessments.sharing.benchmark_files import LeftOut
from maturity_tui.ui.draw import NAME, Column, Layout, counted, even, fit, fitting, label, line
from maturity_tui.ui.draw.text import Part, clip
from maturity_tui.ui.glyphs import GLYPHS, ascii_only
from maturity_tui.ui.widgets.row import Row

# The strip's cells: in a narrow room, from 110 cells, from 150.
STRIPS = ((150, 51), (110, 26), (0, 21))
LEFT = "left-out/"
TOO_FEW = "fewer than three others"


def rows_of(held: Benchmark) -> Iterator[Row]:
    """The whole, every area, then the files that were left out."""
    for node in held.nodes:
        yield Row(node.id, partial(_row, held, node), text=node.title)
    if held.left_out:
        yield Row.blank()
        yield Row("", label(f"Left out ({len(held.left_out)})"), heading=True)
    for at, left in enumerate(held.left_out):
        yield Row(f"{LEFT}{at}", partial(_left_row, left), text=left.file)


def head(held: Benchmark, width: int) -> Content:
    """The headings; over the strip the ends of its scale."""
    layout, room = _layout(held, width), _strip_width(width)
    low, high = _ends(held)
    ends = line((low, "$muted"), " " * max(1, room - len(low) - len(high)), (high, "$muted"))
    cells: dict[str, Part] = {column.id: label(str(column.title)) for column in layout.columns}
    return layout.row(cells | {"strip": ends})


def key(width: int) -> Content:
    """What the marks of a strip mean, as many as there is room for."""
    marks = (
        (GLYPHS.now, "$current", "yours"),
        (GLYPHS.heavy * 2, "$muted", "middle half of others"),
        (_median_mark(), "bold", "median"),
        (GLYPHS.light * 2, "$muted", "lowest to highest"),
    )
    return fitting([line((mark, style), " ", label(said)) for mark, style, said in marks], width)


def strip(node: Placed, width: int) -> Content:
    """The scale, on it the others' range, middle half and median, and one's own place."""
    cells: list[tuple[str, str]] = [(GLYPHS.dot, "$line")] * width
    found = node.quartiles
    if found is not None:
        spans = ((found.lowest, found.highest, GLYPHS.light), (found.lower, found.upper, GLYPHS.heavy))
        for first, last, mark in spans:
            for at in range(_cell(node, first, width), _cell(node, last, width) + 1):
                cells[at] = (mark, "$muted")
        cells[_cell(node, found.median, width)] = (_median_mark(), "bold")
    if node.own is not None:
        cells[_cell(node, node.own, width)] = (GLYPHS.now, "$current")
    return line(*cells)


def explained(held: Benchmark, node: Placed) -> str:
    """How one's own figure stands to the others', in sentences."""
    told = partial(figure, held)
    yours = (
        f"Yours is {told(node.own)}."
        if node.own is not None
        else "Too little of yours is scored here for a place."
    )
    found = node.quartiles
    if found is None:
        have = "other has" if node.others == 1 else "others have"
        return (
            f"{yours} {node.others} {have} a figure here that rests on enough: {TOO_FEW}, so there are no quartiles, "
            "which would be somebody's own figures."
        )
    place = (
        f" {node.below} of {node.others} others {'lies' if node.below == 1 else 'lie'} below, {node.same} at the same, "
        f"{node.above} above: {node.place}."
        if node.own is not None
        else ""
    )
    how = (
        "linear between two others"
        if node.method == "linear"
        else "by nearest rank, as the figure is a level"
    )
    return (
        f"{yours}{place} A quarter of the {node.others} lie at or below {told(found.lower)}, half at or below "
        f"{told(found.median)}, three quarters at or below {told(found.upper)}; the lowest is {told(found.lowest)}, "
        f"the highest {told(found.highest)}. Quartiles are {how}."
    )


def figure(held: Benchmark, value: Fraction | None) -> str:
    """A figure as it is shown: one decimal, or a share in per cent."""
    if value is None:
        return GLYPHS.nothing
    return f"{int(value * 100 + Fraction(1, 2))} %" if held.framework.is_skills else one_decimal(value)


def counted_others(held: Benchmark) -> str:
    """`4 others · 1 left out`."""
    others = counted(len(held.compared), "other")
    return f"{others} · {len(held.left_out)} left out" if held.left_out else others


def _row(held: Benchmark, node: Placed, width: int) -> Content:
    found = node.quartiles
    return _layout(held, width).row(
        {
            "name": line("  " * max(0, node.depth - 1), (node.title, NAME)),
            "own": line((figure(held, node.own), "bold")),
            "strip": strip(node, _strip_width(width)),
            "median": label(figure(held, found.median if found else None)),
            "others": str(node.others),
            "place": label(node.place or ("too few others" if found is None else "too little scored")),
        }
    )


def _left_row(left: LeftOut, width: int) -> Content:
    name = clip(left.file.rpartition("/")[2], max(8, width // 3))
    return clip(line(name, "  ", label(left.reason)), width)


def _layout(held: Benchmark, width: int) -> Layout:
    names = ["  " * max(0, node.depth - 1) + node.title for node in held.nodes]
    columns = (
        Column("name", "", flex=True),
        Column("own", "Yours", 6, "right"),
        Column("strip", "", _strip_width(width)),
        Column("median", "Median", 6, "right", drop=1),
        Column("others", "Others", 6, "right"),
        Column("place", "Yours lies", 17, drop=2),
    )
    return fit(columns, width, {"name": names})


def _strip_width(width: int) -> int:
    return even(next(cells for least, cells in STRIPS if width >= least), 6)


def _ends(held: Benchmark) -> tuple[str, str]:
    whole = held.whole
    if held.framework.is_skills:
        return "0 %", "100 %"
    return f"{float(whole.minimum):g}", f"{float(whole.maximum):g}"


def _cell(node: Placed, value: Fraction, width: int) -> int:
    room = node.maximum - node.minimum
    share = (value - node.minimum) / room if room else Fraction()
    return max(0, min(width - 1, round(share * (width - 1))))


def _median_mark() -> str:
    return "|" if ascii_only() else "┃"
