"""`maturity assessments undo` and `redo`: the last change to an assessment, of whichever run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_tui.cli.session import Session, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, line

if TYPE_CHECKING:
    from maturity_tui.store import Change, Store

WORDS = {
    "score": "the score of {items}",
    "raters": "the raters",
    "ideas": "the ideas",
    "scope": "the scope",
    "import": "the import",
    "upgrade": "the move to another version",
    "survey": "the survey that was brought in",
}


@click.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def undo(session: Session, which: str, json_: bool) -> None:
    """Take back the last change to scores, raters, ideas, scope or version. Signing off is reopened instead."""
    with session.store() as store:
        one = found_one(store, which)
        tell(store, one, store.undo(one) is not None, "undo", json_)


@click.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def redo(session: Session, which: str, json_: bool) -> None:
    """Bring back what undo took, unless something was done since."""
    with session.store() as store:
        one = found_one(store, which)
        tell(store, one, store.redo(one) is not None, "redo", json_)


def tell(store: Store, id: str, done: bool, way: str, json_: bool) -> None:
    """Which change was undone or redone, and the version that the assessment is made with now."""
    turned = the_turned(store, id) if done else None
    framework = store.assessment(id).framework.reference
    if json_:
        at = turned.at.isoformat() if turned else None
        kind = turned.kind if turned else None
        as_json({"id": id, "done": done, "kind": kind, "at": at, "framework": framework})
    elif turned is None:
        line(f"There is nothing to {way}: {id}.")
    else:
        what = WORDS[turned.kind].format(items=", ".join(turned.capabilities))
        again = "Undone" if way == "undo" else "Done again"
        line(f"{again}: {what}, of {turned.at:%Y-%m-%d %H:%M} UTC. {id} is made with {framework}.")


def the_turned(store: Store, id: str) -> Change:
    """The change that the last entry of the journal turned."""
    entries = store.history(id)
    return next(entry for entry in entries if entry.id == entries[-1].of)
