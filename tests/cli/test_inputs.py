"""`maturity inputs`: files checked and taken whole or not at all, and suggestions with their reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.store

BEFORE = {
    f"{kind}.{name}"
    for kind, names in {
        "training": ("member-briefings", "depot-champions", "test-engineering-academy"),
        "capacity": ("digital-apprentices", "shared-architect", "test-engineers", "data-apprentices"),
        "technology": ("resident-account",),
    }.items()
    for name in names
}
WRONG = """\
schema: maturity/inputs@1
inputs:
  - {id: good, kind: training, title: A good one, effects: [{capability: people.leadership, share: [0.1, 0.2, 0.3]}]}
  - {id: high, kind: training, title: Too high, effects: [{capability: people.leadership, share: [0.1, 0.2, 0.96]}]}
  - {id: order, kind: training, title: Low first, effects: [{capability: people.leadership, share: [0.5, 0.2, 0.3]}]}
  - {id: alone, kind: training, title: Needs what is not there, needs: {all: [goood]}}
  - {id: never, kind: training, title: Needs and excludes, needs: {all: [good]}, excludes: [good]}
  - {id: where, kind: training, title: On nothing, effects: [{capability: people.leadrship, share: [0.1, 0.2, 0.3]}]}
  - {id: debt, kind: training, title: A gift, cost: {once: -1}}
  - {id: much, kind: training, title: Too much, cost: {once: 1.0e400}}
  - {id: days, kind: training, title: Days, quarters: 2, person_days: [1]}
  - {id: good, kind: training, title: Twice}
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_every_fault_of_a_yaml_file_is_said_at_its_place(maturity: Run, tmp_path: Path) -> None:
    said = maturity("inputs", "check", write(tmp_path, WRONG), code=1)
    name = str(tmp_path / "own.yaml")
    lines = said.out.splitlines()
    places = [text.removeprefix(name + ":").split(" ", 1) for text in lines[:-1]]
    assert [place.split(":")[0] for place, _ in places] == ["4", "5", "6", "7", "8", "9", "10", "11", "12"]
    text = "\n".join(lines)
    for part in (
        "The number must be at most 0.95; found 0.96", "A share is [low, likely, high], each at least the one before",
        "alone needs 'goood', and there is no such input", "Did you mean 'good'?",
        "never needs good and excludes it: it can never be chosen", "Did you mean 'people.leadership'?",
        "The number must be at least 0; found -1", "Here should be a number", "one figure for each of the 2 quarters",
        "The input 'good' stands twice",
    ):  # fmt: skip
        assert part in text
    data = maturity("inputs", "check", tmp_path / "own.yaml", "--json", code=1).json
    assert data["valid"] is False
    assert data["faults"][0] == {
        "line": 4, "column": data["faults"][0]["column"], "path": "inputs[1].effects[0].share[2]", "input": "high",
        "message": "The number must be at most 0.95; found 0.96", "hint": None,
    }  # fmt: skip


def test_nothing_is_taken_where_anything_is_wrong(maturity: Run, tmp_path: Path) -> None:
    said = maturity("inputs", "add", write(tmp_path, WRONG), code=1)
    assert "And 8 more faults" in said.err
    assert said.err.endswith("Nothing was taken.\n")
    assert maturity("inputs", "list", "--own", "--json").json == []


def test_the_good_are_kept_where_that_is_asked_for_and_the_rest_is_named(
    example: Run, tmp_path: Path
) -> None:
    text = WRONG.replace("  - {id: good, kind: training, title: Twice}\n", "")
    data = example("inputs", "add", write(tmp_path, text), "--keep-good", "--json")
    assert data.json["added"] == ["good"]
    assert set(data.json["left_out"]) == {"high", "order", "alone", "never", "where", "debt", "much", "days"}
    assert "Left out: debt." in data.err
    own = example("inputs", "list", "--own", "--json").json
    assert [item["id"] for item in own if item["id"] not in BEFORE] == ["good"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".yaml"])
def test_what_is_exported_comes_back_the_same(example: Run, tmp_path: Path, ending: str) -> None:
    before = example("inputs", "list", "--own", "--json").json
    assert len(before) == 8
    file = tmp_path / f"own{ending}"
    example("inputs", "export", "-o", file)
    assert example("inputs", "check", file, "--json").json["valid"] is True
    for item in before:
        example("inputs", "remove", item["id"])
    assert example("inputs", "list", "--own", "--json").json == []
    assert example("inputs", "add", file, "--json").json["added"] == [item["id"] for item in before]
    assert example("inputs", "list", "--own", "--json").json == before
    assert "exists and differs" in example("inputs", "export", "--all", "-o", file, code=1).err


def test_the_template_is_written_checked_and_added(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    assert "maturity inputs check" in example("inputs", "template", "-o", file).out
    assert "2 inputs, and nothing is wrong" in example("inputs", "check", file).out
    said = example("inputs", "add", file)
    assert "Added: example.training, example.technology." in said.out
    assert "Unchanged: example.training" in example("inputs", "add", file).out
    assert "Replaced" not in said.out


def test_a_template_without_assessments_lists_what_there_is(maturity: Run, tmp_path: Path) -> None:
    maturity("inputs", "template", "-o", tmp_path / "a.csv", "--framework", "digital-service")
    assert "people" in (tmp_path / "a.csv").read_text() or "strategy" in (tmp_path / "a.csv").read_text()
    assert "Did you mean" in maturity("inputs", "template", "-o", tmp_path / "b.csv", "--framework", "digital-servic",
                                      code=1).err  # fmt: skip


def test_own_inputs_win_and_go_and_come_back(example: Run, tmp_path: Path) -> None:
    text = "schema: maturity/inputs@1\ninputs:\n  - {id: technology.observability, kind: technology, title: Ours}\n"
    said = example("inputs", "add", write(tmp_path, text))
    assert "Now in the place of the shipped: technology.observability." in said.out
    assert "Ours" in example("inputs", "show", "technology.observability").out
    assert "own, for the app's" in example("inputs", "list").out
    said = example("inputs", "remove", "technology.observability")
    assert "The shipped one of the same id counts again" in said.out
    assert "Observability platform" in example("inputs", "show", "technology.observability").out
    example("inputs", "undo")
    assert "Ours" in example("inputs", "show", "technology.observability").out
    example("inputs", "undo")
    assert "Observability platform" in example("inputs", "show", "technology.observability").out


def test_what_cannot_be_is_said(example: Run, maturity: Run, tmp_path: Path) -> None:
    assert (
        "ships with the app, and stays" in example("inputs", "remove", "technology.observability", code=1).err
    )
    assert (
        "Did you mean 'technology.observability'?"
        in example("inputs", "show", "technology.observabilty", code=1).err
    )
    assert "should end in" in example("inputs", "export", "-o", tmp_path / "a.txt", code=2).err
    assert "no such file" in example("inputs", "check", tmp_path / "none.yaml", code=1).err.casefold()
    text = (
        "schema: maturity/inputs@1\ninputs:\n  - {id: e, kind: training, title: E, cost: {currency: EUR}}\n"
    )
    said = example("inputs", "add", write(tmp_path, text), code=1)
    assert "priced in EUR and GBP" in said.err
    need = "schema: maturity/inputs@1\ninputs:\n  - {id: a, kind: training, title: A}\n"
    need += "  - {id: b, kind: training, title: The second, needs: {all: [a]}}\n"
    example("inputs", "add", write(tmp_path, need))
    assert "The second refers to it" in example("inputs", "remove", "a", code=1).err


def test_undo_without_a_change_says_so(maturity: Run, tmp_path: Path) -> None:
    text = "schema: maturity/organisation@1\nid: o\ntitle: O\n"
    maturity("import", write(tmp_path, text, "organisation.yaml"))
    assert "nothing to take back" in maturity("inputs", "undo", code=1).err


def test_suggestions_have_a_reason_and_come_in_order(example: Run) -> None:
    found = example("inputs", "suggest", "service-operations", "--json", "--most", "5").json
    assert len(found) == 5
    assert [one["closes"] for one in found] == sorted((one["closes"] for one in found), reverse=True)
    assert all(one["reason"].startswith("Closes ") and one["cost"] > 0 for one in found)
    text = example("inputs", "suggest", "service-operations", "--most", "5").out
    assert found[0]["reason"] in text
    assert found[0]["input"] in text


def test_projects_cost_is_discounted_at_the_scenarios_rate(example: Run, tmp_path: Path) -> None:
    scenario = (
        "schema: maturity/scenario@1\nid: s\ntitle: S\nstart: 2027-Q1\nhorizon: 8\ndiscount_rate: 0.2\n"
        "inputs: [{input: technology.observability, start: 2028-Q1}]\n"
    )
    file = write(tmp_path, scenario, "s.yaml")
    cost = example("project", "service-operations", "--scenario", file, "--json").json["cost"]
    # By hand: 60,000 / 1.2, and 8,000 in each of the quarters 4 to 7.
    by_hand = 60_000 / 1.2 + sum(8_000 / 1.2 ** (quarter / 4) for quarter in (4, 5, 6, 7))
    assert cost["present_value"] == pytest.approx(by_hand)
    assert (cost["discount_rate"], cost["currency"], cost["once"]) == (0.2, "GBP", 60_000)
    text = example("project", "service-operations", "--scenario", file).out
    assert f"Over 8 quarters, discounted at 20 % a year to 2027-Q1: {by_hand:,.0f}." in text
