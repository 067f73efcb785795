"""Screens whose keys lead to dialogues: one at a time, however fast the keys come."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from maturity_tui.ui.base import MaturityScreen

TALK = "dialogue"


class Talks(MaturityScreen):
    """A screen with dialogues that are coroutines: each asks, changes, and shows what came back."""

    def read(self, cursor: str | None = None) -> None:
        """Read everything again."""
        raise NotImplementedError

    def _talk(self, talk: Coroutine[Any, Any, None]) -> None:
        """Begin a dialogue; while another is open nothing happens."""
        if any(worker.group == TALK and not worker.is_finished for worker in self.workers):
            talk.close()
        else:
            self.run_worker(talk, group=TALK)
