"""From a report to a file: written beside its place and renamed into it, so that a half-written report is
never seen."""

from __future__ import annotations

import errno
import importlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol, cast

from maturity_tui.reports.errors import ReportError
from maturity_tui.reports.model import Report

# The module of each format; imported when that format is asked for (jinja2 and xlsxwriter are not cheap).
_MODULES = {"xlsx": "xlsx", "html": "html", "md": "markdown", "csv": "csv_files", "json": "json_file"}
FORMATS = tuple(_MODULES)


class _Renderer(Protocol):
    def render(self, report: Report) -> bytes: ...


def render(report: Report, format: str) -> bytes:
    """The report's bytes in one format: the same report always gives the same bytes. Raises ReportError."""
    if format not in _MODULES:
        raise ReportError(f"There is no report format “{format}”; choose one of {', '.join(FORMATS)}.")
    module = importlib.import_module(f"maturity_tui.reports.{_MODULES[format]}")
    return cast(_Renderer, module).render(report)


def format_of(path: Path) -> str:
    """The format that a file's name asks for. Raises ReportError where it asks for none."""
    ending = path.suffix.removeprefix(".").lower()
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if ending not in _MODULES:
        raise ReportError(
            f"“{path.name}” does not say which format is wanted; end it in .{', .'.join(FORMATS)}."
        )
    return ending


def write_report(report: Report, format: str, path: Path | str, force: bool = False) -> Path:
    """Write the report and return where it is. Raises ReportError; an existing file is kept unless
    `force`."""
    place = Path(path).expanduser()
    _check_place(place, force)
    return write_bytes(render(report, format), place, force)


def write_bytes(data: bytes, place: Path, force: bool = False) -> Path:
    """Put bytes in place whole or not at all. Raises ReportError."""
    _check_place(place, force)
    beside = place.with_name(f".{place.name[:80]}.{secrets.token_hex(6)}.part")
    try:
        _write_through(beside, data)
        _move(beside, place, force)
    except FileExistsError:
        raise _kept(place) from None
    except OSError as error:
        raise ReportError(_sentence(error, place)) from error
    finally:
        # A file system that is read only refuses this too, and would speak in place of the sentence.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return place


def _check_place(place: Path, force: bool) -> None:
    """Refuse what can be seen to fail before any work is done."""
    # Only who writes needs to know what a database is: a report can be made without the store.
    from maturity_tui.store.files import database_kept, is_database

    if "\0" in str(place):
        raise ReportError("A file name cannot hold a null character.")
    try:
        if place.is_dir():
            raise ReportError(f"“{place}” is a folder; give the report a file name in it.")
        if not place.parent.is_dir():
            raise ReportError(
                f"The folder “{place.parent}” does not exist; make it first, or choose another."
            )
        if is_database(place):
            raise ReportError(database_kept(place))
        if place.exists() and not force:
            raise _kept(place)
    except (OSError, ValueError) as error:
        raise ReportError(f"“{place}” cannot be used as a file name ({_reason(error)}).") from error


def _kept(place: Path) -> ReportError:
    return ReportError(
        f"“{place}” exists already and was kept; choose another name, or replace it with --force."
    )


def _write_through(path: Path, data: bytes) -> None:
    """Write and make sure it is on the disk; the user's umask decides who may read it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move(beside: Path, place: Path, force: bool) -> None:
    """Rename into place; without `force` a file that has appeared meanwhile is kept (a link refuses, a
    rename would not)."""
    if force:
        beside.replace(place)
        return
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError from None
        beside.replace(place)


def _reason(error: Exception) -> str:
    return error.strerror or "no reason given" if isinstance(error, OSError) else str(error)


_SENTENCES = {
    errno.ENOSPC: "The disk is full: “{place}” was not written. Make room, or choose another place.",
    errno.EDQUOT: "Your share of the disk is full: “{place}” was not written. Make room, or go elsewhere.",
    errno.EROFS: "“{place}” lies on a file system that cannot be written to; choose another place.",
    errno.EACCES: "You may not write in “{folder}”; choose a folder that is yours.",
    errno.EPERM: "You may not write in “{folder}”; choose a folder that is yours.",
    errno.ENAMETOOLONG: "The name “{name}” is too long for this file system; choose a shorter one.",
    errno.ENOENT: "The folder “{folder}” does not exist any more; choose another.",
}


def _sentence(error: OSError, place: Path) -> str:
    """What went wrong, and what to do."""
    pattern = _SENTENCES.get(error.errno or 0, "“{place}” could not be written: {reason}.")
    name = place.name if len(place.name) <= 60 else f"{place.name[:60]}…"
    shown = place if len(str(place)) <= 300 else Path(name)
    return pattern.format(place=shown, folder=place.parent, name=name, reason=_reason(error))
