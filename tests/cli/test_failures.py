"""Whatever goes wrong becomes one sentence and an exit code."""

from __future__ import annotations

import click
import pytest

from maturity_tui.cli.failures import Failure, guarded
from maturity_tui.frameworks import FrameworkError
from maturity_tui.frameworks.values import Name, Value


def raising(error: BaseException) -> int:
    """The exit code for an exception."""

    def work() -> None:
        raise error

    return guarded(work)


def test_all_well_is_zero() -> None:
    assert guarded(lambda: None) == 0


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (click.UsageError("No."), 2, "Error: No."),
        (Failure("It is gone."), 1, "Error: It is gone."),
        (FrameworkError("It is odd", file="a.yaml", line=3), 1, "Error: a.yaml:3:1: It is odd."),
        (FileNotFoundError(2, "No such file or directory", "x.yaml"), 1, "Error: x.yaml: No such file"),
        (PermissionError(13, "Permission denied", "x"), 1, "Error: x: Permission denied."),
        (KeyboardInterrupt(), 1, "Error: Stopped."),
        (MemoryError(), 1, "Error: There is not enough memory"),
        (KeyError("secret"), 1, "Error: This should not have happened: KeyError"),
    ],
)
def test_each_failure_has_its_code_and_its_sentence(
    error: BaseException, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raising(error) == code
    captured = capsys.readouterr()
    assert captured.err.startswith(says)
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""


def test_the_errors_of_store_and_reports_are_sentences_already(capsys: pytest.CaptureFixture[str]) -> None:
    from maturity_tui.reports.errors import ReportError
    from maturity_tui.store import StoreError

    assert [raising(StoreError("Full.")), raising(ReportError("There."))] == [1, 1]
    assert capsys.readouterr().err == "Error: Full.\nError: There.\n"


def test_a_reader_who_has_gone_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_tui.cli.failures.hush", lambda: None)
    assert raising(BrokenPipeError()) == 0


def test_a_value_that_cannot_be_says_which_and_repeats_no_input(capsys: pytest.CaptureFixture[str]) -> None:
    class Thing(Value):
        name: Name

    assert guarded(lambda: Thing.model_validate({"name": "x" * 30_000}) and 0) == 1
    said = capsys.readouterr().err
    assert said.startswith("Error: name: ")
    assert len(said) < 200


def test_escapes_in_a_message_are_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    raising(Failure("bad \x1b[2J\x1b]0;title\x07 name\n and more"))
    assert capsys.readouterr().err == "Error: bad name and more\n"


def test_a_developer_can_ask_for_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        raising(ZeroDivisionError())
