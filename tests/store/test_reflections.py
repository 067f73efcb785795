"""Surveys in the store: one undoable change, the same file once, nothing of anybody's address on disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Status
from maturity_tui.assessments.survey.values import Taken, Use
from maturity_tui.store import Store, StoreError
from maturity_tui.store.survey_desk import SurveyDesk, bring_in, open_desk
from tests.assessments.survey_case import DESK, H1, H2, SURVEYS, table
from tests.ui.score_case import database

pytestmark = pytest.mark.store

FORM = ("ID", "Start time", "Email", "User or stakeholder?", H1, "Why?")
ANN = ("1", "9:00", "ann@example.org", "User", "1", "Slow")
BEN = ("2", "9:01", "ben@example.org", "Stakeholder", "2", "")
CAT = ("3", "9:02", "cat@example.org", "User", "x", "")
ONE = "north/2026-autumn/data/digital-service"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database(tmp_path / "a.db", scores={DESK: {"agreed": 3, "ratings": {"t1": 3, "u1": 2}}})
    return tmp_path / "a.db"


def desk(store: Store, *rows: tuple[str, ...]) -> SurveyDesk:
    return open_desk(store, ONE, table(FORM, *rows), "answers.csv")


def test_a_survey_is_one_change_and_undo_takes_all_of_it_back_also_after_a_restart(path: Path) -> None:
    with Store.open(str(path)) as store:
        before, changes = store.assessment(ONE), len(store.history(ONE))
        saved = bring_in(store, desk(store, ANN, BEN))
        assert len(store.history(ONE)) == changes + 1
        assert store.history(ONE)[-1].kind == "survey"
        assert {rater: str(who) for rater, who in saved.assessment.raters.items() if rater not in before.raters} == {
            "u6": "user", "s1": "stakeholder"
        }  # fmt: skip
        assert saved.assessment.score(DESK).ratings["u6"].level == 1
        assert dict(saved.assessment.score(DESK).comments) == {"u6": "Slow"}
        assert saved.assessment.score(DESK).agreed == 3
        after = saved.assessment
    with Store.open(str(path)) as store:
        assert store.assessment(ONE) == after
        assert store.undo(ONE).assessment == before
        assert store.redo(ONE).assessment == after
        assert store.check() == ()


def test_the_same_file_comes_in_once_unless_it_is_asked_for(path: Path) -> None:
    with Store.open(str(path)) as store:
        first = bring_in(store, desk(store, ANN, BEN)).assessment
        second = desk(store, ANN, BEN)
        assert second.came_before
        assert [str(problem) for problem in second.problems] == [
            "This file was brought in before, and nothing in it is new: answers.csv."
        ]
        with pytest.raises(StoreError, match="brought in before"):
            bring_in(store, second, keep_good=True)
        with pytest.raises(StoreError, match="brought in before"):
            store.reflect(ONE, second.survey)
        assert store.assessment(ONE) == first
        third = open_desk(store, ONE, table(FORM, ANN, BEN), "answers.csv")
        assert len(bring_in(store, replace(third, again=True)).assessment.raters) == len(first.raters) + 2


def test_what_was_undone_may_come_in_again_and_nobody_gets_another_s_id(path: Path) -> None:
    with Store.open(str(path)) as store:
        bring_in(store, desk(store, ANN, BEN))
        store.undo(ONE)
        again = bring_in(store, desk(store, ANN, BEN)).assessment
        assert [rater for rater in again.raters if again.raters[rater] == "user"][-1] == "u7"


def test_a_second_wave_adds_those_who_are_new(path: Path) -> None:
    """The tool exports all answers again, with the new ones below."""
    with Store.open(str(path)) as store:
        first = bring_in(store, desk(store, ANN, BEN)).assessment
        wave = desk(store, ANN, BEN, CAT)
        assert [str(problem) for problem in wave.problems] == [
            "Row 2: this respondent was brought in before.", "Row 3: this respondent was brought in before."
        ]  # fmt: skip
        with pytest.raises(StoreError, match="2 problems are in the way"):
            bring_in(store, wave)
        assert store.assessment(ONE) == first
        assert [*bring_in(store, wave, keep_good=True).assessment.raters][-1] == "u7"
        assert bring_in(store, desk(store, ("9", "9:30", "dan@example.org", "User", "4", ""))).assessment


def test_no_address_is_on_disk(path: Path) -> None:
    with Store.open(str(path)) as store:
        bring_in(
            store, open_desk(store, ONE, (SURVEYS / "google_forms.csv").read_bytes(), "g.csv"), keep_good=True
        )
        bring_in(store, desk(store, ("1", "9:07", "dan@example.org", "User", "1", "Slow")))
    with closing(sqlite3.connect(path)) as database_:
        dump = "\n".join(database_.iterdump())
    assert "Slow" in dump
    for personal in ("example.org", "ann@", "dan@", "9:14:07", "9:07"):
        assert personal not in dump


def test_nothing_comes_in_by_halves(path: Path) -> None:
    with Store.open(str(path)) as store:
        before, history = store.assessment(ONE), store.history(ONE)
        broken = desk(store, ANN, ("2", "9:01", "b@x.org", "User", "9", ""))
        with pytest.raises(
            StoreError, match=r"Nothing was brought in\. One problem is in the way: Row 3, column E"
        ):
            bring_in(store, broken)
        assert (store.assessment(ONE), store.history(ONE)) == (before, history)
        assert len(bring_in(store, broken, keep_good=True).assessment.raters) == len(before.raters) + 1


def test_a_signed_off_assessment_takes_nothing_in(path: Path) -> None:
    with Store.open(str(path)) as store:
        ready = desk(store, ANN)
        store.set_status(ONE, Status.SIGNED_OFF)
        with pytest.raises(StoreError, match="signed off"):
            bring_in(store, ready)
        with pytest.raises(StoreError, match="signed off"):
            desk(store, ANN)


def test_columns_are_remembered_for_the_same_questions_only(path: Path) -> None:
    head = ("User or stakeholder?", "How are we doing?")
    with Store.open(str(path)) as store:
        first = open_desk(store, ONE, table(head, ("User", "2")), "a.csv")
        assert first.fatal
        bring_in(store, first.taken(1, Taken(Use.RATING, DESK)))
        second = open_desk(store, ONE, table(head, ("User", "4")), "b.csv")
        assert second.remembered
        assert not second.problems
        assert second.columns.columns[1] == Taken(Use.RATING, DESK)
        assert open_desk(store, ONE, table(head, ("User", "4")), "b.csv", afresh=True).fatal
        assert not open_desk(store, ONE, table((*head, H2), ("User", "4", "1")), "c.csv").remembered
