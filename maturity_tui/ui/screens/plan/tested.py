"""The dialog that shows a back-test, and takes the correction over where a person wants it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.plan.correction import Correction
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane


class BackTestDialog(Dialog[bool]):
    """What a later round says of the projection. Gives whether the correction is to be taken over."""

    HELP = (
        "How many scores of the later round lie inside their 9 in 10, given what was done. Below: what that suggests to"
        " assume from now on. Ctrl+s writes the suggestion into the plan's assumptions; u takes it back."
    )
    CSS = """
        BackTestDialog { align: center middle; }
        BackTestDialog > Pane {
            background: $surface; border: round $primary; padding: 1 2; width: 96; max-width: 100%;
            height: auto; max-height: 92%; overflow-y: auto;
            border-title-background: $surface; border-subtitle-background: $surface;
        }
        BackTestDialog Static { height: auto; }
    """
    BINDINGS = [
        bind("back", "dismiss(False)", key="escape,q,B", label="close"),
        bind("accept", key="ctrl+s", label="take over", tooltip="Write the suggestion into the assumptions"),
        bind("down", "scroll(1)", show=False),
        bind("up", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, text: Content, suggested: Correction) -> None:
        super().__init__()
        self._title, self._text, self._suggested = title, text, suggested

    def compose(self) -> ComposeResult:
        with Pane(
            self._title, count="ctrl+s takes over, esc closes" if self._suggested.overrides else "esc closes"
        ):
            yield Static(self._text)
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is suggested there is nothing to take over."""
        return action != "accept" or bool(self._suggested.overrides)

    def action_accept(self) -> None:
        self.dismiss(True)

    def action_scroll(self, count: int) -> None:
        """Move the text by lines."""
        self.query_one(Pane).scroll_relative(y=count, animate=False)
