"""A framework from a file: read it out of sight, show what it holds and what would come of it, keep it if wished."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.pages import counts_of, licence_in_full, licence_line
from maturity_tui.ui.screens.frameworks.reader import Reader
from maturity_tui.ui.screens.frameworks.shelf import Kind, standing
from maturity_tui.ui.screens.frameworks.text import hanging, heading, joined
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.frameworks.sources import Reading
    from maturity_tui.ui.app import MaturityApp

SLOW = 0.5
"""Seconds after which it is said that something is under way."""
WOULD: dict[Kind, str] = {
    "new": "It is new here.",
    "version": "It is another version of a framework that is here; both stay, and assessments keep theirs.",
    "replaces": "It replaces what was imported before under the same name and version. Assessments keep what they "
    "were made with.",
    "before-shipped": "It will stand before the one of the same name and version that comes with the app.",
    "same": "It is here already, word for word: there is nothing to keep.",
}
SAID = {
    "added": "Added {reference}.",
    "updated": "Updated {reference}: it replaces what was imported before.",
    "unchanged": "{reference} is here already, and has not changed.",
}


async def import_framework(app: MaturityApp, path: Path) -> bool:
    """Read, preview, keep. Whether something was kept; FrameworkError is for whoever asked. Run in a worker."""
    asked_on = app.screen
    reading = await read_out_of_sight(app, path)
    if app.screen is not asked_on:  # who has gone on to something else is not to meet a preview there
        app.say(f"{path.name} has been read, and nothing is kept: import it again to see it.")
        return False
    try:
        kind = await app.keeper.ask(partial(standing, framework=reading.framework))
        if not await app.push_screen_wait(ImportPreview(reading, kind)):
            return False
        kept = await app.keeper.ask(lambda store: store.catalogue.keep(reading))
    except StoreError as error:
        app.say(str(error), "error")
        return False
    show_again(app, kept.reference)
    app.say(SAID[kept.status].format(reference=kept.reference), "success")
    return True


async def read_out_of_sight(app: MaturityApp, path: Path) -> Reading:
    """The reading, made in a thread of its own: the store's thread stays free for saving. Raises FrameworkError."""
    slow = app.set_timer(SLOW, lambda: app.say(f"Reading {path.name} {GLYPHS.more}"))
    try:
        return await asyncio.to_thread(_read, path)
    finally:
        slow.stop()


def _read(path: Path) -> Reading:
    from maturity_tui.frameworks.sources import read_source
    from maturity_tui.store import Catalogue

    return read_source(path, shipped=Catalogue().shipped_framework)


def show_again(app: MaturityApp, reference: str | None = None) -> None:
    """Read the browser's frameworks again, if it is open: something came or went."""
    from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen

    for screen in app.screen_stack:
        if isinstance(screen, FrameworksScreen):
            screen.read(reference)


class ImportPreview(MaturityScreen):
    """What was read and what would come of it. True: it is to be kept."""

    CSS_PATH = styles("frameworks")
    HELP = (
        "What the file holds, what of it was left out and why, and what keeping it would do. Enter keeps it in your "
        "own folder, for you alone; esc keeps nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("keep", "keep", key="enter", label="keep it", tooltip="Keep this framework"),
        bind("back", label="keep nothing", tooltip="Leave without keeping anything"),
    ]

    def __init__(self, reading: Reading, kind: Kind) -> None:
        super().__init__()
        self._reading, self._kind = reading, kind

    def body(self) -> ComposeResult:
        with Pane(self._reading.framework.title, id="preview"):
            yield Reader(id="reader")

    def on_mount(self) -> None:
        framework = self._reading.framework
        self.set_path("Frameworks", "import", self._reading.origin.file)
        self.set_state(label("nothing is kept yet"))
        self.query_one(Pane).set_count("enter keeps it, esc keeps nothing")
        self.query_one(Reader).show(
            lambda width: preview(self._reading, self._kind, width), partial(licence_line, framework)
        )
        self.query_one("Reader > VerticalScroll").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is here already is not kept again."""
        return self._kind != "same" if action == "keep" else True

    def action_keep(self) -> None:
        self.dismiss(True)


def _title(format: str) -> str:
    """What a format is called; its module was imported when the file was read."""
    from maturity_tui.frameworks.sources import format_named

    return format_named(format).TITLE


def preview(reading: Reading, kind: Kind, width: int) -> Content:
    """What was read, what was left out, what to know, the terms, and what would come of it."""
    return joined(_preview(reading, kind, width))


def _preview(reading: Reading, kind: Kind, width: int) -> Iterator[Part]:
    framework, origin = reading.framework, reading.origin
    yield line((framework.reference, "bold"), (f"   {framework.kind}", "$muted"))
    yield label(f"from {origin.file} of {origin.date}, SHA-256 {origin.sha256[:16]}{GLYPHS.more}")
    yield hanging("", f"read as {origin.format}: {_title(origin.format)}", width, style="$muted")
    yield ""
    yield hanging((f"{GLYPHS.here} ", "$primary"), WOULD[kind], width)
    yield from heading("In it")
    yield from counts_of(framework)
    yield from heading("Left out")
    for one in reading.skipped:
        yield hanging(f"{one.count:>6,} ", f"{one.kind}: {one.reason}", width)
    if not reading.skipped:
        yield label("nothing")
    if reading.warnings:
        yield from heading("To know")
        for sentence in reading.warnings:
            yield hanging((f"{GLYPHS.stale} ", "$warning"), sentence, width)
    yield from heading("Licence")
    yield from licence_in_full(framework)
