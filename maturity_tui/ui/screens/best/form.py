"""What is sought, as a form and as a line: the objective, the limits, which inputs must be in or must not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.draw import figure, label, line, money, packed
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.best.view import OBJECTIVES, Sought
from maturity_tui.ui.screens.what_if.limits import limit_fields, with_limits
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.widgets.form_dialog import Answers, Field

TITLE: Final = "Best for a budget"
SHORT: Final = (
    ("gain", "best gain"),
    ("targets", "all targets"),
    ("count", "most at target"),
    ("floor", "best floor"),
)
HINT: Final = "All targets: the cheapest way there. Best floor: the lowest level as high as can be."


def sought_fields(sought: Sought) -> list[Field]:
    """The objective, then money and person-days as what-if's limits have them."""
    aim = Field("objective", "What for", "choice", sought.objective, SHORT, hint=HINT)
    limits = [field for field in limit_fields(sought.scenario) if field.key in ("once", "per_year", "days")]
    return [*limits, aim]


def with_sought(sought: Sought, answers: Answers, known: Mapping[str, Intervention]) -> Sought:
    """What is sought, as the form says."""
    every: Answers = {field.key: field.value for field in limit_fields(sought.scenario)}
    limited = with_limits(sought.scenario, every | answers, known)
    return Sought(limited, str(answers["objective"]))


def turned(scenario: Scenario, item: str, *, inside: bool) -> Scenario:
    """The next wish for an input: what a plan has is ruled out first, what it lacks is asked for first; then the
    other way round, then it is free again."""
    must, must_not = item in scenario.must, item in scenario.must_not
    free = not must and not must_not
    first, second = ("must_not", "must") if inside else ("must", "must_not")
    wish = first if free else second if item in getattr(scenario, first) else ""
    # Of the two lists each refuses what the other has.
    bare = scenario.changed(
        must=tuple(one for one in scenario.must if one != item),
        must_not=tuple(one for one in scenario.must_not if one != item),
    )
    return bare.changed(**{wish: (*getattr(bare, wish), item)}) if wish else bare


def wish_words(scenario: Scenario, item: str, title: str) -> str:
    """What is asked for now, in a sentence."""
    if item in scenario.must:
        return f"{title} must be in."
    if item in scenario.must_not:
        return f"{title} must not be in."
    return f"{title} is free again: in, if it is worth it."


def sought_parts(answer: Answer, sought: Sought) -> list[Part]:
    """The objective and the limits, a few words each."""
    limits, scenario = sought.scenario.limits, sought.scenario
    parts: list[Part] = [(OBJECTIVES[sought.objective], "bold")]
    if limits.once is not None:
        parts.append(line(money(limits.once, answer.symbol), (" once", "$muted")))
    if limits.per_year is not None:
        parts.append(line(money(limits.per_year, answer.symbol), (" a year", "$muted")))
    if limits.once is None and limits.per_year is None:
        parts.append(label("no limit of money"))
    if limits.person_days is not None:
        parts.append(_days(sought))
    for ids, words in ((scenario.must, "must be in"), (scenario.must_not, "must not")):
        if ids:
            parts.append(line(str(len(ids)), (f" {words}", "$muted")))
    return parts


def _days(sought: Sought) -> Content:
    days = sought.scenario.limits.person_days
    if isinstance(days, float | int):
        return line(figure(days, 0), (" days a quarter", "$muted"))
    low, high = min((days or {"": 0}).values()), max((days or {"": 0}).values())
    text = figure(low, 0) if low == high else f"{figure(low, 0)}{GLYPHS.nothing}{figure(high, 0)}"
    return line(text, (" days a quarter", "$muted"))


def sought_lines(answer: Answer, sought: Sought, width: int) -> list[Content]:
    """What is sought, in as many lines as it takes."""
    return packed(sought_parts(answer, sought), width)
