"""Share an assessment: all that is in the file is shown first, then it is asked where to write it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.store.sharing import Prepared
    from maturity_tui.ui.app import MaturityApp

DRAFT = "This assessment is a draft still; the file does not say so."
OWN = "The framework is your own: ids of its areas and capabilities are in the file. See whom they name."


class ShareDialog(Dialog[bool]):
    """Everything that is in the file, and what is not."""

    CSS = """
    ShareDialog { align: center middle; }
    ShareDialog > Pane {
        width: 90; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 1 2;
        border-title-background: $surface; border-subtitle-background: $surface;
    }
    ShareDialog VerticalScroll { height: auto; max-height: 75vh; }
    """
    HELP = (
        "This is all that would be in the file, in words; the arrows scroll. Nothing is written before a place is "
        "named. Each file gets a random id of its own."
    )
    BINDINGS = [
        bind(
            "back", "dismiss(False)", key="escape,q", label="leave it", tooltip="Leave it: nothing is written"
        ),
        bind("open", "dismiss(True)", label="write it", tooltip="Name a place, and write it there"),
        bind("down", "scroll(1)", show=False),
        bind("up", "scroll(-1)", show=False),
        bind("page-down", "scroll(10)", show=False),
        bind("page-up", "scroll(-10)", show=False),
    ]

    def __init__(self, made: Prepared) -> None:
        super().__init__()
        self._made = made

    def compose(self) -> ComposeResult:
        with (
            Pane("What would be in the file", count="enter writes it, esc leaves, arrows scroll"),
            VerticalScroll(can_focus=False),
        ):
            yield Static(Content("\n".join(self._lines())))

    def _lines(self) -> list[str]:
        from maturity_tui.assessments.sharing.anonymise import account

        beside = [DRAFT] * self._made.is_draft + [OWN] * self._made.is_own_framework
        return [*beside, *([""] if beside else []), *account(self._made.shared, self._made.framework)]

    def action_scroll(self, count: int) -> None:
        """Move the text by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=count, animate=False)


async def share(app: MaturityApp, assessment: str) -> None:
    """Show what would be in the file, ask where, write it, say where it is. Run in a worker."""
    from maturity_tui.store.sharing import prepared, write_shared

    try:
        made = await app.keeper.ask(partial(prepared, id=assessment))
    except StoreError as error:
        app.say(str(error), "error")
        return
    if not await app.push_screen_wait(ShareDialog(made)):
        return
    held: Answers = {"path": made.name, "force": False}
    refused = ""
    while True:
        answers = await app.push_screen_wait(FormDialog("Write the shared file", _fields(held), refused))
        if answers is None:
            return
        held = answers
        path = Path(str(answers["path"])).expanduser()
        try:
            place = await app.keeper.ask(
                partial(write_shared, made=made, path=path, force=bool(answers["force"]))
            )
        except (StoreError, OSError, ValueError) as error:
            refused = str(error).replace("Use --force to replace it", "Tick “replace” to replace it")
            continue
        app.say(f"Wrote {place.absolute()}.", "success")
        return


def _fields(held: Answers) -> list[Field]:
    return [
        Field(
            "path", "Where", value=held["path"], check=_no_place,
            hint="Without a folder it lies where the app was started. A name of your own may say more than the file.",
        ),
        Field("force", "Replace what is there", "checkbox", value=held["force"]),
    ]  # fmt: skip


def _no_place(text: str) -> str:
    """What is wrong with a text as a place."""
    try:
        name = Path(text).expanduser().name
    except (ValueError, RuntimeError):  # ~name of nobody
        name = ""
    return "" if name else "Name a file to write, with its folder."
