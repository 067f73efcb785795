"""The score screen, driven by its keys, at both sizes; and what is on disk after them."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from maturity_tui.assessments.models import Assessment, Status
from maturity_tui.store import Store, StoreError
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.pieces_dialog import PiecesDialog
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.text_dialog import TextDialog
from tests.ui.score_case import catalogue, database, kept, opened, own_framework, scoring, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]

NARROW, WIDE = (80, 24), (120, 40)
HOSTILE = ("[/]", "[bold", "\x1b[2J", "x" * 10_000, "[link=a]b[/link] ] [")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MATURITY_DB", raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maturity.db"


def on_disk(path: Path, one: str) -> Assessment:
    with Store.open(str(path)) as store:
        return store.assessment(one)


def core() -> tuple[str, ...]:
    return catalogue().load("digital-service").core


def words(pilot: Any) -> str:
    """What is seen, with frames and line ends taken out."""
    return " ".join(re.sub(r"[│▌╭╮╰╯─]", " ", seen(pilot)).split())


async def type_into(pilot: Any, text: str, *keys: str) -> None:
    """A text into the dialog's first field, then keys."""
    await pilot.pause()
    pilot.app.screen.query(Input).first().value = text
    await pilot.press(*keys)
    await pilot.pause()


# scoring -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_all_forty_are_scored_by_keyboard(path: Path, size: tuple[int, int]) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        for place in range(40):
            await pilot.press(str(place % 6))
        assert "last blank capability" in seen(pilot)
        await kept(screen, pilot)
        assert screen.sheet is not None
        assert screen.sheet.scored == (40, 40)
        assert re.search(r"✓ saved \d\d:\d\d:\d\d", seen(pilot))
    held = on_disk(path, one).scores
    assert [held[item].agreed for item in core()] == [place % 6 for place in range(40)]


async def test_a_digit_goes_on_and_the_list_marks_it_saved(path: Path) -> None:
    app = scoring(path, database(path))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert "A1 Digital strategy" in seen(pilot)
        assert "0 of 40 scored" in seen(pilot)
        assert "capability 1 of 40" in seen(pilot)
        await pilot.press("2")
        await kept(screen, pilot)
        assert "capability 2 of 40" in seen(pilot)
        assert "1 of 40 scored" in seen(pilot)
        assert re.search(r"✓ Digital strategy +2", seen(pilot))
        assert "A Strategy and governance    2.0 1/3" in seen(pilot)


async def test_nothing_says_saved_before_the_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    save = Store.save_score

    def slow(self: Store, *args: Any, **more: Any) -> Any:
        gate.wait(5)
        return save(self, *args, **more)

    monkeypatch.setattr(Store, "save_score", slow)
    app = scoring(path, database(path))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("2")
        assert "… Digital strategy" in seen(pilot)
        assert "✓ saved" not in seen(pilot)
        assert "0 of 40 scored" in seen(pilot)
        await pilot.press("h")
        assert "□ agreed" in seen(pilot)
        gate.set()
        await kept(screen, pilot)
        assert "■ agreed" in seen(pilot)
        assert "✓ saved" in seen(pilot)


async def test_digits_typed_faster_than_the_screen_land_one_after_the_other(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        for key in ["1", "l", "2", "enter", "c", "3", "4", "5", "h", "h", "0"]:
            app.simulate_key(key)
        await kept(screen, pilot)
        await kept(screen, pilot)
    held = on_disk(path, one)
    first = [held.score(item).agreed for item in core()[:8]]
    # 1; past the second; 2; enter at the lowest; c there, then 3; 4; 5; back twice; 0 in the place of 4.
    assert first == [1, None, 2, 0, 3, 0, 5, None]
    assert held.score(core()[4]).confidence == "low"


async def test_leaving_at_once_loses_nothing(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        for key in ("1", "2", "3", "escape"):
            app.simulate_key(key)
        for _ in range(200):
            await pilot.pause(0.01)
            if not isinstance(app.screen, ScoreScreen):
                break
        assert not isinstance(app.screen, ScoreScreen)
    assert [on_disk(path, one).score(item).agreed for item in core()[:4]] == [1, 2, 3, None]


async def test_after_filling_a_blank_the_next_blank_after_changing_the_next_one(path: Path) -> None:
    scores = {core()[1]: {"agreed": 3}, core()[2]: {"agreed": 3}}
    app = scoring(path, database(path, scores=scores))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("1")
        assert screen.here == core()[3]
        await pilot.press("h", "h", "4")
        assert screen.here == core()[2]
        await kept(screen, pilot)


async def test_arrows_and_enter_choose_a_level(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("j", "down", "down", "k", "enter")
        await kept(screen, pilot)
        assert screen.here == core()[1]
    assert on_disk(path, one).score(core()[0]).agreed == 2


async def test_clear_repeat_and_confidence(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("full_stop")
        assert "nothing to repeat" in seen(pilot)
        await pilot.press("3", "full_stop", "full_stop", "h", "c", "c", "h", "backspace")
        await kept(screen, pilot)
    held = on_disk(path, one)
    assert [held.score(item).agreed for item in core()[:4]] == [3, None, 3, None]
    assert held.score(core()[2]).confidence == "medium"


async def test_a_level_beyond_the_scale_is_refused_with_a_sentence(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("7")
        assert "There is no level 7 here: A1 can be scored at 0–5." in seen(pilot)
        assert screen.here == core()[0]
        await kept(screen, pilot)
    assert on_disk(path, one).scores == {}


# not applicable, undo ------------------------------------------------------------------


async def test_not_applicable_wants_a_reason(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("minus")
        assert isinstance(app.screen, Prompt)
        await pilot.press("space", "enter")
        assert "needs a reason" in seen(pilot)
        await type_into(pilot, "Run by [/] others", "enter")
        await kept(screen, pilot)
        assert screen.here == core()[1]
        await pilot.press("h")
        assert "not applicable: Run by [/] others" in seen(pilot)
        assert screen.sheet is not None
        assert screen.sheet.scored == (0, 39)
        await pilot.press("4")
        await kept(screen, pilot)
    assert on_disk(path, one).score(core()[0]).agreed == 4
    assert on_disk(path, one).score(core()[0]).not_applicable is None


async def test_undo_and_redo_say_what_and_outlive_the_app(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("2", "h", "3")
        await kept(screen, pilot)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("u")
        await pilot.pause(0.2)
        assert "Undone in A1: score 2, was 3." in seen(pilot)
        assert screen.here == core()[0]
        await pilot.press("u")
        await pilot.pause(0.2)
        assert "Undone in A1: score blank, was 2." in seen(pilot)
        await pilot.press("u")
        await pilot.pause(0.2)
        assert "nothing to undo" in seen(pilot)
        await pilot.press("ctrl+r")
        await pilot.pause(0.2)
        assert "Done again in A1: score 2, was blank." in seen(pilot)
    assert on_disk(path, one).score(core()[0]).agreed == 2


# votes -----------------------------------------------------------------------------------


async def test_votes_in_one_line(path: Path) -> None:
    one = database(path, raters={"u1": "user"})
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("v")
        assert isinstance(app.screen, Prompt)
        await type_into(pilot, "1 2 9", "enter")
        assert "“9” is not a vote here" in seen(pilot)
        await type_into(pilot, "1 2 2 x 4", "enter")
        await kept(screen, pilot)
        shown = seen(pilot)
        assert "1 2 2 4 x  spread 3  ≠ highest and lowest, please speak" in shown
        assert re.search(r"Emerging +●● +suggested", shown)
        assert re.search(r"Managed +● ", shown)
        assert "t1" not in shown
        await pilot.press("enter")
        await kept(screen, pilot)
        await pilot.press("u", "u")
        await pilot.pause(0.3)
        assert "Undone in A1: votes." in seen(pilot)
    held = on_disk(path, one)
    assert held.score(core()[0]).agreed is None
    assert not held.score(core()[0]).ratings
    with Store.open(str(path)) as store:
        store.redo(one)
        held = store.redo(one).assessment  # type: ignore[union-attr]
    assert {rater: str(who) for rater, who in held.raters.items()} == {"u1": "user"} | {
        f"t{n}": "team" for n in range(1, 6)
    }


async def test_voting_again_replaces_the_room_and_nobody_else(path: Path) -> None:
    ratings = {"t1": {"level": 1, "confidence": "low"}, "t2": 2, "t3": 3, "u1": 0}
    one = database(path, scores={core()[0]: {"ratings": ratings, "agreed": 2}})
    app = scoring(path, one, core()[0])
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "1 2 3"
        await type_into(pilot, "1, 4", "enter")
        await kept(screen, pilot)
    held = on_disk(path, one).score(core()[0])
    assert {rater: one.level for rater, one in held.ratings.items()} == {"t1": 1, "t2": 4, "u1": 0}
    assert held.ratings["t1"].confidence == "low"
    assert held.agreed == 2


async def test_users_are_heard_from_five_on(path: Path) -> None:
    four, five = ({f"u{n}": 1 for n in range(1, many)} for many in (5, 6))
    scores = {core()[0]: {"ratings": four}, core()[1]: {"ratings": five}}
    app = scoring(path, database(path, scores=scores))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "users say" not in seen(pilot)
        assert "4 rated, shown from 5" in seen(pilot)
        await pilot.press("l")
        assert re.search(r"Ad hoc +users say 1", seen(pilot))
        assert "●" not in seen(pilot)


async def test_last_round_stands_on_its_level(path: Path) -> None:
    app = scoring(path, database(path, before={core()[0]: {"agreed": 1}, core()[1]: {"agreed": 3}}))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert re.search(r"Ad hoc +last round", seen(pilot))
        await pilot.press("3", "h")
        assert "▲ up 2" in seen(pilot)
        await pilot.press("l", "2", "h")
        assert "▼ down 1" in seen(pilot)


# beside the score ----------------------------------------------------------------------------


async def test_a_target_of_our_own_beats_the_themes(path: Path) -> None:
    item = next(item for item in core() if item.startswith("people"))
    one = database(path)
    app = scoring(path, one, item)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert re.search(r"Managed +◆ target", seen(pilot))
        await pilot.press("t")
        await pilot.pause()
        assert "wanted by Services residents choose to use; Skilled people" in words(pilot)
        await type_into(pilot, "9", "enter")
        assert "is not on this scale" in seen(pilot)
        await type_into(pilot, "5", "enter")
        await kept(screen, pilot)
        assert re.search(r"Leading +◆ target", seen(pilot))
        assert "our own" in seen(pilot)
        await pilot.press("t")
        await type_into(pilot, "", "enter")
        await kept(screen, pilot)
        assert re.search(r"Managed +◆ target", seen(pilot))
    assert on_disk(path, one).score(item).target is None


async def test_evidence_is_added_changed_and_taken_away(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        await pilot.press("enter")
        assert "needs a name" in seen(pilot)
        app.screen.query_one("#field-when", Input).value = "2020-02-30"
        await type_into(pilot, "Three reviews", "enter")
        assert "is not a date" in seen(pilot)
        app.screen.query_one("#field-when", Input).value = "2020-02-03"
        app.screen.query_one("#field-owner", Input).value = "Service manager"
        await pilot.press("enter")
        await kept(screen, pilot)
        assert "! 1 over a year old" in seen(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, PiecesDialog)
        assert "! Three reviews   3 Feb 2020 · Service manager" in seen(pilot)
        await pilot.press("n")
        await type_into(pilot, "A log", "enter")
        await pilot.press("enter")
        await type_into(pilot, "Four reviews", "enter")
        await pilot.press("down", "backspace")
        await kept(screen, pilot)
        await pilot.press("escape")
    (piece,) = on_disk(path, one).score(core()[0]).evidence
    assert (piece.what, piece.owner) == ("Four reviews", "Service manager")


async def test_ideas_and_blockers(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        for text, keys in (("Say it once", ()), ("No budget", ("tab", "right"))):
            await pilot.press("b")
            await pilot.pause()
            if isinstance(app.screen, PiecesDialog):
                await pilot.press("n")
                await pilot.pause()
            app.screen.query_one(TextArea).text = text
            await pilot.press(*keys, "ctrl+s")
            await kept(screen, pilot)
            if isinstance(app.screen, PiecesDialog):
                await pilot.press("escape")
        assert app.screen is screen
        assert "1 blocker, 1 idea" in seen(pilot)
    assert [(idea.kind, idea.about, idea.text) for idea in on_disk(path, one).ideas] == [
        ("idea", core()[0], "Say it once"),
        ("blocker", core()[0], "No budget"),
    ]


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_are_only_words(path: Path, text: str, size: tuple[int, int]) -> None:
    item = core()[0]
    scores = {item: {"comments": {"u1": text, "t1": text}, "ratings": {"u1": 1}}}
    one = database(path, scores=scores)
    app = scoring(path, one, item)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, PiecesDialog)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TextDialog)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(TextArea).text = text
        await pilot.press("ctrl+s")
        await kept(screen, pilot)
        await pilot.press("e")
        await type_into(pilot, text, "enter")
        await pilot.press("b")
        await pilot.pause()
        app.screen.query_one(TextArea).text = text
        await pilot.press("ctrl+s")
        await kept(screen, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("escape", "minus")
        await type_into(pilot, text, "enter")
        await kept(screen, pilot)
        await pilot.press("h", "i")
        assert "\x1b" not in seen(pilot)
        await pilot.press("escape")
        assert app.screen is screen
    held = on_disk(path, one)
    for said in (
        held.score(item).note,
        held.score(item).evidence[0].what,
        held.ideas[0].text,
        held.score(item).not_applicable,
    ):
        assert said
        assert "\x1b" not in said
        assert said in (text, text.replace("\x1b", ""))


# status -------------------------------------------------------------------------------------------


async def test_signed_off_is_locked_until_it_is_reopened_with_a_reason(path: Path) -> None:
    one = database(path, scores={core()[0]: {"agreed": 2}})
    app = scoring(path, one, core()[0])
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("A")
        await kept(screen, pilot)
        assert "Agreed." in seen(pilot)
        await pilot.press("u")
        await kept(screen, pilot)
        assert on_disk(path, one).status is Status.DRAFT
        for _ in range(2):
            await pilot.press("A")
            await kept(screen, pilot)
        assert "Signed off and locked with 39 left blank" in seen(pilot)
        assert "signed off, locked" in seen(pilot)
        for key in ("3", "v", "t", "e", "c", "b", "u", "ctrl+r", "minus", "full_stop", "backspace", "enter"):
            await pilot.press("l", key)
            assert app.screen is screen, key
            assert "A reopens it, with a reason" in seen(pilot), key
        await pilot.press("A")
        await pilot.pause()
        await pilot.press("enter")
        assert "needs a reason" in seen(pilot)
        await type_into(pilot, "A vote was missed", "enter")
        await kept(screen, pilot)
        assert "Reopened as a draft" in seen(pilot)
    with Store.open(str(path)) as store:
        assert store.assessment(one).status is Status.DRAFT
        assert store.history(one)[-1].note == "A vote was missed"
        assert store.assessment(one).score(core()[0]).agreed == 2


# a save that fails -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_failed_save_is_said_and_shows_what_is_on_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    one = database(path, scores={core()[0]: {"agreed": 1}})
    app = scoring(path, one, core()[0])
    save, broken = Store.save_score, True

    def full(self: Store, *args: Any, **more: Any) -> Any:
        if broken:
            raise StoreError(
                "There is no room left for the database. Nothing was saved; make room and try again."
            )
        return save(self, *args, **more)

    monkeypatch.setattr(Store, "save_score", full)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("4", "5")
        await kept(screen, pilot)
        shown = words(pilot)
        assert "A2 Portfolio and prioritisation was not saved: There is no room left" in shown
        assert "✓ saved" not in shown
        assert "not all is saved" in shown
        assert screen.sheet is not None
        assert screen.sheet.score(core()[0]).agreed == 1
        assert screen.sheet.score(core()[1]).agreed is None
        broken = False
        await pilot.press("h", "h", "3", "5")
        await kept(screen, pilot)
        assert "✓ saved" in seen(pilot)
        assert "was not saved" not in seen(pilot)
    assert [on_disk(path, one).score(item).agreed for item in core()[:3]] == [3, 5, None]


async def test_what_somebody_else_wrote_is_not_written_over_unseen(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        with Store.open(str(path)) as other:
            other.save_score(one, core()[0], on_disk(path, one).score(core()[0]).changed(agreed=5))
        await pilot.press("1")
        await kept(screen, pilot)
        assert "Somebody else changed it meanwhile" in words(pilot)
        assert screen.sheet is not None
        assert screen.sheet.score(core()[0]).agreed == 5
    assert on_disk(path, one).score(core()[0]).agreed == 5


# other frameworks ----------------------------------------------------------------------------------------


async def test_ddat_levels_are_letters(path: Path) -> None:
    one = database(path, "ddat", scope="all")
    app = scoring(path, one, "architecture-communication")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        shown = seen(pilot)
        assert "skill 3 of 186" in shown
        assert "1–4 score" in shown
        for letter, name in zip("AWPE", ("Awareness", "Working", "Practitioner", "Expert"), strict=True):
            assert re.search(rf"{letter} +\S +{name}", shown)
        await pilot.press("5")
        assert "There is no level 5 here: A3 can be scored at 1–4 (A W P E)." in seen(pilot)
        await pilot.press("v")
        await type_into(pilot, "A p p x", "enter")
        await kept(screen, pilot)
        assert "A P P x" in seen(pilot)
        await pilot.press("3")
        await kept(screen, pilot)
        assert re.search(r"✓ Architecture communication +P", seen(pilot))
        assert "100 % 1/" in seen(pilot)
        await pilot.press("h", "i")
        assert "1 of the 1 skills" in words(pilot)
    assert on_disk(path, one).score("architecture-communication").agreed == 3


async def test_sfia_levels_that_are_not_defined_are_refused(path: Path) -> None:
    try:
        catalogue().load("sfia")
    except StoreError:
        pytest.skip("this build has no SFIA")
    one = database(path, "sfia", scope="all")
    app = scoring(path, one, "ITSP")
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        assert "4–7 score" in seen(pilot)
        await pilot.press("3")
        assert "A1 is not defined at level 3: it can be scored at 4–7." in seen(pilot)
        await pilot.press("8")
        assert "There is no level 8 here" in seen(pilot)
        await pilot.press("6")
        await kept(screen, pilot)
        await pilot.press("z")
        assert "Strategy and planning" in seen(pilot)
        await pilot.press("escape")
        assert app.screen is screen
    assert on_disk(path, one).score("ITSP").agreed == 6


async def test_more_than_ten_answers_are_typed_and_entered(path: Path) -> None:
    one = database(path, own_framework(11), scope="all")
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert "0–10 score" in seen(pilot)
        await pilot.press("1")
        assert isinstance(app.screen, Prompt)
        await pilot.press("2")
        assert "is not a level here: use 0–10" in seen(pilot)
        await pilot.press("backspace", "0", "enter")
        await kept(screen, pilot)
        assert screen.here == "a.two"
    assert on_disk(path, one).score("a.one").agreed == 10


async def test_own_answers_are_numbered(path: Path) -> None:
    answers = [
        {"value": value, "text": text}
        for value, text in ((0, "No"), (0.25, "For some"), (0.5, "x" * 80), (1, "Yes"))
    ]
    one = database(path, own_framework(4, answers=answers), scope="all")
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert re.search(r"2 +\S +For some  0.25", seen(pilot))
        await pilot.press("2", "4")
        await kept(screen, pilot)
        await pilot.press("i")
        assert "(0.25 + 1) ÷ 2 = 0.625" in words(pilot)
    held = on_disk(path, one)
    assert [held.score(item).agreed for item in ("a.one", "a.two")] == [0.25, 1]


async def test_two_levels_are_enough(path: Path) -> None:
    one = database(path, own_framework(2), scope="all")
    app = scoring(path, one)
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("1", "0", "2")
        assert "B1 can" not in seen(pilot)
        assert "A3 can be scored at 0 and 1" in seen(pilot)
        await kept(screen, pilot)
    assert [on_disk(path, one).score(item).agreed for item in ("a.one", "a.two", "a.three")] == [1, 0, None]


# moving, explaining, elsewhere ---------------------------------------------------------------------------------


async def test_find_and_go_on_finding(path: Path) -> None:
    app = scoring(path, database(path))
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        await pilot.press("slash")
        await type_into(pilot, "DATA", "enter")
        assert screen.sheet is not None
        hits = [item for item in core() if "data" in f"{screen.sheet.name(item)} {item}".casefold()]
        assert screen.here == hits[0]
        await pilot.press("n")
        assert screen.here == hits[1]
        await pilot.press("N", "N")
        assert screen.here == hits[-1]
        await pilot.press("slash")
        await type_into(pilot, "[/] nowhere", "enter")
        assert "is called “[/] nowhere”" in seen(pilot)


async def test_the_areas_are_walked_and_opened(path: Path) -> None:
    app = scoring(path, database(path))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("tab")
        assert screen.areas.has_focus
        await pilot.press("j")
        assert screen.here == core()[1]
        await pilot.press("2")
        await kept(screen, pilot)
        assert screen.here == core()[2]
        await pilot.press("j")
        await pilot.press("i")
        await pilot.pause()
        assert (
            "B People, skills and change has no figure yet: none of its 5 capabilities is scored."
            in words(pilot)
        )
        await pilot.press("i", "enter")
        assert screen.here == core()[3]
        await pilot.press("enter")
        assert screen.ladder.has_focus


async def test_the_areas_open_on_a_narrow_screen(path: Path) -> None:
    app = scoring(path, database(path))
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        assert "▸··  A Strategy and governance  0 of 3" in seen(pilot)
        await pilot.press("z")
        await pilot.pause()
        assert "J Commercial, finance and sustainability" in seen(pilot)
        await pilot.press("j", "enter")
        assert screen.here == core()[1]
        assert screen.ladder.has_focus
        await pilot.press("z", "escape")
        assert app.screen is screen


async def test_explain_shows_the_arithmetic_and_the_lowest(path: Path) -> None:
    scores = {item: {"agreed": level} for item, level in zip(core()[:3], (2, 3, 2), strict=True)}
    app = scoring(path, database(path, scores=scores), core()[0])
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("i")
        await pilot.pause()
        shown = words(pilot)
        assert "A Strategy and governance is 2.3: the mean of its 3 capabilities" in shown
        assert "(2 + 3 + 2) ÷ 3 = ≈2.33" in shown
        assert "the lowest one is 2" in shown


async def test_other_screens_are_opened_with_everything_on_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[Any] = []
    one = database(path)

    def go(app: Any, place: str, assessment: str, capability: str) -> None:
        went.append((place, assessment, capability, on_disk(path, one).score(core()[0]).agreed))

    monkeypatch.setattr("maturity_tui.ui.places.open_place", go)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        for key in ("4", "r", "w", "x"):
            app.simulate_key(key)
        await pilot.pause(0.5)
    assert went == [(place, one, core()[1], 4) for place in ("results", "what-if", "export")]


async def test_keys_are_explained(path: Path) -> None:
    app = scoring(path, database(path))
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert (
            "0–5 score   - not applicable   v votes   t target   b idea or blocker   e evidence   W workshop"
            in seen(pilot)
        )
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Type what everyone voted" in seen(pilot)
        assert "reads" not in seen(pilot)


async def test_another_size_shows_the_same_capability(path: Path) -> None:
    app = scoring(path, database(path), core()[4])
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.resize_terminal(*NARROW)
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("z")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert screen.here == core()[5]
        assert "A Strategy and governance" in seen(pilot)
        assert screen.sheet is not None
        assert f"{screen.sheet.name(core()[5])} ─" in seen(pilot)
        await kept(screen, pilot)


async def test_somebody_elses_votes_are_not_written_over_unseen(path: Path) -> None:
    one = database(path)
    app = scoring(path, one)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        with Store.open(str(path)) as other:
            held = other.assessment(one).score(core()[0])
            other.save_score(one, core()[0], held.changed(ratings={"t1": 5}))
        await pilot.press("v")
        await type_into(pilot, "1 1", "enter")
        await kept(screen, pilot)
        assert "Somebody else changed it meanwhile" in words(pilot)
    assert {r: one.level for r, one in on_disk(path, one).score(core()[0]).ratings.items()} == {"t1": 5}


async def test_all_six_descriptors_are_seen_wide(path: Path) -> None:
    app = scoring(path, database(path))
    framework = catalogue().load("digital-service")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        missing = []
        for item in core():
            shown = " ".join(
                word
                for row in seen(pilot).splitlines()
                for word in row[44:118].replace("│", " ").replace("▌", " ").split()
            )
            missing += [
                (item, value)
                for value, text in framework.capabilities[item].levels.items()
                if " ".join(text.split()[:4]) not in shown
            ]
            await pilot.press("l")
        assert not missing
        assert screen.here == core()[-1]
