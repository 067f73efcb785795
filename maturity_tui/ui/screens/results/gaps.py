"""Results, gaps: every capability below its target, in the order in which the aims weigh them."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.gap.gap import Gap
from maturity_tui.ui.draw import clip, counted
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.results.gaps_rows import detail, head, product, row
from maturity_tui.ui.screens.results.page import READABLE, ResultsPage
from maturity_tui.ui.screens.results.theme_lines import theme_lines
from maturity_tui.ui.screens.results.view import GAPS_NOTE, NO_TARGETS, ResultsView
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

DETAIL, NARROW_DETAIL, LEAST_FOR_THEMES = 13, 5, 6


class Gaps(ResultsPage):
    """The list, and for the gap under the cursor what it is now, what is wanted, why it stands where it stands."""

    LIST = "#gap-rows"
    HELP_PAGE = f"Gaps: in the order of gap × weight × priority of the aims that want it. {GAPS_NOTE}"
    BINDINGS = [
        bind("theme", key="t", label="theme", tooltip="Show one theme's gaps after the other"),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self.theme: str | None = None

    def compose(self) -> ComposeResult:
        yield RowList(id="gap-rows", open_label="score it")
        yield Static(id="gap-themes")
        with Pane(id="gap-detail"):
            yield Static(id="gap-text")

    def show(self, view: ResultsView) -> None:
        """Draw these gaps."""
        self._view = view
        found = self.shown()
        rows = [
            Row(gap.capability, partial(row, view, gap), text=view.named(gap.capability)) for gap in found
        ]
        self.query_one(RowList).set_rows(
            rows, head=partial(head, view) if rows else None, empty=self._nothing()
        )
        described = any(item.levels for item in view.framework.capabilities.values())
        self.query_one("#gap-detail").set_class(not described, "-brief")
        self._show_detail(self.query_one(RowList).cursor_key)
        self._show_themes(view, len(rows))

    def _show_themes(self, view: ResultsView, gaps: int) -> None:
        """Gap by theme, where the list leaves room for it."""
        box = self.query_one("#gap-themes", Static)
        spare = self.size.height - gaps - 1 - (DETAIL if self.screen.has_class("-wide") else NARROW_DETAIL)
        lines = (
            theme_lines(view, max(40, self.size.width - 4), spare - 3) if spare >= LEAST_FOR_THEMES else []
        )
        box.display = bool(lines)
        box.update(Content("\n").join([Content(""), *lines]))

    def shown(self) -> list[Gap]:
        """The gaps of the theme that is chosen; of all where none is."""
        gaps = self._view.study.gaps if self._view else ()
        return [gap for gap in gaps if gap.gap > 0 and (self.theme is None or self.theme in gap.themes)]

    @property
    def note(self) -> str:
        """How many gaps, and whose. With nothing below its target, whatever the theme, the list says why."""
        count = len(self.shown())
        if not count and not self.theme:
            return ""
        return f"{counted(count, 'gap')} · {self.theme_title}" if self.theme else counted(count, "gap")

    @property
    def short_note(self) -> str:
        """Which theme is said below the list."""
        return f"{counted(len(self.shown()), 'gap')} of 1 theme" if self.theme else self.note

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """How the level came about, and the gap from it, with its weight."""
        said, gap = (
            super().explained(view),
            next((one for one in self.shown() if one.capability == self.node), None),
        )
        if said is None or gap is None:
            return said
        held = [view.named(item) for item in view.held_by(gap.capability)]
        rise = (
            f" It cannot rise further until {' and '.join(held)} {'do' if len(held) > 1 else 'does'}."
            if held
            else ""
        )
        return said[0], f"{said[1]} Weighted: {product(gap)}.{rise}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no gap at all, there is none of a theme."""
        return action != "theme" or (self._view is not None and self._view.has_gaps)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened(event.key))

    def action_theme(self) -> None:
        self.next_theme()
        self.post_message(self.Noted())
        # Beside the tabs there is not always room for its name.
        what = f"of “{self.theme_title}”" if self.theme else "of all themes, and the team's own"
        self.post_message(self.Said(f"These are the gaps {what}."))

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
        view = self._view
        if view and not view.study.targets:
            return NO_TARGETS
        return "Nothing scored lies below its target."

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_detail(event.key)

    def on_resize(self) -> None:
        if self._view:
            self._show_detail(self.query_one(RowList).cursor_key)
            self._show_themes(self._view, len(self.shown()))

    def _show_detail(self, key: str | None) -> None:
        view = self._view
        gap = next((gap for gap in self.shown() if gap.capability == key), None)
        self.query_one("#gap-detail").display = gap is not None
        if view is None or gap is None:
            return
        width = min(READABLE, max(40, self.size.width - (6 if self.screen.has_class("-wide") else 2)))
        self.query_one("#gap-detail", Pane).set_title(view.named(gap.capability))
        lines = detail(view, gap, width, wide=self.screen.has_class("-wide"))
        self.query_one("#gap-text", Static).update(Content("\n").join(clip(one, width) for one in lines))
