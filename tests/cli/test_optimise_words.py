"""What `optimise` and `project` say to people is true and adds up; a library file is held to what `check` asks."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = pytest.mark.store

ONE = "2026-autumn/service-operations/digital-service"
SKILLS = "northwick/2026-autumn/digital-services/ddat"
HEAD = "schema: maturity/inputs@1\ninputs:\n"


def row(id: str, more: str = "", capability: str = "operations.incidents") -> str:
    """One input of a library, in a line."""
    effects = f"[{{capability: {capability}, share: [0.2, 0.3, 0.4]}}]"
    return f"  - {{id: {id}, kind: training, title: {id}, cost: {{once: 10}}, effects: {effects}{more}}}\n"


@pytest.fixture
def library(tmp_path: Path) -> Any:
    """Write a library of some rows, and name its file."""

    def written(*rows: str) -> Path:
        path = tmp_path / "library.yaml"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return written


FAULTS = [
    ((row("a", ", needs: {all: [b]}"), row("b", ", needs: {all: [a]}")), "a needs itself, by way of other"),
    ((row("a", ", needs: {all: [zz]}"),), "a needs 'zz', and there is no such input"),
    ((row("a", ", excludes: [a]"),), "a excludes itself"),
    ((row("a", capability="operations.incident"),), "Did you mean 'operations.incidents'?"),
    ((row("a"), row("a")), "The input 'a' stands twice"),
]


@pytest.mark.parametrize("command", [("optimise", "--budget", "100"), ("project", "--draws", "0")])
@pytest.mark.parametrize(("rows", "says"), FAULTS)
def test_a_library_with_a_fault_is_refused_at_its_place(
    example: Any, library: Any, command: tuple[str, ...], rows: tuple[str, ...], says: str
) -> None:
    said = example(command[0], ONE, "--library", library(*rows), *command[1:], code=1)
    assert re.search(r"library\.yaml:[34]:\d+: ", said.err)
    assert says in said.err
    assert said.out == ""


def test_what_needs_an_input_that_the_file_leaves_out_is_said(example: Any, library: Any) -> None:
    file = library(row("a", ", needs: {all: [technology.build-pipeline]}"))
    said = example("optimise", ONE, "--library", file, "--budget", 100, "--json")
    note = "a cannot be chosen: it needs technology.build-pipeline, which this library does not have."
    assert note in said.json["notes"]
    assert said.json["selected"] == []


def test_a_spreadsheet_is_a_library_too(example: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "own.xlsx"
    example("inputs", "template", "-o", sheet)
    expected = set(example("inputs", "check", sheet, "--json").json["inputs"])
    data = example("project", ONE, "--library", sheet, "--inputs", ",".join(expected), "--json").json
    assert {one["input"] for one in data["inputs"]} == expected


def test_the_cheapest_is_counted_in_all_and_says_so(example: Any, library: Any) -> None:
    rows = (
        f"  - {{id: i{place}, kind: technology, title: I, cost: {{once: {100 * place}, per_year: 40}}, quarters: 1, "
        f"effects: [{{capability: operations.incidents, share: [0.9, 0.93, 0.95]}}, "
        "{capability: operations.service-desk, share: [0.9, 0.93, 0.95]}]}\n"
        for place in range(1, 9)
    )
    asked = ("optimise", ONE, "--library", library(*rows), "--objective", "targets", "--quarters", 8)
    data = example(*asked, "--json").json
    assert data["selected"]
    assert data["value"] == pytest.approx(data["cost"]["once"] + sum(data["cost"]["by_year"].values()))
    assert data["value"] > data["cost"]["once"]
    out = example(*asked).out
    assert f"In all, once and each year to the end of {data['by']}: {data['value']:,.0f}." in out
    assert f"costs less in all than {data['bound']:,.0f} (" in out


def test_targets_out_of_reach_are_not_promised_by_a_refusal(example: Any) -> None:
    said = example("optimise", ONE, "--objective", "targets", "--budget", 1000, code=1)
    assert "To reach every target that inputs can reach takes at least" in said.err


@pytest.mark.parametrize(
    ("objective", "why"),
    [
        ("gain", "no input adds anything"),
        ("count", "no inputs bring another capability to its target"),
        ("floor", "no inputs lift the lowest level"),
    ],
)
def test_nothing_selected_says_why_for_the_objective(
    example: Any, library: Any, objective: str, why: str
) -> None:
    file = library(row("a"))
    budget = 0 if objective == "gain" else 10
    out = example("optimise", ONE, "--library", file, "--budget", budget, "--objective", objective).out
    assert f"Nothing is selected: within these limits {why}." in out


def test_where_the_roll_up_is_no_mean_the_proof_is_of_the_mean() -> None:
    from maturity_tui.cli.optimise_text import proof_lines

    read_: Any = SimpleNamespace(framework=SimpleNamespace(is_skills=False))
    portfolio: Any = SimpleNamespace(
        objective="gain", value=0.088, bound=0.088, upper_bound=None, proved_gap=0.0
    )
    assert proof_lines(read_, portfolio) == [
        "Proved: nothing within these limits raises the mean of the levels by more than 0.088."
    ]


def test_skills_are_counted_in_points_that_add_up(example: Any) -> None:
    out = example("optimise", SKILLS, "--budget", "100k").out
    found = re.search(r"^Gain: ([\d.]+) points, from ([\d.]+) % to ([\d.]+) %\.$", out, re.MULTILINE)
    assert found is not None
    gain, now, then = map(float, found.groups())
    assert gain > 1
    assert then == pytest.approx(now + gain, abs=0.11)
    assert re.search(r"sampled mean differs by [+-]?[\d.]+ points\.$", out, re.MULTILINE)


def test_levels_add_up_as_they_are_written(example: Any) -> None:
    out = example("optimise", ONE, "--budget", "30k").out
    found = re.search(r"^Gain: (\d\.\d{3}), from (\d\.\d{3}) to (\d\.\d{3})\.$", out, re.MULTILINE)
    assert found is not None
    gain, now, then = map(float, found.groups())
    assert then == pytest.approx(now + gain, abs=0.0011)


def test_what_is_paid_by_head_is_said_where_rows_do_not_add_up_to_it(example: Any) -> None:
    asked = ("--inputs", "training.data-literacy", "--draws", "0")
    cost = example("project", *asked, "--json").json["cost"]
    assert cost["people"] > 0
    assert (
        f"{cost['once']:,.0f} once ({cost['people']:,.0f} of it by head), " in example("project", *asked).out
    )


def test_teams_that_do_not_count_are_named_and_not_counted(example: Any, library: Any) -> None:
    said = example("optimise", "2026-autumn", "--library", library(row("a")), "--budget", 10)
    assert "Not in the figure over all teams, with less than 80 %" in said.err
    assert said.out.partition("\n")[0].endswith(" · 5 teams")


@pytest.mark.parametrize("which", [ONE, SKILLS])
@pytest.mark.parametrize("quarters", [8, 12, 80])
def test_the_table_of_a_projection_fits_80_columns(example: Any, which: str, quarters: int) -> None:
    rows = example("project", which, "--quarters", quarters, "--draws", "0").out.splitlines()[1:]
    assert rows[1].startswith("The whole ")
    assert max(map(len, rows)) <= 80
    assert (
        rows[0].split()[-1]
        == example("project", which, "--quarters", quarters, "--json").json["quarters"][-1]
    )


def test_draws_and_seed_stand_beside_the_range(example: Any) -> None:
    assert "\n512 draws, seed 9.\n" in example("project", ONE, "--draws", 300, "--seed", 9).out


def test_an_unknown_input_says_where_they_are_listed(example: Any) -> None:
    assert "`maturity inputs list` shows what there is." in example("project", "--inputs", "zz", code=1).err


def test_the_sentence_of_a_figure_counts_the_teams_that_stand_in_it(example: Any) -> None:
    asked = ("project", "2026-autumn", "--scenario", "balanced", "--explain", "operations.incidents")
    teams = example("project", "2026-autumn", "--draws", "0", "--json").json["nodes"]
    scored = [one["now"] for one in teams if one["id"] == "operations.incidents" and one["team"]]
    mean = next(one["now"] for one in teams if one["id"] == "operations.incidents" and not one["team"])
    said = example(*asked).out
    count = int(re.search(r" over (\d) teams rises", said)[1])  # type: ignore[index]
    assert count <= len(scored) < 8
    assert (mean * count) == pytest.approx(round(mean * count))
    assert "It is of service-operations, " in example(*asked, "--team", "zz", code=1).err
