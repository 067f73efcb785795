"""Read a file or folder in: assessments into the database; a framework, of whatever format, by way of a preview."""

from __future__ import annotations

import asyncio
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.widgets.prompt import Prompt, refusal

if TYPE_CHECKING:
    from maturity_tui.store import Imported
    from maturity_tui.ui.app import MaturityApp

HINT = (
    "An organisation's folder as `maturity export` writes it, or one of its files; or a framework, in the form in "
    "which it is published. Nothing is read unless all of it is right, and a framework is shown before it is kept."
)
# What the app's files say that they are, in their first lines; a framework goes another way.
_OURS = re.compile(rb"""^[\s{"']*schema["']?\s*:\s*["']?maturity/(?!framework@)""", re.MULTILINE)
_FRAMEWORK = re.compile(rb"""^[\s{"']*schema["']?\s*:\s*["']?maturity/framework@""", re.MULTILINE)
_HEAD = 4000
_SUFFIXES = {".yaml", ".yml", ".json"}
# Enough to know a folder by: somebody may name the root of a disk.
_MOST_FILES = 2000


async def import_files(app: MaturityApp) -> None:
    """Ask for the path, import it, say what came in. Run in a worker."""
    text = await app.push_screen_wait(Prompt("Import", hint=HINT, check=_exists))
    if not text:
        return
    from maturity_tui.frameworks import FrameworkError
    from maturity_tui.ui.screens.frameworks.importing import import_framework

    path = Path(text).expanduser()
    try:
        if await asyncio.to_thread(is_an_organisation_s, path):
            await _import_assessments(app, path)
        else:
            await import_framework(app, path)
    except (StoreError, FrameworkError) as error:
        say_in_full(app, f"{path.name} cannot be read", str(error))


async def _import_assessments(app: MaturityApp, path: Path) -> None:
    from maturity_tui.ui.screens.frameworks.importing import show_again

    taken = await app.keeper.ask(lambda store: store.import_path(path))
    app.refresh_home()
    show_again(app)
    app.say(" ".join([_sentence(taken), *taken.warnings]), "warning" if taken.warnings else "success")


def is_an_organisation_s(path: Path) -> bool:
    """Whether this is an organisation's folder or one of its files, by what they say of themselves.

    A folder of nothing but frameworks of our own form is taken in whole, as it always was.
    """
    heads = list(_heads(path))
    return any(_OURS.search(head) for head in heads) or (
        path.is_dir() and any(_FRAMEWORK.search(head) for head in heads)
    )


def _heads(path: Path) -> list[bytes]:
    """The beginnings of the files that may be ours."""
    files = islice(path.rglob("*"), _MOST_FILES) if path.is_dir() else [path]
    heads = []
    for file in files:
        if file == path or (file.suffix.lower() in _SUFFIXES and file.is_file()):
            try:
                with file.open("rb") as opened:
                    heads.append(opened.read(_HEAD))
            except OSError:
                continue
    return heads


def say_in_full(app: MaturityApp, title: str, sentence: str) -> None:
    """Say what is wrong where the keys are; a sentence that has no room there is shown by itself, whole."""
    from maturity_tui.ui.draw.text import wrap
    from maturity_tui.ui.widgets.key_bar import MOST_ROWS
    from maturity_tui.ui.widgets.text_dialog import TextDialog

    if len(wrap(sentence, max(1, app.size.width - 6))) <= MOST_ROWS:
        app.say(sentence, "error")
    else:
        app.push_screen(TextDialog(title, refusal(sentence)))


def _exists(text: str) -> str:
    try:
        found = Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        found = False
    return "" if found else "There is no such folder or file."


def _sentence(taken: Imported) -> str:
    parts = {
        "assessment": len(taken.assessments), "framework": len(taken.frameworks),
        "input": len(taken.inputs), "scenario": len(taken.scenarios),
    }  # fmt: skip
    said = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in parts.items() if count]
    skipped = f"; {len(taken.skipped)} skipped" if taken.skipped else ""
    return f"Read {', '.join(said) or 'nothing new'}{skipped}."
