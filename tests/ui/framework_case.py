"""The app on its framework browser, and what its page says."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, Static

from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import until

OWN = dedent(
    """\
    schema: maturity/framework@1
    id: own
    version: "1"
    title: A model of our own
    description: What we hold to be true of a bakery.
    licence: {name: House rules, attribution: The bakers, redistribution: internal}
    scale: [{value: 0, name: Raw}, {value: 1, name: Baked}]
    groups: [{id: small, title: Small bakeries, description: Up to three ovens.}]
    areas:
      - id: bread
        title: Bread
        description: All that is baked from dough.
        capabilities:
          - id: bread.crust
            title: Crust
            description: The outside of a loaf.
            guidance: Listen to it.
            groups: [small]
            levels: {0: It bends., 1: It crackles.}
          - {id: bread.crumb, title: Crumb}
    """
)


def browsing(path: str) -> MaturityApp:
    """The app, on its framework browser at once."""

    class Browsing(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(FrameworksScreen())

    return Browsing(path)


def rows(app: MaturityApp) -> RowList:
    """The list at the left."""
    return app.screen.query_one("#rows", RowList)


def page_text(app: MaturityApp) -> str:
    """All words of the page, also those that are scrolled out of sight."""
    return " ".join(str(app.screen.query_one("Reader .text", Static).content).split())


async def at_end(app: MaturityApp) -> None:
    """Until all workers have ended."""
    await app.workers.wait_for_complete()


async def asked_for(pilot: Pilot[Any], path: object, key: str = "i") -> None:
    """Give the path that the import asks for."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, Prompt), "the prompt")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
