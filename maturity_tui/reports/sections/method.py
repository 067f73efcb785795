"""Method: how every figure was made, out of what, with which framework, and whose words those are."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.analysis.assumptions.assumption import Assumption
from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import Perspective
from maturity_tui.assessments.ambition.priority_words import by_priority, how_made, shares_of_weight
from maturity_tui.assessments.scope import scores_held
from maturity_tui.frameworks import digest
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Bullets, Cell, Column, Kind, Paragraph, Section, Table
from maturity_tui.reports.privacy import FEWEST
from maturity_tui.reports.sections.areas import ROUNDING
from maturity_tui.reports.sections.what_if_why import quantity

_RULES = {
    "mean": "the mean of what is scored below",
    "weighted-mean": "the mean of what is scored below, by weight",
    "sum": "the sum of what is scored below; a blank makes it read “at least”",
    "lowest": "the lowest of what is scored below; a blank makes it read “at most”",
    "staged": "the highest level of which, and of all levels before it, every item is fully met",
    "cumulative": "the highest level up to which every item reaches the area's threshold",
    "nplf": "the highest level whose items are largely or fully met and below which all are fully met",
    "share at target": "the share of skills at target, of those that are scored and have a target",
}


def section(groups: tuple[Group, ...], material: Material, data_digest: str) -> Section:
    """Everything a reader needs to check a figure or to make it again."""
    studies = [study for group in groups for study in group.studies]
    blocks: list[Block] = [Bullets(tuple(_statements(groups)))]
    blocks += [Paragraph(text, "warning") for text in _licences(groups)]
    blocks += [
        *_frameworks(groups),
        *_rules(groups),
        _denominators(studies),
        *_aside(studies),
        *_themes(material),
    ]
    if material.projection:
        blocks += _assumptions(material)
    blocks.append(_provenance(material, data_digest))
    return Section("method", "Method", tuple(blocks))


def _statements(groups: tuple[Group, ...]) -> Iterator[str]:
    skills = all(group.framework.is_skills for group in groups)
    yield "Figures build on agreed scores alone. Blank is nothing, not zero: a blank takes no part in a mean."
    yield "What is not applicable leaves numerator and denominator, and carries its reason."
    if not skills:
        yield (
            "A mean and the lowest score below it are always shown together, with the coverage: "
            "scored of applicable."
        )
        yield "Scores are rolled up in exact fractions and rounded once, half up, where they are shown."
    yield (
        "Gap = target less score, never below 0. The target in force is the assessment's own, "
        "else the highest that a theme sets."
    )
    if not skills:
        yield (
            "The gap of an area is the weighted mean of the gaps of its capabilities, so what is "
            "above target does not make up for what is below."
        )
        yield ROUNDING
    yield (
        "Only ratings by the team itself lead to the suggestion for an agreed score. Users "
        "and stakeholders stand beside it, "
        f"are never averaged in, and are not broken down where fewer than {FEWEST} of them answered."
    )
    if sum(len(group.studies) for group in groups) > 1:
        yield "Over several teams, each team counts alike, whatever its size."


def _licences(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        if group.framework.licence.redistribution == "internal":
            yield (
                f"{clean_line(group.framework.title)} may be used inside the organisation only: "
                "do not pass its content on."
            )


def _frameworks(groups: tuple[Group, ...]) -> Iterator[Table]:
    """Each framework with its licence and attribution."""
    heads = columns(("what", "Entry"), Column("value", "Value", wide=True))
    for index, group in enumerate(groups, start=1):
        framework, licence = group.framework, group.framework.licence
        facts = {
            "Title": clean_line(framework.title),
            "Version": clean_line(framework.version),
            "Id": framework.id,
            "Licence": clean_line(licence.name),
            "Attribution": licence.attribution,
            "Address": clean_line(licence.url),
            "SHA-256 of its content": digest(framework),
        }
        rows = tuple((cells.text(what), cells.text(value)) for what, value in facts.items())
        title = "Framework and attribution" if len(groups) == 1 else f"Framework {index} and attribution"
        yield Table(f"framework-{index}", title, heads, rows)


def _rules(groups: tuple[Group, ...]) -> Iterator[Table]:
    """The rule of each node, and what the rules are in words."""
    heads = columns(
        ("node", "Node"), ("rule", "Rule"), ("weight", "Weight", Kind.NUMBER),
        ("minimum", "From", Kind.NUMBER),
        ("maximum", "To", Kind.NUMBER), Column("id", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(line for group in groups for line in _group_rules(group))
    yield Table("rules", "The roll-up rule of each node", heads, rows)
    used = dict.fromkeys(line[1].display.split(",")[0] for line in rows)
    words = tuple((cells.text(rule), cells.text(_RULES.get(rule))) for rule in used)
    yield Table(
        "rules-in-words",
        "The rules in words",
        columns(("rule", "Rule"), Column("meaning", "What it makes", wide=True)),
        words,
    )


def _group_rules(group: Group) -> Iterator[tuple[Cell, ...]]:
    """Whole and areas as the first team has them that has them."""
    nodes = {
        node.id: node
        for study in reversed(group.studies)
        for node in study.results.nodes
        if node.kind != "capability"
    }
    order = [group.framework.id, *group.framework.every_area]
    for node in (nodes[item] for item in order if item in nodes):
        area = group.framework.every_area.get(node.id) if node.kind == "area" else None
        rule = f"{node.rule}, {area.threshold}" if area and area.threshold else node.rule
        label = cells.label(group.framework, node.id) if area else clean_line(node.title)
        yield row(
            cells.line(label), cells.text(rule), cells.number(area.weight if area else 1),
            cells.number(node.minimum), cells.number(node.maximum), cells.text(node.id),
        )  # fmt: skip


def _denominators(studies: list[Study]) -> Table:
    heads = columns(
        ("name", "Assessment"), ("round", "Round"), ("status", "Status"), ("scored", "Scored", Kind.COUNT),
        ("applicable", "Applicable", Kind.COUNT), ("in_scope", "In scope", Kind.COUNT),
        *((f"raters_{item}", f"Raters: {item}", Kind.COUNT) for item in Perspective),
        Column("assessment", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(_denominator(study) for study in studies)
    return Table("denominators", "Who rated, and out of how many", heads, rows)


def _denominator(study: Study) -> tuple[Cell, ...]:
    held = study.assessment
    return row(
        cells.line(study.label), cells.line(held.round.title), cells.text(held.status),
        cells.count(study.whole.scored),
        cells.count(study.whole.applicable), cells.count(len(study.scope)),
        *(cells.count(study.raters[item]) for item in Perspective), cells.text(held.id),
    )  # fmt: skip


def _aside(studies: list[Study]) -> Iterator[Block]:
    """What was set aside, and why."""
    rows = []
    for study in studies:
        held = scores_held(study.framework, study.assessment)
        for item in study.scope:
            if item in held and held[item].not_applicable:
                rows.append(
                    row(
                        cells.line(cells.label(study.framework, item)), cells.line(study.label),
                        cells.line(held[item].not_applicable),
                    )
                )  # fmt: skip
    if rows:
        heads = columns(("capability", "Capability"), ("team", "Team"), Column("reason", "Reason", wide=True))
        yield Table("not-applicable", "Not applicable, and why", heads, tuple(rows))
    else:
        yield Paragraph("Nothing was set aside as not applicable.")


def _themes(material: Material) -> Iterator[Block]:
    """What each theme weighs, the heaviest first, and how that was made."""
    themes = by_priority(material.organisation.ambition)
    if themes:
        shares = shares_of_weight(themes)
        heads = columns(
            ("theme", "Theme"), ("priority", "Priority", Kind.NUMBER), ("share", "Of the weight", Kind.SHARE),
            ("by", "By"), ("targets", "Targets", Kind.COUNT), Column("from", "How it was made", wide=True),
        )  # fmt: skip
        rows = tuple(
            row(
                cells.line(theme.title), cells.number(theme.priority), cells.share(shares.get(theme.id)),
                cells.text(theme.by), cells.count(len(theme.targets)), cells.line(how_made(theme)),
            )
            for theme in themes
        )  # fmt: skip
        yield Table("themes", "The ambition: themes and how their weights were made", heads, rows)


_GRADES = {"V": "seen in the source", "R": "recalled, to be checked", "J": "our judgement"}


def _assumptions(material: Material) -> Iterator[Block]:
    """What the projection takes for granted; judgements are said to be such."""
    assert material.projection is not None
    heads = columns(
        ("name", "Assumption"), ("value", "Value"), ("range", "P5–P95"), ("unit", "Unit"), ("grade", "Grade"),
        Column("source", "Source", wide=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.text(item.name),
            cells.text(_value(item)), cells.text(_range(item)),
            cells.text(item.unit), cells.text(f"{item.grade}, {_GRADES.get(item.grade, '')}"),
            cells.text(item.source),
        )
        for item in material.projection.assumptions.entries
    )  # fmt: skip
    if rows:
        yield Table("assumptions", "Assumptions of the projection", heads, rows)


def _value(item: Assumption) -> str:
    """The value in use; where it is not the default, what that is."""
    return (
        f"{quantity(item)} (changed, was {quantity(item, default=True)})" if item.changed else quantity(item)
    )


def _range(item: Assumption) -> str | None:
    """Between which values it lies in nine of ten cases, where that is known."""
    return None if item.low is None or item.high is None else f"{item.low:g}–{item.high:g}"


def _provenance(material: Material, data_digest: str) -> Table:
    heads = columns(("what", "Entry"), Column("value", "Value", wide=True))
    rows = (
        (cells.text("Software"), cells.text(f"maturity_tui {material.version}")),
        (cells.text("Made on"), cells.text(figures.moment(material.generated_at))),
        (cells.text("Data digest (SHA-256)"), cells.text(data_digest)),
    )
    return Table("provenance", "Where this report comes from", heads, rows)
