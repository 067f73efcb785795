"""Journal: "what happened in this workshop?" Everything that was kept, by session, the newest last; minutes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.find import FindLine
from maturity_tui.ui.screens.journal.rows import entries, journal_rows, upper
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.level_words import counted, sentence
from maturity_tui.workshop.minutes.values import Happening, Minutes, Session
from maturity_tui.workshop.minutes.words import clock, summary, when, zone_words

if TYPE_CHECKING:
    from textual.widgets import Input

    from maturity_tui.ui.app import MaturityApp


class JournalScreen(MaturityScreen):
    """What happened to one assessment; the entry under the cursor whole, below."""

    CSS_PATH = styles("journal")
    HELP = (
        "Everything that was kept, in its order; a pause of more than 60 minutes begins another session. Nobody is "
        "named: of votes it says only how many there are. What was undone is marked, and told without its words. x "
        "writes the minutes of the session under the cursor, or of all, to a file."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("find", tooltip="Show only what holds some words"),
        bind("export", label="minutes", tooltip="Write the minutes of this session, or of all, to a file"),
    ]

    app: MaturityApp

    def __init__(self, assessment_id: str) -> None:
        super().__init__()
        self._of = assessment_id
        self.minutes: Minutes | None = None
        self._entries: dict[str, tuple[Session, Happening]] = {}

    def body(self) -> ComposeResult:
        with Pane("What happened", id="what"):
            yield FindLine(id="find")
            yield RowList(id="rows", open_label="")
        with Pane("", id="entry"):
            yield Static(id="words", markup=False)

    def on_mount(self) -> None:
        self.set_path("Journal")
        self._rows.set_rows([], empty=f"Reading {GLYPHS.more}")
        self._rows.focus()
        self.run_worker(self._read(), group="open")

    @property
    def _rows(self) -> RowList:
        return self.query_one("#rows", RowList)

    async def _read(self) -> None:
        from maturity_tui.workshop.minutes.reading import read_minutes

        try:
            minutes = await self.app.keeper.ask(lambda store: read_minutes(store, self._of))
        except Exception as error:
            self._rows.set_rows([], empty=str(error))
            return
        if self.is_left:
            return
        self.minutes = minutes
        self._entries = {str(one.change): (session, one) for session, one in entries(minutes)}
        self.set_path(minutes.organisation, minutes.team, minutes.round, "Journal")
        sessions = counted(len(minutes.sessions), "session")
        self.set_state(label(f"{sessions}, {counted(len(self._entries), 'entry', 'entries')}"))
        self._show_rows(next(reversed(self._entries), None))
        self.refresh_bindings()

    # showing -------------------------------------------------------------------

    def _show_rows(self, cursor: str | None = None) -> None:
        if self.minutes is None:
            return
        words = self.query_one(FindLine).words
        rows = journal_rows(self.minutes, words)
        self._rows.set_rows(rows, cursor=cursor, empty=f"Nothing holds “{words}”. esc shows all again.")
        found = sum(not row.heading for row in rows)
        self.query_one("#what", Pane).set_count(
            f"{found:,} of {len(self._entries):,}" if words else "newest last"
        )
        self._show_entry(self._rows.cursor_key)

    def _show_entry(self, key: str | None) -> None:
        pane, words = self.query_one("#entry", Pane), self.query_one("#words", Static)
        found = self._entries.get(key or "")
        if found is None:
            pane.set_title("")
            words.update(Content(""))
            return
        session, one = found
        at = f"{clock(one.at)}, {zone_words(one.at)}"
        pane.set_title(f"Session {session.number}, {at}")
        pane.set_count(when(session))
        mark = ("Undone. ", "$text-warning") if one.undone else ""
        words.update(line(mark, sentence(upper(one.words)), "\n", (summary(session), "$muted")))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_entry(event.key)

    # finding -------------------------------------------------------------------

    def action_find(self) -> None:
        """Show the line to type in; the list narrows with each key."""
        find = self.query_one(FindLine)
        find.display = True
        find.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show_rows()

    def on_input_submitted(self) -> None:
        self._rows.focus()

    def on_find_line_step(self, event: FindLine.Step) -> None:
        self._rows.step(event.count)

    def on_find_line_left(self) -> None:
        self._show_all()

    def _show_all(self) -> None:
        """Away from what was looked for; what is under the cursor stays in sight."""
        key, find = self._rows.cursor_key, self.query_one(FindLine)
        self._rows.focus()
        find.value = ""
        find.display = False
        self._show_rows(cursor=key)

    # keys ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is written before it was read; letters belong to the line that is typed in."""
        if action == "find":
            return not isinstance(self.focused, FindLine)
        return self.minutes is not None if action == "export" else True

    def action_export(self) -> None:
        """Ask where the minutes are to go."""
        from maturity_tui.ui.screens.journal.export import export_minutes

        if self.minutes is None:
            return
        found = self._entries.get(self._rows.cursor_key or "")
        number = found[0].number if found else self.minutes.sessions[-1].number
        self.run_worker(export_minutes(self.app, self.minutes, number), group="dialogue", exclusive=True)

    def action_back(self) -> None:
        if self.query_one(FindLine).display:
            self._show_all()
        else:
            super().action_back()
