"""Priorities from groups: a line a group; below, what comes of it is worked out with every key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from maturity_tui.assessments.ambition.priorities import (
    Gathered,
    Method,
    PriorityError,
    ThemePriority,
    gather,
)
from maturity_tui.assessments.ambition.priority_texts import as_lines, from_lines
from maturity_tui.assessments.ambition.priority_words import how_all_were_made, where_groups_disagree
from maturity_tui.assessments.organisation import Theme
from maturity_tui.ui.draw import label, line, packed, pad, percent, wrap
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.prompt import cleaned, refusal

METHODS = (("points", "points, shared out"), ("ranks", "ranks, 1 first"))
HINT = {
    "points": "A line a group, in the order below, such as: directors {example}",
    "ranks": "A line a group, in the order below, ties allowed: directors {example}",
}
PRIORITY = "priority"
CELL, LONGEST_GROUP = 7, 18


class GroupsDialog(Dialog[Gathered | None]):
    """Gives what was gathered, or nothing."""

    HELP = (
        "Directors, members, staff: each group shares out the same number of points over the themes, or ranks them. "
        "Groups count alike; “directors × 2: …” counts twice. The spread is the highest share of any group less the "
        "lowest. What is kept says of each weight how it was made."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "dismiss(None)", key="escape", label="leave it", tooltip="Leave it: nothing is kept"),
        bind("keep", "keep", key="ctrl+s", label="keep", tooltip="Keep these priorities", priority=True),
    ]

    def __init__(self, themes: Sequence[Theme]) -> None:
        super().__init__()
        self._themes = tuple(themes)
        source = self._themes[0].priority_from
        self._method = source.method if source and source.method in list(Method) else Method.POINTS.value

    def compose(self) -> ComposeResult:
        with Pane("Priorities from groups", count="ctrl+s keeps, esc leaves, F1 helps"):
            yield Choice(METHODS, self._method, id="method")
            yield Static(id="groups-hint", classes="hint")
            yield TextArea(as_lines(self._themes), id="groups-lines", tab_behavior="focus")
            with VerticalScroll(id="groups-room", can_focus=False):
                yield Static(id="groups-table")
            yield Static(classes="refusal")

    def on_mount(self) -> None:
        self.watch(self.query_one(Choice), "value", self._redraw, init=False)
        lines = self.query_one(TextArea)
        lines.focus()
        lines.move_cursor(lines.document.end)
        self.call_after_refresh(self._redraw)

    def on_text_area_changed(self) -> None:
        self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._redraw)

    def _gathered(self) -> Gathered:
        """Raises PriorityError."""
        given = from_lines(cleaned(self.query_one(TextArea).text), self._themes)
        method = Method(self.query_one(Choice).value)
        return gather(self._themes, method, given.groups, weights=given.weights)

    def _redraw(self, *_: object) -> None:
        """What comes of the lines as they are; while one is being typed it is not said to be wrong."""
        method = self.query_one(Choice).value
        self.query_one("#groups-hint", Static).update(
            Content(HINT[method].format(example=self._example(method)))
        )
        gathered: Gathered | None = None
        said = ""
        try:
            gathered = self._gathered()
        except PriorityError as error:
            said = str(error) if self.query_one(TextArea).text.strip() else ""
        width = max(40, self.query_one("#groups-room").size.width - 1)
        self.query_one("#groups-table", Static).update(drawn(self._themes, gathered, width))
        self.query_one(".refusal", Static).update(refusal(said))

    def _example(self, method: str) -> str:
        count = len(self._themes)
        if method == Method.RANKS:
            return " ".join(str(rank) for rank in range(1, count + 1))
        even, rest = divmod(100, count)
        return " ".join(str(even + (place < rest)) for place in range(count))

    def action_keep(self) -> None:
        """Give what was gathered, or say what is wrong with it."""
        try:
            self.dismiss(self._gathered())
        except PriorityError as error:
            self.query_one(".refusal", Static).update(refusal(str(error)))
            self.query_one(TextArea).focus()


def drawn(themes: Sequence[Theme], gathered: Gathered | None, width: int) -> Content:
    """Groups × themes with the spread, and how the priorities are made; without an answer only the themes."""
    names = [line((f"{at} ", "$text-primary"), label(theme.title)) for at, theme in enumerate(themes, 1)]
    rows: list[Part] = [*packed(names, width)]
    if gathered is not None:
        rows += [*_table(gathered), "", *wrap(where_groups_disagree(gathered), width)]
        rows += [label(row) for row in wrap(how_all_were_made(gathered), width)]
    return Content("\n").join([line(row) for row in rows])


def _table(gathered: Gathered) -> Iterator[Part]:
    """The groups' shares, a row each; below them what comes of it, and how far they lie apart."""
    items = gathered.themes
    name = max(len(PRIORITY), *(min(LONGEST_GROUP, len(group)) for group in gathered.groups))
    yield line(" " * name, *(label(f"{at:>{CELL}}") for at in range(1, len(items) + 1)))
    for group in gathered.groups:
        shares = [pad(percent(item.by_group[group]), CELL, "right") for item in items]
        yield line(pad(group, name), *shares)
    if len(gathered.groups) > 1:
        yield line(pad(label("spread"), name), *(_spread(item, gathered) for item in items))
    figures = [pad((f"{item.priority:g}", "bold $target"), CELL, "right") for item in items]
    yield line(pad((PRIORITY, "bold"), name), *figures)


def _spread(item: ThemePriority, gathered: Gathered) -> Part:
    """In bold where the groups lie furthest apart."""
    return pad((percent(item.spread), "bold" if item in gathered.disputed else "$muted"), CELL, "right")
