"""Minutes as plain text for any reader, and as JSON for programs. Markdown and web pages are made by the reports."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from typing import Any

from maturity_tui.workshop.minutes.values import Minutes, Session, Topic
from maturity_tui.workshop.minutes.words import Written, written, zone_words

MINUTES_SCHEMA = "maturity/minutes@1"
WIDTH = 78


def own_bytes(minutes: Minutes, format: str, zone: dt.tzinfo | None = None) -> bytes | None:
    """The minutes in a format that is made here, txt or json; None for any other."""
    if format == "json":
        return (json.dumps(as_data(minutes, zone), ensure_ascii=False, indent=2) + "\n").encode()
    return as_text(written(minutes, zone)).encode() if format == "txt" else None


def as_text(text: Written) -> str:
    """The minutes as lines of at most 78 characters."""
    lines = [text.title, "=" * min(len(text.title), WIDTH), f"{text.organisation}, {text.subtitle}", ""]
    lines += [f"{label}: {said}" for label, said in text.facts]
    for part in text.parts:
        lines += ["", part.title, "-" * min(len(part.title), WIDTH)]
        for block in part.blocks:
            if isinstance(block, str):
                lines += ["", *textwrap.wrap(block, WIDTH)]
            else:
                for item in block:
                    lines += textwrap.wrap(item, WIDTH, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def as_data(minutes: Minutes, zone: dt.tzinfo | None = None) -> dict[str, Any]:
    """The minutes as plain data, `maturity/minutes@1`. Times in local time, with their offset."""
    return {
        "schema": MINUTES_SCHEMA,
        "assessment": minutes.assessment,
        "organisation": minutes.organisation,
        "team": minutes.team,
        "round": minutes.round,
        "framework": minutes.framework,
        "of": minutes.of,
        "sessions": [_session(one, zone) for one in minutes.sessions],
    }


def _session(session: Session, zone: dt.tzinfo | None) -> dict[str, Any]:
    return {
        "number": session.number,
        "began": _at(session.began, zone),
        "ended": _at(session.ended, zone),
        "zone": zone_words(session.began, zone),
        "took_part": {str(who): _few(str(who), count) for who, count in session.took_part.items()},
        "topics": [_topic(one, zone) for one in session.topics],
        "ideas": [
            {"kind": one.kind, "about": one.about, "words": words}
            for one, words in zip(session.caught, session.caught_words, strict=True)
        ],
        "decisions": list(session.decisions),
        "other": list(session.other),
        "undone": list(session.undone),
        "blank": list(session.blank),
        "scored": session.scored,
        "applicable": session.applicable,
        "entries": [
            {"at": _at(one.at, zone), "kind": one.kind, "undone": one.undone, "words": one.words}
            for one in session.happenings
        ],
    }


def _topic(topic: Topic, zone: dt.tzinfo | None) -> dict[str, Any]:
    return {
        "at": _at(topic.at, zone),
        "capability": topic.item,
        "code": topic.code,
        "title": topic.title,
        "was": topic.was,
        "now": topic.now,
        "settled": topic.settled,
        "reason": topic.reason,
        "votes": list(topic.votes),
        "rounds": topic.rounds,
        "beside": list(topic.beside),
    }


def _few(who: str, count: int) -> int | str:
    """A number; of fewer than five users or stakeholders only that."""
    from maturity_tui.assessments.blind_spots import FEWEST, GUARDED

    return f"fewer than {FEWEST}" if who in GUARDED and count < FEWEST else count


def _at(at: dt.datetime, zone: dt.tzinfo | None) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")
