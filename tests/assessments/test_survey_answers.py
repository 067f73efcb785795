"""What one answer of a form says: a level, “does not know”, nothing; or a sentence why it says none of these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.models import Perspective, Rating
from maturity_tui.assessments.survey.answers import Answers
from maturity_tui.frameworks.models import Framework
from tests.assessments.survey_case import INCIDENTS, service


@pytest.mark.parametrize(
    "text",
    [
        "3", "3 – Established", "3 - Established", "3 — established", "3: Established", "3. Established",
        "3) Established", "Established", "ESTABLISHED ",
        "Level 3", "level 3: we do this well", "Level 3 – Established", "3 Established",
        "3 - Established (in most places, most of the time)", "Established (3)", "Established – we have 2 of them",
        "3 (Established)", "3\u00a0–\u00a0Established", "Score 3", "3.0", "3,0", "Established.",
    ],
)  # fmt: skip
def test_a_level_is_read_however_a_form_writes_it(text: str) -> None:
    assert Answers(service()).rating(INCIDENTS, text) == Rating(level=3)


def test_a_descriptor_stands_for_its_level() -> None:
    descriptors = service().capabilities[INCIDENTS].levels
    for value, text in descriptors.items():
        assert Answers(service()).rating(INCIDENTS, text) == Rating(level=value)


@pytest.mark.parametrize(
    "text",
    [
        "Don't know",
        "Don’t know",
        "don't know.",
        "Not sure",
        "NOT SURE – never used it",
        "x",
        "?",
        "I don't know",
    ],
)
def test_who_does_not_know_gives_a_rating_without_a_level(text: str) -> None:
    assert Answers(service()).rating(INCIDENTS, text) == Rating()


@pytest.mark.parametrize(
    "text", ["", "  ", "N/A", "n/a – not my area", "Not applicable", "-", "–", "Prefer not to say"]
)
def test_no_answer_is_nothing_and_not_a_does_not_know(text: str) -> None:
    assert Answers(service()).rating(INCIDENTS, text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("7", "is no level here: use 0–5"), ("2.5", "is no level here"), ("-1", "is no level here"),
        ("2 or 3", "is no level here"), ("2-3", "is no level here"), ("2 – 3", "is no level here"),
        ("3/5", "is no level here"), ("3 out of 5", "is no level here"), ("30", "is no level here"),
        ("3rd line", "is no level here"), ("Very good", "is no level here"), ("3 – Emerging", "names two levels"),
        ("Established (2)", "names two levels"), ("1e300", "is no level here"), ("9" * 400, "is no level here"),
    ],
)  # fmt: skip
def test_what_may_mean_two_levels_means_none(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Answers(service()).rating(INCIDENTS, text)


def test_the_survey_s_own_words_come_first() -> None:
    own = {
        "sometimes": "2",
        "established": "4",
        "no idea at all": "x",
        "skip": "-",
        "councillor": "stakeholder",
    }
    reader = Answers(service(), own)
    assert reader.rating(INCIDENTS, "Sometimes") == Rating(level=2)
    assert reader.rating(INCIDENTS, "Established") == Rating(level=4)
    assert reader.rating(INCIDENTS, "No idea at all") == Rating()
    assert reader.rating(INCIDENTS, "Skip") is None
    assert reader.perspective("Councillor") is Perspective.STAKEHOLDER
    with pytest.raises(ValueError, match="to mean 9, which is no level"):
        Answers(service(), {"often": "9"}).rating(INCIDENTS, "Often")


def test_own_answers_are_read_by_text_and_value_and_not_by_their_place() -> None:
    item = {
        "id": "a.one",
        "title": "One",
        "answers": [{"value": 0, "text": "No"}, {"value": 0.25, "text": "For some"}],
    }
    framework = Framework.model_validate(
        {
            "id": "own", "version": "1", "title": "Own", "licence": {"name": "CC0"},
            "scale": [{"value": 0, "name": "None"}, {"value": 1, "name": "All"}],
            "areas": [{"id": "a", "title": "A", "capabilities": [item]}],
        }
    )  # fmt: skip
    reader = Answers(framework)
    assert reader.rating("a.one", "for some") == Rating(level=0.25)
    assert reader.rating("a.one", "0.25") == Rating(level=0.25)
    with pytest.raises(ValueError, match="no level"):
        reader.rating("a.one", "2")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("User", Perspective.USER), ("I am a user of your services", Perspective.USER),
        ("stakeholders", Perspective.STAKEHOLDER), ("Peer reviewer", Perspective.REVIEWER),
        ("User or stakeholder", None), ("Team member", None), ("", None), ("Used it once", None),
    ],
)  # fmt: skip
def test_whose_view_it_is_must_be_said_clearly(text: str, who: Perspective | None) -> None:
    assert Answers(service()).perspective(text) is who


@given(st.text(max_size=60))
def test_any_text_is_a_rating_nothing_or_a_sentence(text: str) -> None:
    reader = Answers(service())
    if reader.is_answer(INCIDENTS, text):
        rating = reader.rating(INCIDENTS, text)
        assert rating is None or rating.level in (None, 0, 1, 2, 3, 4, 5)
    else:
        with pytest.raises(ValueError, match=r"(?s)^“.*[.]$"):
            reader.rating(INCIDENTS, text)
