"""Home before there is anything: what this is, and the keys that fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import key_of

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.screens.home.screen import HomeScreen

EMPTY = (
    "Score how well your team does what it does, see the gap to where it needs to be, and see what training, capacity "
    "or technology would change."
)
FIRST_HELP = (
    "Nothing is here yet. Look at the worked example first, a fictional council in a database of its own, or begin an "
    "assessment: it asks for your organisation, the team, what it is scored against and the round."
)


def first_words(app: MaturityApp, trouble: str, *, new_here: bool) -> Content:
    """Two lines on what this is and a line a key; where the database is in trouble, that and the worked example."""
    keys = [
        ("d", "the worked example: a fictional council"),
        ("n", "a new assessment of your own"),
        ("i", "import a folder or a file"),
    ]
    if new_here:
        keys.append((key_of(app, "tour"), "a tour in four steps"))
    rows = [line((key, "bold $text-primary"), f"  {what}") for key, what in keys]
    said = [line((f"{GLYPHS.stale} ", "$error"), trouble)] if trouble else [Content(EMPTY)]
    return Content("\n").join([*said, Content(""), *(rows[:1] if trouble else rows)])


async def opened_demo(screen: HomeScreen) -> bool:
    """Go to the worked example, in a database of its own; false where it cannot be made, which is said."""
    from maturity_tui.store.demo import demo_url

    screen.notice("Opening the worked example …")
    try:
        url = await screen.app.keeper.do(demo_url)
    except StoreError as error:
        screen.notice(str(error), "error")
        return False
    await screen.app.switch_to(url)
    return True
