"""What-if, its parts: amounts as they are typed, limits, names that are never cut, what the roadmap shows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from textual.binding import Binding

from maturity_tui.analysis.assumptions.defaults import defaults
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.ui.draw.fan_plot import LEFT, Fan, fan
from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.screens.what_if.assumed import NAMES
from maturity_tui.ui.screens.what_if.dialogs import NAME_CELLS
from maturity_tui.ui.screens.what_if.limits import limit_fields, money_of, with_limits
from maturity_tui.ui.screens.what_if.rows import EDGE, Columns, input_line, thousands
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from maturity_tui.ui.screens.what_if.view import InputView, named
from maturity_tui.ui.widgets.fan_chart import YEAR, thinned


@pytest.mark.parametrize(
    ("text", "amount"), [("250k", 250_000), ("1.2m", 1_200_000), ("£9,500", 9_500), ("0", 0)]
)
def test_amounts_are_read_as_people_write_them(text: str, amount: float) -> None:
    assert money_of(text) == amount


@pytest.mark.parametrize("text", ["much", "-1", "nan", "inf", "k", "1e30"])
def test_what_is_no_amount_is_said(text: str) -> None:
    check = limit_fields(Scenario(id="s", title="S", start="2027-Q1"))[0].check
    assert check is not None
    assert check(text) == "An amount is wanted here, such as 250000 or 250k."


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "·"), (400, "0.4"), (3_000, "3"), (9_500, "9.5"), (139_600, "140")]
)
def test_costs_are_in_thousands(amount: float, text: str) -> None:
    assert thousands(amount) == text


def test_limits_are_read_from_the_form_and_starts_move_with_the_first_quarter() -> None:
    item = Intervention.model_validate({"id": "a", "kind": "training", "title": "A"})
    scenario = Scenario(id="s", title="S", start="2027-Q1", inputs=(Choice(input="a", start="2027-Q3"),))
    answers: dict[str, str | bool] = {
        "once": "250k",
        "per_year": "",
        "days": "200 160",
        "start": "2027-q2",
        "horizon": "6",
    }
    found = with_limits(scenario, answers, {"a": item})
    assert (found.limits.once, found.limits.per_year) == (250_000, None)
    assert dict(found.limits.person_days or {}) == {"2027-Q2": 200, "2027-Q3": 160}  # type: ignore[arg-type]
    assert (found.start, found.horizon, found.inputs[0].start) == ("2027-Q2", 6, "2027-Q4")
    fields = {field.key: field.value for field in limit_fields(found)}
    assert fields["days"] == "200 160"
    assert with_limits(found, dict(fields), {"a": item}) == found


@pytest.mark.parametrize("days", ["", "200", "200 -", "- 160", "- - 160 0", "0 - 3.5 - - 0"])
def test_a_form_that_is_kept_as_it_is_changes_no_limit(days: str) -> None:
    scenario = Scenario(id="s", title="S", start="2027-Q1", horizon=6)
    answers = {field.key: field.value for field in limit_fields(scenario)} | {"days": days}
    found = with_limits(scenario, answers, {})
    again = {field.key: field.value for field in limit_fields(found)}
    assert again["days"] == days
    assert with_limits(found, again, {}) == found


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("days", "1e7"), ("days", "5k 2m"), ("days", "xx"), ("horizon", "²"), ("horizon", "9" * 5000),
        ("horizon", "0"), ("horizon", "81"), ("start", "Q4 9999"), ("start", "Q1 ２０２７"), ("discount", "٢٠٠"),
    ],
)  # fmt: skip
def test_what_no_limit_can_be_is_said_before_it_is_taken(key: str, text: str) -> None:
    field = next(one for one in limit_fields(Scenario(id="s", title="S", start="2027-Q1")) if one.key == key)
    assert field.check is not None
    assert field.check(text).endswith(".")


def view(title: str, **fields: Any) -> InputView:
    item = Intervention.model_validate({"id": "a", "kind": "training", "title": title})
    return InputView(
        item, **{"chosen": True, "start": "2027-Q3", "gain": 0.05, "once": 12_000, "yearly": 0, **fields}
    )


COLUMNS = Columns(3, 4, 6, 3, ("£k", "£k/y", "Gain"))


def test_a_long_name_is_not_cut_but_takes_the_room_of_the_start() -> None:
    for length, shown in ((38, "Q3 27"), (41, "Q3 "), (43, "12")):
        text = input_line(view("x" * length), COLUMNS, letter=False)(63 + EDGE).plain.removesuffix(" ")  # type: ignore[union-attr]
        assert len(text) == 63
        assert text.count("x") == length
        assert shown in text
        assert text.endswith("+0.050")


def test_a_name_longer_than_the_list_ends_in_a_mark() -> None:
    text = input_line(view("x" * 300, chosen=False), COLUMNS, letter=True)(60 + EDGE).plain.removesuffix(" ")  # type: ignore[union-attr]
    assert len(text) == 60
    assert "…" in text


def test_quarters_stand_at_even_distances() -> None:
    quarters = [(f"Q{at % 4 + 1}", "2027") for at in range(8)]
    assert [name for name, _ in thinned(quarters, 40)] == ["Q1", "Q2", "Q3", "Q4"] * 2
    assert [name for name, _ in thinned(quarters, 28)] == ["Q1", "", "Q3", ""] * 2
    assert [name for name, _ in thinned(quarters, 10)] == ["Q1", "", "", ""] * 2


def test_a_scenario_of_a_new_name_gets_an_id_of_its_own() -> None:
    scenario = Scenario(id="what-if", title="What if", start="2027-Q1")
    first = named(scenario, "Spring bid!", ())
    assert (first.id, first.title) == ("spring-bid", "Spring bid!")
    assert named(scenario, "Spring bid", (first,)).id == "spring-bid-2"
    assert named(first, "Spring bid!", (first,)) == first
    assert named(scenario, "[/]日本", ()).id == "scenario"


EIGHT = [(f"Q{at % 4 + 1}", f"{2027 + at // 4}") for at in range(8)]


@pytest.mark.parametrize(
    ("likely", "target"), [((2.56, 2.64), None), ((0.0, 0.0), None), ((68.3, 68.3), None)]
)
def test_no_label_of_the_axis_stands_twice(likely: tuple[float, ...], target: float | None) -> None:
    for height in (9, 15):
        rows = [row.plain[:LEFT].strip() for row in fan(Fan(likely, target, quarters=EIGHT), 54, height)]
        labels = [row for row in rows if row]
        assert len(labels) == len(set(labels))
        assert labels
    if likely == (2.56, 2.64):
        assert "2.56" in labels


def test_labels_have_one_decimal_where_that_tells_them_apart() -> None:
    rows = [row.plain[:LEFT].strip() for row in fan(Fan((2.4, 2.5), 3.6), 54, 9)]
    assert [row for row in rows if row] == ["3.6", "2.9", "2.4"]


@pytest.mark.parametrize(
    ("start", "expected"), [(0, ["2027", "Q3", "2028", "Q3"]), (1, ["2027", "Q4", "2028", "Q4"])]
)
def test_a_low_chart_has_its_labels_at_even_distances(start: int, expected: list[str]) -> None:
    quarters = [(f"Q{at % 4 + 1}", f"{2027 + at // 4}") for at in range(start, start + 8)]
    foot = fan(Fan((2.4, 2.5), quarters=thinned(quarters, 38, YEAR)), 54, 9)[-1].plain
    assert foot.split() == expected
    places = [at for at, (before, mark) in enumerate(pairwise(foot), 1) if before == " " and mark != " "]
    assert {right - left for left, right in pairwise(places)} <= {9, 10}


def test_a_year_without_room_is_left_out() -> None:
    foot = fan(Fan((2.4, 2.5), quarters=[("", str(2000 + at // 4)) for at in range(80)]), 54, 15)[-1].plain
    assert foot.split() == sorted(set(foot.split()))
    assert "20022" not in foot


def test_every_assumption_has_a_plain_name() -> None:
    assert [item.name for item in defaults()] == list(NAMES)
    assert max(map(len, NAMES.values())) < NAME_CELLS
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(("key", "meaning"), [("s", {"save"}), ("S", {"scenarios"}), ("A", {"status"})])
def test_a_key_for_keeping_means_one_thing_on_every_screen(key: str, meaning: set[str]) -> None:
    screens = (HomeScreen, ScoreScreen, ResultsScreen, WhatIfScreen, FrameworksScreen)
    bound = [binding for screen in screens for binding in Binding.make_bindings(screen.BINDINGS)]
    assert {binding.id for binding in bound if binding.key == key} == meaning
