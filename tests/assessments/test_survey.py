"""A survey from an export to raters: columns, problems with their places, people who answer twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.assessments.models import Perspective
from maturity_tui.assessments.survey.columns import Questions, guess
from maturity_tui.assessments.survey.questions import as_rows, questions
from maturity_tui.assessments.survey.reflect import reflected
from maturity_tui.assessments.survey.survey import open_sheet
from maturity_tui.assessments.survey.values import Columns, Taken, Use
from tests.assessments.survey_case import (
    DESK,
    H1,
    H2,
    INCIDENTS,
    SURVEYS,
    assessment,
    levels,
    read,
    said,
    service,
    table,
)

ASKED = "Are you a user or a stakeholder?"


def export(name: str) -> bytes:
    return (SURVEYS / name).read_bytes()


# files as the tools write them ----------------------------------------------------------


@pytest.mark.parametrize("name", ["ms_forms.xlsx", "libreoffice.xlsx"])
def test_a_workbook_of_microsoft_forms_is_read_as_it_is(name: str) -> None:
    survey = read(export(name), file=name)
    assert said(survey) == []
    assert (survey.of(Perspective.USER), survey.of(Perspective.STAKEHOLDER)) == (5, 2)
    assert levels(survey) == [
        {DESK: 3, INCIDENTS: 1}, {DESK: 2, INCIDENTS: 1}, {DESK: 4, INCIDENTS: "x"}, {DESK: 3, INCIDENTS: 2},
        {DESK: "x", INCIDENTS: 1}, {DESK: 3, INCIDENTS: 2}, {INCIDENTS: 3},
    ]  # fmt: skip
    assert survey.respondents[0].comments == {
        DESK: "They ring back.\nMostly.", INCIDENTS: "Nobody tells us when it is fixed"
    }  # fmt: skip
    assert survey.respondents[3].comments == {INCIDENTS: "=1+1 is no formula"}


def test_google_s_grid_its_why_and_a_respondent_who_came_twice() -> None:
    survey = read(export("google_forms.csv"))
    assert said(survey) == ["Row 2: the same respondent answers again in row 5; the last answer counts."]
    assert levels(survey) == [{DESK: 2, INCIDENTS: 1}, {DESK: 4, INCIDENTS: "x"}, {DESK: 4, INCIDENTS: 2}]
    assert survey.respondents[2].comments == {INCIDENTS: "Changed my mind"}
    assert "example.org" not in repr(survey.respondents)


def test_smart_survey_s_semicolons_numbers_ids_and_questions() -> None:
    survey = read(export("smart_survey.csv"))
    assert said(survey) == []
    assert [one.perspective for one in survey.respondents] == [Perspective.STAKEHOLDER, Perspective.USER]
    assert levels(survey) == [{DESK: 3, INCIDENTS: "x"}, {DESK: 2}]
    assert survey.respondents[0].comments == {DESK: "Ça dépend"}


def test_what_the_survey_command_asks_is_known_again() -> None:
    """Each question of the template finds its capability, each choice its level, with nothing said twice."""
    framework = service()
    asked = questions(framework, assessment())
    answers = [
        one.choices[-2] if one.capability and one.choices else "User" if one.choices else "Yes"
        for one in asked
    ]
    survey = read(table([one.text for one in asked], answers))
    assert said(survey) == []
    highest = {item.id: framework.levels_of(item)[-1].value for item in framework.capabilities.values()}
    assert levels(survey) == [highest]
    assert set(survey.respondents[0].comments) == set(highest)
    assert len(as_rows(asked)) == 1 + 1 + 2 * len(highest)


# which column is what ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "item"),
    [
        (H2, INCIDENTS), (INCIDENTS, INCIDENTS), ("H2", INCIDENTS), ("Q7. H2 – how bad?", INCIDENTS),
        ("incident and problem MANAGEMENT", INCIDENTS), ("How mature? [Incident and problem management]", INCIDENTS),
        ("3. (H2) Incidents", INCIDENTS), ("Comments on H2", INCIDENTS), ("Incident managment", None),
        ("H2 Service desk and requests", None), ("How many incidents did you report?", None), ("H99 Nothing", None),
        ("Service desk and requests, or incident and problem management?", None), ("", None),
    ],
)  # fmt: skip
def test_a_question_is_known_by_its_words_and_never_by_likeness(header: str, item: str | None) -> None:
    assert Questions(service()).about(header) == item


def test_likeness_is_only_a_suggestion() -> None:
    survey = read(table((ASKED, "Incident managment", H1), ("User", "3 – Established", "2")))
    assert said(survey) == [
        "Column B “Incident managment”: its answers are levels, but it asks for no capability that is known here. "
        "Is it H2 Incident and problem management?"
    ]
    assert levels(survey) == [{DESK: 2}]


def test_the_guess_can_be_changed_and_kept_as_json() -> None:
    sheet = open_sheet(table((ASKED, "How are we?", "And why"), ("User", "3", "So")), "a.csv", service())
    first = guess(sheet, service(), {"ok": "2"})
    assert first.columns == (Taken(Use.PERSPECTIVE), Taken(), Taken())
    changed = first.taken(1, Taken(Use.RATING, DESK)).taken(2, Taken(Use.COMMENT, DESK))
    assert Columns.of_data(changed.as_data(), 3) == changed
    assert Columns.of_data(changed.as_data(), 4) is None
    assert Columns.of_data({"columns": "nonsense"}, 1) is None


def test_a_number_of_years_is_no_level_of_something_unknown() -> None:
    survey = read(table((ASKED, H1, "Years with us"), ("User", "3", "4")))
    assert said(survey) == []


# what is wrong, and where ----------------------------------------------------------------


def test_every_problem_has_its_row_and_its_column() -> None:
    survey = read(table((ASKED, H1, H2), ("User", "7", "2"), ("Neither", "1", "1"), ("", "1", "1")))
    assert said(survey) == [
        "Row 2, column B “H1 Service desk and requests”: “7” is no level here: use 0–5.",
        "Row 3, column A “Are you a user or a stakeholder?”: “Neither” is neither user nor stakeholder.",
        "Row 4, column A “Are you a user or a stakeholder?”: it does not say user or stakeholder.",
    ]
    assert levels(survey) == [{INCIDENTS: 2}]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("Timestamp", "Shoe size"), ("9:00", "44")], "No column is taken for a capability"),
        ([(H1, H2), ("3", "2")], "No column says who is a user and who a stakeholder"),
        ([(ASKED, H1), ("User", "")], "Nobody in it answered anything"),
        ([(ASKED, H1), ("User", "seven")], "Nobody in it answered anything"),
    ],
)
def test_where_nothing_can_come_in_it_is_fatal(rows: list[tuple[str, ...]], why: str) -> None:
    survey = read(table(*rows))
    assert any(why in str(problem) for problem in survey.fatal)
    assert survey.respondents == () or "who is a user" in why


def test_all_may_be_said_to_be_users() -> None:
    survey = read(table((H1, H2), ("3", "2")), perspective=Perspective.USER)
    assert said(survey) == []
    assert survey.of(Perspective.USER) == 1


def test_two_columns_of_one_capability_and_what_is_out_of_scope_are_problems() -> None:
    held = assessment(scope=(DESK,))
    survey = read(table((ASKED, H1, H2, "Service desk and requests"), ("User", "3", "2", "1")), held=held)
    assert said(survey) == [
        "Column C “H2 Incident and problem management”: H2 Incident and problem management is not in the scope of "
        "this assessment.",
        "Column D “Service desk and requests”: it is taken for H1 Service desk and requests, as is column B “H1 "
        "Service desk and requests”.",
    ]
    assert levels(survey) == [{DESK: 3}]


def test_a_comment_that_is_too_long_is_left_out_alone() -> None:
    survey = read(table((ASKED, H1, "Why?"), ("User", "3", "a" * 20_001)))
    assert said(survey) == ["Row 2, column C “Why?”: it is 20,001 characters long; at most 20,000 are kept."]
    assert levels(survey) == [{DESK: 3}]


def test_escapes_do_not_come_in_with_a_comment() -> None:
    survey = read(table((ASKED, H1, "Why?"), ("User", "3", "\x1b[2Jred\u202e [/] *")))
    assert survey.respondents[0].comments == {DESK: "red [/] *"}


# people who answer twice -------------------------------------------------------------------

FORM = ("ID", "Start time", "Email", ASKED, H1)


def test_the_last_answer_of_one_respondent_counts() -> None:
    rows = [
        ("1", "9:00", "a@x.org", "User", "1"),
        ("2", "9:01", "b@x.org", "User", "2"),
        ("3", "9:02", "A@x.org ", "User", "3"),
    ]
    survey = read(table(FORM, *rows))
    assert said(survey) == ["Row 2: the same respondent answers again in row 4; the last answer counts."]
    assert levels(survey) == [{DESK: 2}, {DESK: 3}]


def test_people_without_a_name_are_not_one_person() -> None:
    rows = [
        ("1", "9:00", "anonymous", "User", "1"),
        ("2", "9:00", "anonymous", "User", "2"),
        ("3", "", "", "User", "1"),
    ]
    assert said(read(table(FORM, *rows))) == []


def test_the_same_time_and_the_same_answers_are_one_person() -> None:
    rows = [("9:00", "User", "1"), ("9:00", "User", "1"), ("9:00", "User", "2"), ("9:01", "User", "1")]
    survey = read(table(("Timestamp", ASKED, H1), *rows))
    assert said(survey) == ["Row 2: the same respondent answers again in row 3; the last answer counts."]
    assert len(survey.respondents) == 3


def test_the_mark_of_a_respondent_is_keyed_and_tells_a_second_wave_apart() -> None:
    first = read(table(FORM, ("1", "9:00", "a@x.org", "User", "1")), key="secret")
    mark = first.respondents[0].mark
    assert len(mark) == 64
    assert "a@x.org" not in mark
    assert read(table(FORM, ("1", "9:00", "a@x.org", "User", "1")), key="other").respondents[0].mark != mark
    rows = [("1", "9:00", "a@x.org", "User", "1"), ("2", "9:30", "b@x.org", "User", "2")]
    second = read(table(FORM, *rows), key="secret", known=frozenset({mark}))
    assert said(second) == ["Row 2: this respondent was brought in before."]
    assert levels(second) == [{DESK: 2}]


def test_a_bare_number_tells_nobody_apart_between_two_surveys() -> None:
    survey = read(table(("ID", ASKED, H1), ("1", "User", "1")), key="secret")
    assert survey.respondents[0].mark == ""


# into the assessment ------------------------------------------------------------------------


def test_respondents_become_new_raters_and_nothing_else_changes() -> None:
    held = assessment(
        raters={"t1": "team", "u1": "user"},
        scores={DESK: {"agreed": 3, "ratings": {"t1": 3, "u1": 1}}, "data.quality": {"agreed": 1}},
    )
    rows = [("User", "2", "Slow"), ("Stakeholder", "x", ""), ("User", "", "Only words")]
    survey = read(table((ASKED, H1, "Why?"), *rows), held=held)
    after = reflected(held, survey.respondents, frozenset({"u2"}))
    assert dict(after.raters) == {"t1": "team", "u1": "user", "u3": "user", "s1": "stakeholder", "u4": "user"}
    score = after.score(DESK)
    assert {rater: one.level for rater, one in score.ratings.items()} == {
        "t1": 3,
        "u1": 1,
        "u3": 2,
        "s1": None,
    }
    assert dict(score.comments) == {"u3": "Slow", "u4": "Only words"}
    assert score.agreed == 3
    assert after.score("data.quality") == held.score("data.quality")
    assert after.changed(raters=held.raters, scores=held.scores) == held


def test_the_workbooks_are_those_that_their_script_makes(tmp_path: Path) -> None:
    from tests.assessments.surveys.make import ms_forms

    ms_forms(tmp_path / "made.xlsx")
    assert levels(read((tmp_path / "made.xlsx").read_bytes())) == levels(read(export("ms_forms.xlsx")))
