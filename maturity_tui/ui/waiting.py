"""What waits for somebody in a round, as lines for the home screen. Asked in the store's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.ui.glyphs import GLYPHS

if TYPE_CHECKING:
    from maturity_tui.assessments.attention import Attention
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

MOST = 12


@dataclass(frozen=True)
class Waiting:
    """One line: whose it is, what it is, and where enter goes."""

    title: str
    text: str
    opens: str
    mark: str
    warns: bool
    assessment: str | None
    capability: str | None


def waiting(store: Store, round_id: str, main: str, today: dt.date) -> tuple[Waiting, ...]:
    """The lines for a round: what is left to do, then what wants a second look. `main` is the round's framework."""
    found: list[Waiting] = []
    for row in store.assessments():
        if row.round == round_id and row.status != "signed-off":
            other = "" if row.framework.startswith(main) else f" · {row.framework.partition('@')[0]}"
            found += _of_assessment(store, row.id, row.team_title + other, today)
    return tuple(sorted(found, key=lambda item: item.warns)[:MOST])


def _of_assessment(store: Store, identity: str, title: str, today: dt.date) -> Iterator[Waiting]:
    from maturity_tui.assessments.attention import attention

    framework = store.framework_of(identity)
    for item in attention(framework, store.assessment(identity), today):
        yield _line(framework, identity, title, item)


def _line(framework: Framework, identity: str, title: str, item: Attention) -> Waiting:
    from maturity_tui.assessments.attention import Reason

    first = item.capabilities[0] if item.capabilities else None
    named = f"{framework.codes[first]} {framework.capabilities[first].title}" if first else ""
    text, opens, mark = {
        Reason.NOT_STARTED: (f"not started; {named} is first", "score", GLYPHS.nobody),
        Reason.LEFT_TO_SCORE: (f"{item.pieces} left to score; {named} is next", "score", GLYPHS.here),
        Reason.STALE_EVIDENCE: (
            f"{_count(item.pieces, 'piece')} of evidence older than a year",
            "score",
            GLYPHS.stale,
        ),
        Reason.FAR_APART: (
            f"raters three levels apart on {item.pieces}; {named} is one",
            "score",
            GLYPHS.disagreement,
        ),
        Reason.TO_SIGN_OFF: ("all is scored: agree it, then sign it off", "score", GLYPHS.scored),
    }[item.reason]
    warns = item.reason in (Reason.STALE_EVIDENCE, Reason.FAR_APART)
    return Waiting(title, text, opens, mark, warns, identity, first)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
