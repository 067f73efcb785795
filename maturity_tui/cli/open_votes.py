"""What commands may tell of an assessment while its workshop hides votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_tui.cli.speak import count, note

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.store import Store


def open_votes(store: Store, one: str, held: Assessment | None = None) -> Assessment:
    """The assessment without the votes that its workshop hides; that some are left out is said beside the answer.

    `held`: the assessment, where it was read already. Raises StoreError where there is none.
    """
    from maturity_tui.workshop.guard import without_hidden
    from maturity_tui.workshop.keeping import load

    whole = held or store.assessment(one)
    seen = without_hidden(whole, load(store, one))
    hidden = sum(score.ratings != seen.score(item).ratings for item, score in whole.scores.items())
    if hidden:
        on = count(hidden, "capability", "capabilities")
        note(f"Note: the votes on {on} are hidden until the workshop reveals them, and left out.")
    return seen
