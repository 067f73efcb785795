"""`maturity inputs`: the commands that read and write files of inputs, and change one's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import FAILED, Failure
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, line, note, shorten, tidy

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.store import Store
    from maturity_tui.store.input_files import InputFile

YAML, SHEETS = (".yaml", ".yml"), (".xlsx", ".csv")
FILE = click.Path(dir_okay=False, path_type=Path)
force_option = click.option("--force", is_flag=True, help="Write over a file that is there and differs.")


@click.command()
@click.argument("file", metavar="FILE", type=FILE)
@json_option
@pass_session
def check(session: Session, file: Path, json_: bool) -> None:
    """Say what is wrong in a file of inputs (.yaml, .xlsx, .csv), every fault at its place. Nothing is kept."""
    with session.store() as store:
        found = read(store, file)
    if json_:
        as_json(file_data(found))
    else:
        for sentence in found.sentences:
            line(shorten(sentence, 500))
        _say_ignored(found)
        good = count(len(found.good), "input")
        if not found.faults:
            line(f"{tidy(file.name)}: {good}, and nothing is wrong.")
        else:
            faults = count(len(found.faults), "fault")
            rest = f"{good} could be taken without the rest: `maturity inputs add FILE --keep-good`"
            line(f"{faults}; {rest if found.good else 'nothing in it could be taken'}.")
    if found.faults:
        click.get_current_context().exit(FAILED)


@click.command()
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--keep-good", is_flag=True, help="Take those that are right, and name the rest.")
@json_option
@pass_session
def add(session: Session, file: Path, keep_good: bool, json_: bool) -> None:
    """Add the inputs of a file to your own; all of them, or none where anything is wrong.

    One with an id that is there already takes its place. `maturity inputs undo` takes the last change back.
    """
    from maturity_tui.store.input_files import merged

    with session.store() as store:
        found = read(store, file)
        if found.faults and not keep_good:
            more = len(found.faults) - 1
            rest = f" And {count(more, 'more fault')}: `maturity inputs check` lists them." if more else ""
            raise Failure(f"{found.sentences[0]}{rest} Nothing was taken.")
        if not found.good:
            raise Failure(f"{tidy(file.name)} holds no input that could be taken. Nothing was changed.")
        new = merged(store.inputs(), found.good, store.catalogue.inputs())
        _mixed(new.library.inputs)
        store.save_inputs(new.library)
    _say_ignored(found)
    for id, why in found.kept_out.items():
        note(f"Left out: {tidy(id)}. {why}")
    if json_:
        as_json({
            "added": list(new.added), "replaced": list(new.replaced), "unchanged": list(new.unchanged),
            "instead_of_shipped": list(new.before_shipped), "left_out": dict(found.kept_out),
        })  # fmt: skip
        return
    _told("Added", new.added)
    _told("Replaced", new.replaced)
    _told("Unchanged", new.unchanged)
    if new.before_shipped:
        _told("Now in the place of the shipped", new.before_shipped)
    line("`maturity inputs undo` takes this back.")


def _told(what: str, ids: Sequence[str]) -> None:
    if ids:
        line(f"{what}: {', '.join(ids)}.")


def _mixed(library: Sequence[Intervention]) -> None:
    """Refuse own inputs that are priced in several currencies once they stand together."""
    used = sorted({item.cost.currency for item in library})
    if len(used) > 1:
        raise Failure(
            f"Your own inputs would be priced in {' and '.join(used)}. Costs are added up and never converted: "
            "give them all in one currency. Nothing was changed."
        )


@click.command()
@click.argument("which", metavar="ID")
@pass_session
def remove(session: Session, which: str) -> None:
    """Remove one of your own inputs; a shipped one of the same id counts again."""
    from maturity_tui.store.input_files import without

    with session.store() as store:
        own, shipped = store.inputs(), store.catalogue.inputs()
        known = {item.id: item for item in own.inputs}
        if which not in known:
            if which in {item.id for item in shipped}:
                raise Failure(
                    f"{which} ships with the app, and stays. `must_not` in a scenario keeps it out."
                )
            raise unknown("input of your own", which, sorted(known))
        store.save_inputs(without(own, which, shipped))
    back = " The shipped one of the same id counts again." if which in {one.id for one in shipped} else ""
    line(f"Removed {tidy(known[which].title)} ({which}).{back} `maturity inputs undo` takes this back.")


@click.command()
@pass_session
def undo(session: Session) -> None:
    """Take the last change of your own inputs back; a second time puts it back. One step is kept."""
    with session.store() as store:
        before = store.restore_inputs()
    if before is None:
        raise Failure("Your own inputs were not changed yet, so there is nothing to take back.")
    line(f"Your own inputs are as before the last change: {count(len(before.inputs), 'input')}.")


@click.command()
@click.option(
    "-o", "--output", "file", metavar="FILE", type=FILE, required=True, help="Ends in .yaml, .xlsx or .csv."
)
@click.option("--all", "every", is_flag=True, help="With the shipped inputs.")
@force_option
@pass_session
def export(session: Session, file: Path, every: bool, force: bool) -> None:
    """Write your own inputs to a file: YAML, or a spreadsheet that reads back."""
    from maturity_tui.reports.inputs_files import inputs_bytes
    from maturity_tui.store.files import write_file
    from maturity_tui.store.input_ground import capability_titles, used_frameworks

    _ending(file, YAML + SHEETS)
    with session.store() as store:
        items = store.library() if every else store.inputs().inputs
        if not items:
            raise Failure("There are no inputs of your own yet; --all writes the shipped ones.")
        titles = capability_titles(store, used_frameworks(store)) if file.suffix.lower() == ".xlsx" else {}
        data = inputs_bytes(items, file.suffix.lower(), titles)
    place = write_file(file, data, force=force)
    line(f"Wrote {tidy(place)}: {count(len(items), 'input')}.")


@click.command()
@click.option(
    "-o", "--output", "file", metavar="FILE", type=FILE, required=True, help="Ends in .xlsx or .csv."
)
@click.option(
    "--framework", "frameworks", metavar="ID", multiple=True, help="List its capabilities; may be repeated."
)
@force_option
@pass_session
def template(session: Session, file: Path, frameworks: tuple[str, ...], force: bool) -> None:
    """Write a spreadsheet to describe inputs of your own in: examples, drop-downs, what each column means.

    It lists the capabilities of the frameworks that your assessments use, or of those that are named.
    """
    from maturity_tui.reports.inputs_cells import examples
    from maturity_tui.reports.inputs_files import inputs_bytes
    from maturity_tui.store.files import write_file
    from maturity_tui.store.input_ground import capability_titles, flat, used_frameworks

    _ending(file, SHEETS)
    with session.store() as store:
        for one in frameworks:
            store.framework(one)  # a slip of the pen is said
        titles = capability_titles(store, frameworks or used_frameworks(store))
        data = inputs_bytes(examples(flat(titles)), file.suffix.lower(), titles)
    place = tidy(write_file(file, data, force=force))
    line(f"Wrote {place}: two examples to write over.")
    line("Next:")
    line(f"  maturity inputs check {place}   says what is wrong, by sheet, row and column")
    line(f"  maturity inputs add {place}     makes them your own inputs")


def read(store: Store, file: Path) -> InputFile:
    """A file of inputs, held against the capabilities and the inputs that are known here."""
    from maturity_tui.store.input_files import read_input_file
    from maturity_tui.store.input_ground import capability_titles, flat

    return read_input_file(file, flat(capability_titles(store)), store.library())


def file_data(found: InputFile) -> dict[str, Any]:
    """What was read, as JSON."""
    return {
        "file": str(found.path), "valid": not found.faults, "inputs": [item.id for item in found.good],
        "faults": [fault.as_json() for fault in found.faults], "left_out": dict(found.kept_out),
        "sheets_not_read": list(found.ignored),
    }  # fmt: skip


def _say_ignored(found: InputFile) -> None:
    other = [sheet for sheet in found.ignored if sheet not in ("How to", "Capabilities")]
    if other:
        note(f"Not read: the {'sheet' if len(other) == 1 else 'sheets'} {', '.join(map(tidy, other))}.")


def _ending(file: Path, known: Sequence[str]) -> None:
    if file.suffix.lower() not in known:
        wanted = ", ".join(known[:-1]) + f" or {known[-1]}"
        raise click.UsageError(f"{shorten(file.name)!r} should end in {wanted}.")


CHANGES = (check, add, remove, undo, export, template)
