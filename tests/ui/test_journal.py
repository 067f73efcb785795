"""The journal: what happened, by session, the newest last; found, read whole, and written as minutes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.assessments.models import Idea, Score
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.journal.rows import journal_rows
from maturity_tui.ui.screens.journal.screen import JournalScreen
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, seen, shows, until
from tests.ui.score_case import database, own_framework

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sessions; one change undone, one with a hostile text."""
    at = [dt.datetime(2026, 11, 25, 13, 0, tzinfo=dt.UTC)]
    monkeypatch.setattr("maturity_tui.store.journal.now", lambda: at[0])
    place = tmp_path / "a.db"
    id = database(place, own_framework())
    with Store.open(str(place)) as store:
        store.save_score(id, "a.one", Score(agreed=2))
        store.save_score(id, "a.two", Score(agreed=3, note="Unsaid"))
        store.undo(id)
        at[0] += dt.timedelta(hours=3)
        ratings: Any = {"t1": 1, "t2": 4}
        store.save_score(id, "b.one", Score(agreed=1, ratings=ratings, note="[/] [b]so[/b] \x1b[2J"))
        store.save_ideas(id, [Idea(about="b.one", text="Do it twice")])
    return place


def journal(path: Path) -> MaturityApp:
    app = MaturityApp(str(path))
    app.place = ("journal", "north/2026-autumn/data/own", None)
    return app


async def opened(pilot: Pilot[Any]) -> JournalScreen:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, JournalScreen) and pilot.app.screen.minutes, "read"
    )
    screen = pilot.app.screen
    assert isinstance(screen, JournalScreen)
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_it_opens_at_the_newest_and_reads_it_whole(path: Path, size: tuple[int, int]) -> None:
    async with journal(path).run_test(size=size) as pilot:
        await opened(pilot)
        await shows(pilot, "Session 1", "Session 2", "A1 Number one: score 2 Level 2, was blank")
        await shows(pilot, "2 sessions, 6 entries", "Idea for B1 Number one “Do it twice”.")
        await shows(pilot, "2 of the team gave votes or comments.")
        assert "Unsaid" not in seen(pilot)
        await shows(pilot, "undone")
        await pilot.press("k")
        await shows(pilot, "[/] [b]so[/b]", "2 votes")
        assert "\x1b" not in seen(pilot)


async def test_the_list_narrows_as_one_types_and_esc_shows_all_again(path: Path) -> None:
    async with journal(path).run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("slash", *"twice")
        await shows(pilot, "1 of 6") if screen.wide else await until(
            pilot, lambda: "Number one: score 2" not in seen(pilot), "narrowed"
        )
        assert "Do it twice" in seen(pilot)
        await pilot.press("escape")
        await shows(pilot, "A1 Number one: score 2 Level 2")
        assert pilot.app.screen is screen
        await pilot.press("slash", *"zzz")
        await shows(pilot, "Nothing holds “zzz”.")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, JournalScreen), "left")


async def test_x_writes_the_minutes_of_the_session_under_the_cursor(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "said"
    async with journal(path).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await shows(pilot, "Write the minutes", "session 2")
        field = pilot.app.screen.query_one("#field-path")
        field.value = str(place)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote", "said.md")
        text = place.with_name("said.md").read_text(encoding="utf-8")
        assert "## Session 2" in text
        assert "## Session 1" not in text
        await pilot.press("x")
        await shows(pilot, "Write the minutes")
        field = pilot.app.screen.query_one("#field-path")
        field.value = str(place)  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "exists already and was kept", "tick “replace”")
        assert place.with_name("said.md").read_text(encoding="utf-8") == text


async def test_the_palette_leads_there_from_the_score_screen(path: Path) -> None:
    app = MaturityApp(str(path))
    app.place = ("score", "north/2026-autumn/data/own", None)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Number one")
        commands = {command.title: command for command in app.get_system_commands(app.screen)}
        await commands["Journal (J)"].callback()
        await opened(pilot)
        assert "Journal of this assessment" not in {
            command.title for command in app.get_system_commands(app.screen)
        }


async def test_what_cannot_be_read_is_said(path: Path) -> None:
    app = MaturityApp(str(path))
    app.place = ("journal", "north/2026-autumn/nobody/own", None)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "no assessment")
        await pilot.press("x")
        assert isinstance(pilot.app.screen, JournalScreen)


def test_a_session_without_what_is_looked_for_is_left_out(path: Path) -> None:
    from maturity_tui.workshop.minutes.reading import read_minutes

    with Store.open(str(path)) as store:
        minutes = read_minutes(store, "north/2026-autumn/data/own")
    rows = journal_rows(minutes, "twice")
    assert [row.heading for row in rows] == [True, False]
    assert len([row for row in journal_rows(minutes) if not row.heading]) == 6
    assert RowList  # the list that they are for
