"""From core values to a report: cover and sections. Knows no store, no screen and no format."""

from __future__ import annotations

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments import Status
from maturity_tui.assessments.profile import profile_facts
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports import cells, figures
from maturity_tui.reports.material import Group, Material, data_digest, groups
from maturity_tui.reports.model import Cover, Report, Section
from maturity_tui.reports.sections import areas, gaps, heat, method, ratings, summary, what_if, words


def build_report(material: Material, title: str | None = None) -> Report:
    """The gap report of one or several assessments. Raises ReportError where there is nothing to report."""
    found = groups(material)
    digest = data_digest(material)
    return Report(
        cover=_cover(material, found, title, digest),
        sections=tuple(_sections(material, found, digest)),
        generated_at=material.generated_at,
        version=material.version,
        digest=digest,
    )


def _sections(material: Material, found: tuple[Group, ...], digest: str) -> list[Section]:
    makers = [summary.section, areas.section, gaps.section, heat.section]
    makers += [what_if.section] if material.projection else []
    makers += [ratings.section, words.comments, words.ideas]
    return [*(section(found, material) for section in makers), method.section(found, material, digest)]


def _cover(material: Material, found: tuple[Group, ...], title: str | None, digest: str) -> Cover:
    studies = [study for group in found for study in group.studies]
    rounds = list(dict.fromkeys(clean_line(study.assessment.round.title) for study in studies))
    named = [f"{clean_line(group.framework.title)} {clean_line(group.framework.version)}" for group in found]
    return Cover(
        organisation=clean_line(material.organisation.title),
        title=clean_line(title or "") or f"Gap report: {_subject(studies, material)}",
        subtitle=f"{figures.listed(named)}, {figures.listed(rounds)}",
        facts=(
            *_profile(material),
            (
                "Teams" if len(studies) > 1 else "Team",
                cells.some(list(dict.fromkeys(s.team for s in studies)), 12),
            ),
            ("Status", _status(studies)),
            ("Made on", figures.moment(material.generated_at)),
            ("Data digest", digest[:12]),
        ),
        warnings=tuple(_warnings(studies)),
    )


def _profile(material: Material) -> list[tuple[str, str]]:
    """The organisation in one line, as far as its profile is known."""
    facts = profile_facts(material.organisation.profile, figures.money)
    return [("Organisation", clean_line(", ".join(facts)))] if facts else []


def _subject(studies: list[Study], material: Material) -> str:
    teams = list(dict.fromkeys(study.team for study in studies))
    return teams[0] if len(teams) == 1 else f"{len(teams)} teams of {clean_line(material.organisation.title)}"


def _status(studies: list[Study]) -> str:
    counts = {status: sum(study.assessment.status is status for study in studies) for status in Status}
    parts = [
        f"{count} {status}" if len(studies) > 1 else str(status) for status, count in counts.items() if count
    ]
    return figures.listed(parts)


def _warnings(studies: list[Study]) -> list[str]:
    drafts = [study.label for study in studies if study.assessment.status is Status.DRAFT]
    if not drafts:
        return []
    return [f"{cells.some(drafts, 6)}: not agreed yet, so these figures may still change."]
