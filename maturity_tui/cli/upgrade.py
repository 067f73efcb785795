"""`maturity assessments upgrade`: move an assessment to another version of its framework."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_tui.cli import session as terminal
from maturity_tui.cli.failures import Failure
from maturity_tui.cli.framework_diff import is_path, read_framework
from maturity_tui.cli.score import as_number
from maturity_tui.cli.session import Session, did_you_mean, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, shorten, tidy
from maturity_tui.cli.upgrade_words import plan_data, show_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_tui.assessments.upgrade.plan import Decision, Plan, Settlement
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.frameworks.values import Number
    from maturity_tui.store import Store


@click.command()
@click.argument("which", metavar="ID")
@click.option("--to", required=True, metavar="VERSION|ID@VERSION|PATH", help="The version to move to.")
@click.option(
    "--settle", multiple=True, metavar="OLD=NEW[,NEW2]|OLD@LEVEL=LEVEL",
    help="Where an item goes, or what a level of it is taken for. May be given several times.",
)  # fmt: skip
@click.option(
    "--keep",
    multiple=True,
    metavar="OLD[@LEVEL]",
    help="Keep an item, or what stands at a level, in the record.",
)
@click.option("--dry-run", is_flag=True, help="Show what would happen; change nothing.")
@click.option(
    "--yes", is_flag=True, help="Ask nothing: what is open goes by its default, and nothing is lost."
)
@json_option
@pass_session
def upgrade(
    session: Session, which: str, to: str, settle: tuple[str, ...], keep: tuple[str, ...], dry_run: bool,
    yes: bool, json_: bool,
) -> None:  # fmt: skip
    """Move the assessment ID to another version of its framework; one change, which undo takes back.

    Shows first what differs and what happens to each score. What the new version has no place for is kept in the
    assessment's record, as it was said.
    """
    settlements = [*map(settlement, settle), *map(left, keep)]
    asks = terminal.in_a_terminal() and not (yes or json_ or dry_run)
    with session.store() as store:
        one = found_one(store, which)
        assessment, old = store.assessment(one), store.framework_of(one)
        new = the_version(store, old, to)
        plan = planned(store, one, new, settlements)
        if not json_:
            show_plan(plan)
        if asks and not plan.is_same:
            plan = asked(store, plan, settlements)
        if plan.open and not (yes or dry_run):
            raise unsettled(plan.open)
        if asks and not plan.is_same and not click.confirm("Move it now?", default=True, err=True):
            raise Failure("Nothing was changed.")
        if not dry_run and not plan.is_same:
            store.upgrade(one, new, settlements, based_on=assessment)
    if json_:
        as_json(plan_data(plan, done=not dry_run))
        return
    tell(plan, dry_run)


def tell(plan: Plan, dry_run: bool) -> None:
    """What was done, and how it is taken back."""
    id, now = plan.assessment.id, plan.new.reference
    if plan.is_same:
        line(f"It is made with this content of {now} already. Nothing was changed.")
        return
    kept = count(len(plan.result.upgraded[-1].kept), "item")
    line()
    if dry_run:
        line(f"Nothing was changed. It would move to {now}, with {kept} in the record.")
        for decision in plan.open:
            note(f"Open: {decision.name}: {decision.sentence} Default: {decision.default.label}.")
        return
    line(f"Moved {id} from {plan.assessment.framework.reference} to {now}, with {kept} in the record.")
    line(f"`maturity assessments undo {id}` takes it back (in the app: u).")


def planned(store: Store, id: str, new: Framework, settlements: Sequence[Settlement]) -> Plan:
    """The plan for an assessment. Raises Failure where it cannot be moved so."""
    from maturity_tui.assessments.upgrade.plan import UpgradeError, plan

    try:
        return plan(store.assessment(id), store.framework_of(id), new, settlements)
    except UpgradeError as error:
        raise Failure(str(error)) from None


def the_version(store: Store, old: Framework, to: str) -> Framework:
    """The framework that `--to` names: a path as it is written, a version of the same framework, a reference."""
    from maturity_tui.store import StoreError

    text, path = tidy(to), Path(to)
    if is_path(to) and path.exists():
        return read_framework(path)
    versions = [entry.version for entry in store.frameworks() if entry.id == old.id]
    if text in versions:
        return store.framework(f"{old.id}@{text}")
    try:
        if "@" in text:
            return store.framework(text)
    except StoreError:
        if not path.exists():
            raise
    if path.exists():
        return read_framework(path)
    hint = did_you_mean(text, versions) or f" There are {', '.join(versions)}."
    raise Failure(f"There is no version {shorten(text)!r} of {old.id}.{hint}")


# Settlements as they are written


def settlement(text: str) -> Settlement:
    """The settlement in `OLD=NEW[,NEW2]` or `OLD@LEVEL=LEVEL`. Raises a usage error."""
    from maturity_tui.assessments.upgrade.plan import Settlement

    old, equals, new = (part.strip() for part in text.partition("="))
    if not (old and equals and new):
        raise click.UsageError(f"--settle wants OLD=NEW or OLD@LEVEL=LEVEL; found {shorten(text, 60)!r}.")
    item, at, level = old.partition("@")
    if at:
        return Settlement.take_level(item.strip(), the_number(level), the_number(new))
    return Settlement.move(item, *filter(None, (part.strip() for part in new.split(","))))


def left(text: str) -> Settlement:
    """The settlement in `OLD` or `OLD@LEVEL` that leaves it in the record. Raises a usage error."""
    from maturity_tui.assessments.upgrade.plan import Settlement

    item, at, level = text.strip().partition("@")
    return Settlement.leave(item.strip(), the_number(level) if at else None)


def the_number(text: str) -> Number:
    """The level that a text writes. Raises a usage error."""
    number = as_number(text.strip())
    if number is None:
        raise click.UsageError(f"{shorten(text, 40)!r} is no level: give its value, such as 3.")
    return number


# Asking


def asked(store: Store, plan: Plan, settlements: list[Settlement]) -> Plan:
    """The plan once every open decision is settled; each answer joins the settlements."""
    while plan.open:
        chosen = ask(plan.open[0])
        try:
            plan = planned(store, plan.assessment.id, plan.new, [*settlements, *chosen])
        except Failure as error:
            note(f"That does not go: {error.message}")
            continue
        settlements += chosen
    return plan


def ask(decision: Decision) -> Sequence[Settlement]:
    """Put one decision to the person at the terminal; enter takes its default."""
    line()
    line(tidy(decision.sentence))
    for number, choice in enumerate(decision.choices, start=1):
        line(f"  {number}  {tidy(choice.label)}")
    default = decision.choices.index(decision.default) + 1
    picked = click.prompt("Which", type=click.IntRange(1, len(decision.choices)), default=default)
    return decision.choices[picked - 1].settlements


def unsettled(decisions: Sequence[Decision]) -> Failure:
    """The failure where decisions are open and nobody can be asked."""
    for decision in decisions:
        note(f"Open: {decision.name}: {decision.sentence}")
        note(f"  {'; '.join(choice.label for choice in decision.choices)}")
    named = ", ".join(decision.name for decision in decisions)
    return Failure(
        f"{count(len(decisions), 'decision')} to settle: {named}. Nothing was changed. Give --settle or --keep for"
        " each, or --yes to go by the defaults, which keep in the record what has no place."
    )
