"""What `maturity assessments upgrade` shows of a plan, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maturity_tui.cli.speak import count, line, shorten, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Score
    from maturity_tui.assessments.upgrade.plan import Plan

MOST_CHANGES = 40
MOST_NAMED = 300


def show_plan(plan: Plan) -> None:
    """What differs where the assessment stands, then what becomes of each score."""
    from maturity_tui.assessments.upgrade.plan import Fate

    line(f"{plan.assessment.id}: {plan.assessment.framework.reference} → {plan.new.reference}")
    if plan.is_same:
        return
    for text in difference_lines(plan):
        line(text)
    line()
    moved = [step for step in plan.steps if step.fate is not Fate.UNCHANGED]
    rows = [
        (
            f"{step.title} ({step.old})",
            said(step.held),
            ", ".join(step.new) or "–",
            step.fate,
            record(step.kept),
        )
        for step in moved
    ]
    table(("Held about", "Now", "Goes to", "How", "In the record"), rows)
    same = [step.old for step in plan.steps if step.fate is Fate.UNCHANGED]
    if same:
        line(f"Unchanged ({len(same):,}): {shorten(', '.join(same), MOST_NAMED)}")
    for ids, what in ((plan.enters, "New in its scope"), (plan.leaves, "No longer in its scope")):
        if ids:
            line(f"{what} ({len(ids):,}): {shorten(', '.join(ids), MOST_NAMED)}")


def difference_lines(plan: Plan) -> Iterator[str]:
    """The changes to what the assessment touches, and the counts of the rest."""
    from maturity_tui.assessments.scope import in_scope
    from maturity_tui.frameworks.compare import compare
    from maturity_tui.frameworks.compare_text import summary

    whole = compare(plan.old, plan.new)
    ids = {*in_scope(plan.old, plan.assessment.scope), *in_scope(plan.new, plan.result.scope)}
    for step in plan.steps:
        ids |= {step.old, *step.new}
    here = whole.touching(ids)
    yield f"Where it is scored: {summary(here)}"
    yield from (f"  {tidy(change.sentence)}" for change in here.changes[:MOST_CHANGES])
    if len(here.changes) > MOST_CHANGES:
        more = len(here.changes) - MOST_CHANGES
        yield f"  … and {more:,} more: `maturity frameworks diff` shows all."
    yield f"Elsewhere: {summary(whole.without(here))}"


def said(held: Score) -> str:
    """A score in a few words."""
    from maturity_tui.assessments.upgrade.score import said as in_words

    target = "" if held.target is None else f", target {held.target}"
    return in_words(held) + target


def record(kept: Score | None) -> str:
    """What of a score goes into the record."""
    if kept is None:
        return ""
    parts = [said(kept)] if kept.agreed is not None or kept.not_applicable is not None else []
    parts += [f"target {kept.target}"] if kept.target is not None and not parts else []
    parts += [count(len(kept.ratings), "rating")] if kept.ratings else []
    parts += ["note"] if kept.note else []
    parts += ["evidence"] if kept.evidence else []
    parts += [count(len(kept.comments), "comment")] if kept.comments else []
    return ", ".join(parts) or "its id"


def plan_data(plan: Plan, done: bool) -> dict[str, Any]:
    """The plan as its JSON says it; `status` is planned, upgraded or unchanged."""
    return {
        "id": plan.assessment.id,
        "from": plan.assessment.framework.reference,
        "to": plan.new.reference,
        "status": "unchanged" if plan.is_same else "upgraded" if done else "planned",
        "scores": [
            {
                "item": step.old, "title": step.title, "how": str(step.fate), "to": list(step.new),
                "held": score_data(step.held), "kept": None if step.kept is None else score_data(step.kept),
            }
            for step in plan.steps
        ],
        "decisions": [
            {
                "name": one.name, "doubt": str(one.doubt), "items": list(one.olds), "level": one.level,
                "sentence": one.sentence, "choices": [choice.label for choice in one.choices],
                "default": one.default.label, "settled": one.settled,
            }
            for one in plan.decisions
        ],
        "enters": list(plan.enters),
        "leaves": list(plan.leaves),
    }  # fmt: skip


def score_data(score: Score) -> dict[str, Any]:
    """A score with the keys of its file."""
    data: dict[str, Any] = score.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data
