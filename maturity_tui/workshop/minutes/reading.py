"""Minutes from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_tui.workshop.keeping import hidden_in, load
from maturity_tui.workshop.minutes.minutes import minutes
from maturity_tui.workshop.minutes.values import Minutes

if TYPE_CHECKING:
    from maturity_tui.store import Store


def read_minutes(store: Store, id: str) -> Minutes:
    """All minutes of an assessment. What a workshop under way hides stays hidden. Raises StoreError."""
    assessment, framework = store.assessment(id), store.framework_of(id)
    owner = store.organisation(assessment.organisation)
    return minutes(
        store.history(id),
        assessment,
        framework,
        organisation=owner.title if owner else "",
        team=owner.team_title(assessment.team) if owner else "",
        hidden=hidden_in(load(store, id), tuple(framework.capabilities)),
    )
