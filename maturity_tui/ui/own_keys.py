"""Keys of the user's own: put in force before the first paint, checked against every screen once it stands.

`App.set_keymap` replaces a binding's keys by its id on every screen, and takes a key from whatever else had it on the
same widget without a word; what would so be lost is found by `store.keymap`, and the entry left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

# Seconds: the screens are imported once home has been painted.
CHECK_AFTER = 0.6


def take(app: MaturityApp) -> None:
    """Put the keys of the settings in force, before anything is painted."""
    if app.settings.keys:
        from maturity_tui.store.keymap import keymap_of
        from maturity_tui.ui.keys import keys

        fixed = {row.id: row.keys.split(",") for row in keys().values()}
        # Not `set_keymap`, which looks for a screen to draw anew.
        app._keymap = app._normalize_keymap(_textual(keymap_of(app.settings.keys, fixed=fixed).keys))


def check_later(app: MaturityApp) -> None:
    """Once home has been painted: see which keys can be used, and say which cannot."""
    if app.settings.keys:
        app.set_timer(CHECK_AFTER, lambda: app.run_worker(_check(app)))
    elif app.settings.problems:
        app.call_after_refresh(_say, app, app.settings.problems)


async def _check(app: MaturityApp) -> None:
    from maturity_tui.store.keymap import keymap_of
    from maturity_tui.ui.key_list import every_key

    found = keymap_of(app.settings.keys, await asyncio.to_thread(every_key))
    app.set_keymap(_textual(found.keys))
    _say(app, (*app.settings.problems, *found.problems))


def _say(app: MaturityApp, problems: Sequence[str]) -> None:
    if problems:
        more = f" {len(problems) - 1} more: `maturity doctor` says all." if len(problems) > 1 else ""
        app.say(f"{app.settings.path.name}: {problems[0]}{more}", "warning")


def _textual(keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {id: ",".join(some) for id, some in keys.items()}
