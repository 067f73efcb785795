"""Comparisons in sentences: one node over the sides, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_tui.assessments.figures import NodeFigure, one_decimal
from maturity_tui.assessments.teams.coverage import in_per_cent
from maturity_tui.frameworks.models import Framework

if TYPE_CHECKING:
    from maturity_tui.assessments.comparison.compare import Comparison

MOST_NAMED = 3


def named(framework: Framework, node: str) -> str:
    """A node as people call it, with its code."""
    known = framework.capabilities.get(node) or framework.every_area.get(node)
    return f"{framework.codes.get(node, '')} {known.title if known else framework.title}".strip()


def shown(framework: Framework, figure: NodeFigure | None) -> str:
    """A figure in a sentence; a skill's level by its name, an area of skills as a share."""
    if figure is None or figure.score is None:
        return "not scored" if figure is None or figure.applicable else "not applicable"
    if figure.kind != "capability":
        return figure.display
    return level_name(framework, figure.id, figure.score)


def level_name(framework: Framework, item: str, value: Fraction | float) -> str:
    """A capability's level as its scale writes it; a skill's by its name."""
    if framework.is_skills:
        for level in framework.levels_of(framework.capabilities[item]):
            if level.value == value:
                return level.name
    return f"{float(value):g}"


def explain(compared: Comparison, node: str, names: Sequence[str]) -> str:
    """Each side's figure with how much it has scored, and how far they lie apart."""
    framework, line = compared.framework, compared.by_id[node]
    single = line.node.kind == "capability"
    said = []
    for name, figure, side in zip(names, line.figures, compared.sides, strict=True):
        own = side.own.by_id.get(node)
        covered = "" if single or own is None else f" (scored {own.scored} of {own.applicable})"
        said.append(f"{name} {shown(framework, figure)}{covered}")
    text = f"{named(framework, node)}: {', '.join(said)}."
    if line.spread is not None:
        text += f" {_apart(line.spread, line.shares)}"
    if not single:
        below = line.node.applicable
        text += f" Over the {_count(framework, below)} that all have scored."
    return text


def _apart(spread: Fraction, shares: bool) -> str:
    if not spread:
        return "They do not differ."
    if shares:
        return f"They lie {in_per_cent(spread).removesuffix(' %')} percentage points apart."
    far = f"{float(spread):g}" if spread.denominator == 1 else one_decimal(spread)
    return f"They lie {far} {'level' if far == '1' else 'levels'} apart."


def versions(found: Sequence[str], base: Framework) -> str:
    """Several versions are held together."""
    return (
        f"Versions {' and '.join(found)} of {base.id} are compared by the ids and rules of {base.version},"
        f" and only the {base.nouns} that all of them have."
    )


def not_in_all(base: Framework, items: Sequence[str]) -> str:
    """Items that some version lacks."""
    return (
        f"Left out, because not every version has {_it(items)} as one and the same, at the same levels:"
        f" {_listed([named(base, item) for item in items])}."
    )


def gone(base: Framework, titles: Sequence[str]) -> str:
    """Items that the version compared does not have."""
    return f"Left out, because {base.version} does not have {_it(titles)}: {_listed(titles)}."


def out_of_scope(base: Framework, items: Sequence[str]) -> str:
    """Items that some assessment left out."""
    verb = "is" if len(items) == 1 else "are"
    return f"{_count(base, len(items))} {verb} not in the scope of all of them and left out."


def not_scored(base: Framework, items: Sequence[str]) -> str:
    """Items that some assessment has in scope and without a score."""
    verb = "is" if len(items) == 1 else "are"
    return (
        f"{_count(base, len(items))} {verb} not scored in all of them (blank or not applicable) and left out."
    )


def _it(items: Sequence[str]) -> str:
    return "it" if len(items) == 1 else "them"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return "; ".join(names[:MOST_NAMED]) + more


def _count(framework: Framework, count: int) -> str:
    return f"{count} {framework.noun if count == 1 else framework.nouns}"
