"""What the plain conversation says once something is on disk, or was refused there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from maturity_tui.assessments.models import Assessment, Perspective, Score
from maturity_tui.workshop.ballot import standing
from maturity_tui.workshop.level_words import (
    counted,
    differences,
    level_words,
    of_perspective,
    score_words,
    text_words,
    votes_words,
)
from maturity_tui.workshop.plain.conversation import refuse
from maturity_tui.workshop.plain.sheet import Sheet, card
from maturity_tui.workshop.plain.state import Asked, Cast, Catch, Put, Reply, State, Turn, Wish


def answered(state: State, wish: Wish, sheet: Sheet | None) -> Reply:
    """What is said after COMMIT. `sheet` is what is on disk now; None: there was nothing to turn."""
    if sheet is None:
        assert isinstance(wish, Turn)
        return Reply(state, ("There is nothing to undo." if wish.back else "There is nothing to do again.",))
    now = replace(state, sheet=sheet)
    match wish:
        case Put():
            return _after_put(state, now, wish)
        case Cast():
            return _after_votes(now, wish)
        case Catch():
            return Reply(now, (f"{now.code} saved: {wish.idea.kind}.",))
        case Turn():
            return _after_turn(state, now, wish)


def not_kept(state: State, sentence: str, sheet: Sheet | None = None) -> Reply:
    """The store refused: nothing changed there. `sheet` is what is on disk, where it could be read."""
    return refuse(replace(state, sheet=sheet) if sheet else state, f"{state.code} was not saved: {sentence}")


def ended(state: State, sheet: Sheet, done: int) -> tuple[str, ...]:
    """The last words: what was begun and not kept, then how many are scored and left."""
    begun = (f"The evidence for {state.code} that was begun is not kept.",) if state.is_begun else ()
    scored, applicable = sheet.scored
    left = applicable - scored
    changes = f"{counted(done, 'change')} saved here. " if done else "Nothing changed here. "
    return (*begun, f"{changes}{scored} of {applicable} scored, {left} left.")


# after each kind of change ------------------------------------------------------------------


def _after_put(before: State, now: State, wish: Put) -> Reply:
    sheet, item = now.sheet, wish.item
    said = f"{sheet.code(item)} saved: {_what_is(sheet, item, before.sheet.score(item), wish)}."
    if not wish.onward:
        return Reply(now, (said,))
    was_blank = before.sheet.score(item).is_blank
    there = sheet.following(item, was_blank)
    lines = [f"{said} {sheet.scored_words()}"]
    if was_blank and there == item:
        lines.append(f"That was the last blank {sheet.framework.noun}; q leaves.")
    if there == item:
        return Reply(now, tuple(lines))
    return Reply(now.at(there), (*lines, "", *card(sheet, there)))


def _what_is(sheet: Sheet, item: str, old: Score, wish: Put) -> str:
    """The field that was changed, as it is now: `2 Emerging`, `confidence low`."""
    new = sheet.score(item)
    if "agreed" in wish.update:
        was = "" if old.is_blank else f", was {score_words(sheet.framework, item, old)}"
        same = (old.agreed, old.not_applicable) == (new.agreed, new.not_applicable)
        why = f", {text_words('reason', new.not_applicable, 200)}" if new.not_applicable else ""
        return f"{score_words(sheet.framework, item, new)}{why}{', as it was' if same else was}"
    if "evidence" in wish.update:
        return f"evidence, {counted(len(new.evidence), 'piece')} now"
    if "note" in wish.update:
        return "note" if new.note else "note taken away"
    found = differences(sheet.framework, item, old, new, sheet.assessment.raters)
    return "; ".join(found) or "as it was"


def _after_votes(now: State, wish: Cast) -> Reply:
    sheet, item = now.sheet, wish.item
    given = of_perspective(sheet.score(item).ratings, sheet.assessment.raters, Perspective.TEAM)
    if not given:
        return Reply(now, (f"{sheet.code(item)} saved: votes taken away.",))
    head = f"{sheet.code(item)} saved: {counted(len(given), 'vote')}: {votes_words(sheet.framework, item, given)}."
    values = [step.value for step in sheet.steps(item)]
    stands = standing(sheet.score(item).ratings, sheet.assessment.raters, values)
    if stands.suggested is None:
        return Reply(now, (head, "Nobody knows: there is nothing to suggest."))
    lines = [head]
    if stands.should_speak:
        lines.append("Highest and lowest, please speak.")
    lines.append(f"Suggested: {level_words(sheet.framework, item, stands.suggested)}, the lower median.")
    return Reply(now.asking(Asked.AGREED), tuple(lines))


def _after_turn(before: State, now: State, wish: Turn) -> Reply:
    word = "Undone" if wish.back else "Done again"
    sheet = now.sheet
    if sheet.framework.reference != before.sheet.framework.reference:
        said = f"{word}: the move to another version; it is made with {sheet.framework.reference} now."
        here = now.here if now.here in sheet.order else sheet.first()
        assert here is not None
        return Reply(now.at(here), (said, "", *card(sheet, here)))
    touched = list(_touched(before.sheet, sheet.assessment))
    if not touched:
        return Reply(now, (f"{word}: a change to the ideas and blockers, or to the scope.",))
    item = touched[0]
    old, new = before.sheet.score(item), sheet.score(item)
    found = differences(sheet.framework, item, old, new, sheet.assessment.raters)
    more = f"; and {len(touched) - 1} more" if len(touched) > 1 else ""
    said = f"{word} in {sheet.code(item)}: {'; '.join(found)}{more}. {sheet.scored_words()}"
    if item == now.here or item not in sheet.order:
        return Reply(now, (said,))
    return Reply(now.at(item), (said, "", *card(sheet, item)))


def _touched(before: Sheet, assessment: Assessment) -> Iterator[str]:
    after = before.holding(assessment)
    yield from (item for item in before.framework.capabilities if before.score(item) != after.score(item))
