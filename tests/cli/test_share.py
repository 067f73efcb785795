"""`maturity share` and `maturity benchmark`: what is in the file is shown first, and only like stands beside like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maturity_tui.assessments.sharing.shared import Shared, read_shared
from maturity_tui.frameworks.door import read_file
from maturity_tui.store import Store
from tests.ui.council import assessment_of

from .conftest import EXAMPLE, Opener, Run

pytestmark = pytest.mark.store

ONE = "northwick/2026-autumn/service-operations/digital-service"
OTHERS = sorted((EXAMPLE.parent / "shared").glob("council-*.yaml"))
FULL, CORE = OTHERS[:4], OTHERS[4]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


def held(path: Path | str) -> Shared:
    return read_shared(read_file(Path(path)))


# Sharing


def test_a_preview_tells_everything_and_writes_nothing(example: Run) -> None:
    said = example("share", ONE, "--preview")
    assert "Service operations and resilience: 2.6, lowest 2, scored 7 of 7" in said.out
    assert "Incident and problem management: 2, target 4" in said.out
    assert "Not in it: names and ids of the organisation" in said.out
    assert list(Path.cwd().iterdir()) == []


def test_in_a_pipe_it_needs_yes(example: Run) -> None:
    said = example("share", ONE, code=2)
    assert "Nothing was written: nobody can be asked here." in said.err
    assert example("share", ONE, "--json", code=2).out == ""
    assert "not both" in example("share", ONE, "--yes", "--preview", code=2).err
    assert list(Path.cwd().iterdir()) == []


def test_the_file_holds_nothing_of_the_council(example: Run) -> None:
    example("share", ONE, "--yes", "-o", "a.yaml")
    text = Path("a.yaml").read_text(encoding="utf-8")
    with Store.open() as store:
        owner, assessment = store.organisation(), store.assessment(ONE)
    assert owner is not None
    words = [owner.id, owner.title, *owner.profile.platforms, assessment.round.id, assessment.round.title]
    words += [part for team in owner.teams for part in (team.id, team.title)]
    words += [theme.title for theme in owner.ambition] + [idea.text for idea in assessment.ideas]
    for score in assessment.scores.values():
        words += [score.note, score.not_applicable, *score.comments.values()]
        words += [part for piece in score.evidence for part in (piece.what, piece.owner, piece.link)]
    assert [word for word in words if word and word.casefold() in text.casefold()] == []
    assert held("a.yaml").levels["operations.incidents"] == 2
    assert dict(held("a.yaml").raters) == {"team": "5 to 9", "user": "5 to 9"}


def test_its_name_says_no_more_than_the_file(example: Run) -> None:
    assert "Wrote shared-digital-service-" in example("share", ONE, "--yes").out
    (path,) = Path.cwd().iterdir()
    assert re.fullmatch(r"shared-digital-service-[0-9a-f]{8}\.yaml", path.name)


def test_two_files_of_one_assessment_are_linked_only_where_it_is_meant(example: Run) -> None:
    for name in ("a.yaml", "b.yaml"):
        example("share", ONE, "--yes", "-o", name)
    example("share", ONE, "--yes", "-o", "c.yaml", "--same-as", "a.yaml")
    assert held("a.yaml").id != held("b.yaml").id
    assert held("c.yaml").id == held("a.yaml").id
    assert held("b.yaml").changed(id=held("a.yaml").id) == held("a.yaml")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_in_a_terminal_all_is_shown_and_then_asked(
    example: Run, terminal: Opener, answer: str, code: int
) -> None:
    said = example("share", ONE, "-o", "a.yaml", obj=terminal, input=answer, code=code)
    assert "Incident and problem management: 2, target 4" in said.out
    assert "Write it?" in said.err
    assert Path("a.yaml").exists() is (code == 0)


def test_what_is_there_is_kept_unless_forced(example: Run) -> None:
    Path("a.yaml").write_text("mine\n", encoding="utf-8")
    assert "was kept" in example("share", ONE, "--yes", "-o", "a.yaml", code=1).err
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine\n"
    example("share", ONE, "--yes", "-o", "a.yaml", "--force")
    assert held("a.yaml").framework.id == "digital-service"


def test_json_has_the_file_and_where_it_is(example: Run) -> None:
    seen = example("share", ONE, "--preview", "--json").json
    assert seen["file"] is None
    assert seen["shared"]["schema"] == "maturity/shared@1"
    written = example("share", ONE, "--yes", "--json", "-o", "a.yaml").json
    assert written["file"] == "a.yaml"
    assert Shared.model_validate(written["shared"]) == held("a.yaml")


def test_several_are_refused_by_name(example: Run) -> None:
    said = example("share", "2026-autumn", "--yes", code=1)
    assert "means 8 assessments" in said.err
    assert "Name one of them." in said.err
    assert list(Path.cwd().iterdir()) == []


def test_what_was_scored_on_sfia_is_not_shared(example: Run) -> None:
    pytest.importorskip("maturity_tui")
    if not (EXAMPLE.parents[1] / "frameworks" / "sfia").exists():
        pytest.skip("a build may leave SFIA out")
    example("assessments", "new", "--team", "cyber-security", "--framework", "sfia", "--round", "2026-autumn")
    said = example("share", "northwick/2026-autumn/cyber-security/sfia", "--yes", code=1)
    assert "cannot be shared" in said.err
    assert "is not open" in said.err
    assert list(Path.cwd().iterdir()) == []


def test_a_draft_is_said_to_be_one_beside_the_file(example: Run) -> None:
    said = example("share", assessment_of("data-insight"), "--yes", "-o", "a.yaml")
    assert "a draft still" in said.err
    assert "draft" not in Path("a.yaml").read_text(encoding="utf-8")


# A benchmark


def test_one_is_placed_among_the_shipped_councils(example: Run) -> None:
    said = example("benchmark", ONE, *FULL)
    (row,) = [line for line in said.out.splitlines() if "Service operations and resilience" in line]
    assert row.split()[-6:] == ["2.9", "3.0", "4", "below", "the", "median"]
    assert "Quartiles: linear between two others" in said.out
    nodes = {node["id"]: node for node in example("benchmark", ONE, *FULL, "--json").json["nodes"]}
    theirs = sorted(float(held(path).areas["operations"].score or 0) for path in FULL)
    found = nodes["operations"]
    assert (found["others"], found["below"] + found["same"] + found["above"]) == (4, 4)
    assert found["quartiles"]["lowest"] == pytest.approx(theirs[0], abs=1e-4)
    assert found["quartiles"]["median"] == pytest.approx((theirs[1] + theirs[2]) / 2, abs=1e-4)


def test_every_file_that_is_left_out_is_said_with_its_reason(example: Run) -> None:
    Path("nonsense.yaml").write_text("a: [b", encoding="utf-8")
    Path("other.yaml").write_text("schema: maturity/inputs@1\ninputs: []\n", encoding="utf-8")
    said = example("benchmark", ONE, *FULL, CORE, FULL[0], "nonsense.yaml", "other.yaml", "gone.yaml")
    left = [line for line in said.err.splitlines() if line.startswith("Left out: ")]
    told = {Path(line.removeprefix("Left out: ").split(": ")[0]).name: line for line in left}
    assert len(left) == 5
    assert "Its scope is core, yours all." in told["council-5.yaml"]
    assert "named twice" in told["council-1.yaml"]
    assert "This is not YAML" in told["nonsense.yaml"]
    assert "needs `schema: maturity/shared@1`" in told["other.yaml"]
    assert "No such file" in told["gone.yaml"]
    assert "4 others" in said.out


def test_fewer_than_three_others_have_no_quartiles(example: Run) -> None:
    said = example("benchmark", ONE, *FULL[:2])
    assert "fewer than three others" in said.out
    assert "Median" not in said.out
    nodes = example("benchmark", ONE, *FULL[:2], "--json").json["nodes"]
    assert {(node["others"], node["quartiles"]) for node in nodes} == {(2, None)}


def test_with_nothing_to_compare_with_it_fails(example: Run) -> None:
    said = example("benchmark", ONE, CORE, code=1)
    assert "no file that yours can be compared with" in said.out


def test_a_folder_is_no_file(example: Run) -> None:
    said = example("benchmark", ONE, FULL[0].parent, code=2)
    assert "is a folder. Name the shared files in it" in said.err
    assert said.out == ""


def test_ones_own_file_is_no_other_and_another_teams_is_said_to_be(example: Run) -> None:
    example("share", ONE, "--yes", "-o", "own.yaml")
    example("share", assessment_of("infrastructure-cloud"), "--yes", "-o", "sibling.yaml")
    said = example("benchmark", ONE, *FULL, "own.yaml", "sibling.yaml", "--json")
    assert "own.yaml: It was shared from here" in said.err
    assert said.json["own_organisation"] in ([], ["sibling.yaml"])
    assert {one["file"] for one in said.json["left_out"]} >= {"own.yaml"}


def test_the_likes_of_one_may_be_chosen(example: Run) -> None:
    alike = example("benchmark", ONE, *FULL, "--like", "kind", "--json")
    assert alike.json["compared"] == [str(FULL[2])]
    assert alike.err.count("It is not like you in kind") == 3
    assert "colour" in example("benchmark", ONE, *FULL, "--like", "colour", code=2).err
