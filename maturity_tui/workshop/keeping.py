"""A workshop is remembered with its assessment in the database, never exported; names in that of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from maturity_tui.workshop.session import Workshop

if TYPE_CHECKING:
    from maturity_tui.store import Store


def load(store: Store, assessment: str) -> Workshop | None:
    """The workshop under way on an assessment, as it was last kept; None where there is none."""
    kept = store.remembered(_key(assessment))
    try:
        return Workshop.model_validate(kept, strict=False) if kept is not None else None
    except ValidationError:  # kept by another version: a workshop can be begun anew, no score is lost
        return None


def keep(store: Store, assessment: str, workshop: Workshop | None) -> None:
    """Keep a workshop in the place of what was kept before; None ends it, and its names are erased."""
    content = workshop.model_dump(mode="json", exclude_defaults=True) if workshop is not None else None
    store.remember(_key(assessment), content)
    if workshop is None:
        store.keep_rater_names(assessment, {})


def merged(seen: Workshop | None, mine: Workshop | None, theirs: Workshop | None) -> Workshop | None:
    """What holds of a workshop that two change at once: `mine` was made of `seen`, and so were `theirs`.

    Where one of both ended it, it is over; where it was begun twice, the one that is kept already goes on.
    """
    if theirs == seen or mine == theirs:
        return mine
    if mine == seen or seen is None:
        return theirs
    return mine.with_changes(seen, theirs) if mine is not None and theirs is not None else None


def keep_over(store: Store, assessment: str, seen: Workshop | None, mine: Workshop | None) -> Workshop | None:
    """Keep what was changed here since `seen`, over what somebody else kept meanwhile; what is kept now."""
    theirs = load(store, assessment)
    now = merged(seen, mine, theirs)
    if now != theirs:
        keep(store, assessment, now)
    return now


def hidden_in(workshop: Workshop | None, capabilities: tuple[str, ...]) -> frozenset[str]:
    """The capabilities whose votes nobody is to see yet."""
    if workshop is None or not workshop.setup.seats:
        return frozenset()
    return frozenset(item for item in capabilities if not workshop.is_open(item))


def _key(assessment: str) -> str:
    return f"workshop/{assessment}"
