"""A workshop in the store's thread: who sits in it, in which order it goes, and that it is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.assessments.scope import scores_held
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number
from maturity_tui.workshop import keeping
from maturity_tui.workshop.agenda import agenda
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Order, Setup, seats_for

if TYPE_CHECKING:
    from maturity_tui.assessments.organisation import Theme
    from maturity_tui.store import Store


@dataclass(frozen=True)
class Wish:
    """How a workshop is to be run, as it was filled in: `setup` without its seats, and how many there are to be."""

    seats: Mapping[Perspective, int]
    setup: Setup


@dataclass(frozen=True)
class Ground:
    """What an agenda is made from, beside the assessment."""

    framework: Framework
    themes: Sequence[Theme]
    before: Mapping[str, Number]


def arranged(assessment: Assessment, ground: Ground, running: Workshop | None, wish: Wish) -> Workshop:
    """A workshop run as wished, in the place of the one that is running. Its clock stands where it stood.

    Raises ValueError, with a sentence, for what cannot be chosen any more.
    """
    seated = [seat.rater for seat in running.setup.seats] if running else []
    setup = wish.setup.changed(seats=seats_for(assessment, wish.seats, seated))
    workshop = (running or _begun(assessment, ground, setup)).with_setup(setup)
    return workshop.changed(agenda=_agenda(assessment, ground, setup))


def arrange(
    store: Store, assessment: str, ground: Ground, running: Workshop | None, wish: Wish, now: float
) -> Workshop:
    """As `arranged`, with its clock running, and kept."""
    workshop = arranged(store.assessment(assessment), ground, running, wish).begun(now)
    keeping.keep(store, assessment, workshop.paused(now))
    return workshop


def _begun(assessment: Assessment, ground: Ground, setup: Setup) -> Workshop:
    """A new one. What was settled before is open; votes that were given before were given without names."""
    held = scores_held(ground.framework, assessment)
    settled = frozenset(item for item, score in held.items() if not score.is_blank)
    seated = setup.perspectives.keys()
    voted = any(score.ratings.keys() & seated for score in assessment.scores.values())
    return Workshop(setup=setup.changed(named=False), settled=settled, revealed=settled, voted=voted)


def _agenda(assessment: Assessment, ground: Ground, setup: Setup) -> tuple[str, ...]:
    """The order in which it goes; nothing where that is the framework's own."""
    if setup.order is Order.AREA and not setup.core_only:
        return ()
    return agenda(
        ground.framework,
        assessment,
        ground.themes,
        ground.before,
        order=setup.order,
        core_only=setup.core_only,
    )
