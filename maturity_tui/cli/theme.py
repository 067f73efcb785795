"""`maturity organisation theme`: themes of the ambition, and the targets that they set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from maturity_tui.cli.organisation import chosen, keep, organisation_option
from maturity_tui.cli.session import Session, pass_session
from maturity_tui.cli.speak import count, tidy

T = TypeVar("T")


@click.group()
def theme() -> None:
    """Add, change and remove themes; set the targets that they want."""


@theme.command("add")
@click.argument("title")
@click.option("--id", "id_", metavar="ID", help="Its id; otherwise made from the title.")
@click.option("--by", metavar="QUARTER", default="", help="By when, such as 2028-Q4.")
@click.option("--priority", type=float, default=1, show_default=True, help="Its weight beside the others.")
@organisation_option
@pass_session
def add(session: Session, title: str, id_: str | None, by: str, priority: float, named: str | None) -> None:
    """Add a theme, a strategic aim that sets targets."""
    from maturity_tui.assessments.ambition.themes import add_theme

    with session.store() as store:
        owner = chosen(store, named)
        new, made = _said(lambda: add_theme(owner, title, id=id_, by=by, priority=_whole(priority)))
        keep(store, owner, new, f"Added {tidy(made.title)} ({made.id}), priority {made.priority:g}.")


@theme.command("set")
@click.argument("which", metavar="THEME")
@click.option("--title", help="Another title.")
@click.option("--by", metavar="QUARTER", help="By when, such as 2028-Q4; empty: no date.")
@click.option("--priority", type=float, help="Its weight beside the others, set by hand.")
@organisation_option
@pass_session
def set_(
    session: Session, which: str, title: str | None, by: str | None, priority: float | None, named: str | None
) -> None:
    """Change a theme's title, date or priority. A priority by hand takes the place of one from groups."""
    from maturity_tui.assessments.ambition.themes import change_theme, theme_named

    fields: dict[str, Any] = {"title": title, "by": by, "priority": _whole(priority)}
    fields = {name: value for name, value in fields.items() if value is not None}
    if not fields:
        raise click.UsageError("Say what to change: --title, --by or --priority.")
    with session.store() as store:
        owner = chosen(store, named)
        held = _said(lambda: theme_named(owner, which))
        new = _said(lambda: change_theme(owner, held.id, **fields))
        made = theme_named(new, held.id)
        until = f", by {made.by}" if made.by else ""
        keep(store, owner, new, f"{tidy(made.title)} ({made.id}): priority {made.priority:g}{until}.")


@theme.command("remove")
@click.argument("which", metavar="THEME")
@organisation_option
@pass_session
def remove(session: Session, which: str, named: str | None) -> None:
    """Take a theme away, with its targets."""
    from maturity_tui.assessments.ambition.themes import remove_theme, theme_named

    with session.store() as store:
        owner = chosen(store, named)
        held = _said(lambda: theme_named(owner, which))
        said = f"Removed {tidy(held.title)} ({held.id}) and its {count(len(held.targets), 'target')}."
        keep(store, owner, remove_theme(owner, held.id), said)


@theme.command("target")
@click.argument("which", metavar="THEME")
@click.argument("item")
@click.argument("level", type=float, required=False)
@click.option("--clear", is_flag=True, help="Take the target away.")
@organisation_option
@pass_session
def target(
    session: Session, which: str, item: str, level: float | None, clear: bool, named: str | None
) -> None:
    """Set the LEVEL that THEME wants of ITEM, an area or a capability; or --clear it.

    An ITEM such as `operations` stands for that of every framework that has it, `ddat:family-data` for that of one.
    """
    from maturity_tui.assessments.ambition.themes import clear_target, named_aims, set_target, theme_named
    from maturity_tui.store.known import known_frameworks

    if clear is (level is not None):
        raise click.UsageError("Give a LEVEL, or --clear: one of the two.")
    with session.store() as store:
        owner = chosen(store, named)
        held = _said(lambda: theme_named(owner, which))
        if level is None:
            new = _said(lambda: clear_target(owner, held.id, item))
            keep(store, owner, new, f"{tidy(held.title)} sets no target for {tidy(item)} any more.")
            return
        frameworks, wanted = known_frameworks(store), _whole(level)
        new = _said(lambda: set_target(owner, held.id, item, wanted, frameworks))
        key, aims = named_aims(item, frameworks)
        where = ", ".join(aim.framework for aim in aims)
        keep(
            store,
            owner,
            new,
            f"{tidy(held.title)} wants {wanted:g} of {key} ({tidy(aims[0].title)}, {where}).",
        )


def _whole(value: Any) -> Any:
    """2, not 2.0."""
    return int(value) if value is not None and value == value // 1 else value


def _said(work: Callable[[], T]) -> T:
    """What the work gives; what cannot be is a misuse, in its sentence."""
    from maturity_tui.assessments.ambition.themes import AmbitionError

    try:
        return work()
    except AmbitionError as error:
        raise click.UsageError(str(error)) from None
