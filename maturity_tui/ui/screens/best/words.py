"""What the screen "best for a budget" says: what is sought, how far it has come, what a plan is worth and how sure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from textual.content import Content

from maturity_tui.ui.draw import change, figure, line, money, packed, wrap
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.best.view import BUDGETS, Findings, Plan, difference
from maturity_tui.ui.screens.what_if.details import with_titles
from maturity_tui.ui.screens.what_if.view import Answer

EXACT = 1e-9
NOT_BOUNDED = 0.995
HALF_A_POUND = 0.5


# values ------------------------------------------------------------------------------------


def value_words(answer: Answer, objective: str, value: float) -> str:
    """A value in the objective's unit: `+0.41`, `31 at target`, `lowest 1.8`, `£310k in all`."""
    match objective:
        case "count":
            return f"{figure(value, 0)} at target"
        case "floor":
            return f"lowest {figure(value, 2)}"
        case "targets":
            return f"{money(value, answer.symbol)} in all"
    return rise_words(answer, value)


def own_words(answer: Answer, objective: str, plan: Plan) -> str:
    """What a plan is worth by an objective, whichever it is the best for; empty where the rise says it."""
    value = {"count": plan.at_target, "floor": plan.lowest}.get(objective)
    return "" if value is None else value_words(answer, objective, value)


def axis_words(answer: Answer, value: float) -> str:
    """A rise at the chart's axis."""
    return change(value * answer.factor, answer.places) if value else figure(0, 0)


def rise_words(answer: Answer, value: float) -> str:
    """By how much the overall figure rises; skills in points of a hundred."""
    text = change(value * answer.factor, max(2, answer.places) if not answer.is_skills else 1)
    return f"{text} points" if answer.is_skills else text


def within(gap: float) -> str:
    """How near the best the proof puts it; never nearer than it does."""
    if gap <= EXACT:
        return "proved best"
    if gap >= NOT_BOUNDED:
        return "nothing proved yet"
    share = gap * 100
    return f"proved within {f'{ceil(share * 10 - EXACT) / 10:.1f}' if share < 10 else ceil(share)} %"


# how far -----------------------------------------------------------------------------------


def state_words(answer: Answer, findings: Findings) -> str:
    """What is going on, or what came of it."""
    objective, best, so_far = findings.sought.objective, findings.best, findings.so_far
    if findings.refusal:
        return "no set of inputs fits"
    if so_far is not None:
        return f"best so far {value_words(answer, objective, so_far.value)}, {within(so_far.gap)}"
    if best is None:
        return "searching " + GLYPHS.more
    if findings.is_stopped:
        return f"stopped; best so far {within(best.gap)}"
    if not findings.is_done:
        return f"{within(best.gap)} · {len(findings.curve)} of {BUDGETS} budgets"
    return within(best.gap)


# one plan ------------------------------------------------------------------------------------


def plan_title(answer: Answer, findings: Findings, plan: Plan) -> str:
    """What a plan is the best for."""
    limit = plan.budget if plan.budget is not None else findings.sought.scenario.limits.once
    if plan.objective == "targets":
        return "Cheapest to all targets"
    words = {"count": "Most at target", "floor": "Best floor"}.get(plan.objective, "Best")
    if findings.sought.objective != "gain" and plan.objective == "gain":
        words = "Best gain"
    return f"{words} for {money(limit, answer.symbol)}" if limit is not None else f"{words} without a limit"


def figures(answer: Answer, findings: Findings, plan: Plan) -> list[Part]:
    """What a plan gains and costs, the answer first."""
    parts: list[Part] = []
    if own := own_words(answer, findings.sought.objective, plan):
        parts.append((own, "bold $text-projected"))
    parts.append(
        line((rise_words(answer, plan.rise), "bold $text-projected"), (f" by {answer.end}", "$muted"))
    )
    parts.append(line((money(plan.once, answer.symbol), "bold"), (" once", "$muted")))
    parts.append(line((money(plan.yearly, answer.symbol), "bold"), (" a year", "$muted")))
    if plan.days:
        parts.append(line((figure(plan.days, 0), "bold"), (" days in the busiest quarter", "$muted")))
    return parts


def brief(answer: Answer, findings: Findings, plan: Plan) -> str:
    """The figures in a few words, for a narrow screen: what it gains, costs, and how it differs from now."""
    worth = own_words(answer, findings.sought.objective, plan) or rise_words(answer, plan.rise)
    return "   ".join((worth, f"{money(plan.once, answer.symbol)} once", counts(plan, findings.now)))


def sentences(answer: Answer, findings: Findings, plan: Plan) -> Iterator[str]:
    """How sure it is that nothing is better, what that rests on, and how it differs from what is chosen now."""
    is_going_on = findings.so_far is not None
    yield _proof(answer, plan, is_going_on)
    if not is_going_on:
        yield _sampled(answer, plan)
    if told := beside(answer, findings, plan):
        yield told
    yield from (with_titles(answer, note) for note in plan.notes)


def _proof(answer: Answer, plan: Plan, is_going_on: bool) -> str:
    """How near it is to the best, and what nothing can exceed (or undercut)."""
    if plan.gap >= NOT_BOUNDED:
        verb = "Nothing is proved yet" if is_going_on else "Stopped before anything was proved"
        return f"{verb}: another set may be far better."
    if plan.objective == "targets":
        least = (
            "" if plan.gap <= EXACT else f" than {least_words(answer, plan.upper)} in all, once and each year"
        )
        said = f"no set that reaches the targets costs less{least}"
    else:
        by_mean = plan.objective == "gain" and not answer.is_light and not answer.is_skills
        better = "raises the mean of the levels more" if by_mean else "does better"
        bound = "" if plan.gap <= EXACT else f" than {bound_words(answer, plan.objective, plan.upper)}"
        said = f"no set within these limits {better}{bound}"
    near = within(plan.gap)
    early = "So far " if is_going_on else "Stopped early, " if plan.stopped else ""
    return f"{early}{near}: {said}." if early else f"{near.capitalize()}: {said}."


def bound_words(answer: Answer, objective: str, upper: float) -> str:
    """A bound, with a decimal more than the figures and rounded up: it must not read below what it is."""
    if objective == "count":
        return f"{floor(upper + EXACT)} at target"
    if objective == "floor":
        return f"a lowest level of {figure(_up(upper, 3), 3)}"
    places = 2 if answer.is_skills else max(2, answer.places) + 1
    return change(_up(upper * answer.factor, places), places)


def _up(value: float, places: int) -> float:
    scale = float(10**places)
    return ceil(value * scale - EXACT) / scale


def least_words(answer: Answer, cost: float) -> str:
    """A cost, rounded down as it is written: nothing is cheaper."""
    unit = 1 if cost < 1000 else 1000 if cost < 999_000 else 100_000
    return money(floor(cost / unit + EXACT) * unit, answer.symbol)


def _sampled(answer: Answer, plan: Plan) -> str:
    if plan.difference is None:
        return "Proved for independent inputs; the sampled mean was not worked out for this one."
    off = change(plan.difference * answer.factor, 2 if answer.is_skills else 3)
    if off == GLYPHS.none:
        return "Proved for independent inputs; the sampled mean is the same to three decimals."
    return f"Proved for independent inputs; the sampled mean of the rise differs by {off}."


def beside(answer: Answer, findings: Findings, plan: Plan) -> str:
    """A plan against what is chosen now, in a sentence; empty where nothing is chosen."""
    now = findings.now
    if now is None or not now.ids:
        return ""
    found = difference(plan, now)
    if not found.added and not found.removed:
        return "It is what is chosen now."
    step, cost = rise_words(answer, plan.rise - now.rise), plan.once - now.once
    told = ["no other rise" if step.startswith(GLYPHS.none) else step]
    if own := own_words(answer, findings.sought.objective, now):
        told.append(f"{own} now")
    more = f"{money(abs(cost), answer.symbol)} {'more' if cost > 0 else 'less'} once"
    told.append("as much once" if abs(cost) < HALF_A_POUND else more)
    return f"Against what is chosen now: {', '.join(told)}; {counts(plan, now)}."


def counts(plan: Plan, now: Plan | None) -> str:
    """`5 added, 7 kept, 2 left out`; `12 inputs` where nothing is chosen."""
    if now is None or not now.ids:
        return counted(len(plan.ids), "input")
    found = difference(plan, now)
    parts = ((found.added, "added"), (found.kept, "kept"), (found.removed, "left out"))
    return ", ".join(f"{len(ids)} {word}" for ids, word in parts if ids)


def about(answer: Answer, findings: Findings, plan: Plan, width: int) -> list[Content]:
    """The plan under the cursor in figures and sentences."""
    lines = packed(figures(answer, findings, plan), width)
    for sentence in sentences(answer, findings, plan):
        lines += [line(row) for row in wrap(sentence, width)]
    return lines


def proved_words(plan: Plan, budget: float | None, symbol: str) -> str:
    """What what-if's header says of a scenario that is the plan, unchanged."""
    found = f"best for {money(budget, symbol)}" if budget is not None else "best found"
    return f"{found}, {within(plan.gap)}"
