"""`maturity project --why` and `--explain`: why a projection says what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.speak import as_json, line, share, table, tidy
from maturity_tui.cli.what_if import Answer, sentences

if TYPE_CHECKING:
    from maturity_tui.analysis.explanation.contributions import Contributions
    from maturity_tui.analysis.explanation.explained import Explanation
    from maturity_tui.analysis.explanation.information import Information
    from maturity_tui.analysis.explanation.moments import Moments
    from maturity_tui.analysis.explanation.tornado import Bar, Tornado
    from maturity_tui.analysis.explanation.waiting import Waiting
    from maturity_tui.analysis.projection.projection import Gated

MOST_BARS = 12
MOST_GATED = 5
LONGEST = 60


def options(wanted: bool, node: str | None, team: str | None, quarter: str | None) -> None:
    """Refuse what belongs to `--explain` where that is not there."""
    if node is None and (team or quarter):
        raise click.UsageError(
            "--team and --quarter say which figure --explain explains: give --explain too."
        )
    if node is not None and wanted:
        raise click.UsageError("--explain is of one figure and --why of the whole: give one of them.")


def explanation_of(answer: Answer) -> Explanation:
    """The whole explanation of a projection; with its seed, where it has one."""
    from maturity_tui.analysis.explanation.explained import explained, informed
    from maturity_tui.analysis.explanation.portfolios import wishes_of
    from maturity_tui.analysis.projection.projection import candidates
    from maturity_tui.analysis.uncertainty.sample import SEED

    projection = answer.projection
    seed = SEED if projection.seed is None else projection.seed
    wishes = wishes_of(answer.scenario, candidates(answer.library, answer.scenario.start), answer.saved)
    found = explained(projection, seed=seed)
    return replace(found, information=informed(projection, wishes, seed=seed))


def one_figure(answer: Answer, node: str, team: str | None, quarter: str | None, json: bool) -> None:
    """One projected figure in one sentence."""
    from maturity_tui.analysis.explanation.why import explain_node

    wanted = quarter.strip().upper() if quarter else answer.projection.quarters[-1]
    with sentences():
        said = tidy(explain_node(answer.projection, team, node, wanted))
    if json:
        as_json({"node": node, "team": team, "quarter": wanted, "explanation": said})
    else:
        line(said)


def show_why(answer: Answer, found: Explanation) -> None:
    """The explanation as text."""
    if not found.contributions.parts:
        line("Nothing is chosen, so there is nothing to explain: the figures are those of the results.")
        return
    line()
    _contributions(answer, found.contributions)
    line()
    _tornado(answer, found.tornado)
    _uncertain(answer, found.moments)
    for text in _held_back(answer, found.gated):
        line(text)
    line(waits(found.waiting, unit_of(answer), _end(answer)))
    if found.information is not None:
        _information(answer, found.information)


def _contributions(answer: Answer, found: Contributions) -> None:
    factor = _factor(answer)
    rows = [
        (part.input, *(f"{value * factor:+.3f}" for value in (part.part, part.alone, part.left_out)))
        for part in found.parts
    ]
    table(("Input", "Brings", "Alone", "Left out loses"), rows, right=(1, 2, 3), longest=LONGEST)
    worst = max(part.error for part in found.parts) * factor
    drawn = (
        "exact" if found.is_exact
        else f"from {found.orders} orders, standard error at most {worst:.1g}"
    )  # fmt: skip
    line(f"What they bring sums to the gain of {found.gain * factor:.3f}{unit_of(answer)} ({drawn}).")
    if f"{answer.projection.gain:.3f}" != f"{found.gain:.3f}":
        drawn_gain = f"{answer.projection.gain * factor:.3f}{unit_of(answer)}"
        line(f"In the draws, where inputs go well or badly together, the mean gain is {drawn_gain}.")


def _tornado(answer: Answer, found: Tornado) -> None:
    factor = _factor(answer)
    rows = [
        (*_named(bar), f"{bar.at_low * factor:+.3f}", f"{bar.at_high * factor:+.3f}")
        for bar in found.bars[:MOST_BARS]
    ]
    heads = ("What moves it most", "From", "To", "At low", "At high")
    table(heads, rows, right=(1, 2, 3, 4), longest=LONGEST)
    more = len(found.bars) - MOST_BARS
    also = f"{more} more move{'s' if more == 1 else ''} it less. " if more > 0 else ""
    line(
        f"{also}One at a time, from its P5 to its P95; the change of the figure at the end of {_end(answer)}."
    )
    if found.no_range:
        line(f"No range known, so not tried: {', '.join(found.no_range)}.")


def _named(bar: Bar) -> tuple[str, str, str]:
    """A bar's name, and what it goes from and to."""
    if bar.kind == "scores":
        return "today's scores", "P5", "P95"
    if bar.kind == "assumption":
        return bar.name, f"{bar.low:g}", f"{bar.high:g}"
    if bar.kind == "delivery":
        return f"{bar.name}: delivery", "never", "surely"
    low, high = ("P5" if bar.low is None else share(bar.low), "P95" if bar.high is None else share(bar.high))
    return f"{bar.name}: share", low, high


def _uncertain(answer: Answer, found: Moments | None) -> None:
    if found is None or not found.indices or not found.sd:
        return
    most = ", ".join(f"{index.input} {share(index.total)}" for index in found.indices[:3])
    exact = "" if found.exact else ", before prerequisites, refreshers and pairs come in"
    line(
        f"Of the variance that independent inputs make (sd {found.sd:.3f}{exact}): {most}; "
        f"scores add sd {found.noise:.3f}."
    )


def _held_back(answer: Answer, gated: Sequence[Gated]) -> list[str]:
    rows = [
        f"{answer.projection.baseline.title(one.capability)} ({one.team}) by "
        f"{answer.projection.baseline.title(one.by)} {one.held_back:.2f}"
        for one in gated[:MOST_GATED]
    ]
    more = f"; {len(gated) - MOST_GATED} more" if len(gated) > MOST_GATED else ""
    return [tidy(f"Prerequisites hold back: {'; '.join(rows)}{more}.")] if rows else []


def waits(found: Waiting, unit: str, end: str) -> str:
    """A month's wait, in a sentence; `unit` is what a figure is followed by: nothing, or points."""
    factor = 100 if unit else 1
    lost, until = found.at_the_end * factor, found.level_months * factor
    size = f"{abs(lost):.3f}"
    verb = "costs" if lost > 0 else "gains"
    what = "changes next to nothing" if size == "0.000" else f"{verb} {size}{unit}"
    months = "point-months" if unit else "level-months"
    return f"A month's wait {what} at the end of {end}; until then it costs {until:.2f} {months}."


def _information(answer: Answer, found: Information) -> None:
    from maturity_tui.analysis.explanation.information import sentence
    from maturity_tui.analysis.explanation.portfolios import CHOSEN

    for text in found.left_out:
        line(tidy(text))
    line(tidy(sentence(found, {CHOSEN: "what is chosen"}, _factor(answer))))


def unit_of(answer: Answer) -> str:
    """What a figure is followed by: nothing for levels, points for a share of skills."""
    return " points" if answer.framework.is_skills else ""


def _factor(answer: Answer) -> int:
    return 100 if answer.framework.is_skills else 1


def _end(answer: Answer) -> str:
    return answer.projection.quarters[-1]
