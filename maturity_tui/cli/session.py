"""What all commands share: which database, and how ids that a person writes are found in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.speak import note, shorten

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_tui.store import AssessmentRow, Store
    from maturity_tui.store.keymap import KeyRow

C = TypeVar("C")
OpenApp = Callable[..., int]
"""Opens the app on a database, in a theme and, where it is named, at a place: `open(url, theme, place)`."""
Place = tuple[str, str, str | None]
"""A screen by its place name, an assessment, and a capability or None."""
EveryKey = Callable[[], "tuple[KeyRow, ...]"]


class Doors(NamedTuple):
    """What the screens offer to the command line, which knows none of them: to open the app, and to list its keys."""

    open_app: OpenApp
    every_key: EveryKey


@dataclass(frozen=True)
class Session:
    """The options that stand before the command, and how the app is opened (no screen is known here)."""

    db: str | None = None
    theme: str | None = None
    opener: OpenApp | None = None
    every_key: EveryKey | None = None

    @property
    def url(self) -> str:
        """The database in force: the option, MATURITY_DB, or the user's data folder."""
        from maturity_tui.store.place import database_url

        return database_url(self.db)

    @contextmanager
    def store(self, *, begins: bool = False) -> Iterator[Store]:
        """The store, open for one command.

        A file that was named and is not there may be a slip of the pen: that one was made is said, unless the
        command `begins` something.
        """
        from maturity_tui.store import Store

        missing = None if begins else self._missing()
        with Store.open(self.url) as store:
            if missing is not None:
                note(f"There was no database at {missing}: a new, empty one was made.")
            yield store

    def _missing(self) -> Path | None:
        """The file that the option or MATURITY_DB names, if it is not there."""
        from maturity_tui.store.place import DATABASE_VARIABLE, sqlite_path

        named = self.db or os.environ.get(DATABASE_VARIABLE)
        path = sqlite_path(self.url) if named else None
        return None if path is None or path.exists() else path

    def can_open(self) -> bool:
        """Whether the app can be opened here."""
        return self.opener is not None and in_a_terminal()

    def open_app(self, url: str, place: Place | None = None) -> None:
        """The app, until it is left; its exit code is ours. With a `place`, its screen stands on top of home."""
        assert self.opener is not None
        theme = f"maturity-{self.theme}" if self.theme else None
        code = self.opener(url, theme, place) if place else self.opener(url, theme)
        if code:
            click.get_current_context().exit(code)


pass_session = click.make_pass_decorator(Session, ensure=True)


def json_option(command: C) -> C:
    """`--json`, on everything that reads."""
    option: Any = click.option("--json", "json_", is_flag=True, help="Print JSON, for programs.")
    result: C = option(command)
    return result


def in_a_terminal() -> bool:
    """Whether the app can be shown: both ends are terminals, and not one that shows lines only."""
    ends = sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
    return ends and os.environ.get("TERM") != "dumb"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A space and a hint that names the nearest known word, or nothing."""
    from maturity_tui.frameworks.check import nearest

    hint = nearest(shorten(word, 120), list(known))
    return f" {hint}" if hint else ""


def unknown(what: str, word: str, known: Iterable[str], otherwise: str = "") -> Failure:
    """The failure for an id that nobody knows: what was meant, the nearest known one, else what to do."""
    hint = did_you_mean(word, known) or (f" {otherwise}" if otherwise else "")
    return Failure(f"There is no {what} {shorten(word)!r}.{hint}")


def every_assessment(store: Store, organisation: str | None = None) -> list[AssessmentRow]:
    """The assessments of one organisation, or of all: the current one's first, then by title."""
    if organisation is not None:
        return list(store.assessments(the_organisation(store, organisation)))
    current = store.organisation()
    every = sorted(store.organisations(), key=lambda one: current is None or one.id != current.id)
    return [row for one in every for row in store.assessments(one.id)]


def the_organisation(store: Store, named: str) -> str:
    """The id of the organisation that an id or a title names."""
    every = store.organisations()
    for known in every:
        if named.strip().casefold() in (known.id.casefold(), known.title.casefold()):
            return known.id
    raise unknown("organisation", named, [known.id for known in every])


def found(store: Store, text: str) -> tuple[str, ...]:
    """The ids of the assessments that a text means: an id, a team (with all below it) or a round.

    A whole id is found in every organisation, the rest in the current one.
    """
    ids = store.find(text)
    if not ids:
        rows = store.assessments()
        names = {part for row in rows for part in (row.id.partition("/")[2], row.team, row.round)}
        names |= {row.id for row in every_assessment(store)}
        otherwise = "`maturity assessments list` shows what there is."
        raise unknown("assessment, team or round", text, sorted(names), otherwise)
    return tuple(ids)


def found_one(store: Store, text: str) -> str:
    """The id of the one assessment that a text means."""
    ids = found(store, text)
    if len(ids) > 1:
        some = ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
        raise Failure(f"{shorten(text)!r} means {len(ids)} assessments: {some}. Name one of them.")
    return ids[0]
