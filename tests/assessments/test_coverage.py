"""How much must be scored before a figure stands beside others."""

from fractions import Fraction

import pytest

from maturity_tui.assessments.teams.coverage import coverage, in_per_cent, is_covered, read_threshold


def test_four_fifths_is_enough_and_one_less_is_not() -> None:
    assert is_covered(4, 5)
    assert is_covered(8, 10)
    assert not is_covered(79, 100)
    assert is_covered(1, 1)


def test_nothing_scored_is_never_enough() -> None:
    assert not is_covered(0, 0)
    assert not is_covered(0, 5, Fraction())
    assert is_covered(1, 500, Fraction())


@pytest.mark.parametrize("text", ["0.8", "80%", "80 %", " .8 ", "4/5"])
def test_a_threshold_is_read_as_people_write_it(text: str) -> None:
    assert read_threshold(text) == Fraction(4, 5)


@pytest.mark.parametrize("text", ["", "80", "-0.1", "lots", "nan", "inf", "1/0", "9" * 5000, "%"])
def test_what_is_no_share_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        read_threshold(text)


def test_almost_all_is_not_all_and_something_is_not_nothing() -> None:
    assert (in_per_cent(Fraction(999, 1000)), in_per_cent(Fraction(1, 1000))) == ("99 %", "1 %")
    assert (in_per_cent(Fraction(1)), in_per_cent(Fraction())) == ("100 %", "0 %")
    assert in_per_cent(Fraction(41, 59)) == "69 %"
    assert coverage(0, 0) is None
    assert coverage(1, 4) == Fraction(1, 4)
