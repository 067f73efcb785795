"""What the score screen knows and says, without a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.assessments.models import Score
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.frameworks.models import Framework
from maturity_tui.ui.screens.score.dialogs import check_date, read_target, too_long
from maturity_tui.ui.screens.score.explain import explain
from maturity_tui.ui.screens.score.levels import by_digit, by_text, spelled, steps_of
from maturity_tui.ui.screens.score.values import Opened, State
from maturity_tui.ui.screens.score.view import Sheet, what_changed
from maturity_tui.ui.screens.score.votes import cast, read_votes
from maturity_tui.ui.widgets.ladder_view import LadderRow, LadderView, ladder_lines
from tests.ui.score_case import assessment, catalogue, own_framework


def a_sheet(framework: Framework | None = None, **fields: Any) -> Sheet:
    framework = framework or own_framework()
    one = assessment(framework, **{"scope": "all", **fields})
    return Sheet(Opened(one, framework, "Org", "Team", (), {}, {}, "", roll_up(framework, one), None))


def framework_of(rule: str, items: list[dict[str, Any]], **area: Any) -> Framework:
    scale = [{"value": value, "name": f"Level {value}"} for value in range(6)]
    capabilities = [{"id": f"a.{at}", "title": f"Item {at}", **item} for at, item in enumerate(items)]
    return Framework.model_validate(
        {
            "id": "own", "version": "1", "title": "Our own", "licence": {"name": "CC0"}, "scale": scale, "rollup": rule,
            "areas": [{"id": "a", "title": "Area", "capabilities": capabilities, **area}],
        }
    )  # fmt: skip


def said(rule: str, items: list[dict[str, Any]], scores: list[Any], **area: Any) -> str:
    framework = framework_of(rule, items, **area)
    held = {f"a.{at}": {"agreed": level} for at, level in enumerate(scores) if level is not None}
    return explain(roll_up(framework, assessment(framework, scope="all", scores=held)), "a")


# levels ------------------------------------------------------------------------------


def test_letters_stand_for_the_four_levels_of_a_skills_scale() -> None:
    framework = catalogue().load("ddat")
    steps = steps_of(framework, next(iter(framework.capabilities.values())))
    assert [step.label for step in steps] == list("AWPE")
    assert spelled(steps) == "1–4 (A W P E)"
    assert getattr(by_digit(framework, steps, 4, "A1"), "value", None) == 4
    assert getattr(by_text(steps, "p"), "value", None) == 3
    assert "no level 0" in str(by_digit(framework, steps, 0, "A1"))


def test_more_than_ten_levels_want_a_line() -> None:
    framework = own_framework(11)
    steps = steps_of(framework, framework.capabilities["a.one"])
    assert by_digit(framework, steps, 1, "A1") == ""
    assert getattr(by_text(steps, " 10 "), "value", None) == 10
    assert "use 0–10" in str(by_text(steps, "11"))


def test_ten_answers_are_one_digit_each() -> None:
    answers = [{"value": value, "text": f"Answer {value}"} for value in range(10)]
    framework = own_framework(4, answers=answers)
    steps = steps_of(framework, framework.capabilities["a.one"])
    assert [step.key for step in steps] == [*"123456789", "0"]
    assert getattr(by_digit(framework, steps, 0, "A1"), "value", None) == 9


def test_a_gap_in_the_defined_levels_is_spelled_out() -> None:
    framework = own_framework(8, defined=[2, 3, 5])
    steps = steps_of(framework, framework.capabilities["a.one"])
    assert spelled(steps) == "2, 3 and 5"
    assert "not defined at level 4" in str(by_digit(framework, steps, 4, "A1"))


@pytest.mark.parametrize("text", ["", "nan", "1e400", "inf", "٣", "9" * 400, "[/]", "\x1b[2J"])
def test_what_is_no_level_is_a_sentence(text: str) -> None:
    framework = own_framework()
    found = by_text(steps_of(framework, framework.capabilities["a.one"]), text)
    assert isinstance(found, str)
    assert "\x1b" not in found
    assert len(found) < 100


def test_a_target_may_lie_between_levels_but_not_outside() -> None:
    framework = own_framework()
    steps = steps_of(framework, framework.capabilities["a.one"])
    assert read_target(steps, " ") is None
    assert read_target(steps, "3.5") == 3.5
    assert "is not on this scale" in str(read_target(steps, "5.5"))


# moving ---------------------------------------------------------------------------------


def test_after_the_last_blank_it_stays() -> None:
    sheet = a_sheet(scores={item: {"agreed": 1} for item in ("a.one", "a.two", "b.one", "b.two", "b.three")})
    assert sheet.first() == "a.three"
    sheet.lay("a.three", Score(agreed=2))
    assert sheet.following("a.three", was_blank=True) == "a.three"
    assert sheet.following("a.three", was_blank=False) == "b.one"


def test_blanks_are_looked_for_round_the_end() -> None:
    sheet = a_sheet(scores={"b.three": {"agreed": 1}})
    assert sheet.following("b.two", was_blank=True) == "a.one"


def test_a_wanted_capability_out_of_scope_is_not_gone_to() -> None:
    assert a_sheet(scope=["b.one", "b.two"]).first("a.one") == "b.one"


# what is on its way -----------------------------------------------------------------------


def test_what_is_on_its_way_is_shown_and_not_called_scored() -> None:
    sheet = a_sheet()
    sheet.lay("a.one", Score(agreed=2))
    sheet.lay("a.one", Score(agreed=3))
    assert sheet.score("a.one").agreed == 3
    assert sheet.state("a.one") is State.SAVING
    sheet.lift("a.one")
    assert sheet.score("a.one").agreed == 3
    sheet.lift("a.one")
    assert sheet.score("a.one").agreed is None
    assert sheet.state("a.one") is State.BLANK
    assert sheet.scored == (0, 6)


def test_a_difference_is_said_in_words() -> None:
    sheet = a_sheet()
    old, new = Score(agreed=2, note="a"), Score(confidence="low")
    assert what_changed(sheet, "a.one", old, new) == "score blank, was 2; confidence low, was none; note"


# votes ---------------------------------------------------------------------------------------


def test_votes_are_sorted_and_never_named() -> None:
    sheet = a_sheet(scores={"a.one": {"ratings": {"t1": 4, "t2": 1, "t3": "x", "u1": 0}}})
    votes = sheet.votes("a.one")
    assert (votes.levels, votes.unknown, votes.suggested, votes.spread) == ((1, 4), 1, 1, 3)


def test_new_raters_take_the_next_free_numbers() -> None:
    sheet = a_sheet(raters={"t1": "stakeholder", "t3": "team"})
    votes = read_votes(sheet.steps("a.one"), "1, 2 x 3")
    assert list(cast(sheet, "a.one", votes)) == ["t3", "t2", "t4", "t5"]


# refusals -----------------------------------------------------------------------------------------


def test_dates_and_lengths_are_refused_with_a_sentence() -> None:
    assert check_date(" 2026-09-30 ") == check_date("") == ""
    assert "write it as 2026-09-30" in check_date("30.9.2026")
    assert "at most 20,000 are kept" in too_long("x" * 20_001)


# explaining -------------------------------------------------------------------------------------------


def test_each_rule_is_explained_with_its_arithmetic() -> None:
    assert said("mean", [{}, {}, {}], [2, 3, None]) == (
        "A Area is 2.5: the mean of its 2 scored capabilities, (2 + 3) ÷ 2 = 2.5; "
        "1 blank is left out; the lowest one is 2."
    )
    assert "(3 × 2 + 1 × 4) ÷ 4 = 2.5" in said("weighted-mean", [{"weight": 3}, {}], [2, 4])
    assert "the sum of its 1 scored capability; 1 blank may add to it" in said("sum", [{}, {}], [2, None])
    assert "the lowest of its 2 capabilities (2, 4)." in said("lowest", [{}, {}], [2, 4])
    assert "are fully met (2 of 2 scored)" in said("staged", [{"level": 1}, {"level": 2}], [5, 5])
    assert "reach the threshold (F)" in said(
        "cumulative", [{"level": 1}, {"level": 2}], [5, 2], threshold="F"
    )
    assert "largely or fully met" in said("nplf", [{"level": 1}, {"level": 2}], [5, 5])


def test_nothing_scored_has_no_figure() -> None:
    assert said("mean", [{}], [None]) == "A Area has no figure yet: its one capability is not scored."


def test_a_nested_area_under_any_rule_is_explained() -> None:
    inner = {"id": "a.in", "title": "Inner", "capabilities": [{"id": "x", "title": "X", "level": 1}]}
    framework = framework_of("staged", [{"level": 1}], areas=[inner])
    one = assessment(framework, scope="all", scores={"x": {"agreed": 5}, "a.0": {"agreed": 5}})
    assert explain(roll_up(framework, one), "a.in").startswith("Inner is 1.0")


# the ladder's room ---------------------------------------------------------------------------------------


def lines_of(count: int, height: int, *, wide: bool, cursor: int = 2, words: int = 30) -> list[str]:
    text = " ".join(["word"] * words)
    rows = [LadderRow(float(at), str(at), f"Level {at}", f"Text {at} {text}", at) for at in range(count)]
    return [
        one.content.plain
        for one in ladder_lines(LadderView(rows, count), cursor, 70, wide=wide, height=height)
    ]


@pytest.mark.parametrize("count", [2, 3, 6, 11])
@pytest.mark.parametrize("height", [8, 14, 20, 30, 60])
@pytest.mark.parametrize("wide", [True, False])
def test_every_level_is_named_and_the_one_at_the_cursor_described(
    count: int, height: int, wide: bool
) -> None:
    lines = lines_of(count, height, wide=wide, cursor=1)
    text = "\n".join(lines)
    assert all(f"Level {at}" in text for at in range(count))
    assert "Text 1 word" in text
    if len(lines) > height + 3:
        # The names and the one text alone are more than there is room for.
        assert len(lines) == count + 3


def test_neighbours_share_what_room_there_is() -> None:
    text = "\n".join(lines_of(6, 14, wide=False))
    assert "Text 1" in text
    assert "Text 3" in text
    assert "…" in text
    assert "Text 4" not in text


def test_all_texts_are_shown_where_there_is_room_for_them() -> None:
    assert all(f"Text {at}" in "\n".join(lines_of(6, 26, wide=True)) for at in range(6))
