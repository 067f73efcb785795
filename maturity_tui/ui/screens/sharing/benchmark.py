"""The benchmark – "where do we stand among others?": one assessment beside others' shared files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.sharing.benchmark_files import LIKE, LikeError
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.keys import bind
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.sharing.benchmark_rows import LEFT, counted_others, explained, head, key, rows_of
from maturity_tui.ui.widgets.form_dialog import Field, FormDialog
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.text_dialog import TextDialog

if TYPE_CHECKING:
    from maturity_tui.assessments.sharing.benchmark import Benchmark
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

REMEMBERED = "benchmark/files"
NOTHING = "No file could be compared. = chooses other files; below is why each was left out."


@dataclass(frozen=True)
class Seen:
    """What the screen draws: the benchmark, and where one is."""

    path: tuple[str, ...]
    held: Benchmark


def look(store: Store, assessment: str, files: Sequence[Path], like: Sequence[str], text: str) -> Seen:
    """Hold an assessment against files, and remember which. Asked in the store's thread."""
    from maturity_tui.store.sharing import benchmark_of

    held = benchmark_of(store, assessment, files, like)
    store.remember(REMEMBERED, text)
    one = store.assessment(assessment)
    owner = store.organisation(one.organisation)
    title, team = (owner.title, owner.team_title(one.team)) if owner else (one.organisation, one.team)
    return Seen((title, team, one.round.title, "Benchmark"), held)


def files_of(text: str) -> list[Path]:
    """The files that lines of text name; a star stands for any name."""
    found: list[Path] = []
    for row in filter(None, (row.strip() for row in text.splitlines())):
        path = Path(row).expanduser()
        found += (sorted(path.parent.glob(path.name)) if "*" in path.name else []) or [path]
    return found


def what_is_wrong(text: str) -> str:
    """What is wrong with the lines, in a sentence."""
    try:
        files = files_of(text)
        folder = next((path for path in files if path.is_dir()), None)
    except (OSError, ValueError, RuntimeError):
        return "No file can have such a name."
    if not files:
        return "Name at least one shared file."
    return f"{folder} is a folder: name the files in it, such as {folder}/*.yaml." if folder else ""


class BenchmarkForm(FormDialog):
    """Which files, and whether only organisations that are like one's own."""

    HELP = (
        "Files that other organisations wrote with `maturity share`, one a line; a star stands for any name, as in "
        "shared/*.yaml. Only those on the same content of the same framework are compared. Like us: only those whose "
        "band is our own."
    )

    def __init__(self, text: str, like: str, refused: str) -> None:
        fields = [
            Field(
                "files", "Files", "lines", value=text, check=what_is_wrong,
                hint="One a line; a star stands for any name: shared/*.yaml",
            ),
            Field("like", "Like us in", "choice", value=like, choices=(("", "anything"), *((n, n) for n in LIKE))),
        ]  # fmt: skip
        super().__init__("Others' shared files", fields, refused)


async def benchmark(app: MaturityApp, assessment: str) -> None:
    """Ask for the files, then show where one stands. Run in a worker."""
    seen = await ask(app, assessment)
    if seen is not None:
        app.push_screen(BenchmarkScreen(assessment, seen))


async def ask(app: MaturityApp, assessment: str) -> Seen | None:
    """The benchmark with the files that are chosen; None where none were."""
    try:
        before = await app.keeper.ask(lambda store: store.remembered(REMEMBERED))
    except StoreError as error:
        app.say(str(error), "error")
        return None
    text, like, refused = before if isinstance(before, str) else "", "", ""
    while True:
        answers = await app.push_screen_wait(BenchmarkForm(text, like, refused))
        if answers is None:
            return None
        text, like = str(answers["files"]), str(answers["like"])
        likes = (like,) if like else ()
        try:
            return await app.keeper.ask(
                partial(look, assessment=assessment, files=files_of(text), like=likes, text=text)
            )
        except (StoreError, LikeError) as error:
            refused = str(error)


class BenchmarkScreen(MaturityScreen):
    """Every area with its strip; below, the one under the cursor in sentences."""

    CSS_PATH = styles("benchmark")
    HELP = (
        "Where this assessment stands among others' shared files, area by area. Only like stands beside like; how many "
        "others have a figure is said in every row, and with fewer than three there are no quartiles."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("explain", label="explain"),
        bind("compare", "files", label="other files", tooltip="Compare with other files"),
        bind("export", "share", label="share ours", tooltip="Write ours as an anonymised file for others"),
        bind("back"),
    ]

    app: MaturityApp

    def __init__(self, assessment: str, seen: Seen) -> None:
        super().__init__()
        self.assessment_id, self._seen = assessment, seen

    def body(self) -> ComposeResult:
        yield RowList(id="rows", open_label="")
        yield Static(id="detail")
        yield Static(id="key")

    def on_mount(self) -> None:
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        held = self._seen.held
        self.set_path(*self._seen.path)
        self.set_state(label(counted_others(held)))
        self.query_one(RowList).set_rows(list(rows_of(held)), head=partial(head, held))
        self.query_one("#key", Static).update(key(self.app.size.width - 4))
        self._detail(self.query_one(RowList).cursor_key)
        if not held.compared:
            self.notice(NOTHING, "warning")

    def watch_wide(self) -> None:
        """Another width has room for another key."""
        self.query_one("#key", Static).update(key(self.app.size.width - 4))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._detail(event.key)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.action_explain()

    def _detail(self, at: str | None) -> None:
        self.query_one("#detail", Static).update(Content(self._said(at)[1]))

    def _said(self, at: str | None) -> tuple[str, str]:
        """The title and the sentences of a row."""
        held = self._seen.held
        if at is not None and at.startswith(LEFT):
            left = held.left_out[int(at.removeprefix(LEFT))]
            return left.file, f"{left.file}: {left.reason}"
        node = next((node for node in held.nodes if node.id == at), held.whole)
        return node.title, explained(held, node)

    def action_explain(self) -> None:
        """The row under the cursor, in full."""
        title, text = self._said(self.query_one(RowList).cursor_key)
        self.app.push_screen(TextDialog(line(title), Content(text)))

    def action_share(self) -> None:
        """Ours as a file for others."""
        open_place(self.app, "share", self.assessment_id)

    def action_files(self) -> None:
        """Choose other files."""
        self.run_worker(self._again(), group="files", exclusive=True)

    async def _again(self) -> None:
        seen = await ask(self.app, self.assessment_id)
        if seen is not None and not self.is_left:
            self._seen = seen
            self._show()
