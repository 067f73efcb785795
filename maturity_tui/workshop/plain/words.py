"""The plain conversation's fixed words: what can be answered, and what is asked."""

from __future__ import annotations

from maturity_tui.assessments.votes import suggested
from maturity_tui.frameworks.values import Number
from maturity_tui.workshop.plain.state import Asked, State

HELP = (
    "Answers: a level, by its figure, letter (a capital) or name.",
    "n or enter: the next. p: the one before. g CODE: go to.",
    "v 1 2 2 x 3: the votes, one a person; x does not know; v - takes them away.",
    "- REASON: not applicable. blank: take the score away. c low, c medium, c high: how sure the team is.",
    "t 4: the target; t - leaves it to the themes. e: evidence, field by field. m TEXT: the note; m - takes it away.",
    "b TEXT: a blocker. i TEXT: an idea. u: undo. r: redo. ?: read all of this one again. q: leave; all is kept.",
)  # fmt: skip


def prompt(state: State) -> str:
    """What is asked now, in one line."""
    code, sheet = state.code, state.sheet
    asks = {
        Asked.LEVEL: f"{code}, level:",
        Asked.REASON: f"{code} is not applicable because (enter leaves it):",
        Asked.NOTE: f"{code}, note (enter leaves it as it is):",
        Asked.IDEA: f"{code}, the idea (enter leaves it):",
        Asked.BLOCKER: f"{code}, what is in the way (enter leaves it):",
        Asked.WHAT: f"{code}, what shows it (enter leaves it):",
        Asked.WHEN: f"{code}, from when, such as 2026-09-30 (or enter):",
        Asked.WHERE: f"{code}, where it is (or enter):",
        Asked.OWNER: f"{code}, who keeps it (or enter):",
    }
    if state.asked is Asked.AGREED:
        return f"{code}, agreed score (enter: {sheet.level(state.here, suggestion(state))}):"
    return asks[state.asked]


def suggestion(state: State) -> Number | None:
    """The lower median of the team's votes."""
    return suggested(state.score, state.sheet.assessment.raters)
