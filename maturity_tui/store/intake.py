"""Import: everything is checked first, then taken in by one transaction, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.inputs.library import check_inputs
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.check import faults, settle
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.canonical import digest, from_json
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import holdings, noticed, plans, scores
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.flat import flat_assessment
from maturity_tui.store.folder import Folder, Found, history_file
from maturity_tui.store.journal import Entry
from maturity_tui.store.past import PastRating, read_history
from maturity_tui.store.rows import load
from maturity_tui.store.tables import AssessmentRecord, FrameworkRecord
from maturity_tui.store.values import Imported


@dataclass
class Report:
    """What was taken in, as it is collected."""

    assessments: list[str] = field(default_factory=list)
    frameworks: list[str] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)

    def imported(self) -> Imported:
        """The report as a value."""
        return Imported(**{name: tuple(items) for name, items in vars(self).items()})


@dataclass(frozen=True)
class Ready:
    """An assessment that was checked: settled, pinned, with its framework and its history if there is one."""

    value: Assessment
    framework: Framework
    past: tuple[PastRating, ...] | None


class Intake:
    """One import into one session. The caller begins and commits the transaction."""

    def __init__(self, session: Session, folder: Folder, catalogue: Catalogue, force: bool) -> None:
        self.session = session
        self.folder = folder
        self.catalogue = catalogue
        self.force = force
        self.report = Report(skipped=list(folder.skipped))
        self.entries: list[Entry] = []
        self._candidates: dict[str, list[Framework]] = {}
        self._digests: dict[int, str] = {}

    def run(self) -> Imported:
        """Check everything, then write everything. Raises FrameworkError or StoreError."""
        before = holdings.organisation(self.session)
        ready = [self._checked(found) for found in self.folder.assessments]
        self._check_inputs()
        self._write(ready)
        self._warn(ready, before)
        return self.report.imported()

    def touched(self) -> Iterable[Organisation]:
        """The organisations whose figures may have changed."""
        ids = {entry.held.value.organisation for entry in self.entries} | set(self.report.organisations)
        found = (holdings.organisation(self.session, id) for id in sorted(ids))
        return tuple(item for item in found if item is not None)

    # Checking

    def _organisation(self, id: str) -> Organisation | None:
        own = self.folder.organisation
        return own if own is not None and own.id == id else holdings.organisation(self.session, id)

    def _checked(self, found: Found[Assessment]) -> Ready:
        value, document = found.value, found.document
        organisation = self._organisation(value.organisation)
        if organisation is None:
            hint = "Import its folder, or its organisation.yaml first."
            raise document.error(f"There is no organisation {value.organisation!r}", ("id",), hint)
        if value.team not in organisation.team_by_id:
            hint = nearest(value.team, organisation.team_by_id) or "Add it to organisation.yaml."
            raise document.error(f"{organisation.title} has no team {value.team!r}", ("team",), hint)
        framework = self._framework(found)
        for fault in faults(value, framework):
            raise document.error(fault.message, fault.path, fault.hint)
        if value.framework.sha256 not in (None, self._digest(framework)):
            # That of a licensed copy that is elsewhere: `_framework` has said so.
            value = value.changed(framework=value.framework.changed(sha256=None))
        settled = scores.pinned(settle(value, framework), framework, self._digest(framework))
        self._refuse_conflict(found, settled)
        history = history_file(found)
        return Ready(settled, framework, read_history(history, settled) if history.is_file() else None)

    def _framework(self, found: Found[Assessment]) -> Framework:
        pin, document = found.value.framework, found.document
        candidates = self._known(pin.reference)
        if not candidates:
            hint = f"Put it into the folder as frameworks/{pin.reference}.yaml, or import it first."
            raise document.error(f"The framework {pin.reference} is not known", ("framework",), hint)
        record = self.session.get(AssessmentRecord, found.value.id)
        wanted = pin.sha256 or (record.sha256 if record and record.framework_version == pin.version else None)
        for framework in candidates:
            if wanted in (None, self._digest(framework)):
                return framework
        if all(item.licence.redistribution == "internal" for item in candidates):
            return self._another_copy(found.value, record, candidates)
        raise document.error(
            f"The assessment was made with another content of {pin.reference}: {_short(wanted)} is wanted, "
            f"and known is {', '.join(dict.fromkeys(_short(self._digest(item)) for item in candidates))}",
            ("framework", "sha256"),
            "Put the framework it was made with into the folder's frameworks/, or take the sha256 line out.",
        )

    def _another_copy(
        self, value: Assessment, record: AssessmentRecord | None, candidates: list[Framework]
    ) -> Framework:
        """Of a framework that may not travel with the folder, the copy that is here: the one already pinned, if any."""
        self.report.warnings.append(
            f"{value.id} was made with a licensed copy of {value.framework.reference} that is not here, and is kept "
            "with the one that is."
        )
        pinned = [item for item in candidates if record and self._digest(item) == record.sha256]
        return (pinned or candidates)[0]

    def _digest(self, framework: Framework) -> str:
        """The digest, computed once: the same framework stands behind many assessments."""
        if id(framework) not in self._digests:
            self._digests[id(framework)] = digest(framework)
        return self._digests[id(framework)]

    def _known(self, reference: str) -> list[Framework]:
        """The contents known by this reference: the folder's first, then imported and shipped ones, then kept ones."""
        if reference not in self._candidates:
            found = [item.value for item in self.folder.frameworks if item.value.reference == reference]
            found += self.catalogue.contents(reference)
            found += [from_json(content) for content in self._kept(reference)]
            self._candidates[reference] = found
        return self._candidates[reference]

    def _contents(self) -> Iterable[str]:
        table = FrameworkRecord.__table__  # type: ignore[attr-defined]
        return self.session.execute(select(table.c.content)).scalars().all()

    def _kept(self, reference: str) -> Iterable[str]:
        id, _, version = reference.partition("@")
        table = FrameworkRecord.__table__  # type: ignore[attr-defined]
        query = select(table.c.content).where(table.c.id == id, table.c.version == version)
        return self.session.execute(query.order_by(table.c.added_at.desc(), table.c.sha256)).scalars()

    def _refuse_conflict(self, found: Found[Assessment], settled: Assessment) -> None:
        record = self.session.get(AssessmentRecord, settled.id)
        if record is None:
            return
        held = load(self.session, record)
        if record.sha256 != settled.framework.sha256 and not _moved_on(held.value, settled):
            raise self._another_framework(found, held.value, settled)
        if held.value.is_locked and held.value != settled and not self.force:
            raise found.document.error(
                f"{settled.id} is signed off in the database, and this file differs", ("status",),
                "Reopen it first, or import with --force.",
            )  # fmt: skip

    def _another_framework(
        self, found: Found[Assessment], held: Assessment, value: Assessment
    ) -> FrameworkError:
        """Why a file made with another framework than the assessment here is not taken in."""
        said = (
            f"{value.id} is held with {held.framework.reference} ({_short(held.framework.sha256)}); this file was"
            f" made with {value.framework.reference} ({_short(value.framework.sha256)})"
        )
        hint = "An assessment keeps its framework unless it is upgraded; choose another round."
        if _moved_on(value, held):
            hint = "It was upgraded here since the file was written. Undo that first, or keep what is here."
        return found.document.error(said, ("framework",), hint)

    def _check_inputs(self) -> None:
        if not self.folder.inputs:
            return
        known = {id for entry in self.catalogue.entries() for id in self._capabilities(entry.reference)}
        known |= {id for found in self.folder.frameworks for id in found.value.capabilities}
        known |= {id for content in self._contents() for id in from_json(content).capabilities}
        for library in self.folder.inputs:
            for fault in check_inputs(library.value, known, self.catalogue.inputs()):
                raise library.document.error(fault.message, fault.path, fault.hint)

    def _capabilities(self, reference: str) -> Iterable[str]:
        return (id for framework in self._known(reference) for id in framework.capabilities)

    # Writing

    def _write(self, ready: list[Ready]) -> None:
        for found in self.folder.frameworks:
            new = scores.keep_framework(self.session, found.value)
            (self.report.frameworks if new else self.report.skipped).append(found.value.reference)
            self._warn_of_another_content(found.value)
        for item in self.folder.organisations:
            new = holdings.save_organisation(self.session, item.value, "import")
            (self.report.organisations if new else self.report.skipped).append(item.value.id)
        for one in ready:
            self._take_in(one)
        if owner := self._owner():
            holdings.use_organisation(self.session, owner)
        for library in self.folder.inputs:
            if plans.save_inputs(self.session, self._owner(), library.value):
                self.report.inputs += [intervention.id for intervention in library.value.inputs]
            else:
                self.report.skipped.append("inputs")
        for scenario in self.folder.scenarios:
            new = plans.save_scenario(self.session, self._owner(), scenario.value)
            (self.report.scenarios if new else self.report.skipped).append(scenario.value.id)
            self._warn_of_inputs(scenario.value)

    def _owner(self) -> str | None:
        return self.folder.organisation.id if self.folder.organisation else None

    def _take_in(self, one: Ready) -> None:
        scores.keep_framework(self.session, one.framework, one.value.framework.sha256)
        record = self.session.get(AssessmentRecord, one.value.id)
        if record is None:
            _, entry = scores.create(self.session, one.value, past=one.past)
            self.entries.append(entry)
        elif entries := self._update(record, one.value):
            self.entries += entries
        else:
            self.report.skipped.append(one.value.id)
            return
        self.report.assessments.append(one.value.id)
        holdings.use_organisation(self.session, one.value.organisation)

    def _update(self, record: AssessmentRecord, value: Assessment) -> list[Entry]:
        """Bring what is held to what the file says: one entry that undo takes back, one for the status."""
        held = load(self.session, record)
        entries: list[Entry] = []
        old, new = flat_assessment(held.value), flat_assessment(value)
        content = new | {"status": old["status"]}
        kind = "import" if value.framework == held.value.framework else "upgrade"
        if entry := scores.enter_difference(self.session, record, held, old, content, kind):
            entries.append(entry)
            held = entry.held
        if entry := scores.set_status(self.session, record, held, value.status, ""):
            entries.append(entry)
        return entries

    # Warnings

    def _warn_of_another_content(self, framework: Framework) -> None:
        chosen = self.catalogue.contents(framework.reference)[:1]
        if chosen and self._digest(chosen[0]) != self._digest(framework):
            self.report.warnings.append(
                f"{framework.reference} ships with the app or was imported before, with other content, which new "
                "assessments get: this one is kept for those that were made with it. `maturity frameworks import` puts "
                "it first; or give it another version."
            )

    def _warn_of_inputs(self, scenario: Scenario) -> None:
        known = {item.id for item in self._library()}
        named = [*(choice.input for choice in scenario.inputs), *scenario.must, *scenario.must_not]
        for id in dict.fromkeys(named):
            if id not in known:
                sentence = f"The scenario {scenario.id} names the input {id!r}, which is not known."
                self.report.warnings.append(f"{sentence} {nearest(id, known)}".strip())

    def _library(self) -> tuple[Intervention, ...]:
        return (*self.catalogue.inputs(), *plans.inputs(self.session, self._owner()).inputs)

    def _warn(self, ready: list[Ready], before: Organisation | None) -> None:
        if (organisation := self.folder.organisation) is not None:
            records = {record.sha256: record for record in holdings.records(self.session, organisation.id)}
            frameworks = [self._pinned(record) for record in records.values()]
            self.report.warnings += noticed.targets(organisation.ambition, frameworks)
        for one in ready:
            self.report.warnings += noticed.out_of_scope(one.value, one.framework)
        now = holdings.organisation(self.session)
        self.report.warnings += noticed.another_organisation(before, now)

    def _pinned(self, record: AssessmentRecord) -> Framework:
        for framework in self._known(f"{record.framework_id}@{record.framework_version}"):
            if self._digest(framework) == record.sha256:
                return framework
        return holdings.pinned_framework(self.session, record.sha256)


def _moved_on(earlier: Assessment, later: Assessment) -> bool:
    """Whether the later one says that it was upgraded from the framework of the earlier one."""
    pin = earlier.framework
    froms = (upgrade.came_from for upgrade in later.upgraded)
    return any(one.reference == pin.reference and one.sha256 in (None, pin.sha256) for one in froms)


def _short(sha256: str | None) -> str:
    return f"{str(sha256)[:12]}…"
