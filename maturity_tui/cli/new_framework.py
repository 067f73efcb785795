"""`maturity frameworks new`: a file to begin a framework of one's own with, as YAML or as a spreadsheet."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from maturity_tui.cli.speak import line, shorten, tidy

YAML, SHEETS = (".yaml", ".yml"), (".xlsx", ".csv")
NAME = "my-framework"


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", is_flag=True, help="Write a spreadsheet to fill in, .xlsx or .csv as FILE ends.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The same as FILE.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there and differs.")
def new(file: Path | None, template: bool, output: Path | None, force: bool) -> None:
    """Write a small framework to begin your own with: commented YAML, or with --template a spreadsheet.

    Without FILE it is my-framework.yaml, or my-framework.xlsx.
    """
    from maturity_tui.store.files import write_file

    if file is not None and output is not None and file != output:
        raise click.UsageError("Name the file once: as FILE, or after -o.")
    path = place(output or file, template)
    written = tidy(write_file(path, content(path), force=force))
    line(f"Wrote {written}: an example to write over.")
    line("Next:")
    command = shlex.quote(written)
    line(f"  maturity frameworks validate {command}   says what is wrong or missing")
    line(f"  maturity frameworks import {command}     makes it ready for use")


def place(named: Path | None, template: bool) -> Path:
    """The file to write: with the ending that its form has, which is known from its name. Raises a usage error."""
    usual = SHEETS[0] if template else YAML[0]
    path = named or Path(NAME + usual)
    ending = path.suffix.lower()
    if not ending:
        return path.with_name(path.name + usual)
    if ending not in (SHEETS if template else YAML + SHEETS):
        wanted = " or ".join(SHEETS) if template else f"{YAML[0]}, or as a spreadsheet {' or '.join(SHEETS)}"
        raise click.UsageError(f"{shorten(path.name)!r} should end in {wanted}.")
    return path


def content(path: Path) -> bytes:
    """What the file holds, by its ending."""
    if path.suffix.lower() in YAML:
        from maturity_tui.frameworks.starter import STARTER

        return STARTER.encode()
    from maturity_tui.reports import framework_template

    is_csv = path.suffix.lower() == ".csv"
    return framework_template.separated() if is_csv else framework_template.workbook()
