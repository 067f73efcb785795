"""What is read in full: an input with all that is known of it, and one figure with its arithmetic."""

from __future__ import annotations

import re

from textual.content import Content

from maturity_tui.analysis.explanation.level import explain
from maturity_tui.analysis.inputs.interventions import Effect, Intervention
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import present_value
from maturity_tui.ui.draw import figure, line, money, percent, wrap
from maturity_tui.ui.screens.what_if.skills import Skills, skill_names
from maturity_tui.ui.screens.what_if.view import KINDS, Answer, InputView, spoken
from maturity_tui.ui.screens.what_if.words import GRADES, cost_words, effect_of, title

LABEL = 14
WIDTH = 68
# In the arithmetic: a part that would read 0.000.
TINY = 5e-4
WORD = re.compile(r"[A-Za-z0-9](?:[\w.\-]*[A-Za-z0-9])?")
QUARTER = re.compile(r"(\d{4})-(Q[1-4])")


# An input, whole ----------------------------------------------------------------


def details(answer: Answer, item: str, skills: Skills, phase: str = "") -> Content:
    """All that is known of an input: effects with their ranges, skills that they rest on, costs, needs, basis."""
    view = answer.inputs[item]
    known, width = view.item, WIDTH
    rows: list[tuple[str, str]] = [
        ("kind", KINDS[known.kind].lower()),
        ("cost", _whole_cost(answer, view)),
        ("start", spoken(view.start) if view.chosen else f"{spoken(view.start)} at the earliest; not chosen"),
        ("delivery", _delivery(known)),
        ("phase", phase),
        ("needs", _needs(answer, known)),
        ("excludes", ", ".join(title(answer, other) for other in known.excludes)),
        (
            "better with",
            ", ".join(f"{title(answer, one.with_)} ({percent(one.share)})" for one in known.synergies),
        ),
        ("repeats", title(answer, known.repeat_of) if known.repeat_of else ""),
        ("known by", f"{known.basis.grade}, {GRADES[known.basis.grade]}"),
        ("", known.basis.note),
        ("source", known.basis.source),
    ]
    lines = [part for name, text in rows if text for part in _labelled(name, text, width)]
    return Content("\n").join([*lines, Content(""), *_effects(answer, known), *_skills(known, skills)])


def _labelled(name: str, text: str, width: int) -> list[Content]:
    rows = wrap(text, width - LABEL)
    return [line((f"{name if at == 0 else '':<{LABEL}}", "$muted"), row) for at, row in enumerate(rows)]


def _whole_cost(answer: Answer, view: InputView) -> str:
    each, projection = view.item.cost.per_person, answer.projection
    choice = next((one for one in projection.chosen if one.id == view.item.id), None)
    worth = present_value(
        choice or ChosenInput(view.item, view.start), projection.quarters,
        answer.setting.baseline.headcount, answer.scenario.discount_rate,
    )  # fmt: skip
    today = f"; {money(worth, answer.symbol)} in all, discounted" if worth else ""
    more = f", with {money(each, answer.symbol)} for each person covered" if each else ""
    return cost_words(answer, view) + more + today


def _delivery(item: Intervention) -> str:
    days = ", ".join(f"{day:g}" for day in item.person_days)
    quarters = f"{item.quarters} quarter{'' if item.quarters == 1 else 's'}"
    chance = "" if item.probability == 1 else f", {percent(item.probability)} sure to be delivered"
    asked = f", person-days {days}" if days else ""
    return quarters + asked + chance


def _needs(answer: Answer, item: Intervention) -> str:
    every = " and ".join(title(answer, other) for other in item.needs.all)
    some = " or ".join(title(answer, other) for other in item.needs.any)
    return "; ".join(part for part in (every, some) if part)


def _effects(answer: Answer, item: Intervention) -> list[Content]:
    """A row an effect: the share of the open gap that it closes, and how far it reaches."""
    doses = answer.projection.model.doses
    head = line(
        (
            f"{'Share of the open gap closed, %':<32}{'low':>5}{'likely':>8}{'high':>6}{'mean':>6}{'reach':>11}",
            "$muted",
        )
    )
    rows = [head]
    for effect in item.effects:
        low, likely, high = (figure(share * 100, 0) for share in effect.share)
        mean = figure(doses.share(effect).mean * 100, 0)
        names = wrap(answer.ground.named(effect.capability), 31)
        rows.append(line(f"{names[0]:<32}{low:>5}{likely:>8}{high:>6}{mean:>6}{_reach(effect):>11}"))
        rows += [line(name) for name in names[1:]]
    if item.effects and doses.widening != 1:
        rows.append(line((f"Ranges are widened {doses.widening:g} times before use.", "$muted")))
    return rows


def _skills(item: Intervention, skills: Skills) -> list[Content]:
    names = skill_names(item, skills)
    return [line((row, "$muted")) for row in wrap(f"Rests on skills: {names}", WIDTH)] if names else []


def _reach(effect: Effect) -> str:
    if isinstance(effect.coverage, float | int):
        return percent(effect.coverage)
    values = list(effect.coverage.values()) or [0.0]
    low, high = percent(min(values)), percent(max(values))
    return low if low == high else f"{low[:-2]}–{high}"


# One figure -----------------------------------------------------------------------


def arithmetic(answer: Answer, item: str | None) -> Content:
    """The overall figure as a sum, then one level that the input under the cursor moves, then what was left out."""
    parts = [_overall(answer)]
    if item is not None and (cell := _one_level(answer, item)):
        parts.append(cell)
    notes = answer.projection.notes
    if notes:
        parts.append("Beside it:\n" + "\n".join(f"· {with_titles(answer, note)}" for note in notes))
    return Content("\n\n").join([line(part) for part in parts])


def _overall(answer: Answer) -> str:
    projection, k = answer.projection, answer.factor
    now, then = (figure(value * k, 2) for value in (projection.now, projection.overall.mean[-1]))
    unit = " % of skills at target" if answer.is_skills else ""
    if not projection.chosen:
        return f"Nothing is chosen, so the figure stays at {now}{unit}: that of the results."
    said = f"From {now} to {then}{unit} by the end of {answer.end}"
    if answer.is_skills or not answer.is_light:
        return f"{said}: each level is lifted first, then the results' own rule is applied."
    sums = f"{figure(projection.now, 3)} + {figure(projection.gain, 3)}"
    return f"{said}: {sums}, the sum over areas of rise × weight: {' + '.join(_by_area(answer))}."


def _by_area(answer: Answer) -> list[str]:
    """What each area adds to the overall figure: `A 0.031`."""
    projection, sums = answer.projection, dict[str, float]()
    matrix, framework = projection.model.figures.matrix, answer.ground.framework
    rise = (projection.levels.final[:, -1] - projection.model.figures.score).tolist()
    pull = [] if matrix is None else matrix[0].tolist()
    for cell, step, weight in zip(answer.setting.baseline.cells, rise, pull, strict=True):
        area = framework.paths[cell.capability][0].id
        sums[area] = sums.get(area, 0.0) + step * weight
    codes = framework.codes
    return [f"{codes.get(area, area)} {figure(value, 3)}" for area, value in sums.items() if value > TINY]


def _one_level(answer: Answer, item: str) -> str:
    effect = effect_of(answer, item)
    if not effect.where:
        return ""
    capability, team, *_ = effect.where[0]
    text = explain(effect.beside, team, capability)
    owner = f"{answer.ground.organisation.team_title(team)}: " if answer.whole else ""
    return owner + with_titles(answer, text)


def with_titles(answer: Answer, text: str) -> str:
    """A sentence of the model as people say it: titles in the place of ids, quarters in words."""
    ground = answer.ground
    names = {item: f"“{known.title}”" for item, known in ground.known.items()}
    names |= {item: ground.named(item) for item in ground.framework.capabilities}
    names |= {team.id: team.title for team in ground.organisation.teams}

    def spelt(match: re.Match[str]) -> str:
        word = match[0]
        # A word without a joint may be only a word.
        return names.get(word, word) if "." in word or "-" in word else word

    return QUARTER.sub(r"\2 \1", WORD.sub(spelt, text))
