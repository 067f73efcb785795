"""Take an imported framework away: asked once, because the file is gone then and `u` does not bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw.text import line
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.importing import show_again
from maturity_tui.ui.screens.frameworks.shelf import Shelf
from maturity_tui.ui.screens.frameworks.text import joined
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.frameworks import Framework
    from maturity_tui.ui.app import MaturityApp


def ask_and_remove(app: MaturityApp, framework: Framework, shelf: Shelf) -> None:
    """Ask whether it is to go, and take it away then."""

    def answer(wished: bool | None) -> None:
        if wished:
            app.run_worker(_remove(app, framework))

    app.push_screen(RemoveDialog(framework, shelf), answer)


async def _remove(app: MaturityApp, framework: Framework) -> None:
    try:
        await app.keeper.ask(lambda store: store.catalogue.remove(framework.reference))
    except StoreError as error:
        app.say(str(error), "error")
        return
    show_again(app)
    app.say(f"Removed {framework.reference}.", "success")


class RemoveDialog(Dialog[bool]):
    """Says what goes, what stays and how it could come back; true: it is to go."""

    CSS = """
    RemoveDialog { align: center middle; }
    RemoveDialog > Pane {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 1 2;
    }
    """
    BINDINGS = [
        bind("keep", "dismiss(True)", key="enter", label="remove it"),
        bind("back", "dismiss(False)", label="leave it"),
    ]

    def __init__(self, framework: Framework, shelf: Shelf) -> None:
        super().__init__()
        self._framework, self._shelf = framework, shelf

    def compose(self) -> ComposeResult:
        with Pane(f"Remove {self._framework.title}?", count="enter removes, esc leaves it"):
            yield Static(self._text())

    def _text(self) -> Content:
        reference = self._framework.reference
        count = sum(use.reference == reference for use in self._shelf.uses.get(self._framework.id, ()))
        source = self._shelf.origins.get(reference)
        back = f"Import {source.file} again to have it back." if source else "u does not bring it back."
        kept = (
            f"{count:,} assessments keep their copy of it." if count > 1
            else "1 assessment keeps its copy of it." if count
            else "No assessment uses it."
        )  # fmt: skip
        return joined([line((reference, "bold"), " goes from your folder of frameworks."), kept, back])
