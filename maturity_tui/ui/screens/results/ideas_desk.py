"""Results, ideas: what is asked of the store, in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maturity_tui.assessments.ideas import replaced
from maturity_tui.assessments.models import Idea
from maturity_tui.store.errors import StoreError

if TYPE_CHECKING:
    from maturity_tui.store import Change, Store

NOT_OURS = "The last change was not to ideas or blockers: u on the score screen takes it back."
NOT_OURS_EITHER = (
    "What was undone last was not of ideas or blockers: ctrl+r on the score screen brings it back."
)


def replace_idea(store: Store, assessment: str, old: Idea | None, new: Idea | None) -> None:
    """Add, change or remove one, if what was shown is still there. Raises StoreError."""
    ideas = replaced(store.assessment(assessment).ideas, old, new)
    if ideas is None:
        raise StoreError("Somebody else changed or removed it meanwhile.")
    store.save_ideas(assessment, ideas)


def turn(store: Store, assessment: str, *, back: bool) -> str:
    """Undo (`back`) or redo the last change if it was to ideas or blockers; a sentence about what was done."""
    history = store.history(assessment)
    entry = _next(history, back=back)
    if entry is None:
        return "There is nothing to undo." if back else "There is nothing to do again."
    if entry.kind != "ideas":
        return NOT_OURS if back else NOT_OURS_EITHER
    done = store.undo(assessment) if back else store.redo(assessment)
    if done is None:
        return "There is nothing to undo." if back else "There is nothing to do again."
    return f"{'Undone' if back else 'Done again'}: {_said(entry)}."


def _next(history: Sequence[Change], *, back: bool) -> Change | None:
    """The change that undo or redo would turn, as the journal reads it."""
    from maturity_tui.store.journal import UNDOABLE

    undone: dict[int, int] = {}
    changes: list[Change] = []
    for entry in history:
        if entry.kind == "undo" and entry.of is not None:
            undone[entry.of] = entry.id
        elif entry.kind == "redo" and entry.of is not None:
            undone.pop(entry.of, None)
        elif entry.kind in UNDOABLE:
            changes.append(entry)
    if back:
        return next((one for one in reversed(changes) if one.id not in undone), None)
    last = changes[-1].id if changes else 0
    return next((one for one in changes if undone.get(one.id, 0) > last), None)


def _said(entry: Change) -> str:
    """What the change was, by how many there were before and after it."""
    before, after = (len(side.get("ideas") or ()) for side in (entry.before, entry.after))
    if after > before:
        return "a new idea or blocker"
    return "one taken away" if after < before else "a change to the ideas and blockers"
