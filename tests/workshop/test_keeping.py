"""A workshop is remembered with its assessment; names lie in a database of their own, and leave no byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.store.errors import StoreError
from maturity_tui.workshop import keeping
from maturity_tui.workshop.clock import Clock
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup

pytestmark = pytest.mark.store
ID = "o/r/t/f"
NAME = "Ottilie Quastenflosser"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "m.db")) as opened:
        yield opened


def test_a_workshop_goes_on_after_a_restart(store: Store, tmp_path: Path) -> None:
    room = Workshop(setup=Setup(seats=(Seat(rater="t1"),))).begun(5.5).turned_to("a", 6)
    keeping.keep(store, ID, room)
    with Store.open(str(tmp_path / "m.db")) as again:
        assert keeping.load(again, ID) == room
        assert keeping.load(again, "o/r/other/f") is None


def test_an_ended_workshop_is_gone_with_its_names(store: Store) -> None:
    keeping.keep(store, ID, Workshop())
    store.keep_rater_names(ID, {"t1": NAME})
    keeping.keep(store, ID, None)
    assert keeping.load(store, ID) is None
    assert store.rater_names(ID) == {}


@pytest.mark.parametrize("kept", ["nonsense", 5, ["x"], {"setup": {"order": "by whim"}}, {"another": "key"}])
def test_what_cannot_be_read_is_no_workshop(store: Store, kept: object) -> None:
    store.remember(f"workshop/{ID}", kept)
    assert keeping.load(store, ID) is None


def test_names_lie_beside_the_database_and_not_in_it(store: Store, tmp_path: Path) -> None:
    store.keep_rater_names(ID, {"t1": NAME})
    assert store.rater_names(ID) == {"t1": NAME}
    assert store.rater_names("o/r/other/f") == {}
    held = [path for path in tmp_path.iterdir() if NAME.encode() in path.read_bytes()]
    assert [path.name for path in held] == ["m-people.db"]
    assert held[0].stat().st_mode & 0o777 == 0o600


def test_erased_names_leave_no_byte(store: Store, tmp_path: Path) -> None:
    store.keep_rater_names(ID, {"t1": NAME, "t2": "Somebody Else"})
    store.keep_rater_names(ID, {"t2": "Somebody Else"})
    assert not any(NAME.encode() in path.read_bytes() for path in tmp_path.iterdir())
    store.keep_rater_names(ID, {})
    assert not any(b"Somebody" in path.read_bytes() for path in tmp_path.iterdir())


def test_a_name_is_one_clean_line(store: Store) -> None:
    store.keep_rater_names(ID, {"t1": "  A\x1b[2Jna\n Lee ", "t2": "   "})
    assert store.rater_names(ID) == {"t1": "Ana Lee"}


def test_without_a_place_for_names_none_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open("sqlite:///:memory:") as store:
        assert store.rater_names(ID) == {}
        store.keep_rater_names(ID, {})
        with pytest.raises(StoreError, match="MATURITY_PEOPLE_DB"):
            store.keep_rater_names(ID, {"t1": NAME})


def test_only_hidden_votes_are_hidden() -> None:
    seats = (Seat(rater="t1"),)
    room = Workshop(setup=Setup(seats=seats)).with_revealed("a")
    assert keeping.hidden_in(room, ("a", "b")) == {"b"}
    assert keeping.hidden_in(Workshop(), ("a", "b")) == frozenset()
    assert keeping.hidden_in(None, ("a", "b")) == frozenset()


# two at once ---------------------------------------------------------------------------


def test_what_two_change_at_once_both_holds(store: Store) -> None:
    seen = Workshop(setup=Setup(seats=(Seat(rater="t1"),)), revealed=frozenset({"a", "b"}))
    keeping.keep(store, ID, seen)
    theirs = keeping.keep_over(store, ID, seen, seen.with_hidden("a").with_votes())
    mine = keeping.keep_over(store, ID, seen, seen.with_revealed("c").changed(clock=Clock(spent=9)))
    assert theirs is not None
    assert mine is not None
    assert mine.revealed == {"b", "c"}, "what either of both hid anew stays hidden"
    assert mine.voted
    assert mine.clock == Clock(spent=9)
    assert keeping.load(store, ID) == mine


def test_who_only_looked_changes_nothing(store: Store) -> None:
    seen = Workshop()
    theirs = seen.changed(clock=Clock(spent=60)).with_revealed("a")
    keeping.keep(store, ID, theirs)
    assert keeping.keep_over(store, ID, seen, seen) == theirs
    assert keeping.keep_over(store, ID, None, None) == theirs
    assert keeping.load(store, ID) == theirs


def test_what_was_ended_elsewhere_is_not_brought_back(store: Store) -> None:
    seen = Workshop()
    assert keeping.keep_over(store, ID, seen, seen.with_revealed("a")) is None
    assert keeping.load(store, ID) is None
