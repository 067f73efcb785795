"""`maturity doctor`: what this machine offers, and what to do about what is missing. A sentence a line."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from maturity_tui import __version__
from maturity_tui.cli.failures import FAILED, sentence
from maturity_tui.cli.session import Session, every_assessment, json_option
from maturity_tui.cli.speak import as_json, count, line, tidy

MARKS = {"fine": "ok  ", "note": "note", "bad": "bad "}
NARROWEST, LOWEST = 80, 24


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: Literal["fine", "note", "bad"]
    says: str
    do: str = ""


def fine(check: str, says: str) -> Finding:
    """All is well."""
    return Finding(check, "fine", says)


def worth(check: str, says: str, do: str = "") -> Finding:
    """Worth knowing; things work."""
    return Finding(check, "note", says, do)


def bad(check: str, says: str, do: str = "") -> Finding:
    """Something does not work."""
    return Finding(check, "bad", says, do)


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, json_: bool) -> None:
    """Check this machine: python, terminal, folders, database, frameworks, data. Changes nothing of yours."""
    session = ctx.find_object(Session) or Session()
    findings = list(examine(session))
    if json_:
        as_json([asdict(item) for item in findings])
    else:
        for item in findings:
            line(f"{MARKS[item.state]}  {tidy(item.check):<11} {tidy(item.says)} {tidy(item.do)}".rstrip())
    if any(item.state == "bad" for item in findings):
        ctx.exit(FAILED)


def examine(session: Session) -> Iterator[Finding]:
    """Every check; one that fails itself is a finding, too."""
    yield of_python()
    yield of_terminal()
    yield of_colour()
    yield of_locale()
    yield from of_settings(session)
    checks: tuple[tuple[str, Callable[[Session], Finding]], ...] = (
        ("folder", of_folder), ("database", of_database), ("frameworks", of_frameworks), ("data", of_data),
    )  # fmt: skip
    for name, check in checks:
        try:
            yield check(session)
        except Exception as error:
            yield bad(name, sentence(error))


def of_python() -> Finding:
    """The interpreter and this app's version."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    says = f"maturity {__version__} on Python {found}."
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return worth("python", says, "Unset PYTHONDONTWRITEBYTECODE: it makes every start slow.")
    return fine("python", says)


def of_terminal() -> Finding:
    """Whether the app can be shown, and how large the terminal is."""
    if not sys.stdout.isatty():
        return worth("terminal", "Not a terminal: commands work, the app does not open here.")
    if os.environ.get("TERM") == "dumb":
        return worth("terminal", "TERM=dumb: commands work, the app does not open here.")
    columns, rows = shutil.get_terminal_size()
    says = f"{columns} columns by {rows} rows."
    if columns < NARROWEST or rows < LOWEST:
        return worth("terminal", says, f"The app wants {NARROWEST} by {LOWEST}: make the window larger.")
    return fine("terminal", says)


def of_colour() -> Finding:
    """How many colours the terminal is said to have."""
    if "NO_COLOR" in os.environ:
        return fine("colour", "NO_COLOR is set: levels are shown by digit and shape alone.")
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return fine("colour", "True colour.")
    if "256" in os.environ.get("TERM", ""):
        return fine("colour", "256 colours.")
    says = "The terminal does not say that it has more than 16 colours."
    return worth("colour", says, "Try `maturity --theme terminal`.")


def of_locale() -> Finding:
    """Whether names and marks can be printed."""
    encoding = getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(False)
    if encoding.lower().replace("-", "") == "utf8":
        return fine("locale", "Text is UTF-8.")
    return worth("locale", f"Text is {encoding}: some marks print as ?.", "Set LANG to C.UTF-8.")


def of_settings(session: Session) -> Iterator[Finding]:
    """The settings file: whether it is read, and which of its keys cannot be used."""
    from maturity_tui.store.keymap import keymap_of
    from maturity_tui.store.settings import read_settings

    settings = read_settings()
    found = keymap_of(settings.keys, session.every_key() if session.every_key and settings.keys else None)
    for problem in (*settings.problems, *found.problems):
        yield worth("settings", problem, f"Change it in {settings.path}.")
    if settings.found:
        keys = f" with {count(len(found.keys), 'key')} of your own" if found.keys else ""
        yield fine("settings", f"{settings.path} is in force{keys}.")
    elif not settings.problems:
        yield fine("settings", f"All as it ships; `maturity keys --template` begins {settings.path}.")


def of_folder(session: Session) -> Finding:
    """Whether the database's folder can be written to, and only by its owner."""
    from maturity_tui.store.place import sqlite_path

    path = sqlite_path(session.url)
    if path is None:
        return fine("folder", "The database is not a file of this machine.")
    folder = nearest_folder(path.parent)
    if not os.access(folder, os.W_OK | os.X_OK):
        return bad("folder", f"{folder} may not be written to.", "Check its permissions, or use --db.")
    if os.name == "posix" and folder == path.parent and folder.stat().st_mode & 0o077:
        return worth("folder", f"{folder} can be read by others.", f"`chmod 700 '{folder}'` closes it.")
    return fine("folder", f"{folder} can be written to.")


def nearest_folder(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def of_database(session: Session) -> Finding:
    """The database's own check; one that does not exist yet is not made."""
    from maturity_tui.store import Store
    from maturity_tui.store.place import spoken, sqlite_path

    path, where = sqlite_path(session.url), spoken(session.url)
    if path is not None and not path.exists():
        return fine("database", f"{where} does not exist yet; it is made with the first assessment.")
    with Store.open(session.url) as store:
        faults = store.check()
        held = len(every_assessment(store))
    if faults:
        says = f"{where} has {count(len(faults), 'fault')}: {faults[0]}"
        return bad("database", says, "`maturity db check` lists them.")
    return fine("database", f"{where} is clean and holds {count(held, 'assessment')}.")


def of_frameworks(session: Session) -> Finding:
    """Every framework loads, those that were imported too."""
    from maturity_tui.store import Catalogue

    catalogue = Catalogue()
    loaded = [catalogue.load(f"{entry.id}@{entry.version}") for entry in catalogue.entries()]
    if not loaded:
        return bad("frameworks", "No framework was found.", "Install the app again.")
    if catalogue.unreadable:
        says = f"An imported framework cannot be read: {catalogue.unreadable[0]}"
        return bad("frameworks", says, "Import it again, or take its file away.")
    items = sum(len(item.capabilities) for item in loaded)
    return fine("frameworks", f"{count(len(loaded), 'framework')} with {items:,} capabilities and skills.")


def of_data(session: Session) -> Finding:
    """The library of inputs and the worked example."""
    from maturity_tui.store import Catalogue
    from maturity_tui.store.place import shipped_folder

    inputs = len(Catalogue().inputs())
    example = shipped_folder("assessments") / "northwick" / "organisation.yaml"
    if not example.is_file():
        return bad("data", "The worked example is missing.", "Install the app again.")
    return fine("data", f"{count(inputs, 'input')} in the shipped library, and the worked example.")
