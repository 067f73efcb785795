"""What `optimise` prints for people: what is selected, how good it is proved to be, the frontier, the roadmap."""

from __future__ import annotations

from math import ceil, isfinite
from typing import TYPE_CHECKING

from maturity_tui.cli.best_of import Found
from maturity_tui.cli.best_read import Read
from maturity_tui.cli.project import by_head, money
from maturity_tui.cli.speak import count, line, shorten, table, tidy, width

if TYPE_CHECKING:
    from maturity_tui.analysis.portfolio.wish import Portfolio
    from maturity_tui.analysis.roadmap.phases import Phase
    from maturity_tui.analysis.roadmap.roadmap import Roadmap

STEP = 3
LONGEST_TITLE = 44
DELIVERS, WORKS = "=", "·"
NOTHING = {
    "gain": "within these limits no input adds anything",
    "targets": "what inputs can bring to its target is there already",
    "count": "within these limits no inputs bring another capability to its target",
    "floor": "within these limits no inputs lift the lowest level",
}


def show(read_: Read, found: Found) -> None:
    """All that was found."""
    portfolio = found.portfolio
    framework = read_.framework
    baseline = read_.model.baseline
    # The gain is of the figure over the teams that count in it; the other objectives look at every team's cells.
    counted = baseline.counted if portfolio.objective == "gain" else baseline.teams
    teams = count(len(counted), "team")
    what = {
        "gain": f"The best gain by {portfolio.by}",
        "targets": f"The cheapest that reaches the targets by {portfolio.by}",
        "count": f"The most at target by {portfolio.by}",
        "floor": f"The best lowest level by {portfolio.by}",
    }[str(portfolio.objective)]
    line(f"{what} · {tidy(framework.title)} {tidy(framework.version)} · {teams}")
    show_selected(read_, found)
    line()
    show_proof(read_, found)
    show_money(read_, found)
    if found.points:
        line()
        show_frontier(read_, found)
    if found.roadmap is not None:
        line()
        show_roadmap(read_, found.roadmap)


def show_selected(read_: Read, found: Found) -> None:
    """A row for each input: when it starts, what it costs, its part of the gain."""
    from maturity_tui.analysis.explanation.contributions import contributions

    chosen = found.roadmap.whole if found.roadmap else found.portfolio.chosen
    if not chosen:
        line(f"Nothing is selected: {NOTHING[str(found.portfolio.objective)]}.")
        return
    parts = {part.input: part.part for part in contributions(read_.model, chosen).parts}
    rows = [
        (one.id, one.input.kind, one.start, money(one.input.cost.once), money(one.input.cost.per_year),
         signed(read_, parts.get(one.id, 0.0), 3))
        for one in sorted(chosen, key=lambda one: -parts.get(one.id, 0.0))
    ]  # fmt: skip
    table(("Input", "Kind", "Start", "Once", "A year", "Its part"), rows, right=(3, 4, 5), longest=80)


def show_proof(read_: Read, found: Found) -> None:
    """The gain, how near it is proved to be to the best, and what that rests on."""
    portfolio = found.portfolio
    now = read_.model.figures.overall_now
    line(
        f"Gain: {amount(read_, portfolio.gain)}, from {level(read_, now)} to {level(read_, now + portfolio.gain)}."
    )
    for text in proof_lines(read_, portfolio):
        line(text)
    if found.roadmap is not None:
        line(f"With the starts of the roadmap below it is {amount(read_, found.roadmap.at_end)}.")
    if found.sampled_difference is not None:
        differs = signed(read_, found.sampled_difference, 4)
        line(f"Proved for independent inputs; the sampled mean differs by {differs}.")


def proof_lines(read_: Read, portfolio: Portfolio) -> list[str]:
    """What is proved, in the objective's own unit."""
    objective, value, bound = str(portfolio.objective), portfolio.value, portfolio.bound
    if not isfinite(bound):
        return ["Nothing is proved yet of how near that is to the best."]
    said = f"({percent(portfolio.proved_gap)} {'less' if objective == 'targets' else 'more'})"
    if objective == "gain" and portfolio.upper_bound is None:
        most = amount(read_, bound)
        return [f"Proved: nothing within these limits raises the mean of the levels by more than {most}."]
    if objective == "gain":
        return [f"Proved: nothing within these limits gains more than {amount(read_, bound)} {said}."]
    if objective == "targets":
        return [
            f"In all, once and each year to the end of {portfolio.by}: {money(value)}. "
            f"Proved: nothing that reaches the targets costs less in all than {money(bound)} {said}."
        ]
    if objective == "count":
        return [
            f"At target: {value:.0f}. Proved: nothing within these limits brings more than {bound:.0f} there."
        ]
    return [
        f"Lowest level: {value:.2f}. Proved: nothing within these limits lifts it over {bound:.2f} {said}."
    ]


def percent(gap: float) -> str:
    """A gap in per cent, never rounded down."""
    return f"{ceil(round(gap * 10_000, 6)) / 100:.2f} %"


def show_money(read_: Read, found: Found) -> None:
    """What it costs, and the person-days by quarter."""
    costs = found.roadmap.costs if found.roadmap else found.portfolio.cost
    days = found.roadmap.days if found.roadmap else found.portfolio.person_days
    if costs.currency is not None and costs.once is not None:
        years = ", ".join(f"{year} {money(paid)}" for year, paid in costs.by_year.items() if paid)
        again = f", and each year what recurs: {years}" if years else ""
        line(f"Cost: {costs.currency} {money(costs.once)} once{by_head(costs)}{again}.")
    asked = [
        f"{quarter} {day:.0f}" for quarter, day in zip(read_.model.quarters, days.demand, strict=True) if day
    ]
    if asked and found.roadmap is None:
        line(f"Person-days: {', '.join(asked)}.")


def show_frontier(read_: Read, found: Found) -> None:
    """What each budget buys."""
    rows = []
    for point in found.points:
        proved = percent(point.proved_gap) if point.gain > 1e-9 else "–"
        gain = amount(read_, point.gain)
        rows.append((money(point.budget), money(point.cost), gain, proved, str(len(point.ids))))
    table(("Budget", "Costs", "Gain", "Proved within", "Inputs"), rows, right=range(5))


def by_levels(roadmap: Roadmap) -> str:
    """What the starts are proved by, where it is not the figure itself."""
    return " by the mean rise of the levels" if roadmap.in_steps else ""


def show_roadmap(read_: Read, roadmap: Roadmap) -> None:
    """The starts as bars by quarter, by phase; then the person-days; then why."""
    from maturity_tui.analysis.roadmap.phases import Part
    from maturity_tui.analysis.roadmap.roadmap import AIMS

    known = {one.id: one for one in roadmap.whole}
    indent = min(LONGEST_TITLE, max((width(tidy(one.input.title)) for one in roadmap.whole), default=0)) + 2
    rise = amount(read_, roadmap.rise)
    line(
        f"Roadmap · {AIMS[roadmap.aim]} {rise}, proved within {percent(roadmap.proved_gap)}{by_levels(roadmap)}"
    )
    line(f"{DELIVERS} delivering   {WORKS} in use")
    for row in axis(roadmap.model.quarters):
        line((" " * (indent + 2) + row).rstrip())
    grouped = {part: [phase for phase in roadmap.phases if phase.part is part] for part in Part}
    several = len([part for part, some in grouped.items() if some]) > 1
    for part, some in grouped.items():
        if some and several:
            line(part.heading)
        for phase in sorted(some, key=lambda one: (known[one.input].begins, one.number, one.input)):
            one = known[phase.input]
            title = shorten(one.input.title, LONGEST_TITLE)
            drawn = bar(one.begins, one.delivered, roadmap)
            line(f"{one.input.kind.letter} {title}{' ' * (indent - width(title))}{drawn}")
    show_days(roadmap, indent)
    why([phase for phase in roadmap.phases if phase.on])
    if roadmap.unfit:
        line(f"No start keeps to the limits: {', '.join(roadmap.unfit)}.")


def axis(quarters: tuple[str, ...]) -> tuple[str, str]:
    """The years over their quarters."""
    years = [" "] * (STEP * len(quarters) + 4)
    for at, quarter in enumerate(quarters):
        if quarter.endswith("Q1") or (at == 0 and not quarter.endswith("Q4")):
            years[at * STEP : at * STEP + 4] = quarter[:4]
    return "".join(years), "".join(quarter[5:].ljust(STEP) for quarter in quarters)


def bar(begins: int, delivered: int, roadmap: Roadmap) -> str:
    """Delivery, then use, a step a quarter."""
    from maturity_tui.analysis.scenarios.scenario import quarter_index

    cells = []
    for quarter in map(quarter_index, roadmap.model.quarters):
        mark = " " if quarter < begins else DELIVERS if quarter < delivered else WORKS
        cells.append(mark * (STEP - 1))
    return " ".join(cells).rstrip()


def show_days(roadmap: Roadmap, indent: int) -> None:
    """Person-days by quarter against their supply; wide figures go on a line of their own."""
    days = roadmap.days
    if not any(days.demand):
        return
    said = [
        f"{quarter} {asked:.0f}{'' if there is None else f' of {there:.0f}'}"
        for quarter, asked, there in zip(roadmap.model.quarters, days.demand, days.supply, strict=True)
        if asked
    ]
    line(f"Person-days: {', '.join(said)}.")


def why(phases: list[Phase]) -> None:
    """Why what builds on others does."""
    for text in dict.fromkeys(phase.reason for phase in phases):
        line(shorten(text, 200))


def amount(read_: Read, value: float) -> str:
    """A gain: levels, or percentage points of skills at target."""
    return f"{value * 100:.1f} points" if read_.framework.is_skills else f"{value:.3f}"


def signed(read_: Read, value: float, places: int) -> str:
    """A change with its sign; none for what rounds to nothing."""
    factor, unit = (100, " points") if read_.framework.is_skills else (1, "")
    text = f"{value * factor:+.{places - 2 if unit else places}f}"
    return (text if float(text) else text[1:]) + unit


def level(read_: Read, value: float) -> str:
    """A figure, to as many places as a gain: what is said adds up."""
    return f"{value * 100:.1f} %" if read_.framework.is_skills else f"{value:.3f}"
