"""The score screen's ladder, and what it draws: what was voted, and what stands at each level."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import Part, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import hidden
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.ladder_view import LadderRow, LadderView
from maturity_tui.ui.widgets.level_ladder import LevelLadder


class ScoreLadder(LevelLadder, inherit_bindings=False):
    """The ladder without its digits and enter: those are the screen's, so that keys typed fast keep their order."""

    HELP = ""
    BINDINGS: ClassVar[list[BindingType]] = [*hidden("up", "down", "first", "last")]


def ladder(sheet: Sheet, item: str) -> LadderView:
    """The levels of a capability with the votes and marks on theirs."""
    steps, score, votes = sheet.steps(item), sheet.score(item), sheet.votes(item)
    marks = _marks(sheet, item)
    rows = [
        LadderRow(
            step.value, step.label, step.name, step.descriptor, step.slot, votes.levels.count(step.value),
            marks.get(step.value, ()),
        )
        for step in steps
    ]  # fmt: skip
    wanted = [score.agreed, votes.suggested, sheet.before(item)]
    cursor = next((value for value in wanted if sheet.step_at(item, value)), None)
    count, saved = steps[0].count if steps else 0, not sheet.is_saving(item)
    return LadderView(rows, count, score.agreed, cursor, saved, hidden_words(sheet, item))


def hidden_words(sheet: Sheet, item: str) -> str:
    """`6 of 8 voted`: all that is said of votes that are hidden; empty where there are none, or none are."""
    if not sheet.hides(item):
        return ""
    round_ = sheet.ballot(item)
    return f"{len(round_.voted)} of {len(round_.seats)} voted" if round_.voted else ""


def _marks(sheet: Sheet, item: str) -> dict[float, list[Part]]:
    """What stands at each level, most telling first."""
    found: dict[float, list[Part]] = {}

    def put(value: float | None, mark: Part) -> None:
        if value is not None:
            found.setdefault(value, []).append(mark)

    suggested = sheet.votes(item).suggested
    if suggested != sheet.score(item).agreed:
        put(suggested, ("suggested", "$text-primary"))
    target, _ = sheet.target(item)
    if target is not None:
        # A target may lie between two levels: it stands on the one that reaches it.
        reached = next((step.value for step in sheet.steps(item) if step.value >= target), None)
        words = " target" if sheet.step_at(item, target) else f" target {target:g}"
        put(reached, line((GLYPHS.target, "$target"), (words, "$gap")))
    for perspective, words in (
        (Perspective.USER, "users say"),
        (Perspective.STAKEHOLDER, "stakeholders say"),
        (Perspective.REVIEWER, "reviewers say"),
    ):
        value = sheet.says(item, perspective)
        if value is not None:
            put(value, f"{words} {sheet.level_name(item, value)}")
    put(sheet.before(item), ("last round", "$muted"))
    return found
