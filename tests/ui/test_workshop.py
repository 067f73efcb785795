"""A workshop on the score screen: begun, timed, voted in, revealed, agreed, ended; and careless hands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from maturity_tui.assessments.models import Confidence, Perspective, Score
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.results.view import read_results
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.screens.score.vote_dialog import VoteDialog
from maturity_tui.ui.screens.score.workshop_dialogs import WorkshopForm
from maturity_tui.ui.waiting import waiting
from maturity_tui.ui.widgets.form_dialog import FormDialog
from tests.ui.score_case import catalogue, database, kept, opened, seen
from tests.ui.workshop_case import (
    START,
    Hands,
    begin,
    begun,
    dialogue,
    entered,
    in_workshop,
    on_disk,
    remembered,
    seats,
    vote,
)

pytestmark = [pytest.mark.ui, pytest.mark.store]

NARROW, WIDE = (80, 24), (120, 40)
BOTH = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MATURITY_DB", raising=False)
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maturity.db"


@pytest.fixture
def clock() -> Hands:
    return Hands()


def core() -> tuple[str, ...]:
    return catalogue().load("digital-service").core


def words(pilot: Any) -> str:
    return " ".join(re.sub(r"[│▌╭╮╰╯─]", " ", seen(pilot)).split())


def given(path: Path, one: str, item: str) -> dict[str, Any]:
    return {rater: rating.level for rater, rating in on_disk(path, one).score(item).ratings.items()}


# beginning ---------------------------------------------------------------------------


@BOTH
async def test_a_workshop_is_begun_by_keyboard_and_remembered(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    one = database(path, raters={})
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await pilot.press("W")
        form = await dialogue(pilot, WorkshopForm)
        # Every question is in sight, also on 24 rows.
        for question in (
            "Team members",
            "Reviewers",
            "with names",
            "hidden until",
            "core only",
            "for the session",
        ):
            assert question in words(pilot)
        assert "ctrl+e" not in words(pilot)
        assert form.query_one("#field-team", Input).value == "8"
        await pilot.press("backspace", "5", "tab", "backspace", "2", "ctrl+s")
        await kept(screen, pilot)
        clock.now += 61
        screen.tick()
        await pilot.pause()
        assert "0:01:01 of 2:00:00" in words(pilot)
        assert "01:01 of 03:00" in words(pilot)
    room = remembered(path, one)
    assert room is not None
    assert [str(seat.perspective) for seat in room.setup.seats] == ["team"] * 5 + ["user"] * 2
    assert room.setup.hidden
    assert not room.setup.named
    assert room.clock.spent == 61
    assert on_disk(path, one).raters == {}  # they join with the first vote


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("team", "many", "“many” is no number of people"), ("team", "-1", "is no number of people"),
        ("team", "100", "0 to 99"), ("users", "", ""), ("each", "soon", "no number of minutes"),
        ("session", "nan", "no number of minutes"), ("session", "1e9", "0 (no end) to 10,080"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_said_and_nothing_begins(
    path: Path, clock: Hands, field: str, value: str, said: str
) -> None:
    one = database(path, raters={})
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await pilot.press("W")
        form = await dialogue(pilot, WorkshopForm)
        name = "user" if field == "users" else field
        form.query_one(f"#field-{name}", Input).value = value
        await pilot.press("ctrl+s")
        await kept(screen, pilot)
        if said:
            assert said in words(pilot)
            await pilot.press("escape")
            await pilot.pause()
        assert (screen.workshop is None) is bool(said)
    assert (remembered(path, one) is None) is bool(said)


async def test_more_people_than_seats_and_names_for_nobody_are_refused(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await begin(pilot, screen, team="60", user="60")
        assert "120 take part: there are seats for 99." in words(pilot)
        form = await dialogue(pilot, WorkshopForm)
        assert form.query_one("#field-user", Input).value == "60"  # what was typed is not lost
        for name in ("team", "user"):
            form.query_one(f"#field-{name}", Input).value = "0"
        form.query_one("#field-named").value = True
        await pilot.press("ctrl+s")
        await kept(screen, pilot)
        assert "Nobody takes part yet" in words(pilot)
        assert screen.workshop is None


async def test_names_are_chosen_before_the_first_vote_or_never(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(2))
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "1", "escape")
        await begin(pilot, screen, named=True)
        assert "names can only be chosen before the first vote" in words(pilot)
        await pilot.press("escape")
        assert screen.workshop is not None
        assert not screen.workshop.setup.named
        # Nor by ending it and beginning another: the votes are the same people's.
        await pilot.press("W")
        await dialogue(pilot, WorkshopForm)
        await pilot.press("ctrl+e")
        await kept(screen, pilot)
        assert screen.workshop is None
        await begin(pilot, screen, named=True)
        assert "names can only be chosen before the first vote" in words(pilot)


@BOTH
async def test_names_where_the_team_chose_them(path: Path, clock: Hands, size: tuple[int, int]) -> None:
    one = database(path, raters={})
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await begin(pilot, screen, named=True, team="3", hidden=True)
        names = await dialogue(pilot, FormDialog)
        names.query_one("#field-names").text = "Ana\n-\nBen [/]"
        await pilot.press("ctrl+s")
        await kept(screen, pilot)
        await vote(pilot, "51")
        assert "● Ana" in words(pilot)
        assert "○ Ben [/]" in words(pilot) or "▸ Ben [/]" in words(pilot)
        await pilot.press("0", "enter")
        await kept(screen, pilot)
        assert "highest Ana, lowest Ben [/]" in words(pilot)
        await vote(pilot, "115", "enter")  # the lowest are Ana, and one who has no name
        await kept(screen, pilot)
        assert "Ana" not in words(pilot)
        assert "highest and lowest, please speak" in words(pilot)
    with Store.open(str(path)) as store:
        assert store.rater_names(one) == {"t1": "Ana", "t3": "Ben [/]"}
    assert b"Ben [/]" not in path.read_bytes()


# clocks --------------------------------------------------------------------------------


@BOTH
async def test_a_pause_stops_every_clock_and_the_timer(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    one = database(path)
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        timer = screen._ticking
        assert timer is not None
        assert timer._active.is_set()
        clock.now += 100
        await pilot.press("space")
        await pilot.pause()
        assert not timer._active.is_set()
        clock.now += 1000
        screen.draw_clocks()
        await pilot.pause()
        assert "0:01:40 of 2:00:00" in words(pilot)
        assert "paused: space goes on" in words(pilot)
        await pilot.press("space")
        clock.now += 90
        screen.tick()
        await pilot.pause()
        assert timer._active.is_set()
        assert "0:03:10 of 2:00:00" in words(pilot)
        assert "! 03:10 of 03:00" in words(pilot)
        assert "paused" not in words(pilot)


async def test_no_workshop_no_timer(path: Path, clock: Hands) -> None:
    one = database(path)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        timer = screen._ticking
        assert timer is not None
        assert not timer._active.is_set()
        await pilot.press("space")
        assert screen.workshop is None
        assert "pause" not in seen(pilot)


@BOTH
async def test_a_second_repaints_two_lines(
    path: Path, clock: Hands, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = database(path)
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await pilot.pause()
        with monkeypatch.context() as watched:
            for widget in ("#ladder", "#list", "#facts", "#question", "#strip"):
                node = screen.query_one(widget)
                watched.setattr(node, "refresh", lambda *a, **k: pytest.fail("painted for a second"))
            clock.now += 1
            screen.tick()
            await pilot.pause()
            assert "0:00:01 of" in words(pilot)


@BOTH
async def test_the_pace_says_when_it_ends_and_how_many_are_too_many(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    one = database(path, scores={item: {"agreed": 1} for item in core()[:4]})
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await begin(pilot, screen)
        for done in range(4):
            assert ("6 too many" in words(pilot)) is (done > 2)
            clock.now += 240
            await pilot.press("2")
            screen.tick()
            await pilot.pause()
        # 4 in 16 minutes leave 32 at 4 minutes each: 128 minutes, but 104 are left: 26 of them.
        end = START + 16 * 60 + 128 * 60
        import datetime as dt

        assert f"{dt.datetime.fromtimestamp(end):%H:%M}; 6 too many" in words(pilot)


async def test_a_running_clock_is_kept_every_few_seconds(path: Path, clock: Hands) -> None:
    one = database(path)
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        await entered(pilot)
        screen = await opened(pilot)
        clock.now += 65
        screen.tick()
        await kept(screen, pilot)
        await pilot.app.keeper.ask(lambda store: None)  # type: ignore[attr-defined]
        room = remembered(path, one)  # as a crash would leave it
        assert room is not None
        assert room.clock.spent == 65
        assert not room.clock.is_running


# votes -------------------------------------------------------------------------------------


async def test_a_fast_hand_never_scores_what_was_meant_as_a_vote(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(3))
    app = in_workshop(path, one, clock)
    async with app.run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        for key in ("v", "1", "2", "x"):
            app.simulate_key(key)
        await dialogue(pilot, VoteDialog)
        await kept(screen, pilot)
    assert given(path, one, core()[0]) == {"t1": 1, "t2": 2, "t3": None}
    assert all(score.agreed is None for score in on_disk(path, one).scores.values())


@BOTH
async def test_hidden_votes_are_seen_nowhere(path: Path, clock: Hands, size: tuple[int, int]) -> None:
    one = database(path, raters={"u1": "user"} | {f"u{at}": "user" for at in range(2, 7)}, scores={
        core()[0]: {"ratings": {f"u{at}": 1 for at in range(1, 7)}},
    })  # fmt: skip
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        assert "users say" not in words(pilot)
        await vote(pilot, "00555x?")
        await kept(screen, pilot)
        assert "6 of 8 voted" in words(pilot)
        assert "● ● ● ● ● ●" in words(pilot)
        assert not re.search(r"[05] [05]", words(pilot).replace("0–5", ""))
        await pilot.press("escape")
        await kept(screen, pilot)
        view = screen.ladder.view
        assert [row.votes for row in view.levels] == [0] * 6
        assert view.votes_note == "6 of 8 voted"
        await pilot.press("u")  # undo says what it took back, not what it was
        await kept(screen, pilot)
        assert "Undone in A1: votes." in words(pilot)
        await pilot.press("ctrl+r")
        await kept(screen, pilot)
        told = ("  spread", "suggested", "please speak", ": speak", "unsure", "users say", "Users  ")
        assert not [betrayed for betrayed in told if betrayed in seen(pilot)]
        await pilot.press("i")
        await pilot.pause()
        assert "no figure yet" in words(pilot)
        await pilot.press("escape")
        await pilot.press("V")
        await kept(screen, pilot)
        assert [row.votes for row in screen.ladder.view.levels] == [2, 0, 0, 0, 0, 3]
        assert "spread 5" in words(pilot)
        assert "users say 1" in words(pilot)


async def test_hidden_votes_are_seen_on_no_other_screen(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(4))
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "0505", "escape")
        await kept(screen, pilot)
        import datetime as dt

        def read(store: Store) -> tuple[Any, str]:
            view = read_results(store, one)
            lines = waiting(store, "2026-autumn", "digital-service", dt.date(2026, 11, 1))
            return view.study.assessment.score(core()[0]), str(lines)

        app = pilot.app
        assert isinstance(app, MaturityApp)
        score, lines = await app.keeper.ask(read)
        assert score == Score()
        assert "levels apart" not in lines
        await pilot.press("V")
        await kept(screen, pilot)
        await app.keeper.ask(lambda store: None)
        score, lines = await app.keeper.ask(read)
        assert len(score.ratings) == 4
        assert "levels apart" in lines


async def test_enter_agrees_on_nothing_unseen(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(3))
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "12", "enter")
        assert "1 has not voted: V reveals all the same" in words(pilot)
        await pilot.press("escape", "enter")
        assert "2 of 3 voted: v goes on with 1 more vote, V reveals those that are in." in words(pilot)
        assert screen.here == core()[0]
        await vote(pilot, "4", "escape", "enter")  # all are in: enter reveals
        await pilot.pause()
        assert "suggested" in seen(pilot)
        await pilot.press("enter")  # and then agrees on the lower median
        await kept(screen, pilot)
        assert screen.here == core()[1]
    assert on_disk(path, one).score(core()[0]).agreed == 2


async def test_a_new_round_hides_anew_and_the_votes_before_it_stay_in_the_journal(
    path: Path, clock: Hands
) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(3))
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "115", "enter")
        await vote(pilot, (), "escape")  # looked at, and left as it was
        await kept(screen, pilot)
        assert "spread 4" in words(pilot)
        await vote(pilot, "2")
        assert "1 of 3 voted" in words(pilot)
        await pilot.press("2", "2", "escape")
        await kept(screen, pilot)
        assert screen.ladder.view.votes_note == "3 of 3 voted"
        assert given(path, one, core()[0]) == {"t1": 2, "t2": 2, "t3": 2}
        await pilot.press("u", "u", "u")
        await kept(screen, pilot)
        await kept(screen, pilot)
        assert given(path, one, core()[0]) == {"t1": 1, "t2": 1, "t3": 5}
        assert screen.ladder.view.votes_note == "3 of 3 voted"  # hidden until somebody reveals them again
        await pilot.press("u")
        await kept(screen, pilot)
        assert given(path, one, core()[0]) == {"t1": 1, "t2": 1}  # one vote, one change


async def test_users_in_the_room_are_no_part_of_the_suggestion(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(3, user=4, reviewer=1))
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "33500004", "enter")
        await kept(screen, pilot)
        assert screen.ladder.cursor_value == 3
        assert [row.votes for row in screen.ladder.view.levels] == [0, 0, 0, 2, 0, 1]
        assert "Users 4 rated, shown from 5" in words(pilot)
        assert "users say" not in words(pilot)
        assert "reviewers say 4" in words(pilot)
    held = on_disk(path, one)
    assert held.raters["u4"] is Perspective.USER
    assert held.raters["r1"] is Perspective.REVIEWER
    assert [held.score(core()[0]).ratings[rater].level for rater in ("t3", "u1", "r1")] == [5, 0, 4]


async def test_answers_to_a_survey_are_not_voted_over(path: Path, clock: Hands) -> None:
    survey = {f"u{at}": "user" for at in range(1, 7)}
    one = database(path, raters=survey, scores={core()[0]: {"ratings": dict.fromkeys(survey, 1)}})
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await begin(pilot, screen, team="1", user="1")
        await vote(pilot, "35", "enter")
        await kept(screen, pilot)
    held = given(path, one, core()[0])
    assert held == {**dict.fromkeys(survey, 1), "t1": 3, "u7": 5}


@BOTH
async def test_how_unsure_the_room_is(path: Path, clock: Hands, size: tuple[int, int]) -> None:
    one = database(path, raters={})
    begun(path, one, seats=seats(4))
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "2?2?3!3", "enter")
        await kept(screen, pilot)
        assert "2 unsure: low suggested" in words(pilot)
        await pilot.press("c")
        await kept(screen, pilot)
        assert "low 2 unsure" in words(pilot)
        assert "suggested 2" not in words(pilot)
    ratings = on_disk(path, one).score(core()[0]).ratings
    assert [ratings[f"t{at}"].confidence for at in range(1, 5)] == [
        Confidence.LOW, Confidence.LOW, Confidence.HIGH, None,
    ]  # fmt: skip


async def test_careless_hands_lose_nothing_and_change_nothing(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "12")
        for text in ("9 9", "[/] \x1b[2J", "x" * 100_000, "1 " * 90_000, "1 2 3 4 5 0 1"):
            pilot.app.screen.post_message(Paste(text))
            await pilot.pause()
            assert "!" in seen(pilot)
            assert "2 of 8 voted" in words(pilot)
        await pilot.press("z", "q", "7", "tab", "f12")
        assert isinstance(pilot.app.screen, VoteDialog)
        await pilot.resize_terminal(*NARROW)
        await pilot.press("3")
        await pilot.resize_terminal(40, 10)
        await pilot.press("4")
        await pilot.resize_terminal(*WIDE)
        await pilot.press("5")
        assert "4 of 8 voted" in words(pilot)  # where nothing can be seen, nothing is done
        await pilot.press("ctrl+q")
    assert given(path, one, core()[0]) == {"t1": 1, "t2": 2, "t3": 3, "t4": 5}
    assert screen.workshop is not None


async def test_two_facilitators_do_not_overwrite_each_other(path: Path, clock: Hands) -> None:
    one = database(path, raters={f"t{at}": "team" for at in range(1, 9)})
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "1", "escape")
        await kept(screen, pilot)
        with Store.open(str(path)) as store:
            held = store.assessment(one).score(core()[0])
            store.save_score(one, core()[0], held.changed(ratings={**held.ratings, "t2": 5, "t8": 4}))
        await vote(pilot, "3")
        await kept(screen, pilot)
        assert "Somebody else changed it meanwhile" in words(pilot)
        assert "3 of 8 voted" in words(pilot)
    assert given(path, one, core()[0]) == {"t1": 1, "t2": 5, "t8": 4}


async def test_without_seats_the_room_votes_in_one_line(path: Path, clock: Hands) -> None:
    one = database(path, raters={})
    begun(path, one, seats=())
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        await pilot.press("v")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "1 2 2 x 3"
        await pilot.press("enter")
        await kept(screen, pilot)
        assert "1 2 2 3 x" in words(pilot)
        assert "reveal" not in seen(pilot).splitlines()[-1]


# the agenda -----------------------------------------------------------------------------------


@BOTH
async def test_the_agenda_by_disagreement_is_one_list_and_leads_on(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    raters = {"t1": "team", "t2": "team"}
    apart = {core()[5]: (0, 5), core()[20]: (1, 4), core()[2]: (2, 3)}
    scores = {item: {"ratings": dict(zip(raters, levels, strict=True))} for item, levels in apart.items()}
    one = database(path, raters=raters, scores=scores)
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await begin(pilot, screen, order="disagreement", team="2", hidden=False)
        went = []
        for key in ("right", "1", "h", "enter"):
            went.append(screen.here)
            await pilot.press(key)
        wanted = list(apart)
        assert went == [wanted[0], wanted[1], wanted[2], wanted[1]]
        assert screen.sheet is not None
        if size == WIDE:
            assert f"{screen.sheet.code(core()[5])} " in words(pilot)
            assert "A Strategy and governance" not in words(pilot)
            assert "furthest apart first" in words(pilot)
            assert "Agenda" in words(pilot)


async def test_core_only_leaves_the_others_out(path: Path, clock: Hands) -> None:
    framework = catalogue().load("digital-service")
    one = database(path, scope="all")
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        assert "capability 1 of 59" in words(pilot)
        other = next(item for item in framework.capabilities if not framework.capabilities[item].core)
        await begin(pilot, screen, core=True)
        assert "capability 1 of 40" in words(pilot)
        listed = {row.key for row in screen.areas.rows}
        assert other not in listed
        went = {screen.here}
        for _ in range(41):
            await pilot.press("right")
            went.add(screen.here)
        assert went == set(framework.core)
        screen.show(other)  # found by name: it can be scored, and the way back leads onto the agenda
        await pilot.pause()
        assert "not on the agenda" in words(pilot)
        await pilot.press("3")
        await kept(screen, pilot)
        assert screen.here in framework.core
        await begin(pilot, screen, core=False)
        assert "of 59" in words(pilot)
    assert on_disk(path, one).score(other).agreed == 3


@BOTH
async def test_the_end_keeps_votes_and_scores_and_forgets_clock_and_names(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    one = database(path, raters={})
    begun(path, one, {"t1": "Ana"}, seats=seats(2), named=True)
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        screen = await entered(pilot)
        await vote(pilot, "13", "enter")
        await pilot.press("W")
        await dialogue(pilot, WorkshopForm)
        await pilot.press("ctrl+e")
        await kept(screen, pilot)
        assert "The workshop has ended." in words(pilot)
        assert "2:00:00" not in words(pilot)
        await pilot.press("space", "right")
        assert screen.workshop is None
    assert remembered(path, one) is None
    assert given(path, one, core()[0]) == {"t1": 1, "t2": 3}
    with Store.open(str(path)) as store:
        assert store.rater_names(one) == {}


async def test_what_is_signed_off_is_not_voted_on(path: Path, clock: Hands) -> None:
    one = database(path, status="signed-off", scores={core()[0]: {"agreed": 1}})
    begun(path, one)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        for key in ("v", "W"):
            await pilot.press(key)
            await pilot.pause()
            assert "Signed off and locked" in words(pilot)
            assert isinstance(pilot.app.screen, ScoreScreen)
        assert screen.workshop is not None


# beside the score ---------------------------------------------------------------------------------


@BOTH
async def test_what_was_said_in_the_round_before_stands_beside(
    path: Path, clock: Hands, size: tuple[int, int]
) -> None:
    note = "Half of the teams [/] knew it"
    one = database(path, before={core()[0]: {"agreed": 3, "note": note}})
    async with in_workshop(path, one, clock).run_test(size=size) as pilot:
        await entered(pilot)
        assert f"Noted then {note}" in words(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert f"Autumn 2025 3: {note}" in words(pilot)


async def test_an_idea_may_be_about_another_capability_or_about_none(path: Path, clock: Hands) -> None:
    one = database(path)
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot)
        for text, about in (("here", None), ("there", "b3"), ("anywhere", ""), ("wrong", "Q9")):
            await pilot.press("right", "b")
            form = await dialogue(pilot, FormDialog)
            form.query_one("#field-text").text = text
            if about is not None:
                form.query_one("#field-about", Input).value = about
            await pilot.press("ctrl+s")
            await kept(screen, pilot)
            if about == "":
                assert "Noted, about no capability" in words(pilot)
        assert "“Q9” is no capability here: give its code, such as A1." in words(pilot)
        await pilot.press("escape")
    assert screen.sheet is not None
    code = {screen.sheet.code(item): item for item in core()}
    held = [(idea.text, idea.about) for idea in on_disk(path, one).ideas]
    assert held == [("here", code["A2"]), ("there", code["B3"]), ("anywhere", None)]
