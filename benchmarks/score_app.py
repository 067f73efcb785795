"""The app, opened at the score screen of the only assessment in a database: what the key latency is measured on."""

from __future__ import annotations

import sys

from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.places import open_place


class ScoreApp(MaturityApp):
    """Goes straight to scoring."""

    def on_mount(self) -> None:
        super().on_mount()
        open_place(self, "score", "made/r1/t1/made")


if __name__ == "__main__":
    app = ScoreApp(sys.argv[1])
    app.run()
    app.keeper.close()
