"""`maturity project`: what a set of inputs would do to maturity, quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli import why
from maturity_tui.cli.bands import band_options, range_words, with_ranges
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, line, note, share, table, tidy, width
from maturity_tui.cli.what_if import Answer, Question, ask

if TYPE_CHECKING:
    from maturity_tui.analysis.projection.projection import Projection
    from maturity_tui.analysis.scenarios.demand import Costs
    from maturity_tui.frameworks.models import Framework

LONGEST = 80
MOST_COLUMNS = 6
COST = ("once", "by_year", "per_year", "people", "present_value", "discount_rate", "currency")


@click.command()
@click.argument("which", metavar="[ID]", required=False)
@click.option("--inputs", metavar="ID,ID…", help="The inputs that are put in; none: where things stand.")
@click.option("--scenario", metavar="ID|FILE", help="A saved scenario, or a scenario's file.")
@click.option("--start", metavar="QUARTER", help="The first quarter, such as 2027-Q1.")
@click.option(
    "--quarters", type=click.IntRange(1, LONGEST), help="How many quarters.  [default: 12, or the scenario's]"
)
@click.option("--library", metavar="FILE", help="Take inputs from this file alone.")
@click.option(
    "--why", "why_", is_flag=True, help="Say what contributes, what moves it most, what waiting costs."
)
@click.option(
    "--explain", metavar="CAPABILITY|AREA", help="Say how this one figure comes about, in one sentence."
)
@click.option("--team", metavar="TEAM", help="With --explain: of this team.  [default: all teams]")
@click.option("--quarter", metavar="QUARTER", help="With --explain: at its end.  [default: the last]")
@band_options
@json_option
@pass_session
def project(
    session: Session, which: str | None, inputs: str | None, scenario: str | None, start: str | None,
    quarters: int | None, library: str | None, json_: bool,
    why_: bool, explain: str | None, team: str | None, quarter: str | None, seed: int | None, draws: int,
) -> None:  # fmt: skip
    """Project ID (an assessment, a team with those below it, or a round; by default the latest round).

    Every input closes a share of the gap that is left. The figures are means, with ranges that say how sure they
    are if the assumptions hold; nothing here is a promise.
    """
    why.options(why_, explain, team, quarter)
    question = Question(which, inputs, scenario, start, quarters, library)
    with session.store() as store:
        answer = ask(store, question)
    for text in every_note(answer):
        note(f"Note: {text}")
    if explain is not None:
        why.one_figure(answer, explain, team, quarter, json_)
        return
    answer = with_ranges(answer, seed, draws)
    found = why.explanation_of(answer) if why_ else None
    if json_:
        as_json(project_data(answer) | ({"explanation": found.as_json()} if found else {}))
        return
    show(answer)
    if found:
        why.show_why(answer, found)


def every_note(answer: Answer) -> tuple[str, ...]:
    """What was left out, and why: assessments first, then the projection's own notes."""
    return (*answer.notes, *answer.projection.notes)


def project_data(answer: Answer) -> dict[str, Any]:
    """A projection as its JSON says it."""
    data = answer.projection.as_json()
    overall = {name: data["overall"][name] for name in ("mean", "p5", "p20", "p50", "p80", "p95")}
    return {
        "scenario": data["scenario"],
        "quarters": data["quarters"],
        "overall": overall,
        "nodes": data["nodes"],
        "inputs": data["inputs"],
        "cost": {name: data["cost"][name] for name in COST},
        "person_days": dict(zip(data["quarters"], data["person_days"]["demand"], strict=True)),
        "notes": list(every_note(answer)),
        "assumptions": data["assumptions"],
        "seed": data["seed"],
    }


def show(answer: Answer) -> None:
    """A projection as text: the whole and the areas over time, then what goes in, what it costs and takes."""
    projection, framework = answer.projection, answer.framework
    quarters = f"{projection.quarters[0]} to {projection.quarters[-1]}"
    title, inputs = tidy(answer.scenario.title), count(len(projection.chosen), "input")
    line(f"{title} · {inputs} · {quarters} · {tidy(framework.title)} {tidy(framework.version)}")
    places = shown_quarters(len(projection.quarters), room_beside(projection, framework))
    headings = ("", "Now", *(projection.quarters[at] for at in places))
    table(headings, node_rows(projection, framework, places), right=range(1, len(headings)))
    if ranges := range_words(projection):
        line(ranges)
        line(f"{count(answer.draws, 'draw')}, seed {projection.seed}.")
    if projection.chosen:
        line()
        show_inputs(projection)
        show_shares(projection)


def shown_quarters(how_many: int, most: int = MOST_COLUMNS) -> list[int]:
    """The places of at most so many quarters, evenly apart; the last is always among them."""
    step = -(-how_many // most)
    return list(range(how_many - 1, -1, -step))[::-1]


def room_beside(projection: Projection, framework: Framework) -> int:
    """How many quarters stand beside the titles and today's figure in 80 columns."""
    rows = node_rows(projection, framework, [])
    taken = max(width(row[0]) for row in rows) + max(3, *(width(row[1]) for row in rows)) + 2
    return max(1, min(MOST_COLUMNS, (LONGEST - taken) // 9))


def node_rows(projection: Projection, framework: Framework, places: list[int]) -> list[tuple[str, ...]]:
    """The whole and each area: of all teams together where there are several, else of the one."""
    nodes = projection.nodes
    first = nodes[0].team
    titles = {area.id: area.title for area in framework.every_area.values()} | {framework.id: "The whole"}
    shown = share if framework.is_skills else figure
    return [
        (titles[node.id], shown(node.now), *(shown(node.mean[at]) for at in places))
        for node in nodes
        if node.team == first and node.id in titles
    ]


def show_inputs(projection: Projection) -> None:
    """What goes in, what it costs, and how many days it takes."""
    rows = [(item.id, item.input.kind, item.start, money(item.input.cost.once)) for item in projection.chosen]
    table(("Input", "Kind", "Start", "Once"), rows, right=(3,), longest=LONGEST)
    costs, days = projection.costs, projection.person_days
    if costs.currency is not None and costs.once is not None:
        yearly = money(costs.per_year or 0)
        line(
            f"Cost: {costs.currency} {money(costs.once)} once{by_head(costs)}, {yearly} a year when all run."
        )
        show_present_value(projection)
    asked = zip(projection.quarters, days.demand, days.overload, strict=True)
    said = [
        f"{quarter} {day:.0f}{f' ({over:.0f} too many)' if over else ''}"
        for quarter, day, over in asked
        if day
    ]
    if said:
        line(f"Person-days: {', '.join(said)}.")


def show_present_value(projection: Projection) -> None:
    """What it all comes to as money today, and by which rate."""
    costs = projection.costs
    if costs.present_value is not None:
        whole, rate = money(costs.present_value), f"{costs.discount_rate * 100:.4g} %"
        quarters = count(len(projection.quarters), "quarter")
        line(f"Over {quarters}, discounted at {rate} a year to {projection.quarters[0]}: {whole}.")


def show_shares(projection: Projection) -> None:
    """Each effect's likely share of the open gap, and the mean that it is counted with."""
    rows, before = [], ""
    for one in projection.shares:
        named = "" if one.input == before else one.input
        rows.append((named, one.capability, f"{share(one.likely)} → {share(one.mean)}"))
        before = one.input
    if rows:
        line()
        table(("Input", "Capability", "Likely → mean"), rows, right=(2,), longest=LONGEST)
        line(
            f"Share of the open gap closed{widened(projection)}. Coverage and the chance of delivery come on top."
        )


def widened(projection: Projection) -> str:
    """How the ranges were treated before their mean was taken."""
    factor = projection.model.doses.widening
    return f", its range widened {factor:g} times" if factor != 1 else ", its range as given"


def by_head(costs: Costs) -> str:
    """What of the cost once is paid for each person covered, which stands in no row; empty where nothing is."""
    return f" ({money(costs.people)} of it by head)" if costs.people else ""


def money(value: float) -> str:
    """An amount of money, to the unit."""
    return f"{value:,.0f}"
