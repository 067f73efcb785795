"""The one place where what went wrong becomes a sentence on stderr and an exit code: 2 usage, 1 failure."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

import click

from maturity_tui.cli.speak import note, shorten

FAILED = 1
MISUSED = 2


class Failure(click.ClickException):
    """A failure that a command found itself; the message is a whole sentence."""

    exit_code = FAILED


def guarded(work: Callable[[], int | None]) -> int:
    """Do the work; whatever goes wrong is said in a sentence. Returns the exit code."""
    try:
        return work() or 0
    except click.UsageError as error:
        return _misused(error)
    except click.ClickException as error:
        return _failed(error.format_message())
    except (KeyboardInterrupt, EOFError, click.Abort):
        return _failed("Stopped. What was saved before stays saved.")
    except BrokenPipeError:
        hush()
        return 0
    except Exception as error:
        if os.environ.get("MATURITY_TRACEBACK"):
            raise
        return _failed(sentence(error))


def hush() -> None:
    """Send what is still to be printed nowhere: the reader has gone, and python would complain at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def sentence(error: Exception) -> str:
    """What a person is told about an exception."""
    from pydantic import ValidationError

    from maturity_tui.frameworks.errors import FrameworkError

    if isinstance(error, FrameworkError) or _says_a_sentence(error):
        return str(error)
    if isinstance(error, ValidationError):
        return _of_values(error)
    if isinstance(error, OSError):
        what = error.strerror or str(error) or type(error).__name__
        return f"{error.filename}: {what}." if error.filename else f"The output or a file failed: {what}."
    if isinstance(error, MemoryError):
        return "There is not enough memory for this."
    said = shorten(error, 200)
    return (
        f"This should not have happened: {type(error).__name__}{': ' + said if said else ''}. "
        "Nothing was half saved. Set MATURITY_TRACEBACK=1 to see where, and please report it."
    )


def _says_a_sentence(error: Exception) -> bool:
    """Whether it is one of the errors that the floors below raise for people."""
    kinds: list[type[Exception]] = []
    for module, name in (
        ("maturity_tui.store.errors", "StoreError"),
        ("maturity_tui.reports.errors", "ReportError"),
    ):
        if module in sys.modules:
            kinds.append(getattr(sys.modules[module], name))
    return isinstance(error, tuple(kinds))


def _of_values(error: object) -> str:
    """The first thing that pydantic found wrong, without the input (it may be huge)."""
    first = error.errors(include_input=False, include_url=False)[0]  # type: ignore[attr-defined]
    where = ".".join(str(part) for part in first["loc"] if not str(part)[:1].isupper())
    said = first["msg"].removeprefix("Value error, ")
    return f"{where + ': ' if where else ''}{said[:1].upper()}{said[1:]}."


def _misused(error: click.UsageError) -> int:
    if error.ctx is not None:
        note(error.ctx.get_usage())
    _say(error.format_message())
    if error.ctx is not None and error.ctx.help_option_names:
        note(f"`{error.ctx.command_path} --help` says what may stand here.")
    return MISUSED


def _failed(text: str) -> int:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    _say(text)
    return FAILED


def _say(text: str) -> None:
    """The sentence on stderr, if there still is one."""
    with contextlib.suppress(OSError, ValueError):
        note(f"Error: {text}")
