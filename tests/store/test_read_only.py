"""A database that may be read but not written to is read, left as it is, and says so when it is to change."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Score
from maturity_tui.cli.main import main
from maturity_tui.store import Catalogue, Store, StoreError
from maturity_tui.store.access import may_be_changed, reading_uri
from maturity_tui.store.glance import glance

AsNobody = Callable[[Callable[[], int]], int]

pytestmark = [pytest.mark.store, pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")]


@pytest.fixture
def closed(store: Store, begun: str, database: Path) -> Iterator[Path]:
    """The database with one score, 0444 in a folder of 0555, where another user gets to it."""
    store.save_score(begun, "a.one", Score(agreed=2))
    store.close()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        shutil.copy(database, folder / "maturity.db")
        (folder / "maturity.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "maturity.db"
        folder.chmod(0o755)


def agree(*truths: object) -> int:
    """An exit code: 0, or the number of the first that is not so."""
    return next((at for at, true in enumerate(truths, 1) if not true), 0)


def refused(change: Callable[[], object]) -> bool:
    try:
        change()
    except StoreError as error:
        return "may be read but not changed" in str(error)
    return False


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_it_is_read_and_not_changed(closed: Path, begun: str, as_nobody: AsNobody, folder_mode: int) -> None:
    before = closed.read_bytes()
    closed.parent.chmod(folder_mode)

    def work() -> int:
        shown = glance(closed)
        with Store.open(str(closed)) as store:
            return agree(
                shown,
                store.assessment(begun).score("a.one").agreed == 2,
                store.find("left") == (begun,),
                store.check() == (),
                refused(lambda: store.save_score(begun, "a.one", Score(agreed=3))),
                refused(lambda: store.use_organisation("org")),
                refused(lambda: store.undo(begun)),
                store.assessment(begun).score("a.one").agreed == 2,
            )

    assert as_nobody(work) == 0
    assert closed.read_bytes() == before
    if folder_mode == 0o555:
        assert [path.name for path in closed.parent.iterdir()] == ["maturity.db"]


def test_it_can_be_exported_and_backed_up(
    closed: Path,
    begun: str,
    open_store: Callable[..., Store],
    tmp_path: Path,
    shipped: Catalogue,
    as_nobody: AsNobody,
) -> None:
    open_store().export_folder(tmp_path / "out")  # what is loaded on the way may lie where only we can read
    with tempfile.TemporaryDirectory() as text:
        out = Path(text)
        out.chmod(0o777)

        def work() -> int:
            with Store.open(str(closed), shipped) as store:
                store.export_folder(out / "folder")
                store.backup(out / "copy.db")
            with Store.open(str(out / "copy.db")) as copy:
                return agree(copy.assessment(begun).score("a.one").agreed == 2)

        assert as_nobody(work) == 0
        assert (out / "folder" / "organisation.yaml").is_file()


def test_a_writable_file_in_a_closed_folder_is_read_too(
    closed: Path, begun: str, as_nobody: AsNobody
) -> None:
    closed.chmod(0o666)

    def work() -> int:
        with Store.open(str(closed)) as store:
            return agree(
                store.assessment(begun).score("a.one").agreed == 2,
                refused(lambda: store.save_score(begun, "a.one", Score(agreed=3))),
            )

    assert as_nobody(work) == 0


def test_what_is_still_in_the_log_of_a_writer_is_read(closed: Path, begun: str, as_nobody: AsNobody) -> None:
    """With a -wal file beside it the file is not taken for settled: the last score stands in the log."""
    closed.parent.chmod(0o755)
    closed.chmod(0o644)
    with Store.open(str(closed)) as writer:
        writer.save_score(begun, "a.one", Score(agreed=3))
        for ending in ("", "-wal", "-shm"):
            closed.with_name(closed.name + ending).chmod(0o444)
        closed.parent.chmod(0o555)

        def work() -> int:
            with Store.open(str(closed)) as store:
                return agree(
                    "immutable" not in reading_uri(closed), store.assessment(begun).score("a.one").agreed == 3
                )

        assert as_nobody(work) == 0
        closed.parent.chmod(0o755)


def test_only_a_closed_folder_without_a_log_is_settled(closed: Path, as_nobody: AsNobody) -> None:
    def work() -> int:
        return agree(not may_be_changed(closed), reading_uri(closed).endswith("?mode=ro&immutable=1"))

    assert as_nobody(work) == 0
    closed.parent.chmod(0o777)
    assert as_nobody(lambda: agree(reading_uri(closed).endswith("?mode=ro"))) == 0
    closed.parent.chmod(0o755)
    closed.with_name("maturity.db-wal").touch()
    closed.parent.chmod(0o555)
    assert as_nobody(lambda: agree(reading_uri(closed).endswith("?mode=ro"))) == 0


def test_an_empty_one_is_a_sentence(closed: Path, as_nobody: AsNobody) -> None:
    closed.chmod(0o644)
    closed.write_bytes(b"")
    closed.chmod(0o444)

    def work() -> int:
        try:
            Store.open(str(closed))
        except StoreError as error:
            return agree("is empty, and may be read but not changed" in str(error))
        return 9

    assert as_nobody(work) == 0


def test_one_in_the_data_folder_is_not_made_writable(
    closed: Path, as_nobody: AsNobody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rights are taken from others there, and none are given."""
    monkeypatch.setattr("maturity_tui.store.place.data_folder", lambda: closed.parent)
    if os.geteuid() == 0:
        for path in (closed, closed.parent):
            os.chown(path, 65534, 65534)

    def work() -> int:
        with Store.open(str(closed)) as store:
            return agree(store.organisation(), refused(lambda: store.use_organisation("org")))

    assert as_nobody(work) == 0
    assert stat.S_IMODE(closed.stat().st_mode) == 0o400
    assert stat.S_IMODE(closed.parent.stat().st_mode) == 0o500


def said(*args: str) -> tuple[int, str, str]:
    """What a command ends with and prints, run in this process."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(args)
    return code, out.getvalue(), err.getvalue()


def test_commands_read_it_and_a_change_is_one_sentence(
    closed: Path, begun: str, database: Path, as_nobody: AsNobody
) -> None:
    reading = [(), ("assessments", "list"), ("results", begun), ("gap", begun), ("db", "check")]
    change = ("assessments", "score", begun, "a.one", "3")
    for args in (*reading, change):  # what is imported on the way may lie where only we can read
        assert said("--db", str(database), *args)[0] == 0

    def work() -> int:
        read = [said("--db", str(closed), *args) for args in reading]
        code, _, err = said("--db", str(closed), *change)
        return agree(
            *(code == 0 and out for code, out, _ in read),
            code == 1 and err.startswith(f"Error: {closed} may be read but not changed."),
            len(err.splitlines()) == 1,
        )

    assert as_nobody(work) == 0
