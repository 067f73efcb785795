"""The what-if screen's figures in words and as a chart: now, likely, how sure, the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.ui.draw import Fan, change, label, line, score
from maturity_tui.ui.draw.fan_plot import Band
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.view import Answer

if TYPE_CHECKING:
    from maturity_tui.analysis.projection.projection import Row
    from maturity_tui.analysis.uncertainty.sample import Sampled

# A range narrower than this shows a second decimal.
NARROW = 0.25


def figures(answer: Answer) -> list[Content]:
    """Now, the likely figure at the end, what that adds, the target: each a few words."""
    k, projection = answer.factor, answer.projection
    unit = " %" if answer.is_skills else ""
    now, end = score(projection.now * k) + unit, score(projection.overall.mean[-1] * k) + unit
    parts = [line((now, "bold $text-current"), (" now", "$muted"))]
    if projection.chosen:
        parts.append(line((end, "bold $text-projected"), (f" likely by {answer.end}", "$muted")))
        parts.append(line((change(projection.gain * k, answer.places), "bold $text-projected")))
    else:
        parts.append(label("as in the results"))
    return parts


def sure(answer: Answer, sampled: Sampled | None) -> list[Content]:
    """`9 in 10 2.8–3.3`, and in how many draws the target is reached; nothing until it is known."""
    overall = answer.projection.overall
    if sampled is None or overall.p5 is None or overall.p95 is None:
        return []
    low, high = span(overall.p5[-1] * answer.factor, overall.p95[-1] * answer.factor)
    unit = " %" if answer.is_skills else ""
    parts = [line(("9 in 10 ", "$muted"), (f"{low}–{high}{unit}", "bold"))]
    if answer.setting.target is not None:
        parts.append(label(f"target in {often(sampled.chance(answer.setting.target))}"))
    return parts


def span(low: float, high: float) -> tuple[str, str]:
    """The ends of a range; with a second decimal where it is narrow."""
    places = 1 if high - low >= NARROW else 2
    return score(low, places), score(high, places)


def column(answer: Answer, sampled: Sampled | None) -> list[Content]:
    """The figures below each other, for the narrow screen: as many lines before the bands are there as after."""
    now, *more = figures(answer)
    found = sure(answer, sampled)
    target = target_words(answer)
    if len(found) > 1 and sampled is not None and answer.setting.target is not None:
        words = f" in {often(sampled.chance(answer.setting.target))}"
        target = line(
            (GLYPHS.target, "$target"), (f" {score(answer.setting.target)}", "bold $gap"), (words, "$muted")
        )
    if len(more) < 2:
        return [now, target, *more]
    likely, rise = more
    return [line(now, "   ", rise), target, likely, found[0] if found else Content("")]


def often(chance: float) -> str:
    """A share of draws, in words: it is counted, so no draw and every draw are said only where that is so."""
    if chance in (0, 1):
        return "every draw" if chance else "no draw"
    tenths = round(10 * chance)
    return "few draws" if not tenths else "most draws" if tenths == 10 else f"{tenths} of 10 draws"


def sure_in_full(answer: Answer, sampled: Sampled) -> str:
    """How sure the figure is, with what that takes for granted."""
    overall, model = answer.projection.overall, answer.projection.model
    assert overall.p5
    assert overall.p20
    assert overall.p80
    assert overall.p95
    low, high = span(overall.p5[-1] * answer.factor, overall.p95[-1] * answer.factor)
    near, far = span(overall.p20[-1] * answer.factor, overall.p80[-1] * answer.factor)
    target = answer.setting.target
    reached = (
        f" The target of {score(target)} is reached in {often(sampled.chance(target))}." if target else ""
    )
    factor = model.doses.widening
    ranges = f"ranges of shares widened {factor:g} times" if factor != 1 else "ranges of shares as given"
    return (
        f"How sure: by {answer.end} 9 in 10 of {len(sampled.draws):,} draws lie from {low} to {high}, 6 in 10 from "
        f"{near} to {far}.{reached} That holds if the assumptions do: {ranges}, how well inputs are carried out "
        f"correlated by {model.assumptions.number('execution.correlation'):g}, today's scores as uncertain as their "
        f"confidence says. The line is the mean of the draws; the arithmetic above and the list's gains are the plain "
        f"formula's. "
        f"Seed {sampled.seed}."
    )


def target_words(answer: Answer) -> Content:
    """`◆ 3.4 target`"""
    target = answer.setting.target
    if target is None:
        return Content("")
    return line((GLYPHS.target, "$target"), (f" {score(target)}", "bold $gap"), (" target", "$muted"))


def chart(answer: Answer) -> Fan:
    """The likely line from now to the last quarter-end, and the target."""
    k, projection = answer.factor, answer.projection
    likely = [value * k for value in (projection.now, *projection.overall.mean)]
    quarters = [(quarter[5:], quarter[:4]) for quarter in projection.quarters]
    return Fan(likely, answer.setting.target, *_bands(answer), quarters=quarters)


def _bands(answer: Answer) -> tuple[Band | None, Band | None]:
    """6 in 10 and 9 in 10, where they are known: both begin at the figure as it was agreed."""
    overall, now = answer.projection.overall, answer.projection.now

    def band(low: Row | None, high: Row | None) -> Band | None:
        if low is None or high is None:
            return None
        edges = ([value * answer.factor for value in (now, *row)] for row in (low, high))
        return next(edges), next(edges)

    return band(overall.p20, overall.p80), band(overall.p5, overall.p95)
