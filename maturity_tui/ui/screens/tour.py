"""The tour: four steps for who opens the app the first time, each with the key to try. Left at any of them by esc.

It is offered once by a line or a notice, never put before anybody: the first key pressed is the user's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import line
from maturity_tui.ui.keys import bind, key_of
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

REMEMBERED = "tour"
"""Where the store remembers that it was offered or seen."""


class Step(NamedTuple):
    """One step: what it is about, what there is to know, and the keys to try with what they do."""

    title: str
    text: str
    keys: tuple[tuple[str, str], ...]


STEPS = (
    Step(
        "score",
        "A team goes through its capabilities one at a time and agrees what is true on most days. The levels say what "
        "each looks like; a digit sets the one you agree on, and is on disk when the header says saved.",
        (("open", "on a team at home opens its assessment"), ("votes", "there: what everyone voted, in one line"),
         ("undo", "there: takes the last change back, also tomorrow")),
    ),
    Step(
        "results",
        "Each area from now to its target, the lowest capability beside the mean. All teams side by side in a heat "
        "map, and the gaps with the heaviest first.",
        (("results", "on a team at home shows what it learned"), ("explain", "there: how the figure came about")),
    ),
    Step(
        "what-if",
        "Training, capacity and technology: choose some and see what they would do, by quarter, what they cost, "
        "and how sure that is. Nothing you try here changes a score.",
        (("what-if", "on a team at home opens it"), ("toggle", "there: chooses an input, or leaves it out"),
         ("assumptions", "there: what is assumed")),
    ),
    Step(
        "report and share",
        "Take it with you: a spreadsheet, a page or a text for those who were not in the room. For other councils "
        "`maturity share` writes a file without names and without what people wrote.",
        (("export", "on a team at home writes a report"), ("actions", "anywhere: any action by its name"),
         ("help", "anywhere: help for what has the focus")),
    ),
)  # fmt: skip


class TourScreen(Dialog[None]):
    """One step at a time."""

    TITLE = "Tour"
    HELP = "Four steps: what the app is for, and the keys to try. It changes nothing."
    CSS = """
    TourScreen { align: center middle; }
    TourScreen > Pane {
        width: 76; max-width: 100%; height: 15; background: $surface; border: round $primary; padding: 1 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "open",
            "step(1)",
            key="enter,space",
            label="next",
            tooltip="Go to the next step; after the last, leave",
        ),
        bind("right", "step(1)", label="next", show=False, tooltip="Go to the next step"),
        bind("left", "step(-1)", label="one back", tooltip="Go to the step before"),
        bind("back", "leave", label="skip it", tooltip="Leave the tour; the palette has it again"),
    ]

    app: MaturityApp

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def compose(self) -> ComposeResult:
        with Pane(id="step"):
            yield Static(id="step-text")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        step, pane = STEPS[self._at], self.query_one("#step", Pane)
        pane.set_title(f"A tour, {self._at + 1} of {len(STEPS)}: {step.title}")
        keys = [(key_of(self.app, id), what) for id, what in step.keys]
        width = max(len(key) for key, _ in keys)
        rows = [line((key.ljust(width), "bold $text-primary"), f"  {what}") for key, what in keys]
        self.query_one("#step-text", Static).update(
            Content("\n").join([Content(step.text), Content(""), *rows])
        )

    def action_step(self, count: int) -> None:
        """Go on or back; after the last step it is over."""
        if self._at + count >= len(STEPS):
            self.action_leave()
        else:
            self._at = max(0, self._at + count)
            self._show()

    def action_leave(self) -> None:
        """Leave it, seen or skipped: it is not offered again."""
        self.app.run_worker(remember(self.app, "seen"))
        self.dismiss(None)


async def remember(app: MaturityApp, how: str) -> None:
    """Keep that it was offered or seen; where the store cannot, it is offered again another day."""
    try:
        await app.keeper.ask(lambda store: store.remember(REMEMBERED, how))
    except StoreError:
        return
    app.refresh_home()


def is_new(store: Store) -> bool:
    """Whether it was never offered nor seen on this database."""
    return store.remembered(REMEMBERED) is None


def _offered(store: Store) -> bool:
    """Whether it is to be offered now; asked once, it is."""
    new = is_new(store)
    if new:
        store.remember(REMEMBERED, "offered")
    return new


async def offer(app: MaturityApp) -> None:
    """In the worked example: say once that there is a tour."""
    try:
        new = await app.keeper.ask(_offered)
    except StoreError:
        return
    if new:
        app.say(f"New here? {key_of(app, 'tour')} takes you through it in four steps.")
