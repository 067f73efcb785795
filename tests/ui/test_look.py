"""The look, measured: contrast of every token, and steps of the ramps as people of all sights see them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from textual.color import Color
from textual.theme import Theme

from maturity_tui.ui import ramp, themes
from tests.ui.colour import DEUTERAN, GREY, PROTAN, contrast, delta_e_2000, seen

SOLID = ("maturity-dark", "maturity-light", "maturity-contrast")
GROUNDS = ("background", "surface", "panel")
WORDS = ("foreground", "muted", "primary", "current", "projected", "target", "warning", "error", "success")
TEXT_FLOOR = {"maturity-dark": 5.2, "maturity-light": 4.8, "maturity-contrast": 7.8}
DIGIT_FLOOR = {"maturity-dark": 5.0, "maturity-light": 5.0, "maturity-contrast": 7.1}
STEPS = {
    ("maturity-dark", 6): (12.2, 11.5, 9.9),
    ("maturity-light", 6): (11.2, 9.9, 8.5),
    ("maturity-contrast", 6): (10.2, 11.3, 8.4),
    ("maturity-dark", 7): (8.2, 9.2, 7.3),
    ("maturity-light", 7): (9.5, 8.3, 6.9),
    ("maturity-contrast", 7): (7.4, 8.3, 5.9),
    ("maturity-dark", 4): (18.6, 18.2, 16.4),
    ("maturity-light", 4): (19.6, 17.2, 14.2),
    ("maturity-contrast", 4): (17.7, 19.5, 16.1),
}


def theme(name: str) -> Theme:
    return themes.themes()[name]


def token(name: str, key: str) -> str:
    one = theme(name)
    return one.variables.get(key) or str(getattr(one, key))


@pytest.mark.parametrize("name", SOLID)
def test_every_text_token_is_read_on_every_ground(name: str) -> None:
    lowest = min(contrast(token(name, word), token(name, ground)) for word in WORDS for ground in GROUNDS)
    assert lowest >= TEXT_FLOOR[name] - 0.05


# WCAG 2.2: 4.5 for text (1.4.3), 7 for text in the theme of high contrast (1.4.6), 3 for what is drawn (1.4.11).
NORM = {"maturity-dark": 4.5, "maturity-light": 4.5, "maturity-contrast": 7.0}


def test_contrast_is_measured_as_the_norm_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known grey that just fails
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)  # and the one that just does not


@pytest.mark.parametrize("name", SOLID)
def test_every_variable_that_colours_words_keeps_the_norm(name: str) -> None:
    variables = theme(name).variables
    words = [key for key in variables if key.startswith(("text", "foreground-")) or key == "gap"]
    words += ["footer-key-foreground", "footer-description-foreground", "block-cursor-foreground"]
    assert len(words) > 12
    low = {
        (word, ground): contrast(variables[word], token(name, ground))
        for word in words
        for ground in GROUNDS
        if contrast(variables[word], token(name, ground)) < NORM[name]
    }
    assert low == {}


@pytest.mark.parametrize("name", SOLID)
@pytest.mark.parametrize("mark", ["primary", "current", "projected", "target", "warning", "error", "success"])
def test_marks_that_mean_something_are_seen(name: str, mark: str) -> None:
    assert min(contrast(token(name, mark), token(name, ground)) for ground in GROUNDS) >= 3


@pytest.mark.parametrize("name", SOLID)
def test_every_digit_is_read_on_the_ramp(name: str) -> None:
    pairs = [(f"level-{size}-{step}", size) for size in (4, 6, 7) for step in range(size)]
    assert (
        min(contrast(token(name, f"{one}-text"), token(name, one)) for one, _ in pairs)
        >= DIGIT_FLOOR[name] - 0.05
    )


@pytest.mark.parametrize(("name", "size"), STEPS)
def test_levels_differ_for_all_sights(name: str, size: int) -> None:
    fills = [token(name, f"level-{size}-{step}") for step in range(size)]
    for sight, floor in zip((DEUTERAN, PROTAN, GREY), STEPS[(name, size)], strict=True):
        smallest = min(delta_e_2000(seen(a, sight), seen(b, sight)) for a, b in pairwise(fills))
        assert smallest >= floor - 0.1, (name, size, sight, smallest)


@pytest.mark.parametrize("name", SOLID)
def test_more_is_further_from_the_ground(name: str) -> None:
    ground = Color.parse(token(name, "background"))
    for size in (4, 6, 7):
        fills = [token(name, f"level-{size}-{step}") for step in range(size)]
        away = [abs(Color.parse(fill).brightness - ground.brightness) for fill in fills]
        assert away == sorted(away)


def test_words_keep_the_terminals_own_colour() -> None:
    own = theme("maturity-terminal").variables
    assert {own[key] for key in ("text-primary", "gap", "muted", "text-warning", "level-6-3")} == {
        "ansi_default"
    }
    assert own["target"] == "ansi_yellow"


def test_the_terminal_theme_has_what_an_ansi_theme_must() -> None:
    from textual.theme import BUILTIN_THEMES

    assert set(BUILTIN_THEMES["ansi-dark"].variables) <= set(theme("maturity-terminal").variables)


def test_without_colour_shapes_are_seen_and_the_terminal_theme_is_not_taken() -> None:
    plain, shaped = themes.themes(), themes.themes(shapes=True)
    assert (
        plain["maturity-dark"].variables["level-6-2-shape"] == plain["maturity-dark"].variables["level-6-2"]
    )
    assert shaped["maturity-dark"].variables["level-6-2-shape"] == "#ffffff"
    assert themes.chosen("maturity-terminal", no_color=True) == "maturity-dark"
    assert themes.chosen("nothing", no_color=False) == "maturity-dark"


def test_a_mean_takes_the_fill_of_its_level_rounded_half_up() -> None:
    values = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
    assert [ramp.level_index(value, values) for value in (0, 0.49, 0.5, 2.5, 4.4, 5)] == [0, 0, 1, 3, 4, 5]


def test_other_scales_borrow_the_ramp_of_seven() -> None:
    assert [ramp.slot(5, index)[1] for index in range(5)] == [0, 2, 3, 5, 6]
    assert ramp.slot(10, 9) == (7, 6)
    assert ramp.slot(1, 0) == (7, 6)


def test_a_chips_style_is_that_of_its_theme() -> None:
    style = themes.level_style(theme("maturity-dark"), 6, 2)
    assert style.background == Color.parse("#246fb2")
    assert style.foreground == Color.parse("#ffffff")
