"""Minutes: what happened, in which order, with what outcome; never who, never what was erased or undone."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.models import Idea, Perspective, Score, Status
from maturity_tui.reports.told import told_report
from maturity_tui.reports.write import render
from maturity_tui.store import Store
from maturity_tui.workshop.keeping import keep
from maturity_tui.workshop.minutes.files import as_data, as_text
from maturity_tui.workshop.minutes.minutes import PAUSE, sittings_of
from maturity_tui.workshop.minutes.reading import read_minutes
from maturity_tui.workshop.minutes.values import Minutes
from maturity_tui.workshop.minutes.words import when, written, zone_words
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup
from tests.workshop.plain_case import ID, council, small_framework

pytestmark = pytest.mark.store

UTC = dt.UTC
START = dt.datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
PARIS = dt.timezone(dt.timedelta(hours=1), "CET")


class Clock:
    """The journal's time, put forward by hand."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> dt.datetime:
        return self.at

    def on(self, minutes: float) -> None:
        self.at += dt.timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr("maturity_tui.store.journal.now", one)
    return one


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with council(tmp_path / "a.db") as one:
        yield one


def put(store: Store, item: str, **update: Any) -> None:
    """Change fields of a score, as the screen does."""
    held = store.assessment(ID).score(item)
    store.save_score(ID, item, held.changed(**update))


def votes(*levels: Any) -> dict[str, Any]:
    return {f"t{at}": level for at, level in enumerate(levels, start=1)}


def text(minutes: Minutes) -> str:
    return as_text(written(minutes, UTC))


def one_line(minutes: Minutes) -> str:
    return " ".join(text(minutes).split())


def test_a_workshop_in_the_order_in_which_it_was_talked_about(store: Store, clock: Clock) -> None:
    clock.on(5)
    put(store, "b.one", ratings=votes(0, 3))
    clock.on(2)
    put(store, "b.one", ratings=votes(1, 2))
    put(store, "b.one", agreed=1, confidence="low", target=3, note="So it is", evidence=[{"what": "A log"}])
    clock.on(3)
    put(store, "a.one", not_applicable="Run by others")
    store.save_ideas(ID, [Idea(kind="blocker", about="b.one", text="Too slow")])
    store.set_status(ID, Status.AGREED, "All were heard")
    (session,) = read_minutes(store, ID).sessions
    assert (session.number, session.began, session.ended) == (1, START, START + dt.timedelta(minutes=10))
    assert [topic.item for topic in session.topics] == ["b.one", "a.one"]
    first, second = session.topics
    assert (first.code, first.was, first.now, first.settled, first.rounds) == (
        "B1",
        "blank",
        "1 Some",
        True,
        2,
    )
    assert first.votes == ("2 votes: 1 at 1 Some, 1 at 2 Much; from 1 to 2, spread 1, lower median 1 Some",)
    assert first.beside == (
        "confidence low, was not said", "target 3 All, was none of its own", "evidence “A log”", "note “So it is”"
    )  # fmt: skip
    assert (second.now, second.reason) == ("not applicable", "reason “Run by others”")
    assert session.took_part == {Perspective.TEAM: 2}
    assert session.caught_words == ("blocker for B1 Other one “Too slow”",)
    assert session.decisions == ("agreed, was draft; reason “All were heard”",)
    assert session.blank == ("A2 Number two", "A3 Number three", "B2 Other two")
    assert (session.scored, session.applicable) == (1, 4)
    said = one_line(read_minutes(store, ID))
    assert "13:05 B1 Other one: 1 Some, was blank. 2 votes: 1 at 1 Some, 1 at 2 Much; from 1" in said
    assert (
        "2 of the team gave votes or comments. 2 capabilities were talked about, and 2 scores changed."
        in said
    )
    assert "At the end 1 of 4 were scored." in said


def test_a_pause_of_more_than_an_hour_begins_another_session(store: Store, clock: Clock) -> None:
    clock.on(60)
    put(store, "a.one", agreed=1)
    clock.on(60.01)
    put(store, "a.one", agreed=2)
    clock.on(24 * 60)
    put(store, "a.two", agreed=2)
    told = read_minutes(store, ID)
    assert [(one.number, len(one.happenings)) for one in told.sessions] == [(1, 2), (2, 1), (3, 1)]
    assert told.sessions[1].topics[0].was == "1 Some"
    assert [one.number for one in told.only(2).sessions] == [2]
    assert [one.number for one in told.between(dt.date(2026, 11, 26), None, UTC).sessions] == [3]
    assert [one.number for one in told.between(None, dt.date(2026, 11, 25), UTC).sessions] == [1, 2]
    with pytest.raises(ValueError, match="There is no session 4: there were 3 sessions"):
        told.only(4)
    with pytest.raises(ValueError, match="No session lies between these days"):
        told.between(dt.date(2027, 1, 1), None, UTC)


def test_what_was_undone_is_listed_apart_and_without_its_words(store: Store, clock: Clock) -> None:
    put(store, "a.one", agreed=1)
    put(store, "a.two", agreed=3, note="Never to be read again")
    store.undo(ID)
    put(store, "a.three", agreed=1)
    store.undo(ID)
    store.redo(ID)
    told = read_minutes(store, ID)
    (session,) = told.sessions
    assert [topic.item for topic in session.topics] == ["a.one", "a.three"]
    assert session.undone == ("A2 Number two: score 3 All, was blank; note",)
    for format in (text(told), json.dumps(as_data(told, UTC))):
        assert "Never to be read again" not in format
    states = {one.words: one.undone for one in session.happenings}
    assert states["A2 Number two: score 3 All, was blank; note"] is True
    assert states["A3 Number three: score 1 Some, was blank"] is False


def test_a_later_session_undoes_without_changing_the_outcome_of_the_one_before(
    store: Store, clock: Clock
) -> None:
    put(store, "a.one", agreed=1)
    clock.on(90)
    store.undo(ID)
    first, second = read_minutes(store, ID).sessions
    assert [topic.now for topic in first.topics] == ["1 Some"]
    assert first.happenings[-1].undone
    assert second.undone == ("A1 Number one: score 1 Some, was blank, of an earlier session",)
    assert [(topic.was, topic.now) for topic in second.topics] == [("1 Some", "blank")]
    assert (first.scored, second.scored) == (1, 0)


def test_a_redo_in_a_later_session_is_talked_about_there(store: Store, clock: Clock) -> None:
    put(store, "a.one", agreed=1)
    store.undo(ID)
    clock.on(90)
    store.redo(ID)
    first, second = read_minutes(store, ID).sessions
    assert first.topics == ()
    assert [(topic.was, topic.now) for topic in second.topics] == [("blank", "1 Some")]
    assert not first.happenings[1].undone


def test_what_comes_to_the_same_is_said_so(store: Store, clock: Clock) -> None:
    put(store, "a.one", agreed=1)
    clock.on(90)
    put(store, "a.one", agreed=2)
    put(store, "a.one", agreed=1)
    assert "A1 Number one: 1 Some, as before." in one_line(read_minutes(store, ID).only(2))


def test_an_erased_text_stays_erased(store: Store, clock: Clock, tmp_path: Path) -> None:
    put(store, "a.one", note="Somebody's name", agreed=1)
    put(store, "a.two", not_applicable="Somebody's name")
    store.save_ideas(ID, [Idea(about="a.one", text="Somebody's name")])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute(
            "UPDATE text SET content = '(erased)', erased_at = 'now' WHERE content LIKE '%name%'"
        )
        connection.commit()
    with Store.open(str(tmp_path / "a.db")) as again:
        said = one_line(read_minutes(again, ID))
    assert "name" not in said.replace("named", "")
    assert "Note, since erased." in said
    assert "Reason, since erased." in said or "reason, since erased" in said
    assert "Idea for A1 Number one, since erased." in said


def test_a_text_that_was_changed_or_cleared_since_is_not_repeated(store: Store, clock: Clock) -> None:
    """docs/trust.md: it is gone from the screen and from exports."""
    put(store, "a.one", note="Said in anger", agreed=1, evidence=[{"what": "Said in anger too"}])
    put(store, "a.two", not_applicable="Said in anger as well")
    store.save_ideas(ID, [Idea(text="Said in anger at last")])
    clock.on(90)
    put(store, "a.one", note="Calm", evidence=[])
    put(store, "a.two", not_applicable=None)
    store.save_ideas(ID, [])
    told = read_minutes(store, ID)
    for format in (
        text(told),
        json.dumps(as_data(told, UTC)),
        "\n".join(one.words for one in told.sessions[0].happenings),
    ):
        assert "anger" not in format
    assert "Note “Calm”." in one_line(told)
    assert told.sessions[0].caught_words == ("idea",)


def test_nobody_is_named_and_few_users_are_not_told_apart(store: Store, clock: Clock) -> None:
    raters = {"jane-doe": Perspective.TEAM, "u9": Perspective.USER, **store.assessment(ID).raters}
    store.set_raters(ID, raters)
    put(store, "a.one", ratings={"jane-doe": 2, "u9": 0, "u1": 3}, comments={"jane-doe": "I think so"})
    told = read_minutes(store, ID)
    for format in (text(told), json.dumps(as_data(told, UTC))):
        assert "jane" not in format
        assert "u9" not in format
        assert "I think so" not in format
        assert "0 None" not in format.replace("was 0 None", "")
    (topic,) = told.sessions[0].topics
    assert topic.votes == (
        "1 vote: 1 at 2 Much; one level, lower median 2 Much",
        "votes of users (fewer than 5, not shown)",
    )
    assert "1 of the team and fewer than 5 users gave votes or comments." in one_line(told)
    assert as_data(told, UTC)["sessions"][0]["took_part"] == {"team": 1, "user": "fewer than 5"}


def test_votes_one_by_one_do_not_tell_who_gave_which(store: Store, clock: Clock) -> None:
    put(store, "a.one", ratings=votes(0))
    put(store, "a.one", ratings=votes(0, 3))
    put(store, "a.one", ratings=votes(3, 0))
    words = [one.words for one in read_minutes(store, ID).sessions[0].happenings[1:]]
    assert words == ["A1 Number one: 1 vote", "A1 Number one: 2 votes", "A1 Number one: 2 votes"]


def test_what_a_workshop_hides_stays_hidden(store: Store, clock: Clock) -> None:
    put(store, "a.one", ratings=votes(0, 3))
    keep(store, ID, Workshop(setup=Setup(seats=(Seat(rater="t1"), Seat(rater="t2"), Seat(rater="t3")))))
    told = read_minutes(store, ID)
    assert told.sessions[0].topics[0].votes == ("votes, not revealed yet",)
    assert "spread" not in text(told)
    assert "at 0 None" not in json.dumps(as_data(told, UTC))


def test_what_was_brought_in_is_not_said_to_have_been_talked_about(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    scores = {"a.one": {"agreed": 1, "ratings": {"t1": 1}}}
    with council(tmp_path / "b.db", scores=scores, ideas=[{"text": "Brought"}]) as other:
        other.save_ideas(ID, [*other.assessment(ID).ideas, Idea(text="Caught")])
        other.set_scope(ID, "core")
        (session,) = read_minutes(other, ID).sessions
    assert session.topics == ()
    assert session.took_part == {}
    assert session.caught_words == ("idea “Caught”",)
    assert session.other == (
        "the assessment was begun, with 1 capability held already", "the scope is core (2), was all (5)"
    )  # fmt: skip
    assert (session.scored, session.applicable, session.blank) == (1, 2, ("A2 Number two",))


def test_a_move_to_another_version_and_reopening_are_told(store: Store, clock: Clock) -> None:
    put(store, "a.one", agreed=1)
    store.upgrade(ID, small_framework("2", aliases={"a.gone": "a.one"}))
    store.set_status(ID, "signed-off")
    store.set_status(ID, "draft", "One was forgotten")
    (session,) = read_minutes(store, ID).sessions
    assert "moved to small@2, from small@1" in session.other
    assert session.decisions[-1] == "reopened: draft, was signed off; reason “One was forgotten”"


def test_times_are_local_and_the_zone_is_stated(store: Store, clock: Clock) -> None:
    clock.on(90)
    put(store, "a.one", agreed=1)
    clock.on(11 * 60)  # one session each, the last past midnight in Paris
    put(store, "a.two", agreed=1)
    told = read_minutes(store, ID)
    said = written(told, PARIS)
    assert dict(said.facts)["Times"] == "local, UTC+01:00 (CET)"
    assert [part.title for part in said.parts[:-1]] == [
        "Session 1: 25 November 2026, 14:00", "Session 2: 25 November 2026, 15:30", "Session 3: 26 November 2026, 02:30"
    ]  # fmt: skip
    assert as_data(told, PARIS)["sessions"][0]["began"] == "2026-11-25T14:00:00+01:00"
    assert zone_words(START, UTC) == "UTC+00:00"
    assert told.between(dt.date(2026, 11, 26), None, PARIS).sessions[0].number == 3
    assert dict(written(told.only(2), UTC).facts)["Sessions"] == "1 of 3"


def test_a_session_past_midnight_names_both_days(store: Store, clock: Clock) -> None:
    clock.on(10 * 60 + 30)
    put(store, "a.one", agreed=1)
    clock.on(50)
    put(store, "a.one", agreed=2)
    (_, late) = read_minutes(store, ID).sessions
    assert when(late, UTC) == "25 November 2026, 23:30 – 26 November 2026, 00:20"


HOSTILE = [
    "[/]", "[bold red]x[/]", "<script>alert(1)</script>", "# Heading", "- item", "| a | b |", "![x](http://x)",
    "`code`", "=1+1", "\x1b[2J\x1b]0;x\x07gone", "line\n\n## Session 9: never", "&lt;b&gt;", "http://evil.example",
]  # fmt: skip


def test_a_hostile_text_is_only_text_in_every_format(store: Store, clock: Clock) -> None:
    for at, words in enumerate(HOSTILE):
        put(store, "a.one", note=f"{words} n{at}")
        put(store, "a.two", not_applicable=f"{words} r{at}")
        put(store, "a.three", evidence=[{"what": f"{words} e{at}", "link": words}])
        store.save_ideas(ID, [Idea(text=f"{words} i{at}")])
        told = read_minutes(store, ID)
        plain = written(told, UTC)
        report = told_report(plain, START)
        page, markdown = render(report, "html").decode(), render(report, "md").decode()
        assert f"n{at}" in page
        assert f"n{at}" in markdown
        assert "<script>alert" not in page + markdown
        assert "\x1b" not in page + markdown + as_text(plain)
        assert markdown.count("\n## ") == as_text(plain).count("\n---") == 2
        assert "\n# Heading" not in markdown
        assert "![x](" not in markdown
        assert "http://evil" not in markdown.replace("&#47;", "/x")
        lines = as_text(plain).splitlines()
        assert not any(line.startswith(("#", "=1", "|")) for line in lines)
        json.loads(json.dumps(as_data(told, UTC)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(
                st.sampled_from(["a.one", "a.two"]), st.sampled_from([None, 0, 2]), st.sampled_from(["", "n"])
            ),
            st.sampled_from(["undo", "redo", "pause"]),
        ),
        max_size=12,
    ),
    which=st.integers(),
)
def test_the_sessions_outcomes_are_the_states_of_the_store(
    store: Store, clock: Clock, steps: list[Any], which: int
) -> None:
    """At the end of each session the minutes' figures are those of what the store held then."""
    clock.on(600)
    begin = len(read_minutes(store, ID).sessions)
    held: list[Any] = []
    for step in steps:
        if step == "pause":
            clock.on(61)
            continue
        before = len(store.history(ID))
        if step == "undo":
            store.undo(ID)
        elif step == "redo":
            store.redo(ID)
        else:
            put(store, step[0], agreed=step[1], note=step[2])
        if len(store.history(ID)) > before:
            now = store.assessment(ID)
            if len(list(sittings_of(store.history(ID)))) > begin + len(held):
                held.append(now)
            else:
                held[-1:] = [now]
    sessions = read_minutes(store, ID).sessions[begin:]
    assert len(sessions) == len(held)
    for session, assessment in zip(sessions, held, strict=True):
        assert session.scored == sum(score.agreed is not None for score in assessment.scores.values())
        for topic in session.topics:
            agreed = assessment.score(topic.item).agreed
            assert topic.now.split(" ")[0] == ("blank" if agreed is None else str(agreed))
    last = read_minutes(store, ID).sessions[-1]
    assert last.scored == sum(one.agreed is not None for one in store.assessment(ID).scores.values())


def test_the_pause_is_the_one_that_is_stated() -> None:
    from maturity_tui.workshop.minutes.words import METHOD

    assert f"more than {PAUSE.seconds // 60} minutes" in METHOD
    assert Score().is_empty


def test_votes_that_are_cast_one_by_one_are_one_round(store: Store) -> None:
    put(store, "b.one", ratings=votes(0))
    put(store, "b.one", ratings=votes(0, 3))
    (first,) = read_minutes(store, ID).sessions
    assert [topic.rounds for topic in first.topics] == [1]
    assert "taken" not in one_line(read_minutes(store, ID))
    put(store, "b.one", ratings=votes(1, 3))
    put(store, "b.one", ratings=votes(1, 2))
    (again,) = read_minutes(store, ID).sessions
    assert [topic.rounds for topic in again.topics] == [2]
