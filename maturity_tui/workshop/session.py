"""One workshop: its ways of working, what was revealed, its clocks. Immutable; each step makes a new one.

It is remembered with the assessment, so that a restart goes on where the room was; nothing in it is a score.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from maturity_tui.frameworks.values import FiniteFloat, Frozen, ItemId, Value
from maturity_tui.workshop.clock import Clock, Pace, pace
from maturity_tui.workshop.setup import Setup


class Workshop(Value):
    """A workshop under way. Times are seconds since the epoch."""

    setup: Setup = Setup()
    began: FiniteFloat | None = None
    clock: Clock = Clock()
    """The session's."""
    spent: Frozen[ItemId, Annotated[FiniteFloat, Field(ge=0)]] = Field(
        default_factory=dict, validate_default=True
    )
    """Seconds on each capability, but for the one that is on the table."""
    here: ItemId | None = None
    since: FiniteFloat | None = None
    """The session's seconds when the capability on the table was turned to."""
    revealed: frozenset[ItemId] = frozenset()
    voted: bool = False
    """Whether anybody has voted: from then on nobody is named who was not before."""
    agenda: tuple[ItemId, ...] = ()
    """The capabilities in the order in which they are taken, settled when it began: no vote moves it under the room.
    Empty: the framework's order."""
    settled: frozenset[ItemId] = frozenset()
    """What was scored or set aside before it began: that says nothing of its pace."""

    def begun(self, now: float) -> Workshop:
        """The clocks run."""
        return self.changed(began=self.began or now, clock=self.clock.started(now))

    def paused(self, now: float) -> Workshop:
        return self.changed(clock=self.clock.paused(now))

    def toggled(self, now: float) -> Workshop:
        """Paused where it ran, running where it was paused."""
        return self.paused(now) if self.clock.is_running else self.begun(now)

    def stopped_at(self, seen: float) -> Workshop:
        """As it was when it was last seen: what passed while nobody looked is not counted."""
        return self.paused(seen) if self.clock.is_running else self

    def turned_to(self, capability: str, now: float) -> Workshop:
        """Another capability is on the table."""
        if capability == self.here:
            return self
        spent = dict(self.spent)
        if self.here is not None:
            spent[self.here] = self.on_table(now)
        return self.changed(here=capability, since=self.clock.at(now), spent=spent)

    def on_table(self, now: float) -> float:
        """Seconds on the capability on the table, earlier visits counted."""
        if self.here is None or self.since is None:
            return 0.0
        return self.spent.get(self.here, 0.0) + max(0.0, self.clock.at(now) - self.since)

    def with_setup(self, setup: Setup) -> Workshop:
        """Other ways of working. Raises ValueError where names are wanted for votes that were given without."""
        if self.voted and setup.named and not self.setup.named:
            raise ValueError(
                "Votes were given without names: names can only be chosen before the first vote."
            )
        return self.changed(setup=setup)

    # hidden votes -----------------------------------------------------------------

    def is_open(self, capability: str) -> bool:
        """Whether the votes on a capability may be seen."""
        return not self.setup.hidden or capability in self.revealed

    def with_revealed(self, capability: str) -> Workshop:
        return self.changed(revealed=self.revealed | {capability})

    def with_hidden(self, capability: str) -> Workshop:
        """Votes are taken anew: they are hidden again until they are revealed."""
        return self.changed(revealed=self.revealed - {capability})

    def with_votes(self) -> Workshop:
        return self if self.voted else self.changed(voted=True)

    def hides(self, capability: str) -> bool:
        """Whether there are votes to wait for that nobody is to see yet."""
        return bool(self.setup.seats) and not self.is_open(capability)

    # two screens at once -------------------------------------------------------------

    def with_changes(self, seen: Workshop, theirs: Workshop) -> Workshop:
        """This one, begun with what was `seen`, laid over what somebody else made of that meanwhile.

        What changed here stands; all else is theirs. A vote that either of both hid anew stays hidden.
        """
        both = (self.revealed & theirs.revealed) | (self.revealed - seen.revealed) | (
            theirs.revealed - seen.revealed
        )  # fmt: skip
        time = self if self.clock != seen.clock else theirs
        rules = self if self.setup != seen.setup else theirs
        return theirs.changed(
            setup=rules.setup, agenda=rules.agenda, revealed=both, voted=self.voted or theirs.voted,
            began=self.began or theirs.began, clock=time.clock, spent=time.spent, here=time.here, since=time.since,
        )  # fmt: skip

    # pace ----------------------------------------------------------------------------

    def pace(self, done: int, left: int, now: float) -> Pace | None:
        """At this pace; None where there is too little to go by. `done`: in this session."""
        return pace(done, left, self.clock.at(now), self.setup.session_seconds, now)
