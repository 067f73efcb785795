"""Scores and ratings: what was agreed, beside the ratings it came from. Raters are opaque ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import Perspective, levels_by, lower_median
from maturity_tui.assessments.models import DOES_NOT_KNOW, Score
from maturity_tui.assessments.scope import scores_held
from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.values import exact
from maturity_tui.reports import cells, figures, palette
from maturity_tui.reports.cells import NOT_APPLICABLE, columns, row
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Cell, Column, Kind, Paragraph, Section, Step, Table, Use
from maturity_tui.reports.privacy import FEWEST, GUARDED, may_show, shown, withheld
from maturity_tui.reports.sections import agreement

_MOST_RATERS = 14
_IDS = (
    Column("id", "Id", Kind.ID, data_only=True),
    Column("assessment", "Assessment", Kind.ID, data_only=True),
)


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """On pages a matrix for each assessment; in files one row a score, and one row a rating."""
    studies = [study for group in groups for study in group.studies]
    blocks: list[Block] = [Paragraph(_lead())]
    blocks += [Paragraph(text) for text in _kept_back(studies)]
    for index, study in enumerate(studies, start=1):
        blocks.append(_matrix(study, index, alone=len(studies) == 1))
    blocks += [_scores(studies), _ratings(studies), *agreement.blocks(studies)]
    return Section("ratings", "Scores and ratings", tuple(blocks))


def _lead() -> str:
    return (
        "The agreed score is what the workshop settled on, and the only figure that results "
        "and gaps build on. "
        f"{DOES_NOT_KNOW} means that a rater does not know, which is not the same as not "
        "applicable; a dash is a blank."
    )


def _kept_back(studies: list[Study]) -> Iterator[str]:
    """What is left out, so that nobody can be told apart."""
    found: dict[str, list[str]] = {}
    for study in studies:
        for perspective in dict.fromkeys(item for _, item, _ in withheld(study.assessment)):
            found.setdefault(study.label, []).append(
                figures.counted(study.raters[perspective], str(perspective))
            )
    if not found:
        return
    who = [f"{figures.listed(counts)} in {label}" for label, counts in found.items()]
    shown = figures.listed(next(iter(found.values()))) if len(studies) == 1 else cells.some(who, 8)
    yield (
        f"Users and stakeholders are not broken down where fewer than {FEWEST} of them rated a "
        f"{studies[0].framework.noun}. Who took part: {shown}."
    )


def _matrix(study: Study, index: int, alone: bool) -> Table:
    """Capabilities and raters; with many raters, capabilities and how many gave each level."""
    shown_raters = _open_raters(study)
    wide = len(shown_raters) <= _MOST_RATERS
    ramp = cells.ramp(study.framework)
    perspectives = [
        item for item in GUARDED_ORDER if any(may_show(study.assessment, c, item) for c in study.scope)
    ]
    levels = [
        Column(f"count-{step.label}", step.label, Kind.COUNT, filled=True, step=at)
        for at, step in enumerate(ramp)
    ]
    raters = [Column(f"rating-{rater}", rater, Kind.LEVEL, filled=True) for rater in shown_raters]
    heads = columns(
        ("capability", study.framework.noun.capitalize()),
        Column("agreed", "Agreed", Kind.LEVEL, filled=True),
        ("target", "Target", Kind.LEVEL),
        ("confidence", "Confidence"),
        *(Column(str(item), f"{item}s, middle".capitalize(), Kind.LEVEL) for item in perspectives),
        *(raters if wide else levels),
    )
    held = scores_held(study.framework, study.assessment)
    rows = []
    for item in study.scope:
        score = held.get(item, Score())
        middle = [_middle(study, item, perspective) for perspective in perspectives]
        given = {entry.rater: entry.rating.level for entry in shown(study.assessment, item)}
        rest = (
            [_rated(given, rater, ramp) for rater in shown_raters]
            if wide
            else _counts(list(given.values()), ramp)
        )
        rows.append(
            row(
                cells.line(cells.label(study.framework, item)),
                *_agreed(study, item, score, ramp),
                *middle,
                *rest,
            )
        )
    title = "Agreed scores and ratings" if alone else study.label
    note = "" if wide else "How many raters gave each level; the data forms of this report hold every rating."
    return Table(f"matrix-{index}", title, heads, tuple(rows), note, Use.PAGE, ramp, dense=True)


GUARDED_ORDER = tuple(item for item in Perspective if item in GUARDED)


def _open_raters(study: Study) -> list[str]:
    """Raters of whom at least one rating may be shown, in their order."""
    found = {given.rater for item in study.assessment.scores for given in shown(study.assessment, item)}
    return [rater for rater in study.assessment.raters if rater in found]


def _agreed(study: Study, item: str, score: Score, ramp: tuple[Step, ...]) -> list[Cell]:
    target = study.targets.get(item)
    return [
        _filled(score.agreed, ramp) if score.not_applicable is None else Cell(None, NOT_APPLICABLE),
        cells.level(target.value if target else None),
        cells.text(score.confidence),
    ]


def _filled(value: int | float | None, ramp: tuple[Step, ...]) -> Cell:
    cell = cells.level(value)
    return cell if value is None else Cell(value, cell.display, step=palette.step_of(exact(value), ramp))


def _rated(given: Mapping[str, int | float | None], rater: str, ramp: tuple[Step, ...]) -> Cell:
    if rater not in given:
        return Cell(None, "·")
    level = given[rater]
    return Cell(None, DOES_NOT_KNOW) if level is None else _filled(level, ramp)


def _counts(given: list[int | float | None], ramp: tuple[Step, ...]) -> list[Cell]:
    steps = [palette.step_of(exact(level), ramp) for level in given if level is not None]
    counts = [steps.count(step) for step in range(len(ramp))]
    return [
        Cell(count, str(count) if count else "·", step=step if count else None)
        for step, count in enumerate(counts)
    ]


def _middle(study: Study, item: str, perspective: Perspective) -> Cell:
    """The lower median of a guarded perspective, where it may be shown."""
    if not may_show(study.assessment, item, perspective):
        return cells.level(None)
    return cells.level(
        lower_median(levels_by(study.assessment.score(item), study.assessment.raters, perspective))
    )


def _scores(studies: list[Study]) -> Table:
    """One row a capability of an assessment, scored or not."""
    heads = columns(
        ("capability", "Capability"), ("team", "Team"), ("area", "Area"), ("state", "State"),
        ("agreed", "Agreed", Kind.LEVEL), ("target", "Target", Kind.LEVEL), ("gap", "Gap", Kind.GAP),
        ("confidence", "Confidence"), ("reason", "Reason, where n/a"), *_IDS,
    )  # fmt: skip
    rows = tuple(_score_row(study, item) for study in studies for item in study.scope)
    return Table("scores", "Agreed scores", heads, rows, use=Use.DATA)


def _score_row(study: Study, item: str) -> tuple[Cell, ...]:
    score = scores_held(study.framework, study.assessment).get(item, Score())
    target = study.targets.get(item)
    state = NOT_APPLICABLE if score.not_applicable else "blank" if score.agreed is None else "scored"
    gap = None
    if score.agreed is not None and target is not None:
        gap = max(Fraction(0), exact(target.value) - exact(score.agreed))
    return row(
        cells.line(cells.label(study.framework, item)), cells.line(study.label),
        cells.line(study.framework.paths[item][0].title), cells.text(state),
        cells.level(score.agreed) if score.not_applicable is None else Cell(None, NOT_APPLICABLE),
        cells.level(target.value if target else None), cells.score(gap), cells.text(score.confidence),
        cells.line(score.not_applicable), cells.text(item), cells.text(study.assessment.id),
    )  # fmt: skip


def _ratings(studies: list[Study]) -> Table:
    """One row a rating, for those that may be shown."""
    heads = columns(
        ("capability", "Capability"), ("team", "Team"), ("rater", "Rater"), ("perspective", "Perspective"),
        ("level", "Level", Kind.LEVEL), ("level_name", "Level name"), ("confidence", "Confidence"),
        ("agreed", "Agreed", Kind.LEVEL), *_IDS,
    )  # fmt: skip
    rows = tuple(
        line for study in studies for item in study.assessment.scores for line in _rating_rows(study, item)
    )
    return Table("ratings", "Ratings", heads, rows, use=Use.DATA)


def _rating_rows(study: Study, held: str) -> Iterator[tuple[Cell, ...]]:
    item = study.framework.resolve(held)
    agreed = study.assessment.score(held).agreed
    for given in shown(study.assessment, held):
        level = given.rating.level
        yield row(
            cells.line(cells.label(study.framework, item)), cells.line(study.label), cells.text(given.rater),
            cells.text(given.perspective), Cell(None, DOES_NOT_KNOW) if level is None else cells.level(level),
            cells.line(_level_name(study.framework, item, level)), cells.text(given.rating.confidence),
            cells.level(agreed), cells.text(item), cells.text(study.assessment.id),
        )  # fmt: skip


def _level_name(framework: Framework, item: str, level: int | float | None) -> str:
    if level is None:
        return "does not know"
    capability = framework.capabilities.get(item)
    steps = framework.levels_of(capability) if capability else framework.scale
    return next((step.name for step in steps if step.value == level), "")
