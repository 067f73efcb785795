"""Summary: where the service stands, in figures and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import ServiceFigure, Status, over_teams
from maturity_tui.assessments.attention import Reason, attention
from maturity_tui.assessments.means import plain_mean
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, in_per_cent
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.material import Group, Material
from maturity_tui.reports.model import Block, Bullets, Cell, Fact, Facts, Kind, Paragraph, Section

_TOP = 3


def section(groups: tuple[Group, ...], material: Material) -> Section:
    """The figures that answer the question, and what they mean."""
    blocks: list[Block] = []
    for index, group in enumerate(groups):
        if len(groups) > 1:
            blocks.append(Paragraph(f"{clean_line(group.framework.title)} {group.framework.version}"))
        blocks += _group(group, "" if index == 0 else str(index + 1))
    notes = tuple(
        note for group in groups for study in group.studies for note in before_sharing(study, material)
    )
    if notes:
        blocks += [Paragraph("Before you share this:"), Bullets(notes)]
    return Section("summary", "Summary", tuple(blocks))


def _group(group: Group, suffix: str) -> Iterator[Block]:
    yield Facts(f"headline{suffix}", tuple(_facts(group, suffix)))
    yield Paragraph(_lead(group), "lead")
    yield Paragraph(cells.sentence([_coverage(group), *_strongest_and_furthest(group)]))


def target(group: Group) -> Fraction | None:
    """The target of the whole over the teams that count, which do so alike."""
    return plain_mean(study.target(study.whole) for study in counting(group))


def gap(group: Group) -> Fraction | None:
    """The gap of the whole over the teams that count, which do so alike."""
    return plain_mean(study.gap(study.whole) for study in counting(group))


def service(group: Group) -> ServiceFigure:
    """The whole over the teams that have scored enough to stand beside others; one team by itself stands for itself."""
    threshold = COVERAGE_THRESHOLD if len(group.studies) > 1 else Fraction()
    return over_teams({study.assessment.id: study.results for study in group.studies}, threshold=threshold)


def counting(group: Group) -> list[Study]:
    """The teams that count in the figures of the whole."""
    left = service(group).left_out if len(group.studies) > 1 else ()
    return [study for study in group.studies if study.assessment.id not in left]


def _coverage_of_all(group: Group) -> tuple[int, int]:
    """How many are scored of how many that are applicable, whoever counts."""
    wholes = [study.whole for study in group.studies]
    return sum(whole.scored for whole in wholes), sum(whole.applicable for whole in wholes)


def now(group: Group) -> Cell:
    """The whole as its rule makes it; over several teams the mean of theirs."""
    if group.framework.is_skills:
        return cells.share(plain_mean(study.whole.score for study in counting(group)))
    if len(group.studies) == 1:
        return cells.node(group.studies[0].whole)
    return cells.score(service(group).mean)


def _facts(group: Group, suffix: str) -> Iterator[Fact]:
    over = service(group)
    skills = group.framework.is_skills
    several = len(group.studies) > 1
    top = figures.level(group.studies[0].whole.maximum)
    scale = "of scored skills that have a target" if skills else f"on a scale to {top}"
    mean = f"mean of {over.teams_scored} of {over.teams} teams" if several else ""
    note = ", ".join(part for part in (mean, scale) if part)
    kind = Kind.SHARE if skills else Kind.SCORE
    yield Fact(f"now{suffix}", "At target" if skills else "Now", now(group), note, "now", kind)
    if not skills:
        yield Fact(
            f"floor{suffix}",
            "Lowest",
            cells.level(over.floor),
            f"of {over.scored} scores" if several else "of all scored",
            figure=Kind.LEVEL,
        )
        if (wanted := target(group)) is not None:
            yield Fact(
                f"target{suffix}", "Target", cells.score(wanted), "mean of the targets in force", "target"
            )
        if (missing := gap(group)) is not None:
            yield Fact(f"gap{suffix}", "Gap", cells.score(missing), "mean of the gaps", "gap")
    scored, applicable = _coverage_of_all(group)
    yield Fact(
        f"coverage{suffix}",
        "Coverage",
        cells.share(Fraction(scored, applicable) if applicable else None),
        f"{scored} of {applicable} applicable scored",
        figure=Kind.SHARE,
    )


def _lead(group: Group) -> str:
    over = service(group)
    if over.mean is None:
        if group.framework.is_skills:
            return _no_skills(group)
        some = _coverage_of_all(group)[0]
        return f"{_too_little(group) if some else 'Nothing is scored yet'}, so there is no figure."
    if group.framework.is_skills:
        return _skills_lead(group)
    return _teams_lead(group, over) if len(group.studies) > 1 else _team_lead(group.studies[0])


def _no_skills(group: Group) -> str:
    return (
        "No scored skill has a target, so there is no share at target."
        if _coverage_of_all(group)[0]
        else "Nothing is scored yet, so there is no figure."
    )


def _too_little(group: Group) -> str:
    return f"None of {len(group.studies)} teams has scored {in_per_cent(COVERAGE_THRESHOLD)} of what applies"


def _skills_lead(group: Group) -> str:
    teams = counting(group)
    at = sum(study.whole.at_target for study in teams)
    counted = sum(study.whole.with_target for study in teams)
    who = group.studies[0].team if len(group.studies) == 1 else figures.counted(len(teams), "team")
    return f"{who}: {at} of {counted} skills that are scored and have a target are at target."


def _team_lead(study: Study) -> str:
    whole = study.whole
    bound = f"{whole.bound} " if whole.bound else ""
    stands = (
        f"{study.team} stands at {bound}{figures.score(whole.score)} on a scale from "
        f"{figures.level(whole.minimum)} to "
        f"{figures.level(whole.maximum)}, and its lowest capability at {figures.level(whole.floor)}."
    )
    wanted, missing = study.target(whole), study.gap(whole)
    if wanted is None or missing is None:
        return stands
    return f"{stands} {_wanted(wanted, missing)}"


def _wanted(wanted: Fraction, missing: Fraction) -> str:
    if not missing:
        return (
            f"The targets in force ask for {figures.score(wanted)} on average, and every one of them is met."
        )
    return (
        f"The targets in force ask for {figures.score(wanted)} on average; the gap is "
        f"{figures.score(missing)}."
    )


def _teams_lead(group: Group, over: ServiceFigure) -> str:
    scored = counting(group)
    lowest, highest = min(scored, key=_score), max(scored, key=_score)
    teams = f"{figures.counted(over.teams_scored, 'team')} of {over.teams}"
    verb = "is" if over.teams_scored == 1 else "are"
    text = f"{teams} {verb} scored to {in_per_cent(COVERAGE_THRESHOLD)} or more; the mean is {figures.score(over.mean)}"
    if over.low != over.high:
        low, high = figures.score(over.low), figures.score(over.high)
        text += f", from {low} ({lowest.label}) to {high} ({highest.label})"
    text += f". The lowest capability of all stands at {figures.level(over.floor)}."
    wanted, missing = target(group), gap(group)
    return f"{text} {_wanted(wanted, missing)}" if wanted is not None and missing is not None else text


def _score(study: Study) -> Fraction:
    return study.whole.score or Fraction(0)


def _coverage(group: Group) -> str:
    scope = sum(len(study.scope) for study in group.studies)
    scored, applicable = _coverage_of_all(group)
    blank, aside = applicable - scored, scope - applicable
    nouns = group.framework.nouns if scope != 1 else group.framework.noun
    text = f"{scored} of {scope} {nouns} in scope {'is' if scored == 1 else 'are'} scored"
    rest = [
        f"{blank} {'is' if blank == 1 else 'are'} blank" if blank else "",
        f"{aside} not applicable" if aside else "",
    ]
    return f"{'; '.join([text, *[part for part in rest if part]])}."


def _strongest_and_furthest(group: Group) -> Iterator[str]:
    several = len(group.studies) > 1
    ranked = sorted(
        ((gap, study) for study in group.studies for gap in study.gaps if gap.gap),
        key=lambda pair: -pair[0].weighted,
    )
    if ranked:
        named = [
            f"{cells.label(study.framework, gap.capability)}{f' in {study.label}' if several else ''} "
            f"({figures.level(gap.score)}, target {figures.level(gap.target)})"
            for gap, study in ranked[:_TOP]
        ]
        yield f"Furthest from target, by weighted gap: {figures.listed(named)}."
    if not several and not group.framework.is_skills and (strong := _strongest(group.studies[0])):
        yield f"Strongest: {figures.listed(strong)}."


def _strongest(study: Study) -> list[str]:
    scored = [node for node in study.results.nodes if node.kind == "capability" and node.score is not None]
    best = sorted(scored, key=lambda node: -(node.score or 0))[:_TOP] if len(scored) > _TOP else []
    return [f"{cells.label(study.framework, node.id)} ({figures.level(node.score)})" for node in best]


_REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.NOT_STARTED: ("nothing is scored yet", "nothing is scored yet"),
    Reason.LEFT_TO_SCORE: ("{count} capability is not scored", "{count} capabilities are not scored"),
    Reason.STALE_EVIDENCE: (
        "{count} piece of evidence is older than a year",
        "{count} pieces of evidence are older than a year",
    ),
    Reason.FAR_APART: (
        "on {count} capability raters of the team are three or more levels apart",
        "on {count} capabilities raters of the team are three or more levels apart",
    ),
}


def before_sharing(study: Study, material: Material) -> Iterator[str]:
    """What a reader should know before using the figures of one assessment, in a line."""
    words = ["a draft, so its figures may still change"] if study.assessment.status is Status.DRAFT else []
    for item in attention(study.framework, study.assessment, material.generated_at.date()):
        if item.reason in _REASONS:
            words.append(_REASONS[item.reason][item.pieces != 1].format(count=item.pieces))
    if words:
        text = "; ".join(words)
        if study.framework.is_skills:
            text = text.replace("capability", "skill").replace("capabilities", "skills")
        alone = len(material.assessments) == 1
        yield f"{text[0].upper()}{text[1:]}." if alone else f"{study.label}: {text}."
