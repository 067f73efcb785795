"""What a file of inputs holds, before anything of it is taken: what would come in, and every fault at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label, line, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.inputs.view import InputsView
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.store.input_files import InputFile, Merged

READABLE = 110
MOST_FAULTS = 200


class InputsPreview(MaturityScreen):
    """What would come of it. True: take what can be taken."""

    CSS_PATH = styles("inputs")
    HELP = (
        "What the file holds, and what is wrong in it, by sheet, row and column. Enter takes what is right; esc takes "
        "nothing. Mend the file and bring it in again: an input that is there already is replaced, not doubled."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("keep", "keep", key="enter", label="take it", tooltip="Take in what is right"),
        bind("back", label="take nothing", tooltip="Leave without taking anything"),
        bind("down", "scroll(1)", show=False),
        bind("up", "scroll(-1)", show=False),
    ]

    def __init__(self, found: InputFile, new: Merged, view: InputsView) -> None:
        super().__init__()
        self._found, self._new, self._view = found, new, view

    def body(self) -> ComposeResult:
        with Pane(self._found.path.name, id="preview"), VerticalScroll(can_focus=False):
            yield Static(id="preview-text")

    def on_mount(self) -> None:
        self.set_path(self._view.title, "inputs", self._found.path.name)
        self.set_state(label("nothing is taken yet"))
        told = (
            "enter takes what is right, esc nothing" if self._found.faults else "enter takes it, esc does not"
        )
        self.query_one(Pane).set_count(told if self._changes else "esc goes back")
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = max(40, min(READABLE, self.app.size.width - 8))
        rows = list(preview(self._found, self._new, self._view, width))
        self.query_one("#preview-text", Static).update(Content("\n").join(rows))

    @property
    def _changes(self) -> bool:
        return bool(self._new.added or self._new.replaced)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would change nothing is not taken."""
        return self._changes if action == "keep" else True

    def action_keep(self) -> None:
        self.dismiss(True)

    def action_scroll(self, count: int) -> None:
        """Move the text by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=count, animate=False)


def preview(found: InputFile, new: Merged, view: InputsView, width: int) -> Iterator[Content]:
    """Faults first, as they decide; then what would come in."""
    if found.faults:
        yield line((f"{GLYPHS.stale} ", "$error"), (_counted(len(found.faults), "fault"), "bold"))
        for fault in found.faults[:MOST_FAULTS]:
            yield from _hanging(str(fault).removeprefix(f"{found.path}:"), width)
        if len(found.faults) > MOST_FAULTS:
            yield label(f"and {len(found.faults) - MOST_FAULTS} more")
        yield Content("")
    titles = {item.id: item.title for item in found.good}
    parts = (
        ("New", new.added), ("In the place of what you have", new.replaced), ("As they are already", new.unchanged),
    )  # fmt: skip
    for heading, ids in parts:
        yield from _listed(heading, [_named(titles, id, view) for id in ids], width)
    left = [
        f"{id}: {why}" for id, why in found.kept_out.items() if not any(f.input == id for f in found.faults)
    ]
    yield from _listed("Left out with them", left, width)
    if not found.good:
        yield line("There is nothing in it that could be taken.")


def _named(titles: dict[str, str], id: str, view: InputsView) -> str:
    instead = " (in the place of the shipped one)" if id in view.shipped_ids and id not in view.mine else ""
    return f"{titles[id]}{instead}"


def _listed(heading: str, rows: Sequence[str], width: int) -> Iterator[Content]:
    if rows:
        yield line((heading, "bold"))
        for row in rows:
            yield from _hanging(row, width)
        yield Content("")


def _hanging(text: str, width: int) -> Iterator[Content]:
    for at, row in enumerate(wrap(text, width - 2)):
        yield line("  " if at == 0 else "    ", row)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
