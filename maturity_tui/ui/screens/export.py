"""Write a report, or the organisation's folder, to a place. What is there is kept unless it is asked for otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import Answers, Field, FormDialog

if TYPE_CHECKING:
    from maturity_tui.analysis.projection.projection import Projection
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

FORMATS = (
    ("xlsx", "spreadsheet"), ("html", "web page"), ("md", "Markdown"), ("csv", "CSV"), ("json", "JSON"),
    ("folder", "YAML folder"),
)  # fmt: skip
FOLDER = "folder"
WHOLE = (("one", "this assessment"), ("round", "all teams of the round"))


@dataclass(frozen=True)
class Known:
    """What the form says and proposes: whose assessments they are, and a name for each answer to What."""

    title: str
    names: Mapping[str, str]

    def choices(self, kind: str) -> tuple[tuple[str, str], ...]:
        """What can be written in a format: the folder is that of the whole organisation."""
        return (("all", f"all of {self.title}"),) if kind == FOLDER else WHOLE

    def place(self, what: str) -> str:
        """Where it is written unless somebody says otherwise."""
        return str(Path.cwd() / self.names[what])

    @property
    def places(self) -> set[str]:
        """Every place that is proposed."""
        return {self.place(what) for what in self.names}


def what_is_known(store: Store, assessment: str) -> Known:
    """What the form needs. Asked in the store's thread."""
    organisation, round_id, team, framework = assessment.split("/")
    owner = store.organisation(organisation)
    rows = store.assessments(organisation)
    several = sum((row.team, row.round) == (team, round_id) for row in rows) > 1
    one = f"{team}-{round_id}" + (f"-{framework}" if several else "")
    names = {"one": one, "round": f"{organisation}-{round_id}", "all": organisation}
    return Known(owner.title if owner else organisation, names)


class ExportForm(FormDialog):
    """The form, in which format and place say what can be written and how it may be called."""

    HELP = (
        "A report of this assessment, or of all teams of its round; as a folder of YAML always everything of the "
        "organisation, which can be read in elsewhere. What is there already is kept unless it is to be replaced."
    )

    def __init__(self, known: Known, before: Answers | None, refused: str) -> None:
        super().__init__("Write to a file", _fields(known, before), refused)
        self._known = known

    def on_mount(self) -> None:
        self.watch(self.query_one("#field-format", Choice), "value", self._format, init=False)
        self.watch(self.query_one("#field-what", Choice), "value", self._what, init=False)

    def _format(self, kind: str) -> None:
        self.query_one("#field-what", Choice).offer(self._known.choices(kind))

    def _what(self, what: str) -> None:
        """Another name, as long as nobody has written one."""
        place = self.query_one("#field-path", Input)
        if place.value in self._known.places:
            place.value = self._known.place(what)


async def export(
    app: MaturityApp, assessment: str, projection: Projection | None = None, scenario: Scenario | None = None
) -> None:
    """Ask what and where, write it, say where it is. Run in a worker."""
    answers: Answers | None = None
    refused = ""
    try:
        known = await app.keeper.ask(partial(what_is_known, assessment=assessment))
    except StoreError as error:
        app.say(str(error), "error")
        return
    while True:
        answers = await app.push_screen_wait(ExportForm(known, answers, refused))
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


def _fields(known: Known, before: Answers | None) -> list[Field]:
    held = before or {}
    kind = held.get("format", "xlsx")
    return [
        Field("format", "Format", "choice", value=kind, choices=FORMATS),
        Field("what", "What", "choice", value=held.get("what", "one"), choices=known.choices(str(kind))),
        Field(
            "path", "Where", value=held.get("path", known.place("one")), check=no_place,
            hint="Without an ending, the format's own is added.",
        ),
        Field("force", "Replace what is there", "checkbox", value=held.get("force", False)),
    ]  # fmt: skip


def no_place(text: str) -> str:
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
    organisation = assessment.split("/")[0]
    if kind == FOLDER:
        store.export_folder(path, force=force, organisation=organisation)
        return path
    from maturity_tui.reports import Material, build_report, write_report
    from maturity_tui.reports.reckoned import reckoned
    from maturity_tui.workshop.guard import shown

    owner = store.organisation(organisation)
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    ids = [assessment]
    if answers["what"] == "round":
        ids = [
            row.id for row in store.assessments(owner.id) if row.id.split("/")[1] == assessment.split("/")[1]
        ]
    pairs = tuple((shown(store, one), store.framework_of(one)) for one in ids)
    material = Material(owner, pairs, dt.datetime.now(dt.UTC), projection, scenario)
    report = build_report(reckoned(material, store.library(owner.id)))
    place = path if path.suffix.lower() in (f".{kind}", ".htm") else path.with_name(f"{path.name}.{kind}")
    return write_report(report, kind, place, force=force)
