"""Assessments side by side: areas in rows, one column each, what differs from the first with shape and sign."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.comparison.compare import CompareError, Comparison
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label, line, packed, wrap
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.compare.rows import columns, name_of, row
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import AssessmentRow, Store
    from maturity_tui.ui.app import MaturityApp

MOST_NOTES = 5
READABLE = 110
ROUNDED = "Differences are rounded from exact figures."


class CompareScreen(Finds):
    """Two assessments or more of one framework, over what all of them have scored."""

    CSS_PATH = styles("compare")
    HELP = (
        "Each column is an assessment; figures are over the capabilities that all of them have scored, so that none"
        " differs because one has scored more. Behind each other one stands how far it lies above or below the first."
        " Enter opens an area, z all of them, i says a row in a sentence."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", label="open area", tooltip="Open an area into its capabilities, or close it"),
        bind("areas"),
        bind("explain"),
        bind("back"),
        *hidden("find", "find-next", "find-previous"),
    ]

    app: MaturityApp

    def __init__(self, assessments: tuple[str, ...]) -> None:
        super().__init__()
        self._ids = assessments
        self._found: Comparison | None = None
        self._names: tuple[str, ...] = ()
        self._open: set[str] = set()

    def body(self) -> ComposeResult:
        yield Static(id="compare-sides")
        yield RowList(id="compare-rows", open_label="open area")
        yield Static(id="compare-notes")

    def on_mount(self) -> None:
        self.set_path("Compare")
        self.query_one(RowList).focus()
        self.run_worker(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        try:
            self._found, self._names = await self.app.keeper.ask(partial(_read, ids=self._ids))
        except (CompareError, StoreError) as error:
            self.query_one(RowList).set_rows([], empty=str(error))
            return
        if not self.is_left:
            self._draw()

    def _draw(self) -> None:
        found = self._found
        if found is None:
            return
        nouns = found.framework.nouns if len(found.compared) > 1 else found.framework.noun
        self.set_path("Compare", found.framework.title)
        self.set_state(label(f"{len(found.compared)} {nouns} scored by all"))
        shown = [one for one in found.lines[1:] if one.node.kind == "area" or self._is_open(one.node.id)]
        names = tuple(name_of(found, one) for one in (*shown, found.whole))
        rows = [Row(one.node.id, partial(row, found, one, names), text=one.node.title) for one in shown]
        whole = Row(found.whole.node.id, partial(row, found, found.whole, names), text=found.whole.node.title)
        self.query_one(RowList).set_rows(
            [*rows, Row.blank(), whole],
            head=lambda width: columns(width, len(found.sides), names, found.framework.is_skills).head(),
        )
        self._show_words()

    def _is_open(self, item: str) -> bool:
        path = self._found.framework.paths[item] if self._found is not None else ()
        return any(area.id in self._open for area in path)

    def _show_words(self) -> None:
        """Which column is which, and what is left out."""
        found = self._found
        if found is None:
            return
        width = min(READABLE, max(40, self.app.size.width - 6))
        sides = [line((f"{at} ", "bold $text-primary"), name) for at, name in enumerate(self._names, start=1)]
        self.query_one("#compare-sides", Static).update(Content("\n").join(packed(sides, width)))
        lines = [text for note in (ROUNDED, *found.left_out) for text in wrap(note, width)][:MOST_NOTES]
        self.query_one("#compare-notes", Static).update(Content("\n").join(map(label, lines)))

    def on_resize(self, event: events.Resize) -> None:
        self._show_words()

    # keys ----------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if self._found is not None and event.key in self._found.framework.every_area:
            self._open ^= {event.key}
            self._draw()

    def action_areas(self) -> None:
        """Open every area into its capabilities, or close all."""
        if self._found is not None:
            areas = set(self._found.framework.every_area)
            self._open = set() if self._open >= areas else areas
            self._draw()

    def action_explain(self) -> None:
        """The row under the cursor in a sentence."""
        from maturity_tui.ui.widgets.sentence import Sentence

        key = self.query_one(RowList).cursor_key
        if self._found is not None and key is not None:
            title = self._found.by_id[key].node.title
            self.app.push_screen(Sentence(title, self._found.explain(key, self._names)))


def _read(store: Store, ids: tuple[str, ...]) -> tuple[Comparison, tuple[str, ...]]:
    from maturity_tui.workshop.side_by_side import names_of, read_comparison

    found = read_comparison(store, ids)
    return found, names_of({one.id: one for one in store.organisations()}, found)


def others_of(store: Store, assessment: str) -> tuple[AssessmentRow, ...]:
    """The other assessments of the same framework, those of the same round first."""
    this = store.assessment(assessment)
    rows = [
        one
        for one in store.assessments(this.organisation)
        if one.id != assessment and one.framework.partition("@")[0] == this.framework.id
    ]
    return tuple(sorted(rows, key=lambda one: (one.round != this.round.id, one.team != this.team)))


async def compare_with(app: MaturityApp, assessment: str) -> None:
    """Ask with which others to compare an assessment, and show them side by side. Run in a worker."""
    from maturity_tui.ui.screens.compare.pick import ComparePick

    try:
        others = await app.keeper.ask(lambda store: others_of(store, assessment))
    except StoreError as error:
        app.say(str(error), "error")
        return
    if not others:
        app.say("There is no other assessment of this framework to compare with yet.")
        return
    chosen = await app.push_screen_wait(ComparePick("Compare with", others))
    if chosen:
        app.push_screen(CompareScreen((assessment, *chosen)))
