"""Ask for a file, completing its path as it is typed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import Input

from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.prompt import Prompt

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_MOST_LOOKED_AT = 5_000
HINT = (
    "What a survey tool exported, csv or xlsx: one row a respondent, one column a question. Names and addresses are "
    "not kept. Tab completes the path. Nothing comes in before you have seen how it is read."
)


class PathSuggester(Suggester):
    """The first folder or table that a path may go on to."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The completed path; None where there is none."""
        return await asyncio.to_thread(completed, value)


def completed(typed: str) -> str | None:
    """A path that goes on from what is typed: folders, and files that may be surveys; hidden ones only if asked for."""
    folder, slash, begun = typed.rpartition("/")
    here = Path(f"{folder}{slash}" or ".").expanduser()
    found = []
    try:
        for number, entry in enumerate(here.iterdir()):
            if number > _MOST_LOOKED_AT:
                break
            if not entry.name.startswith(begun) or (entry.name.startswith(".") and not begun):
                continue
            if entry.is_dir():
                found.append(f"{entry.name}/")
            elif entry.suffix.lower() in SUFFIXES:
                found.append(entry.name)
    except (OSError, ValueError, RuntimeError):
        return None
    return f"{folder}{slash}{min(found)}" if found else None


class PathPrompt(Prompt):
    """A prompt for a path."""

    BINDINGS = [
        bind("complete", "complete", key="tab", label="complete", tooltip="Complete the path", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__("Bring in survey answers", hint=HINT, check=wrong)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Input).suggester = PathSuggester()

    def action_complete(self) -> None:
        """Take the suggestion."""
        line = self.query_one(Input)
        if (found := completed(line.value)) is not None:
            line.value = found
            line.cursor_position = len(found)


def wrong(text: str) -> str:
    """A sentence for what is no file."""
    try:
        path = Path(text).expanduser()
        if path.is_dir():
            return "This is a folder: name the file in it."
        return "" if path.is_file() else "There is no such file."
    except (OSError, ValueError, RuntimeError):
        return "There is no such file."
