"""Results, gaps: every capability below its target, in the order in which the aims weigh them."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import pairwise

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.gap import Gap
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    chip,
    clip,
    dumbbell,
    dumbbell_axis,
    dumbbell_width,
    fit,
    join,
    label,
    line,
    pad,
    score,
    wrap,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results_view import ResultsView
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

LABEL = 15


class Gaps(Vertical):
    """The list, and for the gap under the cursor what it is now, what is wanted, why it stands where it stands."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self.theme: str | None = None

    def compose(self) -> ComposeResult:
        yield RowList(id="gap-rows", open_label="score it")
        with Pane(id="gap-detail"):
            yield Static(id="gap-text")

    def show(self, view: ResultsView) -> None:
        """Draw these gaps."""
        self._view = view
        found = self.shown()
        rows = [
            Row(gap.capability, partial(_row, view, gap), text=view.named(gap.capability)) for gap in found
        ]
        self.query_one(RowList).set_rows(rows, head=partial(_head, view), empty=self._nothing())
        self._show_detail(self.query_one(RowList).cursor_key)

    def shown(self) -> list[Gap]:
        """The gaps of the theme that is chosen; of all where none is."""
        gaps = self._view.study.gaps if self._view else ()
        return [gap for gap in gaps if gap.gap > 0 and (self.theme is None or self.theme in gap.themes)]

    def next_theme(self) -> None:
        """Show one theme's gaps after the other, then all again."""
        if self._view:
            order = [None, *self._view.themes]
            self.theme = order[(order.index(self.theme) + 1) % len(order)]
            self.show(self._view)

    @property
    def theme_title(self) -> str:
        return self._view.themes[self.theme] if self._view and self.theme else "all"

    def _nothing(self) -> str:
        if self._view and not self._view.study.targets:
            return (
                "There is no target yet: t on the score screen sets one, a theme of the ambition sets many."
            )
        return "Nothing scored lies below its target."

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_detail(event.key)

    def on_resize(self) -> None:
        if self._view:
            self._show_detail(self.query_one(RowList).cursor_key)

    def _show_detail(self, key: str | None) -> None:
        view = self._view
        gap = next((gap for gap in self.shown() if gap.capability == key), None)
        self.query_one("#gap-detail").display = gap is not None
        if view is None or gap is None:
            return
        width = max(40, self.size.width - (6 if self.screen.has_class("-wide") else 2))
        self.query_one("#gap-detail", Pane).set_title(view.named(gap.capability))
        lines = _detail(view, gap, width, wide=self.screen.has_class("-wide"))
        self.query_one("#gap-text", Static).update(Content("\n").join(clip(row, width) for row in lines))


def _head(view: ResultsView, width: int) -> Content:
    return _layout(view, width).head()


def _layout(view: ResultsView, width: int) -> Layout:
    names = tuple(view.named(gap.capability) for gap in view.study.gaps)
    titles = tuple(view.themes.values()) if len(view.framework.scale) > 1 else ()
    return _columns(width, names, titles, tuple(level.value for level in view.framework.scale))


@lru_cache(maxsize=8)
def _columns(
    width: int, names: tuple[str, ...], themes: tuple[str, ...], values: tuple[float, ...]
) -> Layout:
    labels = [f"{value:g}" for value in values]
    step = 4 if width > 100 else 3
    columns = [
        Column("name", "Capability"),
        Column("theme", "Theme", 26, drop=4),
        Column("dumbbell", dumbbell_axis(labels, step), dumbbell_width(len(values), step), drop=2),
        Column("gap", "Gap", 4, "right"),
        Column("weight", "Weight", 6, "right", drop=3),
        Column("weighted", "Weighted", 8, "right"),
        Column("sure", "Sure", 6, drop=1),
        Column("held", "Held by", 7, drop=1),
    ]
    return fit(columns, width, {"name": names})


def _row(view: ResultsView, gap: Gap, width: int) -> Content:
    layout = _layout(view, width)
    values = [level.value for level in view.framework.scale]
    first = view.themes.get(gap.themes[0], "") if gap.themes else "own target"
    more = f" +{len(gap.themes) - 1}" if len(gap.themes) > 1 else ""
    code = view.framework.codes.get(gap.capability, "")
    title = view.framework.capabilities[gap.capability].title
    evenly = all(high - low == 1 for low, high in pairwise(values))
    step = 4 if width > 100 else 3
    cells: dict[str, Part] = {
        "name": line((f"{code} ", "$muted"), (title, NAME)),
        "theme": label(first + more),
        "dumbbell": dumbbell(float(gap.score), float(gap.target), len(values), step=step, low=values[0])
        if evenly
        else "",
        "gap": (_short(gap.gap), "bold $gap"),
        "weight": score(gap.weight * gap.priority),
        "weighted": (score(gap.weighted), "bold"),
        "sure": str(gap.confidence or GLYPHS.nothing),
        "held": label(
            " ".join(view.framework.codes[item] for item in view.held_by(gap.capability)) or GLYPHS.blank
        ),
    }
    return layout.row(cells)


def _short(number: object) -> str:
    value = float(number)  # type: ignore[arg-type]
    return f"{value:g}" if value.is_integer() else score(value)


def _detail(view: ResultsView, gap: Gap, width: int, *, wide: bool) -> list[Content]:
    now, wanted = _level(view, gap, gap.score, width), _level(view, gap, gap.target, width)
    rows = [
        *_labelled("Now", now, many=wide),
        *_labelled("Target", wanted, many=wide),
        line(pad(label("Why it is here"), LABEL), " ", _why(view, gap)),
    ]
    if not wide:
        return (
            rows[:3]
            if len(rows) < 4
            else [rows[0], rows[-1], line(pad(label("Would help"), LABEL), " ", _help(view, gap, 1))]
        )
    held = view.held_by(gap.capability)
    if held:
        text = " and ".join(
            f"{view.named(item)} is at {view.study.assessment.score(item).agreed:g}" for item in held
        )
        rows.append(
            line(
                pad(label("Held by"), LABEL),
                " ",
                text,
                ("  it cannot rise further until that does", "$muted"),
            )
        )
    rows.append(line(pad(label("Would help"), LABEL), " ", _help(view, gap, 3)))
    return rows


def _labelled(name: str, lines: list[Content], *, many: bool) -> list[Content]:
    shown = lines if many else lines[:1]
    return [
        line(pad(label(name if at == 0 else ""), LABEL), " ", content) for at, content in enumerate(shown)
    ]


def _level(view: ResultsView, gap: Gap, value: float, width: int) -> list[Content]:
    """A level's chip and descriptor, wrapped; where it has none, its name."""
    item = view.framework.capabilities[gap.capability]
    values = [level.value for level in view.framework.scale]
    name = next((level.name for level in view.framework.levels_of(item) if level.value == value), "")
    text = wrap(item.levels.get(value) or name, width - LABEL - 6)[:3]
    mark = chip(len(values), values.index(value), f"{value:g}") if value in values else line(f"{value:g}")
    return [line(mark if at == 0 else "   ", " ", row) for at, row in enumerate(text)]


def _why(view: ResultsView, gap: Gap) -> Content:
    parts = [f"gap {_short(gap.gap)}", f"weight {_short(gap.weight)}", f"priority {_short(gap.priority)}"]
    sum_ = f" {GLYPHS.times} ".join(parts)
    titles = ", ".join(view.themes.get(theme, theme) for theme in gap.themes)
    return line(
        (f"{sum_} = {score(gap.weighted)}", "bold"),
        (f"   {titles}" if titles else "   the assessment's own target", "$muted"),
    )


def _help(view: ResultsView, gap: Gap, most: int) -> Content:
    found = view.helping(gap.capability)
    if not found:
        return label("no input reaches it")
    shown = [line((f"{item.kind.letter} ", "$primary"), item.title) for item in found[:most]]
    more = [label(f"{len(found) - most} more")] if len(found) > most else []
    return join([*shown, *more], "    ")
