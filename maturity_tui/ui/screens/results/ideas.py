"""Results, ideas and blockers: all that came up, with what it is about; kept, changed and taken away here too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from maturity_tui.assessments.ideas import Caught, Kind, Order, arranged, caught, counted
from maturity_tui.assessments.models import Idea
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.results.ideas_rows import (
    about,
    beside,
    keyed,
    lines_beside,
    names_width,
    narrow_row,
    wide_row,
)
from maturity_tui.ui.screens.results.noting import LOCKED
from maturity_tui.ui.screens.results.page import ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

EMPTY = "No ideas or blockers yet: n notes one, and so does b on any other tab and on the score screen."
NONE_OF_KIND = "None of this kind: y shows the others."
SORTED = {
    Order.KIND: "by kind",
    Order.THEME: "by theme",
    Order.CAUGHT: "as they came up",
}


class Ideas(ResultsPage):
    """The list, and the keys that add to it, change it, sort it."""

    LIST = "#idea-rows"
    HELP_PAGE = (
        "Ideas: what came up and what is in the way. n notes one, b changes it, backspace takes it away, u undoes "
        "that; enter goes to what it is about."
    )
    BINDINGS = [
        bind("new", "add", label="new", tooltip="Note an idea or something in the way"),
        bind("idea", "change", label="change", tooltip="Change this idea or blocker, or what it is about"),
        bind(
            "remove", key="backspace,delete", label="take away", show=False,
            tooltip="Take this one away; u brings it back",
        ),
        bind("order", key="R", label="order", tooltip="Sort by area, by kind, by theme, or as they came up"),
        bind("kind", key="y", label="kind", tooltip="Show only blockers, then only ideas, then all"),
        *hidden("undo", "redo"),
    ]  # fmt: skip

    app: MaturityApp

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._order = Order.AREA
        self._kind: Kind | None = None
        self._wanted: Idea | None = None

    def compose(self) -> ComposeResult:
        yield RowList(id="idea-rows", open_label="go to it")

    # what is shown -----------------------------------------------------------------

    def show(self, view: ResultsView) -> None:
        """Draw the ideas and blockers of this assessment."""
        self._view = view
        rows = self.query_one(RowList)
        found = keyed(self.shown())
        names = names_width(view, self.shown())
        wide = self.screen.has_class("-wide") and beside(names, self.size.width - 2)
        rows.row_height = lines_beside(self.shown(), names, self.size.width - 2) if wide else 3
        wanted = next((key for key, one in found.items() if one.idea == self._wanted), None)
        draw = partial(wide_row, names=names) if wide else narrow_row
        rows.set_rows(
            [
                Row(key, partial(draw, view, one), text=f"{about(view, one)} {one.idea.text}")
                for key, one in found.items()
            ],
            cursor=wanted,
            empty=NONE_OF_KIND if self._kind and self._all() else EMPTY,
        )
        self._wanted = None
        self.post_message(self.Noted())

    def on_resize(self) -> None:
        if self._view:
            self.show(self._view)

    def _all(self) -> tuple[Caught, ...]:
        view = self._view
        if view is None:
            return ()
        return caught(view.framework, view.study.assessment, view.organisation.ambition, view.study.team)

    def shown(self) -> tuple[Caught, ...]:
        """Those of the kind that is chosen, in the order that is chosen."""
        return arranged(self._all(), self._order, self._kind)

    @property
    def note(self) -> str:
        """How many of each kind; where they are not by area, how they are sorted."""
        found = self.shown()
        if not found or self._order is Order.AREA:
            return counted(found)
        return f"{counted(found) if self._kind else len(found)} {SORTED[self._order]}"

    @property
    def short_note(self) -> str:
        """How many of them are shown, of whatever kind."""
        found = self.shown()
        return f"{len(found)} in all" if found and not self._kind and self._order is Order.AREA else self.note

    @property
    def here(self) -> Caught | None:
        """The one under the cursor."""
        return keyed(self.shown()).get(self.query_one(RowList).cursor_key or "")

    @property
    def node(self) -> str | None:
        return self.here.about if self.here else None

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """All of its text, and which themes want that raised."""
        one = self.here
        if one is None:
            return None
        aims = f"\n\nIt is wanted by {'; '.join(one.themes)}." if one.themes else ""
        title = f"{one.idea.kind.capitalize()}: {about(view, one)}"
        return title, f"{one.idea.text}{aims}"

    # keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After a find, n goes to the next that was found."""
        if action == "add":
            return not getattr(self.screen, "finding", False)
        if action in ("order", "kind", "change", "remove"):
            return self._view is not None and bool(self._view.study.assessment.ideas)
        return True

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to what it is about: a capability, or the first one of an area."""
        event.stop()
        one, view = self.here, self._view
        if one is None or view is None:
            return
        below = view.study.below.get(one.about or "", ())
        if below:
            self.post_message(self.Opened(below[0]))
        elif one.about in view.framework.capabilities:
            self.post_message(self.Said(f"{about(view, one)} is not in the scope of this assessment."))
        else:
            self.post_message(self.Said("It is about the whole: b changes it, and what it is about."))

    def action_order(self) -> None:
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._redraw()

    def action_kind(self) -> None:
        kinds: list[Kind | None] = [None, "blocker", "idea"]
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self._redraw()

    def _redraw(self) -> None:
        if self._view:
            self.show(self._view)

    def action_add(self) -> None:
        if self._may_change():
            self.run_worker(self._edit(None), group="dialogue")

    def action_change(self) -> None:
        if self._may_change() and (one := self.here) is not None:
            self.run_worker(self._edit(one), group="dialogue")

    def action_remove(self) -> None:
        if self._may_change() and (one := self.here) is not None:
            self._replace(one.idea, None, f"Taken away: the {one.idea.kind}. u brings it back.")

    def action_undo(self) -> None:
        self._turn(back=True)

    def action_redo(self) -> None:
        self._turn(back=False)

    def _may_change(self) -> bool:
        if self._view is not None and self._view.study.assessment.is_locked:
            self.post_message(self.Said(LOCKED, "warning"))
            return False
        return self._view is not None

    # changes ---------------------------------------------------------------------------

    async def _edit(self, one: Caught | None) -> None:
        """A form for a new one or for this; saved under the capability that was typed, or none."""
        from maturity_tui.ui.screens.results.ideas_form import idea_form, idea_of

        view = self._view
        assert view is not None
        answers = await self.app.push_screen_wait(idea_form(view.framework, one))
        if answers is not None:
            new = idea_of(view.framework, answers)
            old = one.idea if one else None
            if new != old:
                self._replace(old, new, f"Kept: the {new.kind}.")

    def _replace(self, old: Idea | None, new: Idea | None, said: str) -> None:
        from maturity_tui.ui.screens.results.ideas_desk import replace_idea

        assert self._view is not None
        one = self._view.study.assessment.id

        def change(store: Store) -> str:
            replace_idea(store, one, old, new)
            return said

        self.run_worker(self._ask(change, new), group="keep")

    def _turn(self, *, back: bool) -> None:
        from maturity_tui.ui.screens.results.ideas_desk import turn

        if self._view is not None and self._may_change():
            one = self._view.study.assessment.id
            self.run_worker(self._ask(lambda store: turn(store, one, back=back)), group="keep")

    async def _ask(self, change: Callable[[Store], str], new: Idea | None = None) -> None:
        """Have a change made, say what was done, and have the results read anew; the cursor goes to a new one."""
        from maturity_tui.store.errors import StoreError

        try:
            said = await self.app.keeper.ask(change)
        except StoreError as error:
            self.post_message(self.Said(str(error), "error"))
        else:
            self._wanted = new
            self.post_message(self.Said(said, "success"))
        self.post_message(self.Changed())
