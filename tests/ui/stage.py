"""A stage for one widget, and what is seen on it."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult

from maturity_tui.ui import themes
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.tab_strip import TabStrip


class Stage(App[None]):
    """One widget on a screen of its own, and the messages it sent."""

    CSS_PATH = styles()

    def __init__(self, *widgets: Any) -> None:
        super().__init__()
        self.widgets, self.said = widgets, []
        themes.register(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def on_mount(self) -> None:
        stage = self

        class Only(MaturityScreen):
            BINDINGS = [bind("votes")]

            def body(self) -> ComposeResult:
                yield from stage.widgets

        self.push_screen(Only())

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.said.append(("at", event.key))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.said.append(("chose", event.key))

    def on_level_ladder_chosen(self, event: LevelLadder.Chosen) -> None:
        self.said.append(("level", event.value))

    def on_level_ladder_moved(self, event: LevelLadder.Moved) -> None:
        self.said.append(("moved", event.value))

    def on_tab_strip_changed(self, event: TabStrip.Changed) -> None:
        self.said.append(("tab", event.tab))


def text_of(app: App[Any]) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
