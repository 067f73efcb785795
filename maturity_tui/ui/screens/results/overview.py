"""Results, overview: areas from now to target, mean and lowest side by side, coverage; three short lists below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.ui.draw import (
    NAME,
    bar,
    figure,
    label,
    line,
    score,
    spread,
    thin_bar,
    wrap,
)
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.results import lists as results_lists
from maturity_tui.ui.screens.results.columns import Shape, columns, indent_of, shape_of
from maturity_tui.ui.screens.results.marks import mark, short
from maturity_tui.ui.screens.results.page import ResultsPage
from maturity_tui.ui.screens.results.view import GAPS_NOTE, ResultsView, figure_text
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

OPEN, SCORE = "open area", "score it"
LEAST = 3
"""Lines that the lists below keep, whatever the table needs."""


class Overview(ResultsPage):
    """The areas of one assessment; enter opens one into its capabilities."""

    LIST = "#overview-rows"
    HELP_PAGE = "Overview: each area from now to its target; the lowest capability stands beside the mean."
    BINDINGS = [bind("areas")]

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._open: set[str] = set()

    def compose(self) -> ComposeResult:
        yield RowList(id="overview-rows", airy=True, open_label=OPEN)
        yield Static(id="overview-lists")

    def show(self, view: ResultsView) -> None:
        """Draw these results."""
        self._view = view
        self._draw(view)

    def on_resize(self) -> None:
        if self._view:
            self._draw(self._view)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Enter opens an area, and goes to a capability on the score screen."""
        known = self._view.framework.capabilities if self._view else {}
        wanted = SCORE if event.key in known else OPEN
        if event.list.open_label != wanted:
            event.list.open_label = wanted
            self.refresh_bindings()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Enter: an area opens, a capability is gone to."""
        event.stop()
        if self._view is not None and event.key in self._view.framework.every_area:
            self.toggle(event.key)
        elif self._view is not None and event.key in self._view.framework.capabilities:
            self.post_message(self.Opened(event.key))

    def action_areas(self) -> None:
        self.toggle_all()

    def toggle(self, key: str) -> None:
        """Open an area into its capabilities, or close it."""
        view = self._view
        if view is None or key not in view.framework.every_area:
            return
        self._open ^= {key}
        self._draw(view)

    def toggle_all(self) -> None:
        """Open every area, or close all."""
        if self._view:
            areas = {node.id for node in self._view.study.areas()}
            self._open = set() if self._open >= areas else areas
            self._draw(self._view)

    def _draw(self, view: ResultsView) -> None:
        nodes = [node for area in view.study.areas() for node in self._shown(view, area)]
        wide, size = self.screen.has_class("-wide"), self.size
        shape = shape_of(view, nodes, size.width, opened=bool(self._open))
        # Full bars only where rows stand apart: on touching rows they run into one shape.
        apart = 2 * (len(nodes) + 2 + _has_gaps(view, nodes)) + 2
        if not wide or self._open or apart + LEAST > size.height:
            shape = shape._replace(airy=False)
        rows = _rows(view, nodes, shape)
        listing = self.query_one(RowList)
        listing.airy_below = len(rows) + 1 if shape.airy else 0
        listing.set_rows(rows, head=partial(_head, shape))
        room = max(LEAST, size.height - (apart if shape.airy else len(rows) + 2 + wide))
        self._draw_lists(view, room, blank=not shape.airy)

    def _draw_lists(self, view: ResultsView, room: int, *, blank: bool) -> None:
        """The lists in so many lines, less a blank one above where rows touch."""
        wide = self.screen.has_class("-wide")
        if wide:
            lines = results_lists.beside(view, max(60, self.size.width - 4), room)
        else:
            lines = results_lists.below(view, max(60, self.size.width - 2), room)
        above = [Content("")] if blank and (wide or len(lines) < room or room > LEAST) else []
        self.query_one("#overview-lists", Static).update(Content("\n").join([*above, *lines]))

    def _shown(self, view: ResultsView, node: NodeFigure) -> Iterator[NodeFigure]:
        """An area and, where it is open, what lies in it."""
        yield node
        if node.id in self._open:
            for child in view.children(node.id):
                if child.kind == "area":
                    yield from self._shown(view, child)
                else:
                    yield child


def _rows(view: ResultsView, nodes: Sequence[NodeFigure], shape: Shape) -> list[Row]:
    """The table: areas, a line apart the whole, and what is to be known about gaps."""
    rows = [row for node in nodes for row in _named(view, node, shape)]
    rows += [Row.blank(), *_named(view, view.results.whole, shape)]
    if _has_gaps(view, nodes):
        rows.append(Row("", label(GAPS_NOTE), heading=True))
    return rows


def _has_gaps(view: ResultsView, nodes: Sequence[NodeFigure]) -> bool:
    return any(node.kind == "area" and _gap(view, node) is not None for node in nodes)


def _named(view: ResultsView, node: NodeFigure, shape: Shape) -> Iterator[Row]:
    """A node's row; a name that is too long for its column goes on below."""
    indent = indent_of(node, shape.code)
    name, *more = wrap(node.title, max(8, shape.names - indent))
    yield Row(node.id, partial(_row, view, node, shape, name), text=node.title)
    yield from (Row("", line(" " * indent, text), heading=True) for text in more)


def _head(shape: Shape, width: int) -> Content:
    return columns(width, shape).head()


def _row(view: ResultsView, node: NodeFigure, shape: Shape, name: str, width: int) -> Content:
    layout = columns(width, shape)
    code = view.framework.codes.get(node.id, "")
    target = _target(view, node)
    drawn = bar if shape.airy else thin_bar
    low, high = float(node.minimum), float(node.maximum)
    cells: dict[str, Part] = {
        "name": line(
            " " * (indent_of(node, shape.code) - shape.code),
            (f"{code:<{shape.code}}", "$muted"),
            (name, NAME),
        ),
        "bar": drawn(_float(node.score), target, layout.width_of("bar"), low=low, high=high)
        if high > low
        else "",
        "scored": f"{node.scored}/{node.applicable}",
        "spread": spread(view.levels_at(node)) if node.kind != "capability" else "",
    }
    return layout.row(cells | (_skill(view, node, target) if shape.skills else _figures(view, node, target)))


def _figures(view: ResultsView, node: NodeFigure, target: float | None) -> dict[str, Part]:
    """Now, target, gap and lowest; a single capability's as its scale writes them."""
    written = score if node.kind != "capability" else _short
    gap = _gap(view, node)
    return {
        "now": (figure_text(node), "bold"),
        "target": written(target),
        "gap": (written(gap), "bold $gap" if gap else "$muted"),
        "lowest": figure(_float(node.floor), 0 if node.floor is None or node.floor.denominator == 1 else 1),
    }


def _skill(view: ResultsView, node: NodeFigure, target: float | None) -> dict[str, Part]:
    """The share of an area's skills at target; a skill's level and its target."""
    if node.kind != "capability":
        return {"share": (figure_text(node), "bold")}
    gap = _gap(view, node)
    return {
        "share": _reached(gap),
        "now": (node.display if node.score is None else mark(view, node.id, node.score), "bold"),
        "target": mark(view, node.id, target),
        "gap": (_short(gap), "bold $gap" if gap else "$muted"),
    }


def _reached(gap: float | None) -> Part:
    """Whether a skill is at its target, a level short of it, or more."""
    if gap is None:
        return ""
    if not gap:
        return (GLYPHS.now, "$current")
    return (GLYPHS.could if gap <= 1 else GLYPHS.nobody, "$target")


def _short(number: float | None) -> str:
    return score(None) if number is None else short(number)


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
