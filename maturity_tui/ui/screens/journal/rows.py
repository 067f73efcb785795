"""The rows of the journal: sessions as headings, a row for each thing that happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.content import Content

from maturity_tui.ui.draw import NAME, apart, clip, label, line
from maturity_tui.ui.widgets.row import Row
from maturity_tui.workshop.level_words import counted
from maturity_tui.workshop.minutes.values import Happening, Minutes, Session
from maturity_tui.workshop.minutes.words import clock, when


def journal_rows(minutes: Minutes, words: str = "") -> list[Row]:
    """All that happened, the newest last; with `words`, only what holds them. Sessions without any are left out."""
    rows: list[Row] = []
    for session in minutes.sessions:
        found = [one for one in session.happenings if words.casefold() in one.words.casefold()]
        if not found:
            continue
        if rows:
            rows.append(Row.blank())
        rows.append(Row("", partial(_heading, session), heading=True, indent=0))
        rows += [Row(str(one.change), partial(_row, one), text=one.words) for one in found]
    return rows


def _heading(session: Session, width: int) -> Content:
    talked = counted(len(session.topics), "capability", "capabilities")
    left = line((f"Session {session.number}", "bold"), f"  {when(session)}")
    return apart(left, label(f"{talked} talked about"), width)


def _row(one: Happening, width: int) -> Content:
    """The time, what it was about, what it was; what was undone says so."""
    name, colon, rest = one.words.partition(": ")
    time = (f"{clock(one.at)}  ", "$muted")
    if one.undone:
        return clip(line(time, ("undone  ", "$text-warning"), (one.words, "$muted")), width)
    if one.kind != "score":
        return clip(line(time, upper(one.words)), width)
    return clip(line(time, (name, NAME), f"{colon}{rest}"), width)


def upper(text: str) -> str:
    """The text with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def entries(minutes: Minutes) -> Iterator[tuple[Session, Happening]]:
    """Everything that happened, with its session."""
    for session in minutes.sessions:
        for one in session.happenings:
            yield session, one
