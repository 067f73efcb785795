"""Results, gaps: the rows of the list, and what is said of the gap under the cursor."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from textual.content import Content

from maturity_tui.analysis.gap.gap import Gap
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    dumbbell,
    dumbbell_axis,
    dumbbell_width,
    fit,
    fitting,
    label,
    line,
    packed,
    pad,
    score,
    wrap_to,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.marks import level_chip, mark, short
from maturity_tui.ui.screens.results.view import ResultsView

LABEL, CHIP = 15, 4


def head(view: ResultsView, width: int) -> Content:
    return _layout(view, width).head()


def _layout(view: ResultsView, width: int) -> Layout:
    gaps = [gap for gap in view.study.gaps if gap.gap > 0]
    names = tuple(view.named(gap.capability) for gap in gaps)
    themes = tuple(_theme(view, gap) for gap in gaps)
    return _columns(width, view.framework.noun.capitalize(), names, themes, view.labels)


@lru_cache(maxsize=8)
def _columns(
    width: int, noun: str, names: tuple[str, ...], themes: tuple[str, ...], labels: tuple[str, ...]
) -> Layout:
    step = _step(width)
    columns = [
        Column("name", noun),
        Column("theme", "Theme", drop=4),
        Column("dumbbell", dumbbell_axis(labels, step), dumbbell_width(len(labels), step), drop=2),
        Column("gap", "Gap", 4, "right"),
        Column("weight", "Weight", 6, "right", drop=3),
        Column("weighted", "Weighted", 8, "right"),
        Column("sure", "Sure", 6, drop=1),
        Column("held", "Held by", 7, drop=1),
    ]
    return fit(columns, width, {"name": names, "theme": themes})


def _step(width: int) -> int:
    """Cells from one level to the next."""
    return 4 if width > 100 else 3


def _theme(view: ResultsView, gap: Gap) -> str:
    """The first theme that wants it, and how many more do."""
    if not gap.themes:
        return "own target"
    more = f" +{len(gap.themes) - 1}" if len(gap.themes) > 1 else ""
    return view.titles(gap.themes[:1])[0] + more


def row(view: ResultsView, gap: Gap, width: int) -> Content:
    layout = _layout(view, width)
    values = [level.value for level in view.framework.scale]
    code = view.framework.codes.get(gap.capability, "")
    title = view.framework.capabilities[gap.capability].title
    evenly = all(high - low == 1 for low, high in pairwise(values))
    cells: dict[str, Part] = {
        "name": line((f"{code} ", "$muted"), (title, NAME)),
        "theme": label(_theme(view, gap)),
        "dumbbell": dumbbell(
            float(gap.score), float(gap.target), len(values), step=_step(width), low=values[0]
        )
        if evenly
        else "",
        "gap": (short(gap.gap), "bold $gap"),
        "weight": score(gap.weight * gap.priority),
        "weighted": (score(gap.weighted), "bold"),
        "sure": str(gap.confidence or GLYPHS.nothing),
        "held": label(
            " ".join(view.framework.codes[item] for item in view.held_by(gap.capability)) or GLYPHS.blank
        ),
    }
    return layout.row(cells)


def detail(view: ResultsView, gap: Gap, width: int, *, wide: bool) -> list[Content]:
    """What it is now, what is wanted, why it stands where it stands, what would help."""
    room, most = width - LABEL - 1, 3 if wide else 1
    rows = [
        *_labelled("Now", _level(view, gap, gap.score, room, most)),
        *_labelled("Target", _level(view, gap, gap.target, room, most)),
        *_labelled("Why it is here", _why(view, gap, room)),
    ]
    held = view.held_by(gap.capability)
    if held and wide:
        levels = [
            f"{view.named(item)} is at {mark(view, item, view.study.assessment.score(item).agreed)}"
            for item in held
        ]
        rows += _labelled("Held by", packed([*levels, label("it cannot rise further until that does")], room))
    return rows + _labelled("Would help", [_help(view, gap, room)])


def _labelled(name: str, lines: list[Content]) -> list[Content]:
    return [
        line(pad(label(name if at == 0 else ""), LABEL), " ", content) for at, content in enumerate(lines)
    ]


def _level(view: ResultsView, gap: Gap, value: float, width: int, most: int) -> list[Content]:
    """A level's chip and descriptor in so many lines; where it has none, its name."""
    item = view.framework.capabilities[gap.capability]
    name = next((level.name for level in view.framework.levels_of(item) if level.value == value), "")
    text = wrap_to(item.levels.get(value) or name, width - CHIP, most)
    drawn = level_chip(view, gap.capability, value)
    return [line(drawn if at == 0 else "   ", " ", said) for at, said in enumerate(text)]


def _why(view: ResultsView, gap: Gap, width: int) -> list[Content]:
    """The product that gives its place, and the themes that want it: beside it where there is room, or below."""
    drawn = line((product(gap), "bold"))
    titles = view.titles(gap.themes) or ["the assessment's own target"]
    themes = fitting([label(title) for title in titles], width, "; ")
    beside = line(drawn, "   ", themes)
    return [beside] if beside.cell_length <= width else [drawn, themes]


def product(gap: Gap) -> str:
    """`gap 3 × weight 1 × priority 5 = 15.0`."""
    parts = [f"gap {short(gap.gap)}", f"weight {short(gap.weight)}", f"priority {short(gap.priority)}"]
    return f"{f' {GLYPHS.times} '.join(parts)} = {score(gap.weighted)}"


def _help(view: ResultsView, gap: Gap, width: int) -> Content:
    found = view.helping(gap.capability)
    if not found:
        return label("no input reaches it")
    return fitting([line((f"{item.kind.letter} ", "$primary"), item.title) for item in found], width, "    ")
