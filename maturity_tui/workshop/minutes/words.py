"""Minutes as text in sections: what every format writes. Times are local, and the zone is stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from maturity_tui.workshop.level_words import counted, listed, sentence
from maturity_tui.workshop.minutes.changes import people_words
from maturity_tui.workshop.minutes.values import Minutes, Session, Topic

METHOD = (
    "From the journal, in which every change stands as it was kept. A pause of more than 60 minutes begins another "
    "session. Who took part is told as numbers, votes without who gave them, comments only as a number; fewer than "
    "five users or stakeholders are not broken down. What was undone by the end of a session is left "
    "out of what came of it and listed apart, without its words. A text is repeated only while it is held."
)


@dataclass(frozen=True)
class Part:
    """A part under a heading of its own: text in paragraphs, and lists."""

    id: str
    title: str
    blocks: tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True)
class Written:
    """Minutes as text."""

    title: str
    organisation: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def written(minutes: Minutes, zone: dt.tzinfo | None = None) -> Written:
    """The minutes in words; `zone` is the machine's own unless named."""
    sessions = minutes.sessions
    facts = [("Team", minutes.team), ("Round", minutes.round), ("Framework", minutes.framework)]
    shown = str(len(sessions)) if len(sessions) == minutes.of else f"{len(sessions)} of {minutes.of}"
    facts.append(("Sessions", shown))
    zones = dict.fromkeys(zone_words(one.began, zone) for one in sessions)
    facts.append(("Times", f"local, {listed(list(zones))}" if zones else "local"))
    parts = [_part(one, zone) for one in sessions]
    parts.append(Part("method", "How these minutes were made", (METHOD,)))
    return Written(
        f"Minutes: {minutes.team}, {minutes.round}", minutes.organisation, minutes.framework,
        tuple(facts), tuple(parts),
    )  # fmt: skip


def zone_words(at: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """`UTC+01:00 (CET)`"""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    name = local.tzname() or ""
    plain = f"UTC{offset[:3]}:{offset[3:5]}"
    return plain if not name or name.startswith(("UTC", "+", "-")) else f"{plain} ({name})"


def clock(at: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """`14:02`"""
    return f"{at.astimezone(zone):%H:%M}"


def when(session: Session, zone: dt.tzinfo | None = None) -> str:
    """`25 November 2026, 14:02–15:47`; with both days where it goes past midnight."""
    began, ended = session.began.astimezone(zone), session.ended.astimezone(zone)
    day = f"{began.day} {began:%B %Y}"
    if began.date() != ended.date():
        return f"{day}, {began:%H:%M} – {ended.day} {ended:%B %Y}, {ended:%H:%M}"
    span = f"{began:%H:%M}" if f"{began:%H:%M}" == f"{ended:%H:%M}" else f"{began:%H:%M}–{ended:%H:%M}"
    return f"{day}, {span}"


def _part(session: Session, zone: dt.tzinfo | None) -> Part:
    title = f"Session {session.number}: {when(session, zone)}"
    return Part(f"session-{session.number}", title, tuple(_blocks(session, zone)))


def _blocks(session: Session, zone: dt.tzinfo | None) -> Iterator[str | tuple[str, ...]]:
    yield summary(session)
    lists = (
        ("What was talked about, in this order:", [topic_words(one, zone) for one in session.topics]),
        ("Ideas and blockers:", [sentence(_upper(one)) for one in session.caught_words]),
        ("Decisions:", [sentence(_upper(one)) for one in session.decisions]),
        ("Besides:", [sentence(_upper(one)) for one in session.other]),
        ("Undone, and left out above:", [sentence(_upper(one)) for one in session.undone]),
    )
    for title, items in lists:
        if items:
            yield title
            yield tuple(items)
    if session.blank:
        yield f"Left blank at the end: {'; '.join(session.blank)}."


def summary(session: Session) -> str:
    """Who took part, how much was talked about, how far it came."""
    people = people_words(session.took_part)
    took = f"{_upper(people)} gave votes or comments. " if people else "No votes were given. "
    talked = counted(len(session.topics), "capability was", "capabilities were")
    settled = sum(one.settled for one in session.topics)
    return (
        f"{took}{talked} talked about, and {counted(settled, 'score')} changed. "
        f"At the end {session.scored} of {session.applicable} were scored."
    )


def topic_words(topic: Topic, zone: dt.tzinfo | None = None) -> str:
    """One capability in a few sentences."""
    name = f"{topic.code} {topic.title}".strip()
    why = f", {topic.reason}" if topic.reason else ""
    outcome = f"{topic.now}{why}, was {topic.was}" if topic.settled else f"{topic.now}, as before"
    said = [f"{clock(topic.at, zone)} {name}: {outcome}", *topic.votes]
    if topic.rounds > 1:
        said.append(f"votes were taken {topic.rounds} times")
    said += topic.beside
    return " ".join(sentence(_upper(part)) for part in said)


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
