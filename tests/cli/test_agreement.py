"""`maturity agreement` and `maturity ideas`."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.agreement.agreement import agreement, by_disagreement
from maturity_tui.store import Store
from tests.ui.score_case import database, own_framework

ONE = "northwick/2026-autumn/service-operations/digital-service"


@pytest.fixture
def figures(example_file: Path) -> Any:
    with Store.open(str(example_file)) as store:
        framework, held = store.framework_of(ONE), store.assessment(ONE)
        return agreement(framework, held), by_disagreement(framework, held)


def test_agreement_in_json_is_the_core_s(example: Any, figures: Any) -> None:
    found, order = figures
    said = example("agreement", ONE, "--json").json
    assert said["id"] == ONE
    assert [node["id"] for node in said["nodes"]] == [node.id for node in found.nodes]
    assert [node["alpha"] for node in said["nodes"]] == [float(node.alpha) for node in found.nodes]
    assert said["nodes"][0]["low"] == found.whole.interval.low
    assert [item["id"] for item in said["capabilities"]] == list(order)
    assert not any("t1" in str(item) for item in said["capabilities"])


def test_agreement_is_a_table_with_words_and_the_most_apart_below(example: Any, figures: Any) -> None:
    found, _ = figures
    said = example("agreement", ONE)
    whole = next(row for row in said.out.splitlines() if row.startswith("Maturity of a digital"))
    assert whole.split()[-7:] == ["to", "0.64", "differently", "57", "7", "44", "%"]
    assert f" {float(found.whole.alpha):.2f} " in whole
    assert said.out.index("Cloud adoption") < said.out.index("Monitoring and observability")
    assert f"{len(found.apart) - 10} more on which raters differ" in said.out
    assert "Krippendorff" in said.err


def test_agreement_of_a_round_is_of_each_assessment(example: Any) -> None:
    said = example("agreement", "2026-autumn", "--json").json
    assert len(said) > 5
    assert all(item["nodes"][0]["words"] for item in said)


IDEAS = ({"about": "a.one", "text": "=1+1"}, {"kind": "blocker", "text": "+two\nlines"})


def own(folder: Path, monkeypatch: pytest.MonkeyPatch, scores: Any = (), ideas: Any = IDEAS) -> str:
    """A database with one small assessment; its id."""
    path = folder / "own.db"
    monkeypatch.setenv("MATURITY_DB", str(path))
    return database(path, own_framework(), scope="all", scores=dict(scores), ideas=ideas)


def test_where_everyone_gives_the_same_level_everywhere_all_agree(
    maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = {"ratings": {"t1": 1, "t2": 1}}
    one = own(tmp_path, monkeypatch, {"a.one": same, "b.two": same})
    node = maturity("agreement", one, "--json").json["nodes"][0]
    assert (node["alpha"], node["words"]) == (None, "all agree (few)")
    said = maturity("agreement", one).out
    assert "all agree (few)" in said
    assert "No capability on which two raters differ." in said


def test_without_two_raters_it_says_how_to_have_votes(
    maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = own(tmp_path, monkeypatch, {"a.one": {"ratings": {"t1": 1}}})
    assert "v on the score screen takes the votes" in maturity("agreement", one).out
    assert maturity("agreement", one, "--json").json["nodes"][0]["words"] == "not rated by two"


# ideas -------------------------------------------------------------------------------------------


def test_ideas_of_a_team_with_those_below_are_one_list_with_their_teams(example: Any) -> None:
    said = example("ideas", "it-digital", "--json").json
    assert len({item["team"] for item in said}) > 3
    assert {item["kind"] for item in said} == {"idea", "blocker"}
    alone = example("ideas", ONE, "--json").json
    assert [item for item in said if item["assessment"] == ONE] == alone
    assert (
        f"{len([i for i in said if i['kind'] == 'blocker'])} blockers" in example("ideas", "it-digital").out
    )


@pytest.mark.parametrize("kind", ["idea", "blocker"])
def test_ideas_of_one_kind(example: Any, kind: str) -> None:
    every = example("ideas", ONE, "--json").json
    only = example("ideas", ONE, "--kind", kind, "--json").json
    assert only == [item for item in every if item["kind"] == kind]
    assert 0 < len(only) < len(every)


def test_ideas_are_sorted_as_asked(example: Any) -> None:
    kinds = [item["kind"] for item in example("ideas", ONE, "--sort", "kind", "--json").json]
    assert kinds == sorted(kinds)
    names = [item["name"] for item in example("ideas", ONE, "--json").json]
    assert names == sorted(names)


def test_a_spreadsheet_runs_no_idea(maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = own(tmp_path, monkeypatch)
    file = tmp_path / "ideas.csv"
    maturity("ideas", one, "-o", file)
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))
    assert [(row["kind"], row["name"], row["text"]) for row in rows] == [
        ("idea", "A1 Number one", "'=1+1"),
        ("blocker", "The whole", "'+two\nlines"),
    ]
    assert (
        maturity("ideas", one, "--format", "csv").out.encode().splitlines() == file.read_bytes().splitlines()
    )


def test_markdown_has_blockers_first_and_runs_nothing(
    maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = own(tmp_path, monkeypatch)
    said = maturity("ideas", one, "--format", "md").out
    assert said.index("## Blockers") < said.index("- +two lines (The whole)") < said.index("## Ideas")
    assert "- =1+1 (A1 Number one)" in said


def test_a_file_that_is_there_is_kept_and_a_wish_for_two_answers_refused(
    example: Any, tmp_path: Path
) -> None:
    file = tmp_path / "ideas.md"
    file.write_text("mine")
    assert "--force" in example("ideas", ONE, "-o", file, code=1).err
    assert file.read_text() == "mine"
    example("ideas", ONE, "-o", file, "--force")
    assert "## Ideas" in file.read_text(encoding="utf-8")
    assert "end it in .csv or .md" in example("ideas", ONE, "-o", tmp_path / "x.txt", code=2).err
    assert "choose one" in example("ideas", ONE, "--json", "--format", "md", code=2).err


def test_where_there_are_none_it_says_how_to_catch_one(
    maturity: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = own(tmp_path, monkeypatch, ideas=())
    said = maturity("ideas", one)
    assert "No ideas or blockers." in said.out
    assert "b on the score screen" in said.err
    assert maturity("ideas", one, "--json").json == []
    assert "None were recorded." in maturity("ideas", one, "--format", "md").out
