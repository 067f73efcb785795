"""The roll-up over teams in sentences: how a figure came about, and why a team is left out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_tui.assessments.figures import NodeFigure, as_written, one_decimal
from maturity_tui.assessments.organisation import Team
from maturity_tui.assessments.teams.coverage import coverage, in_per_cent
from maturity_tui.assessments.teams.occasion import Occasion, in_words
from maturity_tui.frameworks.models import Framework

if TYPE_CHECKING:
    from maturity_tui.assessments.teams.figures import TeamRollup

MOST_TEAMS = 8


def counting(by_headcount: bool) -> str:
    """How teams count."""
    return "Teams count by their headcount." if by_headcount else "Teams count alike."


def explain(rolled: TeamRollup, node: str) -> str:
    """One node's figure: of whom it is the mean, how far they lie apart, what it covers, who is left out."""
    name = _name(rolled, node)
    over = rolled.figure(node).over
    left = " ".join(one.sentence for one in rolled.left_out(node))
    if over.mean is None:
        return f"{name} has no figure: none of {_teams(over.teams)} counts. {left}".strip()
    shown = _shown(rolled, over.mean)
    text = f"{name} is {shown}: {_mean_of(rolled, over.teams_scored, over.teams)}{_each(rolled, node)}."
    if over.low is not None and over.high is not None and over.teams_scored > 1:
        text += f" They lie between {_shown(rolled, over.low)} and {_shown(rolled, over.high)}."
    if over.floor is not None:
        text += f" {_floor(rolled, node, over.floor)}"
    covered = coverage(over.scored, over.applicable)
    if covered is not None:
        text += f" {over.scored} of {over.applicable} are scored ({in_per_cent(covered)})."
    return f"{text} {left}".strip()


def _mean_of(rolled: TeamRollup, counted: int, teams: int) -> str:
    """What the figure is: a mean of several, or the one team's that counts."""
    share = rolled.framework.is_skills
    if counted == 1:
        return f"the {'share at target' if share else 'figure'} of the one team of {teams} that counts"
    how = "weighted by headcount" if rolled.by_headcount else "which count alike"
    return f"the mean of {'the shares at target of ' if share else ''}{counted} of {_teams(teams)}, {how}"


def _name(rolled: TeamRollup, node: str) -> str:
    framework = rolled.framework
    known = framework.capabilities.get(node) or framework.every_area.get(node)
    title = known.title if known else framework.title
    return f"{framework.codes.get(node, '')} {title}".strip()


def _shown(rolled: TeamRollup, value: Fraction) -> str:
    return in_per_cent(value) if rolled.framework.is_skills else one_decimal(value)


def _each(rolled: TeamRollup, node: str) -> str:
    """Each team's own figure, where they are few enough to be read."""
    values = {team: value for team in rolled.standings if (value := rolled.value(team, node)) is not None}
    if len(values) < 2 or len(values) > MOST_TEAMS:
        return ""
    said = [
        f"{rolled.organisation.team_title(team)} {_shown(rolled, value)}" for team, value in values.items()
    ]
    return f" ({', '.join(said)})"


def _floor(rolled: TeamRollup, node: str, floor: Fraction) -> str:
    """The lowest capability anywhere, and with whom."""
    found: list[str] = []
    below = {item for item, path in rolled.framework.paths.items() if node in (item, *(a.id for a in path))}
    for team, one in rolled.standings.items():
        if rolled.value(team, node) is None:
            continue
        for figure in one.results.nodes:
            inside = node == rolled.framework.id or figure.id in below
            if figure.kind == "capability" and inside and figure.score == floor:
                found.append(f"{_name(rolled, figure.id)} in {rolled.organisation.team_title(team)}")
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    where = f": {found[0]}{more}" if found and node not in rolled.framework.capabilities else ""
    return f"The lowest anywhere is {as_written(floor)}{where}."


def _teams(count: int) -> str:
    return f"{count} team" if count == 1 else f"{count} teams"


# why a team is left out ---------------------------------------------------------


def not_covered(title: str, figure: NodeFigure, threshold: Fraction) -> str:
    """Too little is scored."""
    share = in_per_cent(Fraction(figure.scored, figure.applicable))
    return (
        f"{title} is left out: {figure.scored} of {figure.applicable} scored ({share}),"
        f" below {in_per_cent(threshold)}."
    )


def no_figure(title: str, framework: Framework, figure: NodeFigure | None) -> str:
    """There is nothing to count."""
    if figure is None:
        return f"{title} is left out: this is not in the scope of its assessment."
    if not figure.applicable:
        return f"{title} is left out: everything here is set aside as not applicable."
    if not figure.scored:
        return f"{title} is left out: nothing is scored yet."
    if framework.is_skills:
        return f"{title} is left out: no scored skill has a target."
    return f"{title} is left out: what is scored makes no figure."


def no_headcount(title: str) -> str:
    """Weighted by headcount, and none is known."""
    return f"{title} is left out: its headcount is not known, and teams count by it."


def no_assessment(title: str, framework: Framework, occasion: Occasion) -> str:
    """Nothing is begun."""
    return f"{title} is left out: it has no assessment with {framework.id} {occasion.said}."


def other_version(title: str, its: Framework, framework: Framework) -> str:
    """Another version, or another content of the same one."""
    if its.version == framework.version:
        return (
            f"{title} is left out: its {its.reference} has other content than that of most teams,"
            " though it has the same version."
        )
    return f"{title} is left out: it is scored on version {its.version}, not on {framework.version}."


def ended(team: Team, followers: list[str]) -> str:
    """It is no team any more."""
    when = f" on {in_words(team.ends)}" if team.ends else ""
    after = f" and is followed by {' and '.join(followers)}" if followers else ""
    return f"{team.title} is left out: it ended{when}{after}."


def to_begin(team: Team) -> str:
    """It is not yet a team."""
    return f"{team.title} is left out: it begins on {in_words(team.begins)}." if team.begins else ""
