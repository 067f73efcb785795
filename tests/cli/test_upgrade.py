"""`frameworks diff`, `assessments upgrade`, `undo` and `redo`, as a person gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.write import to_yaml

from .conftest import Opener, Run

ID = "org/r/web/small"


def version(number: str, items: dict[str, Any], **fields: Any) -> Framework:
    listed = [{"id": id, "title": id.title(), **given} for id, given in items.items()]
    return Framework.model_validate(
        {
            "id": "small", "version": number, "title": "Small", "licence": {"name": "CC0"},
            "scale": [{"value": value, "name": f"L{value}"} for value in range(4)],
            "areas": [{"id": "x", "title": "X", "capabilities": listed}], **fields,
        }
    )  # fmt: skip


OLD = version("1", {"alpha": {}, "beta": {}, "gamma": {}, "delta": {}})
NEW = version("2", {"alef": {}, "beta": {"defined": [0, 1, 2]}, "delta": {}}, aliases={"alpha": "alef"})


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The two versions as files."""
    paths = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path, framework in zip(paths, (OLD, NEW), strict=True):
        path.write_text(to_yaml(framework), encoding="utf-8")
    return paths


@pytest.fixture
def scored(maturity: Run, files: tuple[Path, Path]) -> Run:
    """A database with an assessment of version 1: four scores, two of them without a place in version 2."""
    for path in files:
        maturity("frameworks", "import", path)
    maturity(
        "assessments", "new", "--organisation", "org", "--team", "web", "--round", "r",
        "--framework", "small@1", "--scope", "all",
    )  # fmt: skip
    for item, level in {"alpha": 1, "beta": 3, "gamma": 2, "delta": 2}.items():
        maturity("assessments", "score", ID, item, level)
    return maturity


def held(run: Run) -> Any:
    return run("assessments", "show", ID, "--json").json


# diff


def test_diff_reads_references_ids_and_files(maturity: Run, files: tuple[Path, Path]) -> None:
    one, two = files
    maturity("frameworks", "import", one)
    by_file = maturity("frameworks", "diff", one, two, "--json").json
    assert (by_file["from"], by_file["to"]) == ("small@1", "small@2")
    assert by_file["counts"] == {"removed": 1, "renamed": 2, "levels-lost": 1}
    assert {"kind", "what", "id", "title", "before", "after"} <= by_file["changes"][0].keys()
    assert maturity("frameworks", "diff", "small@1", two, "--json").json == by_file
    assert maturity("frameworks", "diff", "small", str(two), "--json").json == by_file
    text = maturity("frameworks", "diff", one, two).out
    assert "Beta (beta) is not defined at level 3 any more." in text
    assert maturity("frameworks", "diff", one, two, "--format", "md").out.startswith("# small@1 → small@2\n")


def test_diff_of_what_is_not_there_is_a_sentence(maturity: Run, tmp_path: Path) -> None:
    assert "Did you mean 'ddat'" in maturity("frameworks", "diff", "ddta", "ddat", code=1).err
    (tmp_path / "bad.yaml").write_text("schema: maturity/framework@1\nid: [\n")
    assert "bad.yaml" in maturity("frameworks", "diff", "ddat", tmp_path / "bad.yaml", code=1).err


def test_diff_of_two_frameworks_says_so(maturity: Run) -> None:
    said = maturity("frameworks", "diff", "ddat", "digital-service")
    assert "two frameworks" in said.err


# upgrade


def test_open_decisions_without_a_terminal_are_named_and_nothing_changes(scored: Run) -> None:
    before = held(scored)
    said = scored("assessments", "upgrade", ID, "--to", "2", code=1)
    assert "2 decisions to settle: gamma, beta@3" in said.err
    assert "--settle" in said.err
    assert held(scored) == before


def test_yes_goes_by_the_defaults_and_undo_takes_it_back(scored: Run) -> None:
    before = held(scored)
    said = scored("assessments", "upgrade", ID, "--to", "2", "--yes")
    assert "Beta (beta) is not defined at level 3 any more." in said.out
    assert f"Moved {ID} from small@1 to small@2, with 2 items in the record." in said.out
    assert f"maturity assessments undo {ID}" in said.out
    after = held(scored)
    assert "In the record, from small@1: beta (3), gamma (2)" in scored("assessments", "show", ID).out
    assert after["framework"]["version"] == "2"
    assert after["scores"] == {"alef": {"agreed": 1}, "delta": {"agreed": 2}}
    assert after["upgraded"] == [
        {"from": before["framework"], "kept": {"beta": {"agreed": 3}, "gamma": {"agreed": 2}}}
    ]
    assert "Undone: the move to another version" in scored("assessments", "undo", ID).out
    assert held(scored) == before
    redone = scored("assessments", "redo", ID, "--json").json
    assert (redone["done"], redone["kind"], redone["framework"]) == (True, "upgrade", "small@2")
    assert held(scored) == after
    assert scored("db", "check", "--json").json["clean"]


def test_settlements_settle_and_a_dry_run_changes_nothing(scored: Run, files: tuple[Path, Path]) -> None:
    words = ("assessments", "upgrade", ID, "--to", files[1], "--settle", "beta@3=2", "--keep", "gamma")
    before = held(scored)
    dry = scored(*words, "--dry-run")
    assert "Nothing was changed." in dry.out
    assert held(scored) == before
    data = scored(*words, "--json").json
    assert data["status"] == "upgraded"
    assert [(one["name"], one["settled"]) for one in data["decisions"]] == [("gamma", True), ("beta@3", True)]
    assert {one["item"]: (one["how"], one["to"]) for one in data["scores"]} == {
        "alpha": ("moved by alias", ["alef"]), "beta": ("as settled", ["beta"]),
        "gamma": ("kept in the record", []), "delta": ("unchanged", ["delta"]),
    }  # fmt: skip
    assert held(scored)["scores"]["beta"] == {"agreed": 2}


def test_a_dry_run_names_what_is_open(scored: Run) -> None:
    said = scored("assessments", "upgrade", ID, "--to", "small@2", "--dry-run")
    assert "Open: beta@3" in said.err
    assert (
        scored("assessments", "upgrade", ID, "--to", "2", "--dry-run", "--json").json["status"] == "planned"
    )


def test_in_a_terminal_each_decision_is_asked(scored: Run, terminal: Opener) -> None:
    # gamma: the record (its only choice); beta@3: the first choice, level 2; then yes.
    said = scored("assessments", "upgrade", ID, "--to", "2", input="1\n1\ny\n", obj=terminal)
    assert "Gamma (gamma) has no place in small@2" in said.out
    assert held(scored)["scores"]["beta"] == {"agreed": 2}


def test_in_a_terminal_one_may_step_back(scored: Run, terminal: Opener) -> None:
    before = held(scored)
    scored("assessments", "upgrade", ID, "--to", "2", input="1\n1\nn\n", obj=terminal, code=1)
    assert held(scored) == before


def test_the_version_in_use_changes_nothing(scored: Run) -> None:
    assert "Nothing was changed." in scored("assessments", "upgrade", ID, "--to", "1").out
    assert scored("assessments", "upgrade", ID, "--to", "1", "--json").json["status"] == "unchanged"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--to", "3"), 1, "no version '3' of small"),
        (("--to", "ddat@2026-10-06"), 1, "another framework"),
        (("--to", "2", "--settle", "gamma"), 2, "OLD=NEW"),
        (("--to", "2", "--settle", "beta@three=2"), 2, "is no level"),
        (("--to", "2", "--settle", "gamma=gama"), 1, "has no capability 'gama'"),
        (("--to", "2", "--keep", "zeta"), 1, "holds nothing about 'zeta'"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(scored: Run, words: tuple[str, ...], code: int, said: str) -> None:
    before = held(scored)
    assert said in scored("assessments", "upgrade", ID, *words, code=code).err
    assert held(scored) == before


def test_signed_off_is_refused(scored: Run) -> None:
    scored("assessments", "sign-off", ID)
    assert "Reopen it first" in scored("assessments", "upgrade", ID, "--to", "2", "--yes", code=1).err


def test_undo_names_the_change_and_ends(scored: Run) -> None:
    assert "Undone: the score of delta" in scored("assessments", "undo", ID).out
    for _ in range(3):
        scored("assessments", "undo", ID)
    assert "There is nothing to undo" in scored("assessments", "undo", ID).out
    assert json.loads(scored("assessments", "undo", ID, "--json").out)["done"] is False
