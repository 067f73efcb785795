"""Write the minutes to a place: which session, which format, where. What is there is kept unless asked otherwise."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.reports.errors import ReportError
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.export import no_place
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog
from maturity_tui.workshop.minutes.values import Minutes
from maturity_tui.workshop.minutes.words import when

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

FORMATS = (("md", "Markdown"), ("html", "web page"), ("txt", "plain text"), ("json", "JSON"))
ALL = "all"


async def export_minutes(app: MaturityApp, minutes: Minutes, session: int) -> None:
    """Ask what and where, write it, say where it is. Run in a worker; `session` is proposed."""
    answers: Answers | None = None
    refused = ""
    while True:
        form = FormDialog("Write the minutes", _fields(minutes, session, answers), refused)
        answers = await app.push_screen_wait(form)
        if answers is None:
            return
        try:
            place = await app.keeper.do(partial(write_minutes, minutes, answers))
        except (ReportError, StoreError, OSError, ValueError) as error:
            refused = str(error).replace("replace it with --force", "tick “replace”")
            continue
        app.say(f"Wrote {place}.", "success")
        return


def _fields(minutes: Minutes, session: int, before: Answers | None) -> list[Field]:
    held = before or {}
    whole = [(ALL, f"all {minutes.of}")] if minutes.of > 1 else []
    shown = next(one for one in minutes.sessions if one.number == session)
    choices = [(str(session), f"session {session}, {when(shown)}"), *whole]
    team, round_id = minutes.assessment.split("/")[2], minutes.assessment.split("/")[1]
    place = str(Path.cwd() / f"minutes-{team}-{round_id}")
    return [
        Field("format", "Format", "choice", value=held.get("format", "md"), choices=FORMATS),
        Field("what", "Of", "choice", value=held.get("what", str(session)), choices=choices),
        Field(
            "path", "Where", value=held.get("path", place), check=no_place,
            hint="Without an ending, the format's own is added.",
        ),
        Field("force", "Replace what is there", "checkbox", value=held.get("force", False)),
    ]  # fmt: skip


def write_minutes(minutes: Minutes, answers: Answers) -> Path:
    """Write what the form asks for; where it is now."""
    from maturity_tui.reports.told import told_report
    from maturity_tui.reports.write import render, write_bytes
    from maturity_tui.workshop.minutes.files import own_bytes
    from maturity_tui.workshop.minutes.words import written

    kind, path = str(answers["format"]), Path(str(answers["path"])).expanduser()
    told = minutes if answers["what"] == ALL else minutes.only(int(str(answers["what"])))
    data = own_bytes(told, kind)
    if data is None:
        data = render(told_report(written(told), dt.datetime.now(dt.UTC)), kind)
    place = path if path.suffix.lower() in (f".{kind}", ".htm") else path.with_name(f"{path.name}.{kind}")
    return write_bytes(data, place, force=bool(answers["force"]))
