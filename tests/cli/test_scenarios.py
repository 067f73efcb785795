"""`maturity scenarios`: listed, shown, copied, renamed, deleted, and held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ELSEWHERE = """\
schema: maturity/scenario@1
id: elsewhere
title: A scenario with a name that is long
baseline: {round: 2025-autumn}
start: 2027-Q2
horizon: 4
assumptions: {training.floor: 0.5}
inputs: [{input: training.incident-command}]
"""


def titles(example: Run) -> list[str]:
    return [one["title"] for one in example("scenarios", "list", "--json").json]


def test_the_saved_ones_are_listed(example: Run) -> None:
    said = example("scenarios", "list").out
    assert "Balanced      balanced" in said
    assert "2027-Q1 to 2028-Q4" in said
    (balanced,) = (one for one in example("scenarios", "list", "--json").json if one["id"] == "balanced")
    assert balanced["baseline"]["round"] == "2026-autumn"
    assert balanced["assumptions"] == ["technology.adoption_quarters"]
    assert len(balanced["inputs"]) == 13


def test_none_is_said(maturity: Run) -> None:
    said = maturity("scenarios", "list")
    assert said.out == "No scenario is saved.\n"
    assert "s" in said.err


def test_one_is_shown_with_what_it_assumes_otherwise(example: Run) -> None:
    said = example("scenarios", "show", "Balanced").out
    assert "Observability platform" in said
    assert "Limit once: 250000." in said
    assert "Must not have: technology.contact-record." in said
    assert "Assumed otherwise: technology.adoption_quarters 6, was 4." in said
    assert example("scenarios", "show", "balanced", "--json").json["schema"] == "maturity/scenario@1"


def test_a_copy_is_one_of_its_own(example: Run) -> None:
    said = example("scenarios", "copy", "balanced", "Steady").out
    assert said == "Saved “Steady” (steady), a copy of “Balanced”.\n"
    assert {"Balanced", "Steady"} <= set(titles(example))
    again = example("scenarios", "copy", "balanced", "steady", code=1)
    assert again.err == "Error: There is a scenario “steady” already: take another name.\n"


def test_a_new_name_keeps_the_id(example: Run) -> None:
    assert "its id is still balanced" in example("scenarios", "rename", "balanced", "Steady").out
    assert "Steady" in titles(example)
    assert "Balanced" not in titles(example)
    assert example("scenarios", "show", "balanced", "--json").json["title"] == "Steady"
    too_long = example("scenarios", "rename", "balanced", "x" * 20_001, code=1)
    assert "cannot be a scenario's name" in too_long.err


def test_deleting_needs_a_yes(example: Run, terminal: Any) -> None:
    asked = example("scenarios", "delete", "balanced", input="n\n")
    assert "for good?" in asked.err
    assert "Nothing was deleted." in asked.out
    example("scenarios", "delete", "balanced", "--yes")
    assert "Balanced" not in titles(example)


def test_a_script_must_say_yes(example: Run) -> None:
    said = example("scenarios", "delete", "balanced", code=1)
    assert "add --yes" in said.err
    assert "Balanced" in titles(example)


def test_deleting_a_plan_says_what_goes_with_it(example: Run) -> None:
    said = example("scenarios", "delete", "first-year", code=1)
    assert "the plan adopted on 2025-12-01 with all that was done, is not deleted" in said.err


@pytest.mark.parametrize("command", [("show",), ("copy", "x"), ("rename", "x"), ("delete",)])
def test_an_unknown_one_is_said_with_the_nearest(example: Run, command: tuple[str, ...]) -> None:
    said = example("scenarios", command[0], "balancd", *command[1:], code=1)
    assert said.err.startswith("Error: There is no scenario 'balancd'. Did you mean 'balanced'?")


# side by side -----------------------------------------------------------------------------


def test_two_side_by_side(example: Run) -> None:
    said = example("scenarios", "compare", "balanced", "people-first", "--draws", "1024")
    assert "Balanced   People first" in said.out
    assert "“Balanced” stands higher than “People first” in 9 of 10 draws" in said.out
    assert "1,024 draws, seed 20270101" in said.out
    assert "Not like with like" not in said.err


def test_the_figures_are_those_of_project(example: Run) -> None:
    data = example("scenarios", "compare", "people-first", "balanced", "--draws", "1024", "--json").json
    for one in data["scenarios"]:
        alone = example("project", "--scenario", one["id"], "--draws", "1024", "--json").json
        assert one["overall"] == pytest.approx(alone["overall"]["mean"], abs=1e-9)
        assert one["p95"] == pytest.approx(alone["overall"]["p95"][-1], abs=1e-6)
        assert one["cost"]["once"] == alone["cost"]["once"]
    (versus,) = data["versus"]
    assert (versus["scenario"], versus["other"]) == ("people-first", "balanced")
    assert versus["better"] + versus["alike"] < 0.2
    first, second = (one["mean"] for one in data["scenarios"])
    assert versus["difference"]["mean"] == pytest.approx(first - second)


def test_a_file_on_other_scores_needs_them_to_be_named(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.yaml"
    file.write_text(ELSEWHERE, encoding="utf-8")
    refused = example("scenarios", "compare", "balanced", file, code=1)
    assert "do not start from the same scores" in refused.err
    assert "--on" in refused.err
    said = example("scenarios", "compare", "balanced", file, "--on", "service-operations", "--draws", "256")
    assert "2 A scenario with a name that is long" in said.out
    assert (
        "Note: Not like with like: the scenarios do not assume the same of training.floor, technology"
        in said.err
    )
    assert "Note: They look ahead to 2028-Q1 and 2028-Q4" in said.err
    assert [line.split() for line in said.out.splitlines() if line.startswith("training.floor")] == [
        ["training.floor", "0.3", "0.5"]
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("balanced",), 2, "Name two to four scenarios; found 1."),
        (("balanced", "balanced"), 1, "named twice"),
        (("balanced", "nothing"), 1, "There is no scenario 'nothing'."),
        (("balanced", "people-first", "--library", "none.yaml"), 1, "none.yaml"),
    ],
)
def test_what_cannot_be_compared_is_said(
    example: Run, arguments: tuple[str, ...], code: int, why: str
) -> None:
    assert why in example("scenarios", "compare", *arguments, code=code).err
