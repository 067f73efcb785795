"""What the organisation screen shows, read in the store's thread: values only, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Round
from maturity_tui.assessments.organisation import Organisation, Team
from maturity_tui.assessments.teams.coverage import in_per_cent
from maturity_tui.assessments.teams.figures import LeftOut, Reason, TeamRollup
from maturity_tui.assessments.teams.occasion import Occasion, in_words, within
from maturity_tui.assessments.teams.rollup import RollupError, roll_up_teams
from maturity_tui.workshop.side_by_side import everything_held, frameworks_of, rounds_of

if TYPE_CHECKING:
    from maturity_tui.store import Store


@dataclass(frozen=True)
class Line:
    """A team of the tree: how deep it stands, and its roll-up with all below it."""

    team: Team
    depth: int
    groups: bool
    rolled: TeamRollup | None


@dataclass(frozen=True)
class OrganisationView:
    """The tree in one round and framework; `rolled` is of all teams. No roll-up where nothing is assessed."""

    organisation: Organisation
    rounds: tuple[Round, ...]
    round: Round | None
    frameworks: tuple[tuple[str, str], ...]
    framework: str
    rolled: TeamRollup | None

    @property
    def is_skills(self) -> bool:
        """Whether figures are shares at target."""
        return self.rolled is not None and self.rolled.framework.is_skills

    @property
    def teams(self) -> int:
        """How many teams there were in all."""
        return self.rolled.teams if self.rolled is not None else 0

    def of(self, team: str | None) -> TeamRollup | None:
        """The roll-up of a team with all below it; None where none was assessed."""
        if self.rolled is None or team is None:
            return self.rolled
        return self.rolled.narrowed(team)

    def lines(self, below: str | None) -> tuple[Line, ...]:
        """The teams of the tree, or those of one team, itself first."""
        depths: dict[str, int] = {}
        found = []
        parents = {team.parent for team in self.organisation.teams}
        for team in within(self.organisation, below):
            depths[team.id] = depths.get(team.parent or "", -1) + 1
            found.append(Line(team, depths[team.id], team.id in parents, self.of(team.id)))
        return tuple(found)

    def assessment(self, team: str) -> str | None:
        """The team's own assessment in this round, on whatever version."""
        if self.rolled is None:
            return None
        if team in self.rolled.standings:
            return self.rolled.standings[team].assessment.id
        return next((one.assessment for one in self.rolled.apart if one.team == team), None)


def read_organisation(
    store: Store, round_id: str | None = None, framework: str | None = None, *, by_headcount: bool = False
) -> OrganisationView | None:
    """The current organisation, in the latest round and its most used framework unless others are named."""
    owner = store.organisation()
    if owner is None:
        return None
    held = everything_held(store, owner.id)
    rounds = rounds_of(held)
    chosen = next((one for one in rounds if one.id == round_id), rounds[0] if rounds else None)
    occasion = Occasion(round=chosen)
    used = frameworks_of(held, occasion) if chosen else ()
    titles = {its.id: its.title for _, its in held}
    wanted = framework if framework in used else next(iter(used), "")
    try:
        rolled = roll_up_teams(owner, held, wanted, occasion, by_headcount=by_headcount) if wanted else None
    except RollupError:
        rolled = None
    return OrganisationView(owner, rounds, chosen, tuple((id, titles[id]) for id in used), wanted, rolled)


def why_in_short(view: OrganisationView, team: Team) -> str:
    """In a few words why a team does not count; "" where it does, or owes nothing."""
    rolled = view.rolled
    out = next((one for one in rolled.left_out() if one.team == team.id), None) if rolled else None
    if team.ends is not None and (out is None or out.reason is Reason.ENDED):
        return _ended(view, team)
    return _short(rolled, out) if rolled is not None and out is not None else ""


def _short(rolled: TeamRollup, out: LeftOut) -> str:
    standing = rolled.standings.get(out.team)
    match out.reason:
        case Reason.COVERAGE if standing is not None:
            whole = standing.results.whole
            share = in_per_cent(Fraction(whole.scored, whole.applicable))
            return f"{whole.scored} of {whole.applicable} scored, {share}: too little"
        case Reason.VERSION:
            return "on another version"
        case Reason.NO_ASSESSMENT:
            return "no assessment"
        case Reason.NOT_BEGUN:
            return "yet to begin"
        case Reason.HEADCOUNT:
            return "headcount not known"
    return "no figure"


def _ended(view: OrganisationView, team: Team) -> str:
    after = ", ".join(view.organisation.team_title(id) for id in team.followed_by)
    when = in_words(team.ends) if team.ends else ""
    return f"ended {when}{f': now {after}' if after else ''}"
