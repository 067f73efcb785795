"""In which order the score screen goes through the capabilities: the framework's, or a workshop's agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, Score
from maturity_tui.assessments.scope import in_scope
from maturity_tui.frameworks.models import Framework
from maturity_tui.ui.screens.score.values import groups_of
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Order


class Walk:
    """The capabilities in scope, and where one goes from each; with a workshop, as its agenda says."""

    def __init__(self, framework: Framework, assessment: Assessment) -> None:
        self.framework = framework
        self.scope = in_scope(framework, assessment.scope)
        self.place = {item: index for index, item in enumerate(self.scope)}
        self.whole = tuple(groups_of(framework, self.place))
        self.group_of = {item: group for group in self.whole for item in group.members}
        self.ahead: dict[str, tuple[Score, int]] = {}
        self.disk: dict[str, Score] = {}
        self.workshop: Workshop | None = None
        self.names: Mapping[str, str] = {}
        self._walk(())

    def sit(self, workshop: Workshop | None, names: Mapping[str, str]) -> None:
        """A workshop is under way (None: none is); who has which name, where the team chose names."""
        before = self.workshop
        self.workshop, self.names = workshop, names
        if before is None or workshop is None or before.agenda != workshop.agenda:
            self._walk(workshop.agenda if workshop else ())

    def _walk(self, agenda: Sequence[str]) -> None:
        """Go by an agenda (empty: by the framework). What it leaves out is not walked through."""
        known = tuple(item for item in agenda if item in self.place)
        self.agenda = known or self.scope
        self.turn = {item: index for index, item in enumerate(self.agenda)}
        few = len(self.agenda) < len(self.scope)
        self.groups = tuple(groups_of(self.framework, self.turn)) if few else self.whole

    @property
    def is_flat(self) -> bool:
        """Whether the agenda is no order of areas: the list is one, without them."""
        return self.workshop is not None and self.workshop.setup.order is not Order.AREA

    def score(self, capability: str) -> Score:
        """What is held, with what is on its way to the disk."""
        over = self.ahead.get(capability)
        return over[0] if over else self.disk.get(capability, EMPTY_SCORE)

    def first(self, wanted: str | None = None) -> str | None:
        """Where to begin: the one wanted, else the first blank, else the first."""
        wanted = self.framework.resolve(wanted) if wanted else None
        if wanted in self.place:
            return wanted
        return self.blank_in(self.agenda) or next(iter(self.agenda), None)

    def blank_in(self, members: Sequence[str]) -> str | None:
        """The first of them that is blank."""
        return next((item for item in members if self.score(item).is_blank), None)

    def at(self, here: str) -> int:
        """Its place on the agenda; of what the agenda leaves out, that of what comes before it in the framework."""
        if here in self.turn:
            return self.turn[here]
        earlier = [self.turn[item] for item in self.scope[: self.place[here]] if item in self.turn]
        return max(earlier, default=-1)

    def following(self, here: str, was_blank: bool) -> str:
        """Where to go after scoring: on filling a blank to the next blank (round the end), else to the next one."""
        at = self.at(here)
        if not was_blank:
            return self.agenda[min(at + 1, len(self.agenda) - 1)]
        return self.blank_in(self.agenda[at + 1 :]) or self.blank_in(self.agenda[: max(0, at)]) or here

    def step(self, here: str, count: int) -> str:
        """The capability so many on; it ends at the ends."""
        return self.agenda[max(0, min(len(self.agenda) - 1, self.at(here) + count))]

    def find(self, text: str, here: str, step: int) -> str | None:
        """The next capability (or the one before) whose code, title or id holds a text; it goes round."""
        low, at = text.casefold(), self.place[here]
        order = [*self.scope[at + 1 :], *self.scope[: at + 1]]
        if step < 0:
            order = [*reversed(self.scope[:at]), *reversed(self.scope[at:])]
        return next((item for item in order if low in f"{self.name(item)} {item}".casefold()), None)

    # names --------------------------------------------------------------------

    def code(self, capability: str) -> str:
        """The short code, `B3`."""
        return self.framework.codes[capability]

    def title(self, capability: str) -> str:
        return self.framework.capabilities[capability].title

    def name(self, capability: str) -> str:
        """`B3 Leadership and management`"""
        return f"{self.code(capability)} {self.title(capability)}"
