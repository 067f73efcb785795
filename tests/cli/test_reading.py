"""`results`, `gap`, `project` on the worked example: the keys that programs rely on, and what people read."""

from __future__ import annotations

import pytest

ONE = "northwick/2026-autumn/service-operations/digital-service"
NODE_KEYS = {"id", "title", "rule", "score", "floor", "maximum", "scored", "applicable", "display"}
GAP_KEYS = {"capability", "team", "score", "target", "gap", "weight", "themes", "confidence"}
PROJECT_KEYS = {"scenario", "quarters", "overall", "nodes", "assumptions", "seed"}
MORE_KEYS = {"inputs", "cost", "person_days", "notes"}
INPUTS = "training.incident-command,technology.observability"


def test_results_of_one_are_an_object_whose_first_node_is_the_whole(example) -> None:
    data = example("results", ONE, "--json").json
    assert set(data) == {"id", "nodes"}
    assert data["id"] == ONE
    assert data["nodes"][0]["id"] == "digital-service"
    assert all(set(node) == NODE_KEYS for node in data["nodes"])


def test_an_id_may_leave_out_the_organisation_and_a_team_may_stand_alone(example) -> None:
    exact = example("results", ONE, "--json").json
    assert example("results", ONE.partition("/")[2], "--json").json == exact
    assert example("results", "service-operations", "--json").json == exact


def test_results_of_a_round_are_a_list(example) -> None:
    data = example("results", "2026-autumn", "--json").json
    assert isinstance(data, list)
    assert len(data) > 5
    assert len({item["id"] for item in data}) == len(data)


def test_results_show_mean_floor_rule_and_coverage(example) -> None:
    said = example("results", ONE)
    data = example("results", ONE, "--json").json
    first = said.out.splitlines()[2]
    whole = data["nodes"][0]
    assert all(
        text in first
        for text in (whole["display"], whole["rule"], f"{whole['scored']}/{whole['applicable']}")
    )


def test_a_team_stands_for_all_below_it(example) -> None:
    below = example("results", "it-digital", "--json").json
    assert len(below) >= 7


def test_gaps_are_heaviest_first_and_never_negative(example) -> None:
    data = example("gap", ONE, "--json").json
    assert data
    assert all(set(item) == GAP_KEYS for item in data)
    assert all(item["gap"] == max(0, item["target"] - item["score"]) for item in data)
    assert {item["team"] for item in data} == {"service-operations"}


def test_gaps_of_a_round_are_joined(example) -> None:
    data = example("gap", "2026-autumn", "--json").json
    assert len({item["team"] for item in data}) > 5
    assert "Team" in example("gap", "2026-autumn").out.splitlines()[0]


def test_themes_in_one_cell_cannot_be_read_as_others(example) -> None:
    """A title may hold a comma."""
    assert "resident-first; people-and-value" in example("gap", "digital-services").out


def test_gaps_as_text_leave_out_what_is_at_target_and_say_so(example) -> None:
    said = example("gap", ONE)
    assert "at target or above" in said.out
    assert said.out.splitlines()[0].split() == [
        "Capability",
        "Now",
        "Target",
        "Gap",
        "Weighted",
        "Themes",
        "Confidence",
    ]


def test_a_projection_has_a_figure_a_quarter(example) -> None:
    data = example(
        "project", ONE, "--inputs", INPUTS, "--start", "2027-Q1", "--quarters", "12", "--json"
    ).json
    assert set(data) == PROJECT_KEYS | MORE_KEYS
    assert data["quarters"][0] == "2027-Q1"
    assert data["quarters"][-1] == "2029-Q4"
    assert set(data["overall"]) == {"mean", "p5", "p20", "p50", "p80", "p95"}
    assert len(data["overall"]["mean"]) == 12
    assert None not in data["overall"].values()
    assert all(set(node) == {"id", "team", "now", "mean", "p5", "p95"} for node in data["nodes"])


def test_inputs_raise_and_no_inputs_change_nothing(example) -> None:
    whole = example("results", ONE, "--json").json["nodes"][0]["score"]
    none = example("project", ONE, "--inputs", "", "--json").json
    some = example("project", ONE, "--inputs", INPUTS, "--json").json
    assert none["overall"]["mean"] == pytest.approx([whole] * 12, abs=1e-12)
    assert some["overall"]["mean"][-1] > whole
    assert example("project", ONE, "--json").json == none


def test_order_and_repeats_of_inputs_do_not_matter(example) -> None:
    first, second = INPUTS.split(",")
    one = example("project", ONE, "--inputs", f"{first},{second}", "--json").json
    other = example("project", ONE, "--inputs", f" {second} ,, {first},{second}", "--json").json
    assert one == other


def test_without_an_id_the_latest_round_is_projected(example) -> None:
    data = example("project", "--inputs", INPUTS, "--json").json
    assert len({node["team"] for node in data["nodes"]} - {None}) == 7
    assert data == example("project", "2026-autumn", "--inputs", INPUTS, "--json").json


def test_the_first_quarter_is_the_one_after_the_round(example) -> None:
    assert example("project", "--json").json["quarters"][0] == "2027-Q1"


def test_a_saved_scenario_brings_its_start_and_horizon(example) -> None:
    data = example("project", "--scenario", "balanced", "--json").json
    assert data["scenario"] == "balanced"
    assert len(data["quarters"]) == 8
    assert (
        len(example("project", "--scenario", "balanced", "--quarters", "3", "--json").json["quarters"]) == 3
    )


def test_what_a_scenario_settles_and_is_not_kept_to_is_noted(example, tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "schema: maturity/scenario@1\nid: mine\ntitle: Mine\nstart: 2027-Q2\nhorizon: 4\n"
        "limits: {once: 1000, per_year: 1000}\nmust: [capacity.data-office]\n"
        "must_not: [training.product-academy]\n"
        "inputs: [{input: training.product-academy}, {input: technology.observability}]\n"
    )
    breaches = [
        "The scenario says that capacity.data-office must be in, and it takes no part.",
        "The scenario says that training.product-academy must not be in, and it is.",
        "over the limit of 1,000.",
        "The yearly cost is over the limit of GBP 1,000: ",
    ]
    said = example("project", "--scenario", path)
    notes = " ".join(example("project", "--scenario", path, "--json").json["notes"])
    for breach in breaches:
        assert breach in said.err
        assert breach in notes
    report = tmp_path / "mine.md"
    example("report", "2026-autumn", "--scenario", path, "--format", "md", "-o", report)
    assert all(breach in report.read_text() for breach in breaches)


def test_a_scenario_may_be_a_file(example, tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "schema: maturity/scenario@1\nid: mine\ntitle: Mine\nstart: 2027-Q2\nhorizon: 4\n"
        f"inputs: [{{input: {INPUTS.split(',')[0]}}}]\n",
        encoding="utf-8",
    )
    assert example("project", "--scenario", path, "--json").json["scenario"] == "mine"


def test_a_library_file_stands_alone(example, tmp_path) -> None:
    path = tmp_path / "inputs.yaml"
    path.write_text(
        "schema: maturity/inputs@1\ninputs:\n  - id: own.one\n    kind: training\n    title: One\n"
        "    effects: [{capability: operations.incidents, share: [0.1, 0.2, 0.3]}]\n",
        encoding="utf-8",
    )
    data = example("project", ONE, "--library", path, "--inputs", "own.one", "--json").json
    assert data["overall"]["mean"][-1] > data["nodes"][0]["now"]
    example("project", ONE, "--library", path, "--inputs", INPUTS, code=1)


def test_people_read_figures_costs_and_days(example) -> None:
    said = example("project", "--scenario", "balanced")
    assert "Balanced · 13 inputs · 2027-Q1 to 2028-Q4" in said.out
    assert "Cost: GBP" in said.out
    assert "Person-days: 2027-Q1" in said.out


def test_a_projection_says_what_goes_in_what_it_costs_and_what_is_left_out(example) -> None:
    said = example("project", "--inputs", INPUTS, "--quarters", "5", "--json")
    data = said.json
    assert [(item["input"], item["start"]) for item in data["inputs"]] == [
        (item, "2027-Q1") for item in sorted(INPUTS.split(","))
    ]
    shares = [share for item in data["inputs"] for share in item["mean_share"]]
    assert all(set(share) == {"capability", "low", "likely", "high", "mean"} for share in shares)
    assert "operations.incidents" in {share["capability"] for share in shares}
    assert set(data["cost"]) == {
        "once", "by_year", "per_year", "people", "present_value", "discount_rate", "currency",
    }  # fmt: skip
    assert data["cost"]["once"] > 0
    assert list(data["cost"]["by_year"]) == ["2027", "2028"]
    assert list(data["person_days"]) == data["quarters"]
    assert sum(data["person_days"].values()) > 0
    assert "Assessments with ddat are left out: they are not projected together." in data["notes"]
    assert said.err.splitlines() == [f"Note: {note}" for note in data["notes"]]


def test_people_read_the_mean_that_each_share_is_counted_with(example) -> None:
    data = example("project", ONE, "--inputs", INPUTS, "--json").json
    out = example("project", ONE, "--inputs", INPUTS).out
    rows = [line.split() for line in out.partition("Likely → mean")[2].splitlines()]
    for item in data["inputs"]:
        at = next(place for place, row in enumerate(rows) if row[:1] == [item["input"]])
        rows[at] = rows[at][1:]
        assert rows[at : at + len(item["mean_share"])] == [
            f"{share['capability']} {share['likely']:.0%} → {share['mean']:.0%}".replace("%", " %").split()
            for share in item["mean_share"]
        ]
    assert "its range widened 2 times" in out
    assert "Likely → mean" not in example("project", ONE, "--inputs", "").out


def test_what_was_done_and_a_later_start_are_noted(example, tmp_path) -> None:
    library, plan = tmp_path / "inputs.yaml", tmp_path / "plan.yaml"
    library.write_text(
        "schema: maturity/inputs@1\ninputs:\n"
        "  - {id: one, kind: training, title: One, earliest: 2027-Q3}\n"
        "  - {id: two, kind: training, title: Two}\n",
        encoding="utf-8",
    )
    plan.write_text(
        "schema: maturity/scenario@1\nid: mine\ntitle: Mine\nstart: 2027-Q1\ncalibrated: true\n"
        "inputs: [{input: one}, {input: two, status: stopped}]\n",
        encoding="utf-8",
    )
    said = example("project", ONE, "--library", library, "--scenario", plan)
    assert "one starts in 2027-Q3, its earliest, and not with the scenario in 2027-Q1." in said.err
    assert "What was actually done is not part of this projection" in said.err
    assert "two (stopped)" in said.err


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("--inputs", "training.incident-comand"), 1, "Did you mean 'training.incident-command'?"),
        (("--inputs", "x" * 100_000), 1, "There is no input"),
        (("--inputs", "\x1b[2J"), 1, "There is no input"),
        (("--start", "2027-Q5"), 2, "2027-Q1"),
        (("--start", "soon"), 2, "2027-Q1"),
        (("--start", "0000-Q1"), 2, "2027-Q1"),
        (("--start", "9999-Q4", "--quarters", "80"), 2, "2027-Q1"),
        (("--quarters", "0"), 2, "1<=x<=80"),
        (("--quarters", "ten"), 2, "ten"),
        (("--scenario", "balancd"), 1, "Did you mean 'balanced'?"),
        (("--scenario", "none.yaml"), 1, "cannot be read"),
        (("--scenario", "balanced", "--inputs", "a"), 2, "two ways"),
        (("--library", "none.yaml"), 1, "cannot be read"),
        (("2026-autum",), 1, "Did you mean '2026-autumn'?"),
    ],
)
def test_what_cannot_be_projected_is_said(example, args: tuple[str, ...], code: int, says: str) -> None:
    said = example("project", *args, code=code)
    assert says in said.err
    assert len(said.err) < 1200
    assert "\x1b" not in said.err


def test_nothing_scored_is_nothing_to_project(maturity) -> None:
    assert "no assessment yet" in maturity("project", code=1).err
    maturity("assessments", "new", "--team", "a", "--framework", "digital-service", "--round", "r")
    assert "agree some scores" in maturity("project", code=1).err
    empty = maturity("results", "a", "--json").json["nodes"][0]
    assert (empty["score"], empty["floor"], empty["display"]) == (None, None, "–")
    assert maturity("gap", "a", "--json").json == []
    assert "No gaps" in maturity("gap", "a").out


def test_a_skills_framework_shows_shares_and_no_floor(example) -> None:
    data = example("results", "2026-autumn/digital-services/ddat", "--json").json
    whole = data["nodes"][0]
    assert whole["rule"] == "share at target"
    assert whole["floor"] is None
    assert whole["display"].endswith("at target")
    assert "%" in example("project", "2026-autumn/digital-services/ddat").out
