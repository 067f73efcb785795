"""The plain conversation: line by line, for screen readers, simple terminals and pipes.

A pure state machine. `reply(state, line)` says what to say and, where something is to change, what is wished; whoever
has the store does that, and asks `plain_answers.answered` what to say once it is on disk. A line that is refused
leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from maturity_tui.assessments.levels import as_typed, by_text, number, shortened, spelled
from maturity_tui.assessments.models import Confidence, Rating
from maturity_tui.assessments.votes import parse_votes
from maturity_tui.frameworks.values import LONGEST_TEXT, clean, clean_line
from maturity_tui.workshop.plain.sheet import Sheet, card
from maturity_tui.workshop.plain.state import Asked, Cast, Put, Reply, State, Turn
from maturity_tui.workshop.plain.words import HELP, suggestion

LOCKED = "This assessment is signed off and locked: it can be read, and nothing in it changes until it is reopened."
NOTHING = "-"

Answer = Callable[[State, str], Reply]


def begin(sheet: Sheet, start: str | None = None) -> Reply:
    """Where the conversation begins: at `start`, else at the first blank."""
    here = start or sheet.first()
    assert here is not None, "somebody must have seen that something is in scope"
    state = State(sheet, here)
    title, occasion = clean_line(sheet.framework.title), clean_line(sheet.assessment.round.title)
    head = f"{clean_line(sheet.team)}, {occasion}: {title} {clean_line(sheet.framework.version)}."
    said = [head, f"Status {sheet.assessment.status}. {sheet.scored_words()}", "? says what can be answered."]
    if sheet.assessment.is_locked:
        said.append(LOCKED)
    return Reply(state, (*said, "", *card(sheet, here)))


def refuse(state: State, sentence: str) -> Reply:
    """Nothing is done; why."""
    return Reply(state, (sentence,), refused=True)


def reply(state: State, line: str) -> Reply:
    """The answer to one line."""
    from maturity_tui.workshop.plain.questions import QUESTIONS

    if len(line) > LONGEST_TEXT:
        return refuse(state, f"That is {len(line):,} characters; at most {LONGEST_TEXT:,} are kept.")
    text = clean(line)
    if state.asked in QUESTIONS:
        return QUESTIONS[state.asked](state, text)
    if not text:
        return _agree(state) if state.asked is Asked.AGREED else _go(state, 1)
    return command(state, text)


def command(state: State, text: str) -> Reply:
    """A level, or one of the answers with a letter."""
    steps = state.sheet.steps(state.here)
    # A capital letter is a level where levels have letters: E is expert, e is evidence.
    if text.isalpha() and text in {step.label for step in steps}:
        return _level(state, text)
    word, _, rest = text.partition(" ")
    known = _ANSWERS.get(word.casefold())
    if known is None:
        return _level(state, text)
    answer, changes, takes_more = known
    if rest and not takes_more:
        found = by_text(steps, text)
        return _level(state, text) if not isinstance(found, str) else refuse(state, _not_understood(text))
    return refuse(state, LOCKED) if changes and state.sheet.assessment.is_locked else answer(state, rest)


def put(state: State, *, onward: bool = False, **update: Any) -> Reply:
    """Wish for a change of the score; refused with a sentence where it cannot be so."""
    try:
        new = state.score.changed(**update)
    except ValidationError as error:
        said = error.errors(include_input=False, include_url=False)[0]["msg"].removeprefix("Value error, ")
        return refuse(state.asking(Asked.LEVEL), f"{state.code} was not changed: {said}.")
    wish = Put(state.here, state.score, update, onward)
    if new == state.score and not onward:
        return Reply(state.asking(Asked.LEVEL), (f"{state.code} is so already; nothing changed.",))
    return Reply(state.asking(Asked.LEVEL), wish=wish)


# the answers ------------------------------------------------------------------------------


def _level(state: State, text: str) -> Reply:
    found = by_text(state.sheet.steps(state.here), text)
    if isinstance(found, str):
        return refuse(state, found if number(text) is not None else _not_understood(text, found))
    if state.sheet.assessment.is_locked:
        return refuse(state, LOCKED)
    return put(state, onward=True, agreed=found.value, not_applicable=None)


def _not_understood(text: str, more: str = "") -> str:
    return f"{more or f'“{shortened(text)}” is no answer here.'} ? says what can be answered."


def _agree(state: State) -> Reply:
    """Enter after the votes: the suggested score."""
    value = suggestion(state)
    if value is None:
        return _go(state.asking(Asked.LEVEL), 1)
    return put(state, onward=True, agreed=value, not_applicable=None)


def _go(state: State, step: int) -> Reply:
    item = state.sheet.beside(state.here, step)
    if item is None:
        end = "last" if step > 0 else "first"
        noun = state.sheet.framework.noun
        return Reply(state.asking(Asked.LEVEL), (f"This is the {end} {noun}. {state.sheet.scored_words()}",))
    return _to(state, item)


def _to(state: State, item: str) -> Reply:
    return Reply(state.at(item), ("", *card(state.sheet, item)))


def _next(state: State, rest: str) -> Reply:
    return _go(state, 1)


def _previous(state: State, rest: str) -> Reply:
    return _go(state, -1)


def _go_to(state: State, rest: str) -> Reply:
    if not rest:
        return refuse(state, "Go where? Give a code, such as g B3, or a part of a name.")
    item = state.sheet.named(rest)
    if item is None:
        noun = state.sheet.framework.noun
        return refuse(state, f"No {noun} that is asked for here is called “{shortened(rest, 40)}”.")
    return _to(state, item)


def _help(state: State, rest: str) -> Reply:
    return Reply(state, (*card(state.sheet, state.here, whole=True), "", *HELP))


def _leave(state: State, rest: str) -> Reply:
    return Reply(state, over=True)


def _votes(state: State, rest: str) -> Reply:
    if not rest:
        return refuse(state, "Votes go in one line, one a person, such as v 1 2 2 x 3; x: does not know.")
    try:
        votes = () if rest.strip() == NOTHING else read_votes(state, rest)
    except ValueError as error:
        return refuse(state, str(error))
    return Reply(state.asking(Asked.LEVEL), wish=Cast(state.here, state.score, votes))


def read_votes(state: State, text: str) -> tuple[Rating, ...]:
    """The ratings that a line holds; letters stand for their levels. Raises ValueError with a sentence."""
    steps = state.sheet.steps(state.here)
    letters = {step.label: as_typed(step.value) for step in steps if step.label.isalpha()}
    words = [letters.get(word.upper(), word) for word in clean_line(text).replace(",", " ").split()]
    return parse_votes(" ".join(words), [step.value for step in steps])


def _confidence(state: State, rest: str) -> Reply:
    word = rest.strip().casefold()
    if word == NOTHING:
        return put(state, confidence=None)
    found = [one for one in Confidence if word and one.value.startswith(word)]
    if not found:
        return refuse(state, "Confidence is low, medium or high, such as c low.")
    return put(state, confidence=found[0])


def _target(state: State, rest: str) -> Reply:
    if not rest:
        return refuse(state, "Which target? Give a level, such as t 4; t - leaves it to the themes.")
    if rest.strip() == NOTHING:
        return put(state, target=None)
    steps = state.sheet.steps(state.here)
    found = by_text(steps, rest)
    if not isinstance(found, str):
        return put(state, target=found.value)
    value = number(rest)
    if value is not None and steps[0].value <= value <= steps[-1].value:
        return put(state, target=value)
    return refuse(state, f"“{shortened(rest)}” is not on this scale: a target lies at {spelled(steps)}.")


def _clear(state: State, rest: str) -> Reply:
    return put(state, agreed=None, not_applicable=None)


def _asks(asked: Asked) -> Answer:
    """An answer whose text stands behind it, or is asked for."""

    def answer(state: State, rest: str) -> Reply:
        from maturity_tui.workshop.plain.questions import QUESTIONS

        asking = state.asking(asked)
        return QUESTIONS[asked](asking, rest.strip()) if rest.strip() else Reply(asking)

    return answer


def _turn(back: bool) -> Answer:
    return lambda state, rest: Reply(state.asking(Asked.LEVEL), wish=Turn(back))


# The answer, whether it changes something, and whether more may stand behind it.
_ANSWERS: dict[str, tuple[Answer, bool, bool]] = {
    "n": (_next, False, False),
    "p": (_previous, False, False),
    "g": (_go_to, False, True),
    "?": (_help, False, False),
    "q": (_leave, False, False),
    "v": (_votes, True, True),
    "-": (_asks(Asked.REASON), True, True),
    "blank": (_clear, True, False),
    "c": (_confidence, True, True),
    "t": (_target, True, True),
    "e": (_asks(Asked.WHAT), True, True),
    "m": (_asks(Asked.NOTE), True, True),
    "b": (_asks(Asked.BLOCKER), True, True),
    "i": (_asks(Asked.IDEA), True, True),
    "u": (_turn(True), True, False),
    "r": (_turn(False), True, False),
}
