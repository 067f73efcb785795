"""`maturity diff`: two files or folders in sentences, and as git's external diff in a real repository."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run

FILE = "2026-autumn/service-operations.digital-service.yaml"
UNTOUCHED = "cyber-security.digital-service.yaml"
INCIDENTS = "Incident and problem management: agreed 2 → 3"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two copies of the worked example, `old` and `new`, to work in."""
    for name in ("old", "new"):
        shutil.copytree(EXAMPLE, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def improve(path: Path) -> None:
    edit(path, "operations.incidents:\n    agreed: 2", "operations.incidents:\n    agreed: 3")


def test_a_change_is_a_sentence_with_the_frameworks_title(folders: Path, maturity: Run) -> None:
    improve(folders / "new" / FILE)
    assert maturity("diff", f"old/{FILE}", f"new/{FILE}").out == f"{INCIDENTS}\n"


def test_json_says_which_file_which_key_and_which_capability(folders: Path, maturity: Run) -> None:
    improve(folders / "new" / FILE)
    found = maturity("diff", f"old/{FILE}", f"new/{FILE}", "--json").json
    assert found["same"] is False
    change = {"file": "", "kind": "scores", "about": "operations.incidents", "sentence": INCIDENTS}
    assert found["changes"] == [change]


def test_identical_files_say_so_and_only_exit_code_tells_otherwise(folders: Path, maturity: Run) -> None:
    assert maturity("diff", f"old/{FILE}", f"new/{FILE}", "--exit-code").out == "Nothing differs.\n"
    assert maturity("diff", f"old/{FILE}", f"new/{FILE}", "--json").json["changes"] == []
    improve(folders / "new" / FILE)
    maturity("diff", f"old/{FILE}", f"new/{FILE}", code=0)
    maturity("diff", f"old/{FILE}", f"new/{FILE}", "--exit-code", code=1)
    maturity("diff", f"old/{FILE}", "old/organisation.yaml", "--exit-code", code=2)


def test_a_file_that_is_only_written_otherwise_is_the_same(folders: Path, maturity: Run) -> None:
    path = folders / "new" / FILE
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert maturity("diff", f"old/{FILE}", f"new/{FILE}").out == "Nothing differs.\n"


def test_two_folders_are_compared_file_by_file(folders: Path, maturity: Run) -> None:
    improve(folders / "new" / FILE)
    edit(folders / "new" / "organisation.yaml", "headcount: 78", "headcount: 80")
    (folders / "new" / "scenarios" / "balanced.yaml").unlink()
    edit(folders / "old" / "inputs.yaml", "probability: 0.9\n", "probability: 0.7\n")
    out = maturity("diff", "old", "new").out.splitlines()
    assert out[:4] == [
        "organisation",
        "  Team Service operations: headcount 78 → 80",
        "assessment northwick/2026-autumn/service-operations/digital-service",
        f"  {INCIDENTS}",
    ]
    assert "Gone: scenario balanced." in out
    assert "inputs" in out
    assert any(line.startswith("  Inputs ") and "probability 0.7 → 0.9" in line for line in out)
    assert maturity("diff", "old", "old").out == "Nothing differs.\n"


def test_one_side_may_be_missing(folders: Path, maturity: Run) -> None:
    assert maturity("diff", "/dev/null", f"old/{FILE}").out.startswith(
        "New file: assessment northwick/2026-autumn/"
    )
    assert maturity("diff", "old/organisation.yaml", "/dev/null").out.startswith(
        "Gone: organisation Northwick"
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((f"old/{FILE}", "nowhere.yaml"), 2, "no file or folder 'nowhere.yaml'"),
        ((f"old/{FILE}",), 2, "Name two files"),
        ((f"old/{FILE}", "old/organisation.yaml"), 1, "of the kind assessment, the other organisation"),
        (("old", "old/organisation.yaml"), 1, "One is a folder, the other a file"),
        ((f"old/{FILE}", "broken.yaml"), 1, "broken.yaml:1:"),
        (("--git", "a", "b"), 2, "git's own call"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_a_sentence(
    folders: Path, maturity: Run, args: tuple[str, ...], code: int, said: str
) -> None:
    (folders / "broken.yaml").write_text("schema: [maturity\n", encoding="utf-8")
    result = maturity("diff", *args, code=code)
    assert said in result.err
    assert result.out == ""


OWN = """schema: maturity/framework@1
id: own
version: "1"
title: Own
licence: {name: Ours}
scale: [{value: 0, name: No}, {value: 1, name: Yes}]
areas: [{id: a, title: A, capabilities: [{id: a.b, title: Bread}]}]
"""
BREAD = """schema: maturity/assessment@1
id: o/r/t/own
team: t
round: {id: r, title: R}
framework: {id: own, version: "1"}
scores: {a.b: {agreed: 0}}
"""


def test_titles_of_an_own_framework_come_from_its_file_else_ids_are_said(
    folders: Path, maturity: Run
) -> None:
    for name, text in (
        ("own.yaml", OWN),
        ("one.yaml", BREAD),
        ("two.yaml", BREAD.replace("agreed: 0", "agreed: 1")),
    ):
        (folders / name).write_text(text, encoding="utf-8")
    assert maturity("diff", "one.yaml", "two.yaml").out == "a.b: agreed 0 → 1\n"
    assert maturity("diff", "one.yaml", "two.yaml", "--framework", "own.yaml").out == "Bread: agreed 0 → 1\n"


# Git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real repository of the worked example, set up as docs/git.md says."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    folder = tmp_path / "repository"
    shutil.copytree(EXAMPLE, folder / "northwick")
    for name, value in (
        ("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_SYSTEM", os.devnull), ("GIT_AUTHOR_NAME", "T"),
        ("GIT_AUTHOR_EMAIL", "t@example.org"), ("GIT_COMMITTER_NAME", "T"), ("GIT_COMMITTER_EMAIL", "t@example.org"),
        ("HOME", str(tmp_path)), ("GIT_PAGER", "cat"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    (folder / ".gitattributes").write_text("*.yaml diff=maturity\n", encoding="utf-8")
    (folder / "pipeline.yaml").write_text("steps:\n  - build\n", encoding="utf-8")
    git(folder, "init", "-q")
    command = shlex.join([sys.executable, "-m", "maturity_tui", "diff", "--git"])
    git(folder, "config", "diff.maturity.command", f"{command} --")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "The worked example")
    return folder


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(
        ["git", *args], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"git {args}: {done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.slow
def test_git_diff_speaks_in_sentences(repository: Path) -> None:
    improve(repository / "northwick" / FILE)
    (repository / "northwick" / "scenarios" / "balanced.yaml").unlink()
    (repository / "pipeline.yaml").write_text("steps:\n  - build\n  - test\n", encoding="utf-8")
    (repository / "northwick" / "new.yaml").write_text(BREAD, encoding="utf-8")
    git(repository, "add", "-N", "northwick/new.yaml")
    out = git(repository, "diff")
    assert f"northwick/{FILE}\n  {INCIDENTS}\n" in out
    assert "northwick/scenarios/balanced.yaml\n  Gone: scenario balanced.\n" in out
    assert "northwick/new.yaml\n  New file: assessment o/r/t/own, draft, 1 scored or n/a.\n" in out
    assert "pipeline.yaml\n  --- before" in out
    assert "     - build\n  +  - test\n" in out
    assert "@@" not in out.partition("pipeline.yaml")[0]


@pytest.mark.slow
def test_git_goes_on_past_a_broken_file_a_renamed_one_and_one_that_is_only_written_otherwise(
    repository: Path,
) -> None:
    broken, moved = repository / "northwick" / "inputs.yaml", repository / "northwick" / FILE
    broken.write_text("schema: maturity/inputs@1\ninputs: 7\n", encoding="utf-8")
    improve(moved)
    moved.rename(repository / "northwick" / "-moved.yaml")
    (repository / "northwick" / "2025-autumn" / UNTOUCHED).rename(repository / "northwick" / UNTOUCHED)
    organisation = repository / "northwick" / "organisation.yaml"
    organisation.write_text("# a remark\n" + organisation.read_text(encoding="utf-8"), encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Changes")
    out = git(repository, "log", "-p", "--ext-diff", "-M", "-1")
    assert f"northwick/{FILE} → northwick/-moved.yaml\n  {INCIDENTS}\n" in out
    assert f"→ northwick/{UNTOUCHED}\n  Only its name or its mode changed.\n" in out
    assert "northwick/organisation.yaml\n  Only the way in which it is written changed.\n" in out
    assert "northwick/inputs.yaml\n" in out
    assert "\n  northwick/inputs.yaml:2:1: Here should be a list" in out
    assert "+inputs: 7" in out
