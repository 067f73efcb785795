"""What was said: evidence, comments and notes, ideas and blockers. Nobody can be told from it."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.analysis.gap.study import Study
from maturity_tui.reports import cells, figures
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Cell, Column, Kind, Paragraph, Section, Table
from maturity_tui.reports.privacy import FEWEST, comment_from

_NOTE = (
    "Comments are shown without who made them; those of users and stakeholders without which of the two "
    f"where fewer than {FEWEST} of either gave a level."
)
_ID = (
    Column("id", "Id", Kind.ID, data_only=True),
    Column("assessment", "Assessment", Kind.ID, data_only=True),
)


def comments(groups: tuple[Group, ...], material: Material) -> Section:
    """Evidence, and what raters and the workshop wrote."""
    studies = [study for group in groups for study in group.studies]
    several = len(studies) > 1
    evidence = tuple(line for study in studies for line in _evidence(study, several))
    notes = tuple(line for study in studies for line in _notes(study, several))
    blocks: list[Block] = []
    if notes:
        heads = columns(
            ("capability", "About"), _team(several), ("from", "From"), Column("text", "Text", wide=True), *_ID
        )
        blocks.append(Table("comments", "Comments and notes", heads, notes, _NOTE))
    if evidence:
        heads = columns(
            ("capability", "About"), _team(several), Column("what", "Evidence", wide=True),
            ("when", "Date", Kind.DATE),
            ("link", "Where"), ("owner", "Kept by"), *_ID,
        )  # fmt: skip
        blocks.append(Table("evidence", "Evidence", heads, evidence))
    return Section("comments", "Comments and evidence", tuple(blocks) or (Paragraph("None were recorded."),))


def _team(several: bool) -> tuple[str, str] | None:
    return ("team", "Team") if several else None


def _about(study: Study, item: str | None, several: bool) -> list[Cell | None]:
    label = cells.label(study.framework, study.framework.resolve(item)) if item else "The whole"
    return [cells.line(label), cells.line(study.label) if several else None]


def _ids(study: Study, item: str | None) -> list[Cell]:
    return [cells.text(item), cells.text(study.assessment.id)]


def _in_order(study: Study) -> Iterator[str]:
    """What is held, in the framework's order, in scope or not."""
    known = {study.framework.resolve(item): item for item in study.assessment.scores}
    return (known[item] for item in study.framework.capabilities if item in known)


def _evidence(study: Study, several: bool) -> Iterator[tuple[Cell, ...]]:
    for item in _in_order(study):
        for piece in study.assessment.scores[item].evidence:
            yield row(
                *_about(study, item, several), cells.line(piece.what), cells.day(piece.when),
                cells.line(piece.link),
                cells.line(piece.owner), *_ids(study, item),
            )  # fmt: skip


def _notes(study: Study, several: bool) -> Iterator[tuple[Cell, ...]]:
    for item in _in_order(study):
        score = study.assessment.scores[item]
        if score.note:
            yield row(
                *_about(study, item, several),
                cells.text("workshop note"),
                cells.text(score.note),
                *_ids(study, item),
            )
        # Sorted by text: the order of the raters would tell one from another.
        said = sorted(
            (comment_from(study.assessment, item, rater), text) for rater, text in score.comments.items()
        )
        for source, text in said:
            if text:
                yield row(
                    *_about(study, item, several), cells.text(source), cells.text(text), *_ids(study, item)
                )


def ideas(groups: tuple[Group, ...], material: Material) -> Section:
    """Ideas and blockers as they came up."""
    studies = [study for group in groups for study in group.studies]
    several = len(studies) > 1
    rows = tuple(
        row(
            cells.text(idea.kind),
            *_about(study, idea.about, several),
            cells.text(idea.text),
            *_ids(study, idea.about),
        )
        for kind in ("blocker", "idea")
        for study in studies
        for idea in study.assessment.ideas
        if idea.kind == kind
    )
    if not rows:
        return Section("ideas", "Ideas and blockers", (Paragraph("None were recorded."),))
    blockers = sum(line[0].display == "blocker" for line in rows)
    said = figures.listed(
        [figures.counted(blockers, "blocker"), figures.counted(len(rows) - blockers, "idea")]
    )
    heads = columns(
        ("kind", "Kind"), ("about", "About"), _team(several), Column("text", "Text", wide=True), *_ID
    )
    return Section(
        "ideas",
        "Ideas and blockers",
        (Paragraph(f"{said[0].upper()}{said[1:]}."), Table("ideas", "Ideas and blockers", heads, rows)),
    )
