"""Export: an organisation as its folder. Nothing is written until all of it is known to be writable text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.portable import (
    INPUTS_FILE,
    ORGANISATION_FILE,
    assessment_file,
    framework_file,
    scenario_file,
    write_portable,
)
from maturity_tui.frameworks.canonical import digest, from_json
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import holdings, plans
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.errors import StoreError
from maturity_tui.store.files import differs, keep_database, write_file
from maturity_tui.store.past import HISTORY_SUFFIX, write_history
from maturity_tui.store.rows import load
from maturity_tui.store.tables import AssessmentRecord, FrameworkRecord


def texts(
    session: Session, organisation: str | None, catalogue: Catalogue, history: bool
) -> Iterator[tuple[str, str]]:
    """The name of each file in the folder, and its text."""
    owner = plans.organisation_id(session, organisation)
    whole = holdings.organisation(session, owner)
    assert whole is not None
    yield ORGANISATION_FILE, write_portable(whole)
    for record in holdings.records(session, owner):
        yield from _assessment(session, load(session, record).value, history)
    library = plans.inputs(session, owner)
    if library.inputs:
        yield INPUTS_FILE, write_portable(library)
    for scenario in plans.scenarios(session, owner):
        yield scenario_file(scenario.id), write_portable(scenario)
    yield from _frameworks(session, owner, catalogue)


def _assessment(session: Session, value: Assessment, history: bool) -> Iterator[tuple[str, str]]:
    name = assessment_file(value)
    yield name, write_portable(value)
    if history and (lines := write_history(session, value.id)):
        yield str(Path(name).with_suffix(HISTORY_SUFFIX)), lines


def _frameworks(session: Session, owner: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Those that this organisation uses, or nobody does, where they do not ship and may be passed on."""
    # One that ships with other content is there for the assessments that were made with it, and for no others.
    taken = {entry.reference for entry in catalogue.shipped()}
    shipped = {
        digest(one) for entry in catalogue.shipped() for one in catalogue.contents(entry.reference)[-1:]
    }
    used: dict[str, set[str]] = {}
    for sha256, organisation in session.execute(
        select(AssessmentRecord.sha256, AssessmentRecord.organisation)  # type: ignore[call-overload]
    ):
        used.setdefault(sha256, set()).add(organisation)
    names: set[str] = set()
    for kept in _kept(session):
        framework = from_json(kept.content)
        mine = owner in used.get(kept.sha256, set() if framework.reference in taken else {owner})
        if kept.sha256 in shipped or not mine or not may_be_passed_on(framework):
            continue
        name = framework_file(framework)
        if name in names:
            name = name.replace(".yaml", f"-{kept.sha256[:8]}.yaml")
        names.add(name)
        yield name, write_portable(framework)


def _kept(session: Session) -> Iterable[FrameworkRecord]:
    table = FrameworkRecord.__table__  # type: ignore[attr-defined]
    query = select(FrameworkRecord).order_by(table.c.id, table.c.version, table.c.added_at, table.c.sha256)
    return session.execute(query).scalars()


def may_be_passed_on(framework: Framework) -> bool:
    """Not where its licence keeps it inside and it holds prose; names, codes and levels may go."""
    if framework.licence.redistribution == "open":
        return True
    return not any(_prose(framework))


def _prose(framework: Framework) -> Iterator[str]:
    """Every text that is more than a name."""
    yield framework.description
    yield from (level.meaning for level in framework.scale)
    yield from (area.description for area in framework.every_area.values())
    for item in (*framework.capabilities.values(), *framework.attributes):
        yield from (item.question, item.description, item.guidance)
        yield from (*item.levels.values(), *item.evidence, *(answer.text for answer in item.answers))
    for role in framework.roles:
        yield from (role.description, *(level.description for level in role.levels))


def write_folder(root: Path, files: dict[str, str], force: bool) -> tuple[Path, ...]:
    """Write the files; where existing ones differ, write nothing unless forced. Raises StoreError."""
    if root.exists() and not root.is_dir():
        raise StoreError(f"{root} is not a folder. Name a folder to export to.")
    for name in files:
        keep_database(root / name)
    others = [name for name, text in files.items() if differs(root / name, text.encode())]
    if others and not force:
        named = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        raise StoreError(
            f"{root} holds files that differ: {named}. They were kept, and nothing was written;"
            " use --force to replace them."
        )
    return tuple(write_file(root / name, text, force=force) for name, text in files.items())
