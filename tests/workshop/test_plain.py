"""The plain conversation: the same rules as the screen, line by line, and nothing acknowledged that is not on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.models import Evidence, Idea, Perspective, Rating, Score
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.store import Store
from maturity_tui.workshop.keeping import keep
from maturity_tui.workshop.plain.conversation import LOCKED, begin, reply
from maturity_tui.workshop.plain.state import Asked, Put
from maturity_tui.workshop.plain.words import prompt
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Order, Seat, Setup
from tests.workshop.plain_case import (
    ID,
    Talking,
    agreed,
    an_assessment,
    council,
    skills_framework,
    small_framework,
)

pytestmark = pytest.mark.store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with council(tmp_path / "a.db", before={"a.one": {"agreed": 1, "note": "Slow then"}}) as one:
        yield one


@pytest.fixture
def talk(store: Store) -> Talking:
    return Talking(store)


def test_it_begins_at_the_first_blank_and_says_all_that_stands_beside_it(store: Store) -> None:
    users = {f"u{at}": at % 3 for at in range(1, 6)}
    store.save_score(ID, "a.one", Score.model_validate(
        {"confidence": "low", "note": "So [/] so", "ratings": {"t1": 1, "t2": 2, "s1": 3} | users,
         "evidence": [{"what": "A log", "when": "2020-01-01"}]}
    ))  # fmt: skip
    store.save_ideas(ID, [Idea(about="a.one", text="Do it twice", kind="idea")])
    said = Talking(store).text
    for words in (
        "A1 Number one. 1 of 5. Area A.",
        "0 None: Nobody does it.",
        "2 Much: Most people do it most of the time, and those who do not can say why …",
        "Held: blank, confidence low.",
        "Target: 3 All, wanted by Better.",
        "Votes: 1 at 1 Some, 1 at 2 Much; from 1 to 2, spread 1, lower median 1 Some.",
        "Users: 1 at 0 None, 2 at 1 Some, 2 at 2 Much; from 0 to 2, spread 2, lower median 1 Some.",
        "Stakeholders: fewer than 5 gave a level, so it is not shown.",
        "Last round, 2025-Autumn: 1 Some. Note “Slow then”.",
        "Evidence: 1 piece, 1 older than a year.",
        "Note “So [/] so”.",
        "Idea “Do it twice”.",
    ):
        assert words in said.splitlines() or f"  {words}" in said.splitlines(), words


def test_four_users_are_not_broken_down(store: Store) -> None:
    store.save_score(ID, "a.one", Score.model_validate({"ratings": {f"u{at}": 3 for at in range(1, 5)}}))
    assert "Users: fewer than 5 gave a level, so it is not shown." in Talking(store).text


@pytest.mark.parametrize("typed", ["2", "much", "Much", " 2 ", "2.0"])
def test_a_level_by_figure_or_name_is_saved_and_leads_on(talk: Talking, typed: str) -> None:
    said = talk.say(typed)
    assert said.splitlines()[0] == "A1 saved: 2 Much. 1 of 5 scored."
    assert talk.held.score("a.one").agreed == 2
    assert talk.here == "a.two"
    assert "A2 Number two. 2 of 5. Area A." in said


def test_the_count_is_that_of_the_results(talk: Talking) -> None:
    talk.say("2", "- Run by others", "n", "0")
    whole = roll_up(small_framework(), talk.held).whole
    assert talk.last.state.sheet.scored == (whole.scored, whole.applicable) == (2, 4)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("7", "“7” is not a level here: use 0–3."),
        ("-1", "“-1” is not a level here"),
        ("banana", "“banana” is not a level here"),
        ("2 3", "“2 3” is not a level here"),
        ("n 5", "“n 5” is no answer here"),
        ("\x1b[2J", None),
        ("g", "Go where?"),
        ("g zz", "No capability that is asked for here is called “zz”."),
        ("v", "Votes go in one line"),
        ("v 1 9", "“9” is not a vote here: use 0, 1, 2, 3, or x"),
        ("v 1 2 2 x 3 .", "“.” is not a vote here"),
        ("c", "Confidence is low, medium or high"),
        ("c sure", "Confidence is low, medium or high"),
        ("t", "Which target?"),
        ("t 9", "“9” is not on this scale: a target lies at 0–3."),
        ("x" * 20_001, "20,001 characters; at most 20,000"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence_and_stays_here(
    talk: Talking, typed: str, why: str | None
) -> None:
    if why is None:  # nothing is left of it, and an empty line is an answer
        assert "\x1b" not in talk.say(typed)
        return
    assert why in talk.refused(typed)
    assert len(talk.text.splitlines()) == 1
    assert len(talk.text) < 200


def test_votes_are_told_without_who_and_enter_agrees_what_they_suggest(talk: Talking) -> None:
    said = talk.say("v 0 2 2 x 3")
    assert said.splitlines() == [
        "A1 saved: 5 votes: 1 at 0 None, 2 at 2 Much, 1 at 3 All, 1 does not know; "
        "from 0 to 3, spread 3, lower median 2 Much.",
        "Highest and lowest, please speak.",
        "Suggested: 2 Much, the lower median.",
    ]
    assert prompt(talk.last.state) == "A1, agreed score (enter: 2 Much):"
    assert talk.held.score("a.one").agreed is None
    assert list(talk.held.score("a.one").ratings) == ["t1", "t2", "t3", "t4", "t5"]
    assert talk.say("").startswith("A1 saved: 2 Much. 1 of 5 scored.")


def test_of_two_middle_votes_the_lower_is_suggested(talk: Talking) -> None:
    talk.say("v 1 2", "")
    assert talk.held.score("a.one").agreed == 1


def test_the_extremes_are_asked_to_speak_only_where_they_are_apart(talk: Talking) -> None:
    assert "please speak" not in talk.say("v 2 2 1")
    assert "all agree" in talk.say("v 2 2 2")
    assert "please speak" in talk.say("v 0 2")


def test_after_votes_another_level_may_be_agreed_or_none(talk: Talking) -> None:
    talk.say("v 1 2", "3")
    talk.say("v 1 2", "n")
    assert agreed(talk.held, ["a.one", "a.two"]) == [3, None]
    assert talk.here == "a.three"


def test_where_nobody_knows_nothing_is_suggested(talk: Talking) -> None:
    assert "Nobody knows" in talk.say("v x x")
    assert talk.last.state.asked is Asked.LEVEL


def test_users_ratings_stay_and_a_confidence_stays_with_its_vote(talk: Talking) -> None:
    first = Score.model_validate({"ratings": {"t1": {"level": 2, "confidence": "low"}, "u1": 0}})
    talk.desk.store.save_score(ID, "a.one", first)
    again = Talking(talk.desk.store)
    again.say("g A1", "v 2 3")
    assert again.held.score("a.one").ratings == {
        "u1": Rating(level=0), "t1": Rating.model_validate({"level": 2, "confidence": "low"}), "t2": Rating(level=3)
    }  # fmt: skip


def test_beside_the_score(talk: Talking) -> None:
    assert talk.say("c low") == "A1 saved: confidence low, was not said."
    assert talk.say("t 2") == "A1 saved: target 2 Much, was none of its own."
    assert talk.say("t 2.5") == "A1 saved: target 2.5, was 2 Much."
    assert talk.say("m A [/] note") == "A1 saved: note."
    assert talk.say("b Too slow") == "A1 saved: blocker."
    assert talk.say("i", "Do it twice") == "A1 saved: idea."
    held = talk.held.score("a.one")
    assert (held.confidence, held.target, held.note, talk.here) == ("low", 2.5, "A [/] note", "a.one")
    assert talk.held.ideas == (
        Idea(kind="blocker", about="a.one", text="Too slow"),
        Idea(kind="idea", about="a.one", text="Do it twice"),
    )
    talk.say("t -", "m -", "c -")
    assert talk.held.score("a.one").is_empty


def test_not_applicable_needs_a_reason(talk: Talking) -> None:
    assert "needs a reason" in talk.refused("-", "")
    assert prompt(talk.last.state) == "A1, level:"
    said = talk.say("-", "Run by others")
    assert said.startswith("A1 saved: not applicable, reason “Run by others”. 0 of 4 scored.")
    assert talk.here == "a.two"
    assert talk.say("p").splitlines()[-3:-1][0].startswith("Held: not applicable, reason “Run by others”")


def test_evidence_is_asked_field_by_field_and_kept_at_the_last(talk: Talking) -> None:
    talk.say("e", "A log [/]")
    assert "is no date: write it as 2026-09-30" in talk.refused("30.9.2026")
    talk.say("2026-09-30", "")
    assert talk.held.score("a.one").evidence == ()
    assert talk.say("q") == "A1 saved: evidence, 1 piece now."  # q is who keeps it: a text was asked for
    assert talk.held.score("a.one").evidence == (
        Evidence(what="A log [/]", when=dt.date(2026, 9, 30), owner="q"),
    )
    assert talk.say("e", "") == "Left as it was."


def test_moving(talk: Talking) -> None:
    assert "first capability" in talk.say("p")
    talk.say("g b2")
    assert talk.here == "b.two"
    assert "last capability" in talk.say("n")
    talk.say("g number two")
    assert talk.here == "a.two"
    talk.say("g a.three")
    assert talk.here == "a.three"
    talk.say("")
    assert talk.here == "b.one"


def test_own_answers_are_chosen_by_their_number_as_on_screen(talk: Talking) -> None:
    talk.say("g b2", "2")
    assert talk.held.score("b.two").agreed == 0.25
    talk.say("g b2", "v 0 0.25", "")
    assert talk.held.score("b.two").agreed == 0


def test_the_last_blank_is_said_and_filling_goes_round(talk: Talking) -> None:
    talk.say("g b2", "1")
    assert talk.here == "a.one"
    said = talk.say("1", "1", "1", "1")
    assert said.splitlines()[:2] == [
        "B1 saved: 1 Some. 5 of 5 scored.",
        "That was the last blank capability; q leaves.",
    ]


def test_a_score_again_says_what_it_was(talk: Talking) -> None:
    assert talk.say("2", "p", "3").startswith("A1 saved: 3 All, was 2 Much. 1 of 5 scored.")
    assert talk.say("p", "3").startswith("A1 saved: 3 All, as it was.")
    assert talk.say("p", "blank") == "A1 saved: blank, was 3 All."


def test_undo_and_redo_over_a_restart_tell_what_they_did(talk: Talking, tmp_path: Path) -> None:
    talk.say("2", "v 1 2 2 2", "c low")
    talk.desk.store.close()
    with Store.open(str(tmp_path / "a.db")) as store:
        later = Talking(store)
        assert later.say("u") == "Undone in A2: confidence not said, was low. 1 of 5 scored."
        # The two raters that joined came in a change of their own, which nobody hears of.
        assert later.say("u") == "Undone in A2: votes taken away. 1 of 5 scored."
        assert later.say("u").startswith("Undone in A1: score blank, was 2 Much. 0 of 5 scored.")
        assert later.here == "a.one"
        assert later.say("u") == "There is nothing to undo."
    with Store.open(str(tmp_path / "a.db")) as store:
        later = Talking(store)
        assert later.say("r").startswith("Done again in A1: score 2 Much, was blank. 1 of 5 scored.")
        later.say("r", "r")
        assert later.say("r") == "There is nothing to do again."
        assert later.held == talk.last.state.sheet.assessment


def test_ideas_are_undone(talk: Talking) -> None:
    talk.say("i Twice")
    assert talk.say("u") == "Undone: a change to the ideas and blockers, or to the scope."
    assert talk.held.ideas == ()


def test_letters_of_a_skill_scale_are_capitals(tmp_path: Path) -> None:
    with council(tmp_path / "s.db", skills_framework()) as store:
        talk = Talking(store, "org/2026-autumn/left/craft")
        assert "What is the highest level of this skill that the team can field?" in talk.text
        assert talk.say("E").startswith("A1 saved: E Expert. 1 of 2 scored.")
        assert talk.say("e") == ""
        assert talk.last.state.asked is Asked.WHAT
        talk.say("", "g A1", "v a W 3 x")
        assert [one.level for one in talk.held.score("a.one").ratings.values()] == [1, 2, 3, None]
        assert "from A to P, spread 2, lower median W Working." in talk.text
        talk.say("P")
        assert talk.held.score("a.one").agreed == 3


def test_signed_off_is_read_only_and_said(store: Store) -> None:
    store.save_score(ID, "a.one", Score(agreed=1))
    store.set_status(ID, "signed-off")
    talk = Talking(store)
    assert LOCKED in talk.text
    for line in ("2", "v 1 2", "- no", "-", "c low", "t 1", "e", "m a", "b a", "i a", "u", "r", "blank"):
        assert talk.refused(line) == LOCKED
    talk.say("g a1")
    assert "Held: 1 Some." in talk.text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(talk: Talking) -> None:
    talk.desk.store.save_score(ID, "a.one", Score(agreed=3))
    assert "somebody else changed it meanwhile" in talk.refused("1")
    assert "Held: 3 All." in talk.say("?")
    talk.desk.store.save_score(ID, "a.one", Score(agreed=3, note="Theirs"))
    talk.say("c low")  # another field: both are kept
    assert talk.held.score("a.one") == Score.model_validate(
        {"agreed": 3, "note": "Theirs", "confidence": "low"}
    )


def test_in_a_workshop_under_way_its_seats_vote_and_what_is_hidden_stays_so(store: Store) -> None:
    seats = tuple(Seat(rater=f"t{at}") for at in (1, 2, 3))
    keep(store, ID, Workshop(setup=Setup(seats=seats)))
    store.save_score(ID, "a.one", Score.model_validate({"ratings": {"t1": 0, "t2": 3}}))
    talk = Talking(store)
    assert "2 votes of teams, hidden" not in talk.text
    assert "2 votes of the team, hidden until they are revealed in the workshop." in talk.text
    assert "0 None;" not in talk.text
    assert "4 votes, but 3 raters take part" in talk.refused("v 1 1 1 1")
    talk.say("v 1? 1 2!")
    ratings = talk.held.score("a.one").ratings
    assert list(ratings) == ["t1", "t2", "t3"]
    assert [one.confidence for one in ratings.values()] == ["low", None, "high"]


def test_a_workshop_under_way_says_in_which_order(store: Store) -> None:
    store.save_score(ID, "a.two", Score(agreed=0))
    keep(store, ID, Workshop(setup=Setup(order=Order.GAP)))
    assert Talking(store).last.state.sheet.order[0] == "a.two"
    assert Talking(store, order=Order.AREA).last.state.sheet.order[0] == "a.one"
    keep(store, ID, Workshop(setup=Setup(core_only=True)))
    assert Talking(store).last.state.sheet.order == ("a.one", "a.two")


def test_the_order_is_the_agendas(store: Store) -> None:
    ratings: Any = {"t1": 0, "t2": 3}
    store.save_score(ID, "b.one", Score(ratings=ratings))
    store.save_score(ID, "a.two", Score(agreed=0))
    by_gap = Talking(store, order=Order.GAP).last.state.sheet.order
    assert by_gap[0] == "a.two"
    assert Talking(store, order=Order.DISAGREEMENT).last.state.sheet.order[0] == "b.one"
    core = Talking(store, core=True)
    assert core.last.state.sheet.order == ("a.one", "a.two")
    assert "1 of 2 scored." in core.text


def test_a_reply_does_nothing_by_itself(store: Store) -> None:
    """The machine is pure: the same line in the same state gives the same, and the store is not touched."""
    talk = Talking(store)
    state = talk.last.state
    one, two = reply(state, "2"), reply(state, "2")
    assert one == two
    assert isinstance(one.wish, Put)
    assert one.said == ()
    assert talk.held.score("a.one").is_empty
    assert begin(state.sheet, "b.one").state.here == "b.one"


def test_it_knows_no_screen_and_no_command_line() -> None:
    import subprocess
    import sys

    code = (
        "import sys, maturity_tui.workshop.plain.answers, maturity_tui.workshop.plain.desk\n"
        "print({'textual', 'rich', 'click'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


def test_helpers_agree_with_the_models() -> None:
    assert set(an_assessment(small_framework()).raters.values()) == {
        Perspective.TEAM, Perspective.USER, Perspective.STAKEHOLDER
    }  # fmt: skip
