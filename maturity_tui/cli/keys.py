"""`maturity keys`: every action with its id, its keys and its screens, and a settings file to change them in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, note, table
from maturity_tui.store.keymap import KeyRow, keymap_of, written
from maturity_tui.store.settings import SCHEMA, SETTINGS_VARIABLE, THEMES, read_settings, settings_path

_HEAD = f"""\
# Save as {{path}}, or anywhere that {SETTINGS_VARIABLE} names.
# Take the mark from the front of a line to change it; esc, enter, tab and the arrows stay beside what is chosen.
schema: {SCHEMA}
# theme: dark  # or {", ".join(THEMES[1:])}
keys:"""


@dataclass(frozen=True)
class Action:
    """An action over all its screens."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    screens: tuple[str, ...]


@click.command()
@click.option("--template", is_flag=True, help="Print a settings file with every action in it.")
@json_option
@pass_session
def keys(session: Session, template: bool, json_: bool) -> None:
    """List every action of every screen with the keys in force; yours are in the settings file."""
    if session.every_key is None:
        raise Failure("The keys are those of the app's screens, which are not at hand. Run `maturity keys`.")
    rows = session.every_key()
    if template:
        for text in template_of(actions(rows, {})):
            line(text)
        return
    settings = read_settings()
    found = keymap_of(settings.keys, rows)
    listed = actions(rows, found.keys)
    if json_:
        as_json([vars(one) for one in listed])
    else:
        table(("Action", "Keys", "What it does", "Screens"), [_shown(one) for one in listed], longest=200)
    for problem in (*settings.problems, *found.problems):
        note(problem)


def actions(rows: Iterable[KeyRow], own: Mapping[str, tuple[str, ...]]) -> list[Action]:
    """The rows put together by id, in the order of the alphabet: what most screens say, or the user's own keys."""
    by_id: dict[str, list[KeyRow]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    return [_action(id, by_id[id], own.get(id)) for id in sorted(by_id)]


def _action(id: str, rows: list[KeyRow], own: tuple[str, ...] | None) -> Action:
    keys = own or Counter(row.keys for row in rows).most_common(1)[0][0]
    label, tooltip = Counter((row.label, row.tooltip) for row in rows).most_common(1)[0][0]
    screens = tuple(dict.fromkeys(row.screen for row in rows))
    return Action(id, tuple(written(key) for key in keys), label, tooltip or label, screens)


def template_of(every: Iterable[Action]) -> list[str]:
    """A settings file that changes nothing yet."""
    text = [*_HEAD.format(path=settings_path()).splitlines()]
    for one in every:
        text += [f"  # {one.tooltip}", f"  # {one.id}: {json.dumps(', '.join(one.keys))}"]
    return text


def _shown(one: Action) -> tuple[str, ...]:
    return (one.id, " ".join(one.keys), one.tooltip, ", ".join(one.screens))
