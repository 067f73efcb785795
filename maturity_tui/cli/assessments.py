"""`maturity assessments`: list, begin, show, score, upgrade, undo, sign off and reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.new_assessment import new
from maturity_tui.cli.open_votes import open_votes
from maturity_tui.cli.reflect import reflect
from maturity_tui.cli.score import score
from maturity_tui.cli.session import Session, every_assessment, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, level, line, note, share, table, tidy
from maturity_tui.cli.survey import survey
from maturity_tui.cli.undo import redo, undo
from maturity_tui.cli.upgrade import upgrade

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Assessment, Score, Upgrade
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import AssessmentRow, Store

HEADINGS = ("Assessment", "Status", "Scored", "Now", "Target", "Gap", "Floor")


@click.group()
def assessments() -> None:
    """List, begin, show, score and sign off assessments."""


assessments.add_command(new)
assessments.add_command(score)
assessments.add_command(survey)
assessments.add_command(reflect)
assessments.add_command(upgrade)
assessments.add_command(undo)
assessments.add_command(redo)


@assessments.command("list")
@click.option("--organisation", metavar="ID", help="Only this organisation's.")
@json_option
@pass_session
def list_(session: Session, organisation: str | None, json_: bool) -> None:
    """List the assessments of all organisations with their figures, the current organisation's first."""
    with session.store() as store:
        every, skills = every_assessment(store, organisation), skill_frameworks(store)
    if json_:
        as_json([row_data(row) for row in every])
        return
    table(HEADINGS, [shown_row(row, skills) for row in every], right=range(2, 7), longest=120)
    if not every:
        line("There are no assessments yet.")
        note("`maturity assessments new --help` says how to begin one; `maturity import FOLDER` reads some.")


def row_data(row: AssessmentRow) -> dict[str, Any]:
    """One assessment's line as its JSON says it."""
    return {
        "id": row.id,
        "title": row.title,
        "team": row.team,
        "round": row.round,
        "framework": row.framework,
        "status": str(row.status),
        "scored": row.scored,
        "applicable": row.applicable,
    }


def skill_frameworks(store: Store) -> set[str]:
    """The references of the skills frameworks, whose figure is a share and not a level."""
    return {entry.reference for entry in store.frameworks() if entry.kind == "skills"}


def shown_row(row: AssessmentRow, skills: set[str]) -> tuple[str, ...]:
    """One assessment's line as text, under HEADINGS."""
    return (
        row.id, row.status, f"{row.scored}/{row.applicable}",
        share(row.score) if row.framework in skills else figure(row.score),
        figure(row.target), figure(row.gap), level(row.floor),
    )  # fmt: skip


@assessments.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def show(session: Session, which: str, json_: bool) -> None:
    """Show all that is held about one assessment. Its JSON has the keys of its file."""
    with session.store() as store:
        one = found_one(store, which)
        assessment, framework = open_votes(store, one), store.framework_of(one)
    if json_:
        as_json(assessment_data(assessment))
        return
    line(f"{assessment.id} · {tidy(framework.title)} {tidy(framework.version)} · {assessment.status}")
    rows = list(shown_rows(assessment, framework))
    table(("", "Id", "Agreed", "Target", "Votes", "Confidence", "Note"), rows, right=(2, 3))
    for idea in assessment.ideas:
        about = f" ({idea.about})" if idea.about else ""
        line(f"{idea.kind}{about}: {tidy(idea.text)}")
    for upgrade_ in assessment.upgraded:
        line(
            f"In the record, from {tidy(upgrade_.came_from.reference)}: {', '.join(kept_words(upgrade_)) or 'nothing'}"
        )


def kept_words(upgrade_: Upgrade) -> list[str]:
    """What a move to another version left in the record, item by item."""
    from maturity_tui.cli.upgrade_words import record

    return [f"{item} ({record(score)})" for item, score in upgrade_.kept.items()]


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """An assessment with the keys of its file."""
    data: dict[str, Any] = assessment.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schema": assessment.format, **data, "status": str(assessment.status)}


def shown_rows(assessment: Assessment, framework: Framework) -> list[tuple[object, ...]]:
    """One line for each capability in scope."""
    from maturity_tui.assessments.scope import in_scope

    rows: list[tuple[object, ...]] = []
    for item in in_scope(framework, assessment.scope):
        held = assessment.score(item)
        target = "" if held.target is None else level(held.target)
        words = held.note or held.not_applicable or ""
        title = framework.capabilities[item].title
        rows.append(
            (title, item, agreed(held), target, votes(assessment, held), held.confidence or "", words)
        )
    return rows


def agreed(held: Score) -> str:
    """The agreed score, n/a, or a dash for nothing."""
    return "n/a" if held.not_applicable is not None else level(held.agreed)


def votes(assessment: Assessment, held: Score) -> str:
    """The team's ratings in the raters' order, as they are typed. `blind-spots` says what others see, and of whom."""
    from maturity_tui.assessments.models import Perspective

    team = [held.ratings[one] for one in held.ratings if assessment.raters[one] is Perspective.TEAM]
    return " ".join("x" if rating.level is None else level(rating.level) for rating in team)


@assessments.command("sign-off")
@click.argument("which", metavar="ID")
@click.option("--note", "why", default="", help="What to remember about it.")
@pass_session
def sign_off(session: Session, which: str, why: str) -> None:
    """Sign an assessment off: nothing in it changes until it is reopened."""
    from maturity_tui.assessments.models import Status
    from maturity_tui.assessments.scope import in_scope

    with session.store() as store:
        one = found_one(store, which)
        assessment = store.assessment(one)
        scope = in_scope(store.framework_of(one), assessment.scope)
        blank = sum(assessment.score(item).is_blank for item in scope)
        store.set_status(one, Status.SIGNED_OFF, note=tidy(why))
    if blank:
        note(f"Note: {count(blank, 'capability', 'capabilities')} of {len(scope)} stay blank.")
    line(f"Signed off: {one}.")


@assessments.command()
@click.argument("which", metavar="ID")
@click.option("--note", "why", default="", help="Why it is reopened; this is recorded.")
@pass_session
def reopen(session: Session, which: str, why: str) -> None:
    """Reopen a signed-off assessment as a draft. That it was reopened is recorded."""
    from maturity_tui.assessments.models import Status

    with session.store() as store:
        one = found_one(store, which)
        if store.assessment(one).status is Status.DRAFT:
            line(f"It is a draft already: {one}.")
            return
        store.set_status(one, Status.DRAFT, note=tidy(why))
    line(f"Reopened: {one}.")
