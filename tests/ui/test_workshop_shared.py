"""One workshop on two screens, or on a disk that is full: what the other did is heard, and nothing is shown by it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.store import Store
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.score.workshop_dialogs import WorkshopForm
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.workshop import keeping
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Setup
from tests.ui.score_case import catalogue, database, kept, opened, seen
from tests.ui.workshop_case import Hands, begun, dialogue, entered, in_workshop, remembered, seats, vote

pytestmark = [pytest.mark.ui, pytest.mark.store]
WIDE = (120, 40)
RATERS = {f"t{at}": "team" for at in range(1, 5)}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MATURITY_DB", raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maturity.db"


def first() -> str:
    return catalogue().load("digital-service").core[0]


def words(pilot: Any) -> str:
    return " ".join(re.sub(r"[│▌╭╮╰╯─]", " ", seen(pilot)).split())


def elsewhere(path: Path, one: str, votes: dict[str, Any], workshop: Workshop | None) -> None:
    """What a second facilitator does."""
    with Store.open(str(path)) as store:
        keeping.keep(store, one, workshop)
        held = store.assessment(one).score(first())
        store.save_score(one, first(), held.changed(ratings=votes))


async def test_a_workshop_begun_elsewhere_hides_its_votes_here_too(path: Path) -> None:
    one = database(path, raters=RATERS)
    async with in_workshop(path, one, Hands()).run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        elsewhere(path, one, {"t1": 1, "t2": 4}, Workshop(setup=Setup(seats=seats(4))))
        await pilot.press("c")
        await kept(screen, pilot)
        assert "2 of 4 voted" in words(pilot)
        assert "spread" not in words(pilot)
        assert "4 take part" in words(pilot)


async def test_a_new_round_begun_elsewhere_is_hidden_here_and_stays_so(path: Path) -> None:
    one = database(path, raters=RATERS, scores={first(): {"ratings": {"t1": 2, "t2": 2}}})
    room = begun(path, one, seats=seats(4)).with_revealed(first())
    elsewhere(path, one, {"t1": 2, "t2": 2}, room)
    async with in_workshop(path, one, Hands(), first()).run_test(size=WIDE) as pilot:
        screen = await entered(pilot, running=False)
        assert "Votes 2 2" in words(pilot)
        elsewhere(path, one, {"t1": 0, "t2": 5, "t3": 5}, room.with_hidden(first()))
        await pilot.press("c")
        await kept(screen, pilot)
        assert "3 of 4 voted" in words(pilot)
        assert "spread" not in words(pilot)
        await pilot.press("ctrl+q")
    held = remembered(path, one)
    assert held is not None
    assert first() not in held.revealed, "whoever leaves reveals nothing"


async def test_a_workshop_ended_elsewhere_is_over_here_and_not_brought_back(path: Path) -> None:
    one = database(path, raters=RATERS)
    begun(path, one, {"t1": "Ana"}, seats=seats(4), named=True)
    async with in_workshop(path, one, Hands()).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        elsewhere(path, one, {}, None)
        await pilot.press("c")
        await kept(screen, pilot)
        assert "was ended elsewhere" in words(pilot)
        assert screen.workshop is None
        await pilot.press("ctrl+q")
    assert remembered(path, one) is None


async def test_who_only_looked_takes_nothing_back_on_leaving(path: Path) -> None:
    one = database(path, raters=RATERS)
    room = begun(path, one, seats=seats(4))
    async with in_workshop(path, one, Hands()).run_test(size=WIDE) as pilot:
        await entered(pilot, running=False)
        further = room.with_revealed(first()).begun(0).paused(600)
        elsewhere(path, one, {}, further)
        await pilot.press("ctrl+q")
    held = remembered(path, one)
    assert held is not None
    assert held.clock.spent == 600
    assert held.revealed == {first()}


async def test_a_round_that_could_not_be_begun_leaves_the_one_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes = {"t1": 1, "t2": 2, "t3": 2, "t4": 4}
    one = database(path, raters=RATERS, scores={first(): {"ratings": votes}})
    elsewhere(path, one, votes, Workshop(setup=Setup(seats=seats(4)), revealed=frozenset({first()})))
    async with in_workshop(path, one, Hands(), first()).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await kept(screen, pilot)

        def full(*args: Any) -> None:
            raise StoreError("There is no room left.")

        with monkeypatch.context() as disk:
            disk.setattr(Store, "save_score", full)
            disk.setattr(Store, "remember", full)
            await vote(pilot, "3")
            await kept(screen, pilot)
            assert "There is no room left." in words(pilot)
            assert "A new round" in words(pilot), "nobody's vote is taken for one of it"
            await pilot.press("escape")
            await pilot.pause()
            assert "Votes 1 2 2 4" in words(pilot)
        await vote(pilot, "3333", "escape")
        await kept(screen, pilot)
        assert "4 of 4 voted" in words(pilot)


async def test_a_vote_is_a_dot_once_it_is_on_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    one = database(path, raters=RATERS)
    begun(path, one, seats=seats(4))
    gate, save = threading.Event(), Store.save_score

    def slow(*args: Any) -> Any:
        assert gate.wait(10)
        return save(*args)

    monkeypatch.setattr(Store, "save_score", slow)
    async with in_workshop(path, one, Hands(), first()).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "3")
        assert "team … ▸ ○ ○" in words(pilot)
        gate.set()
        await kept(screen, pilot)
        assert "team ● ▸ ○ ○" in words(pilot)


async def test_the_terminals_cursor_stands_on_whose_turn_it_is(path: Path) -> None:
    one = database(path, raters=RATERS)
    begun(path, one, seats=seats(4))
    async with in_workshop(path, one, Hands(), first()).run_test(size=(80, 24)) as pilot:
        await entered(pilot)
        await vote(pilot, "")
        await pilot.pause()
        x, y = pilot.app.cursor_position
        assert seen(pilot).splitlines()[y][x:].startswith("▸ seat 1 of 4, team")


async def test_a_number_is_typed_over(path: Path) -> None:
    one = database(path, raters={})
    async with in_workshop(path, one, Hands()).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("W")
        await dialogue(pilot, WorkshopForm)
        await pilot.press("1", "2", "tab", "3", "ctrl+s")
        await kept(screen, pilot)
        assert screen.workshop is not None
        assert len(screen.workshop.setup.seats) == 15


async def test_votes_on_what_was_agreed_without_any_are_hidden_as_well(path: Path) -> None:
    one = database(path, raters=RATERS)
    begun(path, one, seats=seats(4))
    async with in_workshop(path, one, Hands(), first()).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await pilot.press("2", "left")
        await kept(screen, pilot)
        assert screen.here == first()
        await vote(pilot, "15", "escape")
        await kept(screen, pilot)
        assert "2 of 4 voted" in words(pilot)
        assert "spread" not in words(pilot)


async def test_long_names_are_whole_and_one_is_one(path: Path) -> None:
    name = "Çelik Özgür Longname-Smythe-Jones"
    one = database(path, raters={})
    begun(path, one, {"t1": name}, seats=seats(1, stakeholder=1), named=True)
    async with in_workshop(path, one, Hands(), first()).run_test(size=(80, 24)) as pilot:
        await entered(pilot)
        await vote(pilot, "")
        assert f"▸ {name} " in words(pilot)
        assert f"▸ {name}: 0–5" in words(pilot)
        await pilot.press("escape", "W")
        await dialogue(pilot, WorkshopForm)
        await pilot.press("ctrl+s")
        await dialogue(pilot, FormDialog)
        assert "1 of the team, then 1 stakeholder;" in words(pilot)
