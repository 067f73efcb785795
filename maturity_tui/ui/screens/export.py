"""Write a report, or the organisation's folder, to a place. What is there is kept unless it is asked for otherwise."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog

if TYPE_CHECKING:
    from maturity_tui.analysis.projection import Projection
    from maturity_tui.analysis.scenario import Scenario
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

FORMATS = (
    ("xlsx", "spreadsheet"), ("html", "web page"), ("md", "Markdown"), ("csv", "CSV"), ("json", "JSON"),
    ("folder", "YAML folder"),
)  # fmt: skip
WHOLE = (("one", "this assessment"), ("round", "all teams of the round"))


async def export(
    app: MaturityApp, assessment: str, projection: Projection | None = None, scenario: Scenario | None = None
) -> None:
    """Ask what and where, write it, say where it is. Run in a worker."""
    answers: Answers | None = None
    refused = ""
    while True:
        form = FormDialog("Write to a file", _fields(assessment, answers), refused)
        answers = await app.push_screen_wait(form)
        if answers is None:
            return
        job = partial(write, assessment=assessment, answers=answers, projection=projection, scenario=scenario)
        try:
            place = await app.keeper.ask(job)
        except Exception as error:
            refused = _sentence(error) or ""
            if not refused:
                raise
            continue
        app.say(f"Wrote {place}.", "success")
        return


def _sentence(error: Exception) -> str | None:
    """The sentence of an error that a person can act on."""
    from maturity_tui.frameworks import FrameworkError
    from maturity_tui.reports.errors import ReportError

    known = isinstance(error, StoreError | ReportError | FrameworkError | OSError | ValueError)
    return str(error).replace("replace it with --force", "tick “replace”") if known else None


def _fields(assessment: str, before: Answers | None) -> list[Field]:
    _, round_id, team, _ = assessment.split("/")
    held = before or {}
    place = str(Path.cwd() / f"{team}-{round_id}")
    return [
        Field("format", "Format", "choice", value=held.get("format", "xlsx"), choices=FORMATS),
        Field("what", "What", "choice", value=held.get("what", "one"), choices=WHOLE),
        Field(
            "path", "Where", value=held.get("path", place), check=_no_place,
            hint="Without an ending, the format's own is added.",
        ),
        Field("force", "Replace what is there", "checkbox", value=held.get("force", False)),
    ]  # fmt: skip


def _no_place(text: str) -> str:
    """What is wrong with a text as a path."""
    try:
        name = Path(text).expanduser().name
    except (ValueError, RuntimeError):  # ~name of nobody
        name = ""
    return "" if name else "Name a file to write, with its folder."


def write(
    store: Store, assessment: str, answers: Answers, projection: Projection | None, scenario: Scenario | None
) -> Path:
    """Write what the form asks for; where it is now. Asked in the store's thread."""
    path, force = Path(str(answers["path"])).expanduser(), bool(answers["force"])
    kind = str(answers["format"])
    if kind == "folder":
        store.export_folder(path, force=force)
        return path
    from maturity_tui.reports import Material, build_report, write_report

    owner = store.organisation(assessment.split("/")[0])
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    ids = [assessment]
    if answers["what"] == "round":
        ids = [
            row.id for row in store.assessments(owner.id) if row.id.split("/")[1] == assessment.split("/")[1]
        ]
    pairs = tuple((store.assessment(one), store.framework_of(one)) for one in ids)
    report = build_report(Material(owner, pairs, dt.datetime.now(dt.UTC), projection, scenario))
    place = path if path.suffix.lower() in (f".{kind}", ".htm") else path.with_name(f"{path.name}.{kind}")
    return write_report(report, kind, place, force=force)
