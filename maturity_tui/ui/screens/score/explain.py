"""How an area's figure comes about, in one sentence with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from maturity_tui.assessments.figures import Branch, NodeFigure, Results, as_written, one_decimal
from maturity_tui.frameworks.models import Framework, Rule

MOST_TERMS = 10

_BY_LEVEL = {
    Rule.STAGED: "the highest level whose {nouns}, and those of every level below it, are fully met",
    Rule.CUMULATIVE: "the highest level whose {nouns}, and those of every level below it, reach the threshold{mark}",
    Rule.NPLF: "the highest level whose {nouns} are largely or fully met while all below it are fully met",
}


def explain(results: Results, area: str) -> str:
    """One sentence on the figure of an area, or of the whole (the framework's id)."""
    figure, framework = results.by_id.get(area), results.framework
    if figure is None:
        return "Nothing in this area is in the scope of this assessment."
    code = framework.codes.get(area)
    name = f"{code} {figure.title}" if code else figure.title
    if not figure.applicable:
        return f"{name} has no figure: everything in it is set aside as not applicable."
    if framework.is_skills:
        return f"{name}: {_share(figure)}."
    if figure.score is None:
        none = f"none of its {figure.applicable} {framework.nouns} is scored"
        none = none if figure.applicable > 1 else f"its one {framework.noun} is not scored"
        return f"{name} has no figure yet: {none}."
    return f"{name} is {figure.display}: {_how(results, figure)}{_floor(figure)}."


def _find(branch: Branch, area: str) -> Branch | None:
    if branch.figure.id == area:
        return branch
    return next((found for child in branch.read if (found := _find(child, area)) is not None), None)


def _share(figure: NodeFigure) -> str:
    """A skills area: never a mean of levels."""
    if not figure.with_target:
        return f"{figure.scored} of {figure.applicable} skills are scored, and none of those has a target"
    return (
        f"{figure.at_target} of the {figure.with_target} skills that are scored and have a target are at it; "
        f"{figure.scored} of {figure.applicable} skills are scored"
    )


def _how(results: Results, figure: NodeFigure) -> str:
    framework, rule = results.framework, Rule(figure.rule)
    if rule in _BY_LEVEL:
        area = framework.every_area.get(figure.id)
        said = f" ({area.threshold})" if area and area.threshold else ""
        coverage = f" ({figure.scored} of {figure.applicable} scored)"
        return _BY_LEVEL[rule].format(nouns=framework.nouns, mark=said) + coverage
    branch = _find(results.tree, figure.id)
    # A rule by level reads the items below it: what an area between makes of them is not kept apart.
    return _joined(branch, rule, framework) if branch else f"by the rule “{rule}”"


def _joined(branch: Branch, rule: Rule, framework: Framework) -> str:
    figure = branch.figure
    scored = [child for child in branch.read if child.part.applicable and child.part.score is not None]
    applicable = [child for child in branch.read if child.part.applicable]
    areas = any(child.figure.kind == "area" for child in scored)
    noun = ("area" if len(scored) == 1 else "areas") if areas else framework.nouns
    noun = framework.noun if not areas and len(scored) == 1 else noun
    words = {
        Rule.MEAN: "the mean of", Rule.WEIGHTED_MEAN: "the weighted mean of", Rule.SUM: "the sum of",
        Rule.LOWEST: "the lowest of",
    }[rule]  # fmt: skip
    counted = (
        f"its {len(scored)} scored {noun}" if len(scored) < len(applicable) else f"its {len(scored)} {noun}"
    )
    left = len(applicable) - len(scored)
    blank = f"; {left} blank {'is' if left == 1 else 'are'} left out" if left and rule is not Rule.SUM else ""
    blank = f"; {left} blank may add to it" if left and rule is Rule.SUM else blank
    return f"{words} {counted}{_arithmetic(rule, scored, figure)}{blank}"


def _arithmetic(rule: Rule, scored: Sequence[Branch], figure: NodeFigure) -> str:
    """`, (2 + 3 + 1) ÷ 3 = 2`; nothing where there are too many terms to read."""
    scores = [child.part.score for child in scored if child.part.score is not None]
    if len(scores) > MOST_TERMS or len(scores) < 2 or figure.score is None:
        return ""
    if rule is Rule.LOWEST:
        return f" ({', '.join(map(_number, scores))})"
    if rule is Rule.WEIGHTED_MEAN:
        weights = [child.part.weight for child in scored]
        if not any(weights):
            return ""
        terms = [
            f"{_number(weight)} × {_number(score)}" for weight, score in zip(weights, scores, strict=True)
        ]
        return f", ({' + '.join(terms)}) ÷ {_number(sum(weights, Fraction()))} = {_number(figure.score)}"
    total = " + ".join(map(_number, scores))
    return (
        f", ({total}) ÷ {len(scores)} = {_number(figure.score)}"
        if rule is Rule.MEAN
        else f", {total} = {_number(figure.score)}"
    )


def _number(number: Fraction) -> str:
    """A term: as written where that is short, else with two decimals and a mark that it is rounded."""
    written = as_written(number)
    if len(written) <= 5:
        return written
    hundredths = int(abs(number) * 100 + Fraction(1, 2))
    return f"≈{'-' if number < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"


def _floor(figure: NodeFigure) -> str:
    """The lowest always stands beside the mean."""
    if figure.floor is None or figure.rule == Rule.LOWEST:
        return ""
    floor = as_written(figure.floor) if figure.floor.denominator == 1 else one_decimal(figure.floor)
    return f"; the lowest {'one' if figure.kind == 'area' else 'score'} is {floor}"
