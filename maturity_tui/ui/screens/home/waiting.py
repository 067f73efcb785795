"""Home, what waits for somebody: asked of the store once the figures stand, and drawn a line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from maturity_tui.store.glance import Glance
from maturity_tui.ui.screens.home.rows import name_width, waiting_row
from maturity_tui.ui.waiting import Waiting, plans_waiting, waiting
from maturity_tui.ui.widgets.row import Row

if TYPE_CHECKING:
    from maturity_tui.store import Store

NOTHING = "Nothing waits: every assessment of this round is signed off."


def waiting_in(store: Store, seen: Glance) -> tuple[Waiting, ...]:
    """What waits in the round that is shown."""
    if seen.round is None:
        return ()
    main = seen.service.framework if seen.service else ""
    # In a round that is over, nobody is to begin any more.
    now = seen.round == seen.rounds[-1]
    absent = [(row.team, row.title) for row in seen.teams if now and row.assessment is None]
    found = waiting(store, seen.round.id, main, dt.date.today(), absent)
    return (*found, *plans_waiting(store, dt.date.today())) if now else found


def keyed(every: Iterable[Waiting]) -> dict[str, Waiting]:
    """Each by a key of its own that stays when others come and go."""
    return {
        f"{item.assessment or item.team} {item.opens} {item.mark} {item.words[0]}": item for item in every
    }


def waiting_rows(every: Mapping[str, Waiting]) -> list[Row]:
    """A row each, by its key."""
    names = name_width([*every.values()])
    return [Row(key, partial(waiting_row, item, names), text=item.title) for key, item in every.items()]
