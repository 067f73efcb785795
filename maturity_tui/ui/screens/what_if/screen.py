"""What-if: "what would it take?" Inputs chosen by one key, and what they do to maturity answered at once."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from maturity_tui.analysis.scenarios.choosing import Chosen, choose, leave_out, move
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.what_if.bests import WhatIfBest
from maturity_tui.ui.screens.what_if.comparing import WhatIfComparing
from maturity_tui.ui.screens.what_if.dates import WhatIfDates
from maturity_tui.ui.screens.what_if.deciding import WhatIfDeciding
from maturity_tui.ui.screens.what_if.drivers import WhatIfDrivers
from maturity_tui.ui.screens.what_if.own import WhatIfOwn
from maturity_tui.ui.screens.what_if.page import PANES
from maturity_tui.ui.screens.what_if.words import title
from maturity_tui.ui.widgets.row_list import RowList

VIEWS = {"inputs": "inputs", "roadmap": "roadmap", "drivers": "what moves it", "about": "explanation"}


class WhatIfScreen(Finds, WhatIfBest, WhatIfDates, WhatIfComparing, WhatIfDrivers, WhatIfDeciding, WhatIfOwn):
    """One scenario on one round's agreed scores."""

    TITLE = "What-if"
    HELP = (
        "Each row is an input: its start, its cost in thousands (once, and each year), and what it adds to the figure "
        "at the last quarter; of one that is chosen, what leaving it out would lose. Figures are means, and their "
        "ranges hold if the assumptions do: nothing is promised. With nothing chosen they are those of the results. "
        "tab goes on to the roadmap, and to what moves the figure: there enter explains a row."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("toggle"),
        Binding("left,h", "start(-1)", "start", key_display="←→", id="earlier", tooltip="Start it a quarter earlier"),
        Binding("right,l", "start(1)", "later", show=False, id="later", tooltip="Start it a quarter later"),
        bind("next-pane", "swap(1)", label="roadmap", priority=True, tooltip="List, roadmap, what moves it, and why"),
        bind("best"),
        bind("dates", tooltip="The best starts within the person-days; again: leave off looking"),
        bind("save", key="s", label="save", tooltip="Save under a name"),
        bind("assumptions", short="assume"),
        bind("export", short="write"),
        bind("explain", show=False),
        bind("whole", key="m", label="team or round", show=False, tooltip="All teams of the round, or this team only"),
        bind("reach", key="z", label="all inputs", show=False, tooltip="Only what is wanted here, or all"),
        bind("order", key="R", label="order", show=False, tooltip="By gain, for the gaps, or for the money"),
        bind("own-inputs", key="I", label="own inputs", show=False, tooltip="Make, change and bring in inputs"),
        bind("scenarios", key="S", label="saved", show=False, tooltip="Open, copy, rename or delete what is saved"),
        bind("compare", show=False, tooltip="Hold two or three scenarios against each other"),
        bind("plan", show=False, tooltip="Adopt this scenario, or open the plan that it is"),
        bind("limits", key="L", label="limits", show=False, tooltip="What may be spent, what days there are"),
        bind("new", show=False, tooltip="Begin a new scenario; after find, the next that was found"),
        *hidden("undo", "redo", "find", "find-previous", "results"),
        bind("previous-pane", "swap(-1)", show=False, priority=True),
    ]  # fmt: skip

    FIND_HINT = "Part of a name; n and N go on, esc ends it."

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(assessment, capability)
        self._capability = capability

    def shown_label(self, binding: Binding) -> str | None:
        """What the footer says for keys that do not always do the same."""
        if binding.id == "next-pane":
            return VIEWS[self.next_pane(1)]
        return None

    # choosing --------------------------------------------------------------------------

    @property
    def _worth(self) -> dict[str, float]:
        return {key: view.gain or 0.0 for key, view in self.answer.inputs.items()} if self.answer else {}

    def action_switch(self) -> None:
        """Choose the input under the cursor, with what it needs; or leave it out, with what needs it."""
        answer, item = self.answer, self._at
        if answer is None or self._ground is None or self._desk is None or item not in answer.inputs:
            return
        scenario = self._desk.now.scenario
        if any(choice.input == item for choice in scenario.inputs):
            self._take(
                leave_out(scenario, item, self._ground.known), f"leaving out {title(answer, item)}", item
            )
        else:
            self._take(
                choose(scenario, item, self._ground.known, self._worth, self._desk.left_out),
                f"choosing {title(answer, item)}",
                item,
            )

    def _take(self, chosen: Chosen, what: str, item: str) -> None:
        """Go on with what a choice led to, and say what came or went with it."""
        answer = self.answer
        if chosen.refusal or answer is None:
            self.notice(chosen.refusal, "warning")
            return
        self._change(chosen.scenario, what)
        said = []
        if chosen.added:
            said.append(
                f"{title(answer, item)} needs {' and '.join(title(answer, one) for one in chosen.added)}: chosen too."
            )
        if chosen.removed:
            gone = " and ".join(title(answer, one) for one in chosen.removed)
            said.append(
                f"{gone} {'goes' if len(chosen.removed) == 1 else 'go'} too, without {title(answer, item)}."
            )
        if chosen.freed:
            said.append("The scenario had settled that otherwise; it no longer does.")
        if said:
            self.notice(" ".join(said))

    def action_start(self, quarters: int) -> None:
        """Start the input under the cursor earlier or later."""
        if (
            self._ground is None
            or self._desk is None
            or (item := self._ground.known.get(self._at or "")) is None
        ):
            return
        moved = move(self._desk.now.scenario, item, quarters)
        self._take(moved, f"the start of “{item.title}”", item.id)

    def action_undo(self) -> None:
        self._step("undo")

    def action_redo(self) -> None:
        self._step("redo")

    def _step(self, way: str) -> None:
        if self._desk is None:
            return
        what = self._desk.undo() if way == "undo" else self._desk.redo()
        if what is None:
            self.notice(f"There is nothing to {way}.")
            return
        self._answer()
        self.notice(f"{'Undone' if way == 'undo' else 'Done again'}: {what}.")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if self.answer is not None:
            from maturity_tui.ui.screens.what_if.details import details
            from maturity_tui.ui.widgets.text_dialog import TextDialog

            text = details(self.answer, event.key, self.skills, self.phase_words(event.key))
            self.app.push_screen(TextDialog(self.answer.inputs[event.key].item.title, text))

    # looking ------------------------------------------------------------------------------

    def action_reach(self) -> None:
        """Only what reaches the capability that the screen was opened for, or all; else also what is for others."""
        if self.answer is None:
            return
        if self._capability is not None:
            self.only = None if self.only else self._capability
        elif all(self.answer.ground.concerns(view.item) for view in self.answer.inputs.values()):
            self.notice("w on a gap or a capability shows the inputs that reach it; z then shows all.")
            return
        else:
            self.every = not self.every
        self.sort_again()
        self.show_answer(self.answer)
        self._explain_input()

    def action_swap(self, step: int) -> None:
        """The list, the roadmap, and where there is no room beside them the explanation."""
        if not self.wide:
            self.sort_again()
        self.show_pane(self.next_pane(step))
        self.refresh_bindings()

    def action_explain(self) -> None:
        """How the figure comes about, with its arithmetic, and what was left out."""
        from maturity_tui.ui.screens.what_if.details import WIDTH, arithmetic
        from maturity_tui.ui.widgets.text_dialog import TextDialog

        if self.answer is not None and not self.explain_driver():
            text = self.with_sure_words(arithmetic(self.answer, self._at), WIDTH)
            self.app.push_screen(TextDialog("How it comes about", text))

    def action_export(self) -> None:
        from maturity_tui.ui.screens.export import export

        if self.answer is not None and self._desk is not None:
            work = export(self.app, self._assessment, self.answer.projection, self._desk.now.scenario)
            self.app.run_worker(work, group="dialog")

    def action_results(self) -> None:
        from maturity_tui.ui.places import open_place

        self._left = True
        open_place(self.app, "results", self._assessment)

    def action_new(self) -> None:
        """A new scenario; after find, the next that was found."""
        if self.finding:
            self.go_on(1)
        else:
            self.begin()

    def find_here(self, wanted: str, step: int) -> bool:
        return self.inputs.find(wanted, step)

    def action_back(self) -> None:
        if self.end_find():
            return
        if self.pane != PANES[0]:
            self.show_pane(PANES[0])
        else:
            super().action_back()
