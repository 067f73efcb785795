"""Read a folder or a file of assessments into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from maturity_tui.store import Imported
    from maturity_tui.ui.app import MaturityApp

HINT = (
    "A folder as `maturity export` writes it, or one of its files. Nothing is read unless all of it is right."
)


async def import_files(app: MaturityApp) -> None:
    """Ask for the path, import it, say what came in. Run in a worker."""
    text = await app.push_screen_wait(Prompt("Import", hint=HINT, check=_exists))
    if not text:
        return
    from maturity_tui.frameworks import FrameworkError

    path = Path(text).expanduser()
    try:
        taken = await app.keeper.ask(lambda store: store.import_path(path))
    except (StoreError, FrameworkError) as error:
        app.say(str(error), "error")
        return
    app.refresh_home()
    app.say(" ".join([_sentence(taken), *taken.warnings]), "warning" if taken.warnings else "success")


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
