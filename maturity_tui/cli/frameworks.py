"""`maturity frameworks`: what there is to be scored against, and whether a file of one's own is sound."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.crosswalk import crosswalk
from maturity_tui.cli.failures import FAILED
from maturity_tui.cli.framework_diff import diff
from maturity_tui.cli.framework_import import import_, remove
from maturity_tui.cli.new_framework import new
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, level, line, note, table, tidy

if TYPE_CHECKING:
    from maturity_tui.frameworks.models import Area, Framework
    from maturity_tui.store import Catalogue, Store


@click.group()
def frameworks() -> None:
    """List, show, check, import and compare frameworks."""


frameworks.add_command(crosswalk)
frameworks.add_command(diff)
frameworks.add_command(import_)
frameworks.add_command(new)
frameworks.add_command(remove)


@frameworks.command("list")
@json_option
@pass_session
def list_(session: Session, json_: bool) -> None:
    """List the frameworks that ship with the app, and those that were imported."""
    every = known(session)
    if json_:
        as_json([framework_data(item) for item, _ in every])
        return
    rows = [
        (
            item.reference,
            item.title,
            item.kind,
            counts["areas"],
            counts["capabilities"],
            counts["roles"],
            source,
        )
        for item, source in every
        for counts in [item.counts()]
    ]
    table(("Framework", "Title", "Kind", "Areas", "Items", "Roles", "From"), rows, right=(3, 4, 5))


@contextmanager
def shelf(session: Session) -> Iterator[Store | Catalogue]:
    """Where frameworks are found: in the database too where there is one; none is made for looking."""
    from maturity_tui.store.place import sqlite_path

    path = sqlite_path(session.url)
    if path is not None and not path.exists():
        from maturity_tui.store import Catalogue

        yield Catalogue()
        return
    with session.store() as store:
        yield store


# Where a framework comes from, in words.
SOURCES = {"shipped": "the app", "imported": "imported", "own": "this database"}


def known(session: Session) -> list[tuple[Framework, str]]:
    """Every framework that can be named, and where it comes from; imported files that are broken are said."""
    from maturity_tui.store import Store

    with shelf(session) as place:
        if isinstance(place, Store):
            found = [
                (place.framework(entry.reference), SOURCES[entry.source]) for entry in place.frameworks()
            ]
            unreadable = place.catalogue.unreadable
        else:
            found = [(place.load(entry.reference), SOURCES[entry.source]) for entry in place.entries()]
            unreadable = place.unreadable
    for sentence in unreadable:
        note(f"Note: an imported framework cannot be read: {sentence}")
    return found


def load(session: Session, reference: str) -> Framework:
    """The framework that `id` or `id@version` names. Raises StoreError with the nearest known name."""
    from maturity_tui.store import Store

    with shelf(session) as place:
        return place.framework(reference) if isinstance(place, Store) else place.load(reference)


def framework_data(item: Framework) -> dict[str, Any]:
    """One framework's line as its JSON says it."""
    return {
        "id": item.id,
        "version": item.version,
        "title": item.title,
        "kind": str(item.kind),
        "counts": item.counts(),
    }


@frameworks.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def show(session: Session, which: str, json_: bool) -> None:
    """Show the framework ID (or ID@VERSION): its scale, areas and capabilities."""
    from maturity_tui.frameworks import canonical_json

    framework = load(session, which)
    if json_:
        as_json(json.loads(canonical_json(framework)))
        return
    licence = framework.licence
    line(f"{tidy(framework.title)} ({framework.reference}, {framework.kind})")
    line(f"Licence: {tidy(licence.name)}. {tidy(licence.attribution)}".rstrip())
    show_source(framework.reference)
    line()
    rows = [(level(item.value), item.name, item.meaning) for item in framework.scale]
    table(("Level", "Name", "Meaning"), rows, right=(0,), longest=90)
    codes = framework.codes
    for area in framework.areas:
        line()
        show_area(framework, area, codes, 0)


def show_source(reference: str) -> None:
    """Where an imported framework came from."""
    from maturity_tui.store import Catalogue

    if source := Catalogue().origin(reference):
        line(
            f"Imported on {source.imported} from {tidy(source.file)} of {source.date}, SHA-256 {source.sha256}"
        )


def show_area(framework: Framework, area: Area, codes: dict[str, str], depth: int) -> None:
    """One area with all below it, a line each."""
    indent = "  " * depth
    rule = "" if framework.is_skills else f" · {area.rollup or framework.rollup}"
    code = f"{codes[area.id]} " if area.id in codes else ""
    line(f"{indent}{code}{tidy(area.title)} ({area.id}){rule}")
    for inner in area.areas:
        show_area(framework, inner, codes, depth + 1)
    for item in area.capabilities:
        mark = " · core" if item.core else ""
        line(f"{indent}  {codes.get(item.id, ''):<4} {tidy(item.title)} ({item.id}){mark}")


@frameworks.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Fail where there is any finding, too.")
@json_option
@click.pass_context
def validate(ctx: click.Context, files: tuple[Path, ...], strict: bool, json_: bool) -> None:
    """Check files: frameworks in any format, and the others that a person may write.

    Names the first fault of each; of a framework that is sound, what its author may want to look at.
    """
    from maturity_tui.cli.check_file import checked

    results = [checked(path) for path in files]
    if json_:
        as_json([result.data() for result in results])
    for result in results if not json_ else ():
        if result.fault:
            note(f"Error: {result.fault}")
        else:
            line(f"{tidy(result.file)}: {tidy(result.says)}")
            for finding in result.findings:
                line(tidy(finding.says(result.file)))
    if any(result.fault or (strict and result.findings) for result in results):
        ctx.exit(FAILED)


@frameworks.command()
@click.argument("name", required=False)
@click.option(
    "-o", "--output", "folder", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path),
    help="Write NAME.json (all of them where no NAME is given) into this folder.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over files that are there and differ.")
@json_option
def schema(name: str | None, folder: Path | None, force: bool, json_: bool) -> None:
    """Print or write the JSON Schema of a file's format, for editors."""
    from maturity_tui.analysis.schemas import all_schemas

    every = all_schemas()
    if name is not None and name not in every:
        raise unknown("format", name, every, f"There are {', '.join(every)}.")
    chosen = {name: every[name]} if name else every
    if folder is not None:
        write_schemas(folder, chosen, force)
    elif name or json_:
        as_json(chosen[name] if name else chosen)
    else:
        for known_name, content in every.items():
            line(f"{known_name:<14}{tidy(content.get('description', ''))[:90]}".rstrip())


def write_schemas(folder: Path, chosen: Iterable[str], force: bool) -> None:
    """Write each schema; a file that is there and differs is kept unless forced."""
    from maturity_tui.analysis.schemas import schema_text
    from maturity_tui.store.files import write_file

    written = [write_file(folder / f"{name}.json", schema_text(name), force=force) for name in chosen]
    line(f"Wrote {count(len(written), 'schema')} to {tidy(folder)}.")
