"""The back-test as text for a dialog: a later round held against what the plan projected."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from maturity_tui.analysis.plan.calibration import CAUTION
from maturity_tui.analysis.plan.correction import Correction
from maturity_tui.analysis.plan.tested import BackTest, Held
from maturity_tui.ui.draw import figure, label, line, span
from maturity_tui.ui.screens.plan.rows import brief
from maturity_tui.workshop.plan_reading import PlanGround

MOST_OUTSIDE = 8
VERDICTS = {
    "in keeping": "in keeping with 9 in 10",
    "too narrow": "bands too narrow",
    "too wide": "bands too wide",
}


def text(ground: PlanGround, found: BackTest, suggested: Correction) -> Content:
    """How many lie inside, what is suggested, which do not lie inside, what is left out. A line a sentence."""
    then, projected, now = (figure(value, 2) for value in found.overall)
    done = [titled(ground, sentence) for sentence in (*found.done.left_out, *found.done.notes)]
    return Content("\n").join(
        [
            line(
                f"{found.round.title} is held against the end of {brief(found.quarter)}, given what was done by then. "
                f"Over {len(found.cells)} scores of both rounds: {then} then, {projected} projected, {now} found."
            ),
            Content(""),
            *_groups(found),
            Content(""),
            *map(label, suggested.why),
            *(
                line(("Suggested: ", "$muted"), (f"{name} = {value:g}", "bold"))
                for name, value in suggested.overrides.items()
            ),
            *_outside(ground, found),
            Content(""),
            *map(label, (CAUTION, *done, *_left_out(ground, found))),
        ]
    )


def _groups(found: BackTest) -> list[Content]:
    groups = [("All", found.whole), ("Reached by an input", found.touched)]
    groups += [(f"By {kind.value} alone", one) for kind, one in found.by_kind.items()]
    rows = []
    for name, one in groups:
        if one is not None:
            low, high = (round(value * 100) for value in (one.low, one.high))
            told = f"{one.inside} of {one.of} inside ({low}–{high} %): {VERDICTS[one.verdict]}"
            rows.append(line((f"{name:<21}", "$muted"), told))
    return rows


def _outside(ground: PlanGround, found: BackTest) -> list[Content]:
    if not found.outside:
        return []
    more = len(found.outside) - MOST_OUTSIDE
    rows = [Content(""), line(("Outside, the furthest first", "bold"))]
    rows += [line(outside_words(ground, one)) for one in found.outside[:MOST_OUTSIDE]]
    return [*rows, label(f"… and {more} more: `maturity plan backtest` lists them.")] if more > 0 else rows


def outside_words(ground: PlanGround, one: Held) -> str:
    """`B4 Culture, Service operations: projected 3.1 (2.1–4.0), found 2`."""
    framework = ground.held[0][1]
    item = framework.capabilities.get(one.capability)
    code = framework.codes.get(one.capability, "")
    name = f"{code} {item.title if item else one.capability}".strip()
    team = ground.organisation.team_title(one.team)
    band = span(one.low, one.high, one.places)
    return f"{name}, {team}: projected {figure(one.projected)} ({band}), found {one.now:g}"


def titled(ground: PlanGround, sentence: str) -> str:
    """A sentence that names an input by its id, with its title instead."""
    first, _, rest = sentence.partition(" ")
    return f"“{ground.known[first].title}” {rest}" if first in ground.known else sentence


def _left_out(ground: PlanGround, found: BackTest) -> list[str]:
    framework = ground.held[0][1]

    def counted(count: int) -> str:
        return f"{count} {framework.noun if count == 1 else framework.nouns}"

    counts = Counter((one.team, one.capability is None, one.why) for one in found.left_out)
    return [
        f"Left out: {ground.organisation.team_title(team)}, {'' if whole else f'{counted(count)} '}{why}."
        for (team, whole, why), count in counts.items()
    ]
