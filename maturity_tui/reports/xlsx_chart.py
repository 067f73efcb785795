"""The workbook's native charts, over the cells that hold the figures: now and the target, and lines over quarters."""

from __future__ import annotations

import itertools
from typing import Any

from maturity_tui.reports import palette
from maturity_tui.reports.model import BarChart, FanChart, Table

_INK = palette.LIGHT
_GOLD = "#f2dfb8"
_OVER = {"overlap": 100, "gap": 55}
Place = tuple[str, int, Table]


def bar_chart(book: Any, chart: BarChart, place: Place) -> Any:
    """The chart; its figures are read from the table, so it follows when someone changes a cell."""
    drawing = book.add_chart({"type": "bar"})
    has_target = any(column.key == "target" for column in place[2].columns)
    if has_target:
        drawing.add_series(_series("Target", place, "target", _GOLD, _INK.target) | _OVER)
    labels = {"value": True, "font": _font(9, "#ffffff", bold=True), "position": "inside_end"}
    now = _series("Now", place, "now", _INK.current, _INK.current)
    drawing.add_series(now | _OVER | {"data_labels": labels | {"num_format": _pattern(chart)}})
    _axes(drawing, chart)
    drawing.set_title(
        {"name": chart.title, "overlay": False, "name_font": _font(12, _INK.foreground, bold=True)}
    )
    drawing.set_legend(
        {"position": "bottom", "font": _font(10, _INK.muted)} if has_target else {"none": True}
    )
    drawing.set_chartarea({"border": {"none": True}})
    return drawing


def fan_chart(book: Any, chart: FanChart, place: Place) -> Any:
    """The likely line over the quarters, and where they were drawn the edges of nine in ten."""
    drawing = book.add_chart({"type": "line"})
    known = {column.key for column in place[2].columns}
    names = (
        ("95 of 100 below", "p95", "dash"),
        ("Likely", "mean", "solid"),
        ("5 of 100 below", "p5", "dash"),
    )
    for name, key, stroke in names:
        if key in known:
            width = 2.5 if key == "mean" else 1.25
            line = {"color": _INK.projected, "width": width, "dash_type": stroke}
            drawing.add_series(
                _series(name, place, key, "", "") | {"line": line, "border": None, "fill": None}
            )
    percent = bool(chart.ticks) and "%" in chart.ticks[-1].label
    drawing.set_y_axis({
        "min": chart.low, "max": chart.high, "num_format": "0 %" if percent else "0.0",
        "num_font": _font(10, _INK.muted), "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": _INK.line, "width": 0.5}},
    })  # fmt: skip
    drawing.set_x_axis({"num_font": _font(10, _INK.foreground), "line": {"color": _INK.line}})
    drawing.set_title(
        {"name": chart.title, "overlay": False, "name_font": _font(12, _INK.foreground, bold=True)}
    )
    drawing.set_legend({"position": "bottom", "font": _font(10, _INK.muted)})
    drawing.set_chartarea({"border": {"none": True}})
    return drawing


def _series(name: str, place: Place, key: str, fill: str, border: str) -> dict[str, Any]:
    """One series; rows are named by the table's first column, which stands after the sheet's margin."""
    sheet, first, table = place
    last = first + len(table.rows) - 1
    values = [column.key for column in table.columns].index(key) + 1
    return {
        "name": name,
        "categories": [sheet, first, 1, last, 1],
        "values": [sheet, first, values, last, values],
        "fill": {"color": fill},
        "border": {"color": border, "width": 0.75},
    }


def _pattern(chart: BarChart) -> str:
    return "0 %" if chart.ticks and "%" in chart.ticks[-1].label else "0.0"


def _font(size: int, colour: str, bold: bool = False) -> dict[str, Any]:
    return {"name": "Calibri", "size": size, "color": colour, "bold": bold}


def _axes(drawing: Any, chart: BarChart) -> None:
    steps = [float(tick.value) for tick in chart.ticks]
    unit = min((high - low for low, high in itertools.pairwise(steps)), default=1.0)
    drawing.set_x_axis({
        "min": float(chart.low), "max": float(chart.high), "major_unit": unit,
        "num_format": "0 %" if _pattern(chart) == "0 %" else "General",
        "num_font": _font(10, _INK.muted), "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": _INK.line, "width": 0.5}},
    })  # fmt: skip
    drawing.set_y_axis({
        "reverse": True, "num_font": _font(10, _INK.foreground), "line": {"color": _INK.line},
        "major_tick_mark": "none", "label_position": "low",
    })  # fmt: skip
