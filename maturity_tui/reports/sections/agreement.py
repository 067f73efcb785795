"""How far raters agree: alpha with its interval and plain words, for the whole and each area at the top."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments.agreement.agreement import NodeAgreement, Seen, agreement
from maturity_tui.assessments.agreement.words import METHOD, percent_equal, two_decimals
from maturity_tui.reports import cells
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.model import Block, Cell, Column, Kind, Paragraph, Table, Use

_TITLE = "How far raters agree"
_NOBODY = "Nothing can be said about how far raters agree: no {noun} was rated by two of the team."


def blocks(studies: list[Study]) -> Iterator[Block]:
    """For one assessment the whole and its areas; for several, on pages the whole of each."""
    found = [(study, agreement(study.framework, study.assessment).nodes) for study in studies]
    if all(nodes[0].seen is Seen.NOBODY for _, nodes in found):
        yield Paragraph(_NOBODY.format(noun=studies[0].framework.noun), "quiet")
        return
    several = len(studies) > 1
    rows = tuple(_row(study, node, several) for study, nodes in found for node in nodes if node.depth <= 1)
    if several:
        wholes = tuple(_row(study, nodes[0], several) for study, nodes in found)
        yield Table("agreement-teams", _TITLE, _heads(several), wholes, METHOD, Use.PAGE)
    yield Table("agreement", _TITLE, _heads(several), rows, METHOD, Use.DATA if several else Use.BOTH)


def _heads(several: bool) -> tuple[Column, ...]:
    return columns(
        ("team", "Team") if several else None,
        ("node", "Area"),
        ("alpha", "Alpha", Kind.NUMBER),
        ("low", "From", Kind.NUMBER),
        ("high", "To", Kind.NUMBER),
        ("words", "In words"),
        ("rated", "Rated by two", Kind.COUNT),
        ("raters", "Raters", Kind.COUNT),
        ("equal", "Pairs alike", Kind.SHARE),
        Column("id", "Id", Kind.ID, data_only=True),
        Column("assessment", "Assessment", Kind.ID, data_only=True),
    )


def _row(study: Study, node: NodeAgreement, several: bool) -> tuple[Cell, ...]:
    label = "The whole" if node.kind == "framework" else cells.label(study.framework, node.id)
    return row(
        cells.line(study.label) if several else None,
        cells.line(label),
        _decimals(node.alpha),
        _decimals(Fraction(node.interval.low) if node.interval else None),
        _decimals(Fraction(node.interval.high) if node.interval else None),
        cells.text(node.words),
        cells.count(node.capabilities),
        cells.count(node.raters),
        Cell(Fraction(node.equal, node.pairs) if node.pairs else None, percent_equal(node)),
        cells.text(node.id),
        cells.text(study.assessment.id),
    )


def _decimals(value: Fraction | None) -> Cell:
    return Cell(value, two_decimals(value))
