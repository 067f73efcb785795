"""`maturity rollup`: one framework over a team with all below it, like with like, and who is left out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, figure, level, line, number, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.figures import NodeFigure
    from maturity_tui.assessments.teams.figures import TeamRollup
    from maturity_tui.store import Store


class Share(click.ParamType):  # type: ignore[type-arg]
    """A share such as 0.8 or 80%."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """The exact share."""
        from maturity_tui.assessments.teams.coverage import read_threshold

        try:
            return value if isinstance(value, Fraction) else read_threshold(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("team", required=False)
@click.option("--round", "round_id", metavar="R", help="The round; otherwise the latest.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Each team's latest up to this day."
)
@click.option("--framework", metavar="F", help="Its id, or id@version; otherwise the most used one.")
@click.option(
    "--threshold", type=Share(), metavar="SHARE", help="What must be scored for a team to count; 0.8."
)
@click.option("--by-headcount", is_flag=True, help="Teams count by their headcount, not alike.")
@click.option(
    "--explain", "explained", metavar="NODE", help="Say how an area's or capability's figure came about."
)
@json_option
@pass_session
def rollup(
    session: Session, team: str | None, round_id: str | None, until: dt.datetime | None, framework: str | None,
    threshold: Fraction | None, by_headcount: bool, explained: str | None, json_: bool,
) -> None:  # fmt: skip
    """Print one framework over TEAM and all teams below it; without TEAM, over all teams.

    Mean, range, floor and coverage of each area, over the teams that can be put together.
    """
    from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD
    from maturity_tui.assessments.teams.rollup import RollupError
    from maturity_tui.workshop.side_by_side import read_rollup

    if round_id and until:
        raise click.UsageError("Name a round or a day, not both.")
    with session.store() as store:
        try:
            rolled = read_rollup(
                store, team_of(store, team), round_id=round_id, until=until.date() if until else None,
                framework=framework, threshold=COVERAGE_THRESHOLD if threshold is None else threshold,
                by_headcount=by_headcount,
            )  # fmt: skip
        except RollupError as error:
            raise Failure(str(error)) from None
    if explained is not None:
        explain(rolled, explained, json_)
    elif json_:
        as_json(as_data(rolled))
    else:
        show(rolled)


def team_of(store: Store, named: str | None) -> str | None:
    """The id of the team that an id or a title names. Raises Failure with the nearest."""
    from maturity_tui.assessments.begin import known_team

    owner = store.organisation()
    if named is None or owner is None:
        return None
    found = known_team(owner, named)
    if found is None:
        raise unknown("team", named, [team.id for team in owner.teams])
    return found.id


def explain(rolled: TeamRollup, node: str, json_: bool) -> None:
    """One figure in sentences."""
    known = [one.id for one in rolled.nodes()]
    codes = {code.casefold(): id for id, code in rolled.framework.codes.items()}
    id = codes.get(node.casefold(), node)
    if id not in known:
        raise unknown("area or capability", node, known)
    if json_:
        title = next(one.title for one in rolled.nodes() if one.id == id)
        as_json(node_data(rolled, id, title) | {"sentence": rolled.explain(id)})
    else:
        line(tidy(rolled.explain(id)))


def show(rolled: TeamRollup) -> None:
    """The roll-up as text: the whole and each area, then who is left out."""
    from maturity_tui.assessments.teams.coverage import in_per_cent
    from maturity_tui.assessments.teams.words import counting

    framework, skills = rolled.framework, rolled.framework.is_skills
    line(f"{tidy(rolled.title)} · {tidy(framework.title)} {tidy(framework.version)} · {rolled.occasion.said}")
    rows = [row(rolled, node, skills=skills) for node in rolled.nodes() if node.kind != "capability"]
    middle = () if skills else ("Floor", "Target", "Gap")
    headings = ("", "At target" if skills else "Mean", "Range", *middle, "Scored", "Teams")
    table(headings, rows, right=range(1, len(headings)))
    line(
        f"{counting(rolled.by_headcount)} Counted is what is scored to {in_per_cent(rolled.threshold)} or more."
    )
    left = rolled.left_out()
    if left:
        line(f"{count(len(left), 'team')} not in the whole:")
    for out in left:
        line(f"  {tidy(out.sentence)}")


def row(rolled: TeamRollup, node: NodeFigure, *, skills: bool) -> tuple[str, ...]:
    """One node: mean and range together, floor, target and gap, coverage, how many teams."""
    one = rolled.figure(node.id)
    over = one.over
    mean = shared(over.mean) if skills else figure(over.mean)
    span = shared(over.low, over.high) if skills else ranged(over.low, over.high)
    floor = level(None if over.floor is None else float(over.floor))
    wanted = () if skills else (floor, figure(one.target), figure(one.gap))
    counted = f"{over.scored}/{over.applicable}", f"{over.teams_scored} of {over.teams}"
    return ("  " * node.depth + tidy(node.title), mean, span, *wanted, *counted)


def shared(low: Fraction | None, high: Fraction | None = None) -> str:
    """Shares at target in per cent; a range where two differ."""
    from maturity_tui.assessments.teams.coverage import in_per_cent

    if low is None:
        return "–"
    first, last = in_per_cent(low), in_per_cent(low if high is None else high)
    return first if first == last else f"{first.removesuffix(' %')}–{last}"


def ranged(low: Fraction | None, high: Fraction | None) -> str:
    """`2.0–2.5`."""
    first, last = figure(low), figure(high)
    return first if first == last else f"{first}–{last}"


def as_data(rolled: TeamRollup) -> dict[str, Any]:
    """The roll-up as its JSON says it."""
    occasion = rolled.occasion
    return {
        "organisation": rolled.organisation.id,
        "team": rolled.team,
        "framework": rolled.framework.reference,
        "round": occasion.round.id if occasion.round else None,
        "until": occasion.until.isoformat() if occasion.until else None,
        "threshold": number(rolled.threshold),
        "weights": "headcount" if rolled.by_headcount else "alike",
        "nodes": [node_data(rolled, node.id, node.title) for node in rolled.nodes()],
        "left_out": [out_data(one) for one in rolled.left_out()],
    }


def node_data(rolled: TeamRollup, node: str, title: str) -> dict[str, Any]:
    """One node: its figure, its teams, and who does not count in it."""
    one = rolled.figure(node)
    over = one.over
    return {
        "id": node,
        "title": title,
        "mean": number(over.mean),
        "lowest_team": number(over.low),
        "highest_team": number(over.high),
        "floor": number(over.floor),
        "target": number(one.target),
        "gap": number(one.gap),
        "scored": over.scored,
        "applicable": over.applicable,
        "teams_counted": over.teams_scored,
        "teams": over.teams,
        "left_out": [out.team for out in rolled.left_out(node)],
    }


def out_data(one: Any) -> dict[str, Any]:
    """A team that does not count, and why."""
    return {
        "team": one.team,
        "reason": str(one.reason),
        "sentence": one.sentence,
        "assessment": one.assessment,
    }
