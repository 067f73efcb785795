"""What every tab of the results screen is: a page over the same view, and the table of all of them.

A page draws the view that it is handed and answers for the node under its cursor; its own keys are its bindings.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.message import Message

from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.assessments.figures import Results
    from maturity_tui.ui.screens.results.view import ResultsView


READABLE = 110
"""Cells that a block of text takes at most, however wide the screen is."""


class ResultsPage(Vertical):
    """One tab. Its list takes the focus; `show` draws it, as often as the view or its size changes."""

    LIST: ClassVar[str] = ""
    """The selector of the list."""
    HELP_PAGE: ClassVar[str] = ""
    """What the tab shows, in a sentence or two of the screen's help."""

    @dataclass
    class Opened(Message):
        """A capability is to be gone to, on the score screen: of the assessment shown, unless another is named."""

        capability: str
        assessment: str | None = None

    class Noted(Message):
        """What stands beside the tabs is another."""

    @dataclass
    class Narrowed(Message):
        """Gaps are to be shown, of one theme."""

        theme: str

    class Changed(Message):
        """Something was changed on disk: the results are to be read anew."""

    @dataclass
    class Said(Message):
        """A notice for the person: `info`, `success`, `warning` or `error`."""

        text: str
        kind: str = "info"

    def show(self, view: ResultsView) -> None:
        """Draw these results."""
        raise NotImplementedError

    @property
    def note(self) -> str:
        """What stands at the right of the tabs."""
        return ""

    @property
    def short_note(self) -> str:
        """The same where there is little room."""
        return self.note

    @property
    def node(self) -> str | None:
        """The area or capability under the cursor; None where the row is about none."""
        return self.query_one(self.LIST, RowList).cursor_key

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """A title, and how the figure under the cursor came about in a sentence; None where there is none."""
        from maturity_tui.ui.screens.score.explain import explain

        if self.node is None:
            return None
        return view.named(self.node), view.explained(self.figures(view), self.node, explain)

    def figures(self, view: ResultsView) -> Results:
        """The results that the figure under the cursor belongs to."""
        return view.results

    def find(self, wanted: str, step: int) -> bool:
        """Go to the next row (-1: the one before) that has this in its name; false where there is none."""
        return self.query_one(self.LIST, RowList).find(wanted, step)

    def close(self) -> bool:
        """Close what is opened in the page; false where nothing is, and esc leaves the screen."""
        return False


class Page(NamedTuple):
    """A tab by its id and name (a shorter one for narrow screens), and where its page stands."""

    id: str
    name: str
    short: str
    module: str
    attribute: str

    def make(self) -> ResultsPage:
        """The page; its file is read when it is first shown."""
        found = getattr(import_module(f"maturity_tui.ui.screens.results.{self.module}"), self.attribute)
        page = found(self.id)
        assert isinstance(page, ResultsPage)
        return page


PAGES = (
    Page("overview", "Overview", "Overview", "overview", "Overview"),
    Page("heat", "Heat map", "Heat", "heat", "Heat"),
    Page("gaps", "Gaps", "Gaps", "gaps", "Gaps"),
    Page("themes", "Themes", "Themes", "themes", "ThemeHeat"),
    Page("blind", "Blind spots", "Blind", "blind", "BlindSpots"),
    Page("agreement", "Agreement", "Agree", "agreement", "Agreement"),
    Page("change", "Change", "Change", "change", "Change"),
    Page("ideas", "Ideas", "Ideas", "ideas", "Ideas"),
)
