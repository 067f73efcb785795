"""Charts as inline SVG that keeps its type size at every width: positions are per cent, text and strokes
are pixels.

Every drawing carries a title and a description. Colours are classes of the page's style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from markupsafe import Markup, escape

from maturity_tui.reports.model import Bar, BarChart, FanChart, Step

_PLOT = 220
_TOP = 18


def _tag(name: str, content: Iterable[Markup] | str = (), **attributes: object) -> Markup:
    """An element; `class_` is class, and other underscores are hyphens. Text content is escaped."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    named = {"viewBox" if key == "viewbox" else key: value for key, value in named.items()}
    named = {"preserveAspectRatio" if key == "aspect" else key: value for key, value in named.items()}
    inner = escape(content) if isinstance(content, str) else Markup("").join(content)
    text = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in named.items())
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), text, inner)


def _share(value: Fraction | float, low: Fraction | float, high: Fraction | float) -> float:
    """Where a value lies on the axis, 0 to 100."""
    span = float(high) - float(low)
    return min(max((float(value) - float(low)) / span * 100, 0.0), 100.0) if span else 0.0


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _drawing(key: str, title: str, text: str, height: int, parts: Iterable[Markup], class_: str) -> Markup:
    named = [_tag("title", title, id=f"{key}-t"), _tag("desc", text, id=f"{key}-d")]
    labels = f"{key}-t {key}-d"
    return _tag(
        "svg",
        [*named, *parts],
        class_=class_,
        role="img",
        aria_labelledby=labels,
        width="100%",
        height=height,
    )


def bar(chart: BarChart, index: int) -> Markup:
    """One bar: now in blue, the gap dashed in gold up to the diamond, a hair line to the top of the scale."""
    row = chart.bars[index]
    parts = [*_ticks(chart.ticks, chart), *_stretches(chart, row)]
    return _drawing(
        f"{chart.id}-{index + 1}", row.label, _spoken(row), 22, parts, "bar strong" if row.strong else "bar"
    )


def _spoken(row: Bar) -> str:
    now = f"Now {row.now_display}" if row.now is not None else "Nothing scored"
    floor = f", lowest {row.floor_display}" if row.floor_display else ""
    return f"{now}{floor}{f', target {row.target_display}' if row.target is not None else ''}."


def _stretches(chart: BarChart, row: Bar) -> list[Markup]:
    now = _share(row.now, chart.low, chart.high) if row.now is not None else 0.0
    goal = _share(row.target, chart.low, chart.high) if row.target is not None else None
    parts = [_tag("line", class_="rest", x1=_percent(max(now, goal or 0)), x2="100%", y1=11, y2=11)]
    if row.now is not None:
        parts.append(_tag("rect", class_="now", x=0, y=4, width=_percent(now), height=14, rx=1.5))
    if goal is not None and goal > now:
        parts.append(_tag("line", class_="gap", x1=_percent(now), x2=_percent(goal), y1=11, y2=11))
    if goal is not None:
        parts.append(_diamond(goal, 11))
    return parts


def _diamond(across: float, down: int) -> Markup:
    path = _tag("path", class_="goal", d="M0-6.5 6.5 0 0 6.5-6.5 0Z")
    return _tag("svg", [path], x=_percent(across), y=down, overflow="visible")


def _ticks(ticks: Sequence[Step], chart: BarChart) -> list[Markup]:
    places = [_percent(_share(tick.value, chart.low, chart.high)) for tick in ticks]
    return [_tag("line", class_="tick", x1=place, x2=place, y1=0, y2=22) for place in places]


def axis(chart: BarChart) -> Markup:
    """The row of level digits above the bars."""
    texts = []
    for index, tick in enumerate(chart.ticks):
        anchor = "start" if index == 0 else "end" if index == len(chart.ticks) - 1 else "middle"
        place = _percent(_share(tick.value, chart.low, chart.high))
        texts.append(_tag("text", tick.label, x=place, y=13, text_anchor=anchor))
    return _tag("svg", texts, class_="axis", aria_hidden="true", width="100%", height=18)


def fan(chart: FanChart) -> Markup:
    """The expected line over the quarters, its bands if they were computed, and the target across."""
    parts = [*_fan_grid(chart), _fan_plot(chart), *_fan_labels(chart)]
    return _drawing(chart.id, chart.title, chart.alternative, _TOP + _PLOT + 44, parts, "fan")


def _fan_y(chart: FanChart, value: float) -> float:
    return 100 - _share(value, chart.low, chart.high)


def _fan_x(chart: FanChart, index: int) -> float:
    return 100 * index / max(len(chart.points) - 1, 1)


def _down(chart: FanChart, value: float) -> float:
    return round(_TOP + _fan_y(chart, value) * _PLOT / 100, 1)


def _fan_plot(chart: FanChart) -> Markup:
    shapes = [_area(chart, band.low, band.high, f"band{index}") for index, band in enumerate(chart.bands)]
    if chart.target is not None:
        shapes.append(_line(chart, [chart.target] * len(chart.points), "gap"))
    shapes.append(_line(chart, chart.mean, "likely"))
    size = {"x": 0, "y": _TOP, "width": "92%", "height": _PLOT}
    return _tag("svg", shapes, viewbox="0 0 100 100", aspect="none", **size)


def _points(chart: FanChart, values: Sequence[float]) -> list[str]:
    return [f"{_fan_x(chart, i):.2f},{_fan_y(chart, value):.2f}" for i, value in enumerate(values)]


def _line(chart: FanChart, values: Sequence[float], class_: str) -> Markup:
    points = " ".join(_points(chart, values))
    return _tag("polyline", class_=class_, points=points, fill="none", vector_effect="non-scaling-stroke")


def _area(chart: FanChart, low: Sequence[float], high: Sequence[float], class_: str) -> Markup:
    return _tag(
        "polygon", class_=class_, points=" ".join([*_points(chart, high), *reversed(_points(chart, low))])
    )


def _fan_grid(chart: FanChart) -> list[Markup]:
    parts = []
    for tick in chart.ticks:
        down = _down(chart, float(tick.value))
        parts.append(_tag("line", class_="tick", x1=0, x2="92%", y1=down, y2=down))
        parts.append(_tag("text", tick.label, class_="tick-label", x=0, y=down - 4))
    return parts


def _fan_labels(chart: FanChart) -> list[Markup]:
    end, base = chart.end_display, _TOP + _PLOT
    parts = [
        _tag("text", end, class_="end now", x="100%", y=_down(chart, chart.mean[-1]) + 5, text_anchor="end")
    ]
    if chart.target is not None:
        goal = f"◆ {chart.target_display}"
        parts.append(_tag("text", goal, class_="end goal", x="100%", y=_apart(chart), text_anchor="end"))
    for index, point in enumerate(chart.points):
        parts += _quarter(chart, index, point, base)
    return parts


def _apart(chart: FanChart) -> float:
    """Where the target's figure stands: beside its line, but never on the figure of the mean."""
    goal, mean = _down(chart, chart.target or 0), _down(chart, chart.mean[-1])
    return goal + 5 if abs(goal - mean) >= 18 else mean + 5 - 18 if goal <= mean else mean + 5 + 18


def _quarter(chart: FanChart, index: int, point: str, base: int) -> list[Markup]:
    """The quarter below its point, and the year where it begins."""
    place = _percent(_fan_x(chart, index) * 0.92)
    anchor = "start" if index == 0 else "middle"
    year, _, quarter = point.partition("-")
    parts = [_tag("text", quarter or point, x=place, y=base + 18, text_anchor=anchor, class_="tick-label")]
    if quarter == "Q1" or (index == 1 and quarter):
        parts.append(_tag("text", year, x=place, y=base + 36, text_anchor=anchor, class_="tick-label"))
    return parts
