"""Scenarios side by side: their lines, a column of figures each, and what keeps them from being like with like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.scenarios.comparison_words import cautions, versus_words, what_draws_hold
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label, line, packed, wrap
from maturity_tui.ui.draw.lines_plot import lines_plot
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.what_if.comparison_rows import (
    Told,
    figure_of,
    head,
    list_rows,
    names,
    notes_of,
    rows_of,
)
from maturity_tui.ui.screens.what_if.view import Ground, spoken
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.analysis.scenarios.comparison import Comparison
    from maturity_tui.ui.app import MaturityApp

READABLE = 112
MOST_NOTES = 4

Work = Callable[[Callable[[], bool]], "Awaitable[Comparison]"]


class ScenarioComparison(Finds):
    """Two or three scenarios, on the same scores and with the same random numbers."""

    TITLE = "Scenarios side by side"
    CSS_PATH = styles("scenario_comparison")
    HELP = (
        "Each column is a scenario. All start from the same scores, and every input has the same random numbers in "
        "each, so that a difference is that of the choices and not of luck. Enter or i says a row in full."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("explain", tooltip="What this row says, in full"),
        bind(
            "next-pane",
            "swap",
            label="lines",
            tooltip="Where there is no room for both: the figures, the lines",
        ),
        bind("back"),
        *hidden("find", "find-next", "find-previous"),
        bind("previous-pane", "swap", show=False),
    ]

    app: MaturityApp

    def __init__(self, ground: Ground, scenarios: Sequence[Scenario], whole: bool, work: Work) -> None:
        super().__init__()
        self._ground, self._scenarios, self._whole, self._work = ground, scenarios, whole, work
        self._stop = Event()
        self._told: dict[str, Told] = {}
        self.found: Comparison | None = None

    def body(self) -> ComposeResult:
        yield Static(id="sides")
        yield Static(id="lines")
        yield RowList(id="sides-rows", open_label="explain")
        yield Static(id="sides-notes")

    def on_mount(self) -> None:
        ground = self._ground
        self.add_class("-waiting")
        self.set_path(ground.organisation.title, "what-if", "scenarios side by side")
        count = {2: "both", 3: "all three"}.get(len(self._scenarios), "all")
        rows = self.query_one(RowList)
        rows.set_rows([], empty=f"Projecting {count}, with the same random numbers …")
        rows.focus()
        self.run_worker(self._read(), group="answer", exclusive=True)

    async def _read(self) -> None:
        from maturity_tui.analysis.uncertainty.sample import Stopped

        try:
            self.found = await self._work(self._stop.is_set)
        except Stopped:
            return
        except ValueError as error:
            self.query_one(RowList).set_rows([], empty=str(error))
            return
        if not self.is_left:
            self._draw(self.found)

    def on_unmount(self) -> None:
        self._stop.set()

    def _draw(self, found: Comparison) -> None:
        groups = rows_of(found, self._ground, self._symbol(found))
        self._told = {one.key: one for _, rows in groups for one in rows}
        sides = len(found.sides)
        self.query_one(RowList).set_rows(list_rows(groups, sides), head=partial(head, sides))
        teams = len(found.sides[0].projection.baseline.teams)
        ground = self._ground
        owner = (
            f"all {teams} teams"
            if self._whole and teams > 1
            else ground.organisation.team_title(ground.assessment.team)
        )
        self.set_path(
            ground.organisation.title, f"{owner}, {ground.assessment.round.title}", "scenarios side by side"
        )
        self.set_state(label(f"now {figure_of(found)(found.now)}"))
        self.remove_class("-waiting")
        self._show_words()
        self.call_after_refresh(self._show_lines)

    def _symbol(self, found: Comparison) -> str:
        used = next(
            (side.projection.costs.currency for side in found.sides if side.projection.costs.currency), "GBP"
        )
        return {"GBP": "£", "EUR": "€", "USD": "$"}.get(used, f"{used} ")

    def _show_words(self) -> None:
        """Which column is which, and what is to be known of the figures."""
        found = self.found
        if found is None:
            return
        width = min(READABLE, max(40, self.app.size.width - 6))
        self.query_one("#sides", Static).update(Content("\n").join(packed(names(found), width)))
        said = (*elsewhere(self._ground, self._scenarios), *cautions(found, spoken))
        most = MOST_NOTES if self.wide else 3
        self.query_one("#sides-notes", Static).update(notes(said, what_draws_hold(found), width, most))

    def _show_lines(self) -> None:
        found, plot = self.found, self.query_one("#lines", Static)
        width, height = plot.content_size
        if found is None or width < 20 or height < 5:
            return
        curves = [(found.now, *self._until(found, at)) for at in range(len(found.sides))]
        quarters = found.sides[0].projection.quarters[: len(curves[0]) - 1]
        named = [("now", ""), *((quarter[-2:], quarter[:4]) for quarter in quarters)]
        rows = lines_plot(curves, named[1:], width, height, factor=100 if found.is_skills else 1)
        plot.update(Content("\n").join(rows))

    def _until(self, found: Comparison, at: int) -> tuple[float, ...]:
        """A side's figure in each quarter that all sides look at."""
        first = max(side.projection.quarters[0] for side in found.sides)
        side = found.sides[at]
        begin = side.projection.quarters.index(first)
        return side.projection.overall.mean[begin : found.column(side) + 1]

    def on_resize(self, event: events.Resize) -> None:
        self._show_words()
        self.call_after_refresh(self._show_lines)
        self.refresh_bindings()

    # keys ----------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_explain()

    def action_explain(self) -> None:
        """The row under the cursor in full; for a figure, what stands against what."""
        from maturity_tui.ui.widgets.sentence import Sentence

        found, one = self.found, self._told.get(self.query_one(RowList).cursor_key or "")
        if found is None or one is None:
            return
        beside = [
            f"{at} {side.title}: {_plain(one.cells[at - 1])}" for at, side in enumerate(found.sides, start=1)
        ]
        text = [one.says, "\n".join(beside)]
        if one.key in ("whole", "gain", "better", "alike", "least", "most"):
            text += [versus_words(found, versus, spoken) for versus in found.versus]
            text += [*elsewhere(self._ground, self._scenarios), *notes_of(found)]
        self.app.push_screen(Sentence(one.name, "\n\n".join(part for part in text if part)))

    def action_swap(self) -> None:
        """The figures, or the lines, where there is no room for both."""
        self.toggle_class("-chart")
        self.call_after_refresh(self._show_lines)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where both are seen, there is nothing to swap."""
        return not self.wide if action == "swap" else super().check_action(action, parameters)

    def shown_label(self, binding: Binding) -> str | None:
        """What tab leads to."""
        return ("figures" if self.has_class("-chart") else "lines") if binding.id == "next-pane" else None


def elsewhere(ground: Ground, scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """The scenarios that were made for other scores than those that all start from here."""
    here = (None, ground.assessment.round.id)
    found = [one for one in scenarios if one.baseline.round not in here]
    return tuple(
        f"“{one.title}” was made for {one.baseline.round}; here all start from {ground.assessment.round.title}."
        for one in found
    )


def notes(cautioned: Sequence[str], held: str, width: int, most: int) -> Content:
    """What is to be known of the figures, the cautions first; where there is no room for all, that is said."""
    rows = [(text, "$text-warning") for note in cautioned for text in wrap(note, width)]
    rows += [(text, "$muted") for text in wrap(held, width)]
    if len(rows) > most:
        rows = [*rows[: most - 1], (f"{GLYPHS.more} enter on the whole says all of it.", "$muted")]
    return Content("\n").join(map(line, rows))


def _plain(cell: object) -> str:
    """A cell's text; a dash for an empty one."""
    text = line(cell).plain if not isinstance(cell, Content) else cell.plain  # type: ignore[arg-type]
    return text.strip() or "–"
