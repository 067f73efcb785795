"""An organisation's profile: typed as people type, said in a few words."""

from __future__ import annotations

import pytest

from maturity_tui.assessments.organisation import Organisation, Profile
from maturity_tui.assessments.profile import FIELDS, ProfileError, as_typed, profile_facts, with_profile

COUNCIL = Organisation(id="o", title="Our council", profile=Profile(kind="city council", sites=5))


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("residents", "410,000", 410_000),
        ("residents", "410k", 410_000),
        ("staff-in-scope", "350", 350),
        ("In house", "85 %", 0.85),
        ("in_house", "0.85", 0.85),
        ("in_house", "85", 0.85),
        ("in_house", "1", 1.0),
        ("yearly_budget", "£24m", 24_000_000),
        ("yearly_budget", "24 000 000.50", 24_000_000.5),
        ("currency", "eur", "EUR"),
        ("kind", "  district   council ", "district council"),
        ("platforms", "finance suite; web, forms ;", ("finance suite", "web, forms")),
        ("sites", "0", 0),
        ("sites", "", None),
        ("kind", "", ""),
    ],
)
def test_a_field_is_read_as_people_write_it(key: str, text: str, value: object) -> None:
    changed = with_profile(COUNCIL, key, text)
    name = key.lower().replace("-", "_").replace(" ", "_")
    assert getattr(changed.profile, name) == value
    assert with_profile(changed, name, as_typed(changed, name)) == changed


def test_the_name_is_set_like_the_rest_and_the_rest_stays() -> None:
    changed = with_profile(COUNCIL, "title", "Riverside")
    assert (changed.title, changed.profile) == ("Riverside", COUNCIL.profile)
    assert with_profile(COUNCIL, "residents", "5").profile == Profile(
        kind="city council", sites=5, residents=5
    )


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("resident", "5", "Did you mean 'residents'?"),
        ("residents", "many", "Residents: write a number such as 24000000 or 24m, not 'many'."),
        ("residents", "-5", "write a number"),
        ("sites", "2.5", "Sites are counted whole: '2.5' is not."),
        ("in_house", "120 %", "a share lies between 0 and 100 %"),
        ("in_house", "most", "write it as 85 % or 0.85, not 'most'."),
        ("in_house", "nan", "write it as 85 %"),
        ("currency", "pounds", "write three capitals, such as GBP"),
        ("title", " ", "The organisation's name: "),
        ("yearly_budget", "9" * 40, "Budget of a year: "),
    ],
)
def test_what_cannot_be_is_said(key: str, text: str, said: str) -> None:
    with pytest.raises(ProfileError) as error:
        with_profile(COUNCIL, key, text)
    assert said in str(error.value)


def test_every_field_of_the_value_can_be_set() -> None:
    assert set(FIELDS) == {"title", *Profile.model_fields}


def test_the_facts_of_a_profile_in_a_few_words_each() -> None:
    whole = Profile(
        kind="city council", residents=410_000, staff_in_scope=350, in_house=0.85, yearly_budget=24_000_000,
        currency="EUR", sites=1, platforms=("finance", "web"),
    )  # fmt: skip
    assert profile_facts(whole) == (
        "city council", "410,000 residents", "350 staff in scope", "85 % in-house", "EUR 24,000,000 a year",
        "1 site", "main platforms: finance, web",
    )  # fmt: skip
    assert profile_facts(Profile(platforms=tuple("abcde"))) == ("main platforms: a, b, c and 2 more",)
    assert profile_facts(Profile()) == ()
    assert profile_facts(Profile(sites=0, in_house=0)) == ("0 % in-house", "0 sites")
