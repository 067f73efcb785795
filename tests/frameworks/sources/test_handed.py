"""What was handed over is read within its bounds: nothing outside it, nothing too large, nothing hidden."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources import handed
from maturity_tui.frameworks.sources.handed import Handed
from tests.frameworks.sources.official import separated

ROWS = [["Code", "Name"], ["A", "one"]]


def refused(path: Path) -> str:
    with pytest.raises(FrameworkError) as caught:
        _ = Handed(path).tables
    return str(caught.value)


def test_a_folder_holds_all_files_below_it_but_hidden_ones_and_those_of_open_workbooks(
    tmp_path: Path,
) -> None:
    for name in ("b.csv", "sub/a.csv", ".git/c.csv", ".hidden.csv", "~$b.xlsx", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        separated(tmp_path / name, ROWS)
    found = Handed(tmp_path)
    assert found.names == ("b.csv", "notes.md", "sub/a.csv")
    assert [Path(table.file).name for table in found.tables] == ["b.csv", "a.csv"]


def test_a_table_of_a_folder_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    separated(tmp_path / "a.csv", ROWS)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    found = Handed(tmp_path)
    assert len(found.tables) == 1
    assert list(found.unreadable) == ["b.xlsx"]
    assert "damaged" in refused(tmp_path / "b.xlsx")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_that_leads_out_or_nowhere_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    outside = separated(tmp_path / "outside.csv", ROWS)
    (inside / "link.csv").symlink_to(outside)
    assert "leads out" in refused(inside)
    (inside / "link.csv").unlink()
    (inside / "loop.csv").symlink_to(inside / "loop.csv")
    with pytest.raises(FrameworkError):
        _ = Handed(inside).names


def test_what_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        separated(tmp_path / f"{name}.csv", ROWS)
    monkeypatch.setattr(handed, "MOST_FILES", 2)
    assert "too many files" in refused(tmp_path)
    monkeypatch.setattr(handed, "MOST_BYTES", 10)
    assert "too large" in refused(tmp_path / "a.csv")
    assert "no such file" in refused(tmp_path / "d.csv")
    assert refused(tmp_path / "e\0.csv")


def test_a_folder_that_holds_too_much_together_is_not_read_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        separated(tmp_path / f"{name}.csv", ROWS)
    monkeypatch.setattr(handed, "MOST_TOGETHER", 40)
    found = Handed(tmp_path)
    assert len(found.tables) == 2
    assert "too much" in str(found.unreadable["c.csv"])


def test_date_and_digest_are_those_of_what_was_read(tmp_path: Path) -> None:
    path = separated(tmp_path / "a.csv", ROWS)
    os.utime(path, (0, 0))
    found = Handed(path)
    assert found.date == dt.date(1970, 1, 1)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    folder = Handed(tmp_path)
    _ = folder.tables
    assert folder.date == dt.date(1970, 1, 1)
    before = folder.sha256
    separated(path, [*ROWS, ["B", "two"]])
    again = Handed(tmp_path)
    _ = again.tables
    assert again.sha256 != before
