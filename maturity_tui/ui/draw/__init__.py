"""Pictures in cells: pure functions from numbers to `Content`, coloured by theme tokens alone.

Knows neither the app nor the core. User text goes in as plain strings and is never read as markup.
"""

from .bars import axis, bar, dumbbell, dumbbell_axis, dumbbell_width, progress, sparkline, spread, thin_bar
from .chips import chip, key_strip, mean_chip, shape_mark
from .fan import Fan, fan, fan_key
from .figure import big_figure
from .heat import HeatCell, heat_row
from .numbers import change, count_of, figure, money, percent, score, span
from .roadmap import RoadmapRow, roadmap_axis, roadmap_key, roadmap_row
from .table import Column, Layout, fit
from .text import NAME, Part, apart, clip, join, label, line, pad, wrap

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
    "dumbbell",
    "dumbbell_axis",
    "dumbbell_width",
    "fan",
    "fan_key",
    "figure",
    "fit",
    "heat_row",
    "join",
    "key_strip",
    "label",
    "line",
    "mean_chip",
    "money",
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
]
