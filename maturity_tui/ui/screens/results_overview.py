"""Results, overview: areas from now to target, mean and lowest side by side, coverage; three short lists below."""

from __future__ import annotations

from functools import lru_cache, partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.gap import Gap
from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.ui.draw import (
    NAME,
    Column,
    Layout,
    axis,
    bar,
    chip,
    figure,
    fit,
    label,
    line,
    pad,
    score,
    spread,
    thin_bar,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results_view import (
    ResultsView,
    before_sharing,
    figure_text,
    furthest,
    strongest,
)
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

MARKS = {"stale evidence": GLYPHS.stale, "raters far apart": GLYPHS.disagreement}


MOST_APART = 12


class Overview(Vertical):
    """The areas of one assessment; enter opens one into its capabilities."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._open: set[str] = set()

    def compose(self) -> ComposeResult:
        yield RowList(id="overview-rows", airy=True, open_label="open area")
        yield Static(id="overview-lists")

    def show(self, view: ResultsView) -> None:
        """Draw these results."""
        self._view = view
        self._show_rows()
        self.query_one("#overview-lists", Static).update(
            _lists(view, max(60, self.size.width - 4), self.screen.has_class("-wide"))
        )

    def on_resize(self) -> None:
        if self._view:
            self.show(self._view)

    def toggle(self, key: str) -> None:
        """Open an area into its capabilities, or close it."""
        view = self._view
        if view is None or key not in view.framework.every_area:
            return
        self._open ^= {key}
        self._show_rows()

    def toggle_all(self) -> None:
        """Open every area, or close all."""
        if self._view:
            areas = {node.id for node in self._view.study.areas()}
            self._open = set() if self._open >= areas else areas
            self._show_rows()

    def _show_rows(self) -> None:
        view = self._view
        if view is None:
            return
        # Full bars only where rows stand apart: on touching rows they run into one shape.
        airy = (
            self.screen.has_class("-wide") and not self._open and len(list(view.study.areas())) < MOST_APART
        )
        rows: list[Row] = []
        for node in view.study.areas():
            rows += self._area(view, node, airy)
        rows += [
            Row.blank(),
            Row(view.results.whole.id, partial(_row, view, view.results.whole, airy), text="whole"),
        ]
        self.query_one(RowList).airy_below = MOST_APART + 1 if airy else 0
        self.query_one(RowList).set_rows(rows, head=partial(_head, view))

    def _area(self, view: ResultsView, node: NodeFigure, airy: bool) -> list[Row]:
        rows = [Row(node.id, partial(_row, view, node, airy), text=node.title)]
        if node.id in self._open:
            for child in view.children(node.id):
                if child.kind == "area":
                    rows += self._area(view, child, airy)
                else:
                    rows.append(Row(child.id, partial(_row, view, child, airy), text=child.title))
        return rows


def _head(view: ResultsView, width: int) -> Content:
    return _layout(view, width).head()


def _layout(view: ResultsView, width: int) -> Layout:
    values = tuple(level.value for level in view.framework.scale)
    names = max(len(node.title) + 2 * node.depth for node in view.results.nodes) + 1
    return _columns(width, values, view.framework.is_skills, min(names, 44 if width > 90 else 36))


@lru_cache(maxsize=8)
def _columns(width: int, values: tuple[float, ...], skills: bool, names: int) -> Layout:
    others = 48 if width > 90 else 27
    bar_width = max(11, width - names - others - (4 if skills else 0))
    labels = ("none", "all at target") if skills else tuple(f"{value:g}" for value in values)
    return fit(
        [
            Column("name", "Area", names),
            Column("now", "At target" if skills else "Now", 9 if skills else 5, "right"),
            Column("bar", axis(bar_width, labels), bar_width),
            Column("target", "Target", 6, "right", drop=2),
            Column("gap", "Gap", 4, "right", drop=1),
            Column("lowest", "Lowest", 6, "right"),
            Column("scored", "Scored", 6, "right", drop=4),
            Column("spread", "Spread", len(values) if len(values) > 6 else 6, drop=3),
        ],
        width,
    )


def _row(view: ResultsView, node: NodeFigure, airy: bool, width: int) -> Content:
    layout = _layout(view, width)
    code = view.framework.codes.get(node.id, "")
    indent = "  " * max(0, node.depth - 1)
    target, gap = _target(view, node), _gap(view, node)
    drawn = bar if layout.has("spread") and airy else thin_bar
    share = node.maximum - node.minimum
    cells: dict[str, Part] = {
        "name": line(indent, (f"{code:<3}", "$muted"), (node.title, NAME)),
        "now": (figure_text(node), "bold"),
        "bar": drawn(
            _float(node.score),
            target,
            layout.width_of("bar"),
            low=float(node.minimum),
            high=float(node.maximum),
        )
        if share
        else "",
        "target": score(target),
        "gap": (score(gap), "bold $gap" if gap else "$muted"),
        "lowest": figure(_float(node.floor), 0 if node.floor is None or node.floor.denominator == 1 else 1),
        "scored": f"{node.scored}/{node.applicable}",
        "spread": spread(view.levels_at(node)) if node.kind != "capability" else "",
    }
    return layout.row(cells)


def _float(number: object) -> float | None:
    return None if number is None else float(number)  # type: ignore[arg-type]


def _target(view: ResultsView, node: NodeFigure) -> float | None:
    """In a skills framework only a skill has a target; an area has a share."""
    if node.kind == "capability":
        aim = view.study.targets.get(node.id)
        return float(aim.value) if aim else None
    return None if view.framework.is_skills else _float(view.study.target(node))


def _gap(view: ResultsView, node: NodeFigure) -> float | None:
    if node.kind == "capability":
        found = next((gap for gap in view.study.gaps if gap.capability == node.id), None)
        return _float(found.gap) if found else None
    return None if view.framework.is_skills else _float(view.study.gap(node))


def _lists(view: ResultsView, width: int, wide: bool) -> Content:
    """Strongest, furthest from target, and what to look at before sharing, side by side."""
    count = 3 if wide else 2
    far = furthest(view.study.gaps, count)
    columns = [
        (
            "Strongest",
            [line(_chip(view, node.id), " ", view.named(node.id)) for node in strongest(view, count)],
        ),
        ("Furthest from target", [_far(view, gap) for gap in far]),
        ("Before you share this", [_look(reason, text) for reason, text in before_sharing(view)[:count]]),
    ]
    if not wide:
        columns = columns[1:]
    widths = [(width - 2) // len(columns)] * len(columns)
    rows = [line(*[pad((title, "bold"), width) for (title, _), width in zip(columns, widths, strict=True)])]
    for at in range(count):
        rows.append(
            line(*[_slot(items, at, width) for (_, items), width in zip(columns, widths, strict=True)])
        )
    return Content("\n").join(rows)


def _slot(items: list[Content], at: int, width: int) -> Content:
    """One line of a short list; an empty list shows its dot."""
    shown = items[at] if at < len(items) else label("" if at else GLYPHS.blank)
    return line(pad(shown, width - 2), "  ")


def _far(view: ResultsView, gap: Gap) -> Content:
    return line(_chip(view, gap.capability), (f" {score(gap.gap)} ", "$gap"), view.named(gap.capability))


def _look(reason: str, text: str) -> Content:
    return line((f"{MARKS.get(reason, GLYPHS.blank)} ", "$warning"), text)


def _chip(view: ResultsView, capability: str) -> Content:
    """The level of a capability as a chip."""
    score_ = view.study.assessment.score(capability).agreed
    levels = view.framework.levels_of(view.framework.capabilities[capability])
    values = [level.value for level in view.framework.scale]
    if score_ in values:
        return chip(len(values), values.index(score_), f"{score_:g}")
    own = [level.value for level in levels]
    return chip(len(own), own.index(score_), f"{score_:g}") if score_ in own else chip(1, None)
