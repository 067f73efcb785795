"""What all commands share: which database, and how ids that a person writes are found in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.speak import shorten

if TYPE_CHECKING:
    from maturity_tui.store import Store

C = TypeVar("C")
OpenApp = Callable[[str, str | None], int]


@dataclass(frozen=True)
class Session:
    """The options that stand before the command, and how the app is opened (no screen is known here)."""

    db: str | None = None
    theme: str | None = None
    opener: OpenApp | None = None

    @property
    def url(self) -> str:
        """The database in force: the option, MATURITY_DB, or the user's data folder."""
        from maturity_tui.store.place import database_url

        return database_url(self.db)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, open for one command."""
        from maturity_tui.store import Store

        with Store.open(self.url) as store:
            yield store

    def can_open(self) -> bool:
        """Whether the app can be opened here."""
        return self.opener is not None and in_a_terminal()

    def open_app(self, url: str) -> None:
        """The app, until it is left; its exit code is ours."""
        assert self.opener is not None
        code = self.opener(url, f"maturity-{self.theme}" if self.theme else None)
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


def found(store: Store, text: str) -> tuple[str, ...]:
    """The ids of the assessments that a text means: an id, a team (with all below it) or a round."""
    ids = store.find(text)
    if not ids:
        rows = store.assessments()
        names = {part for row in rows for part in (row.id, row.id.partition("/")[2], row.team, row.round)}
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
