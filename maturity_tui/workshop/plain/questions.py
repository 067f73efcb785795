"""The plain conversation's questions that take a text: reason, note, idea, and evidence field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from maturity_tui.assessments.levels import shortened
from maturity_tui.assessments.models import Evidence, Idea
from maturity_tui.workshop.plain.conversation import NOTHING, Answer, put, refuse
from maturity_tui.workshop.plain.state import Asked, Catch, Reply, State


def _unchanged(state: State) -> Reply:
    return Reply(state.asking(Asked.LEVEL), ("Left as it was.",))


def _reason(state: State, text: str) -> Reply:
    if not text:
        sentence = f"{state.code} was not changed: not applicable needs a reason, such as - Run by others."
        return refuse(state.asking(Asked.LEVEL), sentence)
    return put(state, onward=True, agreed=None, not_applicable=text)


def _note(state: State, text: str) -> Reply:
    if not text:
        return _unchanged(state)
    return put(state, note="" if text == NOTHING else text)


def _catch(state: State, text: str) -> Reply:
    if not text:
        return _unchanged(state)
    kind = "blocker" if state.asked is Asked.BLOCKER else "idea"
    idea = Idea.model_validate({"kind": kind, "about": state.here, "text": text})
    return Reply(state.asking(Asked.LEVEL), wish=Catch(idea))


def _what(state: State, text: str) -> Reply:
    return Reply(state.asking(Asked.WHEN, text)) if text else _unchanged(state)


def _when(state: State, text: str) -> Reply:
    try:
        day = dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return refuse(state, f"“{shortened(text)}” is no date: write it as 2026-09-30, or press enter.")
    return Reply(state.asking(Asked.WHERE, *state.given, day))


def _where(state: State, text: str) -> Reply:
    return Reply(state.asking(Asked.OWNER, *state.given, text))


def _owner(state: State, text: str) -> Reply:
    what, when, link = state.given
    piece = Evidence(what=what, when=dt.date.fromisoformat(when) if when else None, link=link, owner=text)
    return put(state, evidence=(*state.score.evidence, piece))


QUESTIONS: Mapping[Asked, Answer] = {
    Asked.REASON: _reason,
    Asked.NOTE: _note,
    Asked.IDEA: _catch,
    Asked.BLOCKER: _catch,
    Asked.WHAT: _what,
    Asked.WHEN: _when,
    Asked.WHERE: _where,
    Asked.OWNER: _owner,
}
