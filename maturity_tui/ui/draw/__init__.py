"""Pictures in cells: pure functions from numbers to `Content`, coloured by theme tokens alone.

Knows neither the app nor the core. User text goes in as plain strings and is never read as markup.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .bars import (
    axis,
    bar,
    dumbbell,
    dumbbell_axis,
    dumbbell_width,
    even,
    progress,
    sparkline,
    spread,
    thin_bar,
)
from .figure import big_figure
from .numbers import change, count_of, counted, figure, money, percent, score, span
from .table import Column, Layout, fit
from .text import NAME, Part, apart, clip, fitting, join, label, line, packed, pad, wrap, wrap_to

if TYPE_CHECKING:
    from .chips import chip, key_strip, mean_chip, shape_mark
    from .fan_plot import Fan, fan, fan_key
    from .heat import HeatCell, heat_row
    from .roadmap import RoadmapRow, roadmap_axis, roadmap_key, roadmap_row

__all__ = [
    "NAME",
    "Column",
    "Fan",
    "HeatCell",
    "Layout",
    "Part",
    "RoadmapRow",
    "apart",
    "axis",
    "bar",
    "big_figure",
    "change",
    "chip",
    "clip",
    "count_of",
    "counted",
    "dumbbell",
    "dumbbell_axis",
    "dumbbell_width",
    "even",
    "fan",
    "fan_key",
    "figure",
    "fit",
    "fitting",
    "heat_row",
    "join",
    "key_strip",
    "label",
    "line",
    "mean_chip",
    "money",
    "packed",
    "pad",
    "percent",
    "progress",
    "roadmap_axis",
    "roadmap_key",
    "roadmap_row",
    "score",
    "shape_mark",
    "span",
    "sparkline",
    "spread",
    "thin_bar",
    "wrap",
    "wrap_to",
]

# Pictures that the first screen does not draw are imported on first use (PEP 562).
_LATER = {
    "chips": ("chip", "key_strip", "mean_chip", "shape_mark"),
    "fan_plot": ("Fan", "fan", "fan_key"),
    "heat": ("HeatCell", "heat_row"),
    "roadmap": ("RoadmapRow", "roadmap_axis", "roadmap_key", "roadmap_row"),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
