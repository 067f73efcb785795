"""The room's votes in one line, where nobody in particular takes part; and how votes are read."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_tui.assessments.models import Perspective, Rating
from maturity_tui.assessments.votes import parse_votes
from maturity_tui.frameworks.values import clean_line
from maturity_tui.ui.screens.score.levels import Step, as_typed
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.prompt import Prompt


def votes_prompt(sheet: Sheet, item: str) -> Prompt:
    """The room's votes in one line, begun with those that are there."""
    steps, score = sheet.steps(item), sheet.score(item)
    words = [
        "x"
        if one.level is None
        else sheet.level_name(item, one.level)
        if _letters(steps)
        else as_typed(one.level)
        for rater, one in score.ratings.items()
        if sheet.raters.get(rater, Perspective.TEAM) is Perspective.TEAM
    ]

    def check(text: str) -> str:
        try:
            read_votes(steps, text)
        except ValueError as error:
            return str(error)
        return ""

    values = " ".join(step.label if _letters(steps) else as_typed(step.value) for step in steps[:12])
    hint = f"One a person, such as {_example(steps)}; x: does not know. Levels: {values}"
    return Prompt(f"Votes on {sheet.name(item)}", hint=hint, value=" ".join(words), check=check)


def read_votes(steps: Sequence[Step], text: str) -> tuple[Rating, ...]:
    """The ratings that a line holds; letters stand for their levels. Raises ValueError with a sentence."""
    letters = _letters(steps)
    words = [letters.get(word.upper(), word) for word in clean_line(text).replace(",", " ").split()]
    return parse_votes(" ".join(words), [step.value for step in steps])


def cast(sheet: Sheet, item: str, votes: Sequence[Rating]) -> dict[str, Rating]:
    """All ratings with these as the team's: by those who voted here, its others, then new ones: t1, t2 …

    Who votes as before keeps the confidence that was given with it.
    """
    held = sheet.score(item).ratings
    raters = [rater for rater in held if sheet.raters.get(rater, Perspective.TEAM) is Perspective.TEAM]
    raters += [rater for rater, who in sheet.raters.items() if who is Perspective.TEAM and rater not in held]
    count = 0
    while len(raters) < len(votes):
        count += 1
        if f"t{count}" not in raters and f"t{count}" not in sheet.raters:
            raters.append(f"t{count}")
    others = {
        r: one for r, one in held.items() if sheet.raters.get(r, Perspective.TEAM) is not Perspective.TEAM
    }
    return others | {
        rater: held[rater] if rater in held and held[rater].level == vote.level else vote
        for rater, vote in zip(raters, votes, strict=False)
    }


def _letters(steps: Sequence[Step]) -> dict[str, str]:
    """The levels by their letters, where they have some."""
    return {step.label: step.key for step in steps if step.label.isalpha()}


def _example(steps: Sequence[Step]) -> str:
    words = [step.label if _letters(steps) else as_typed(step.value) for step in steps]
    middle = words[len(words) // 2]
    return f"{words[0]} {middle} {middle} {words[-1]}"
