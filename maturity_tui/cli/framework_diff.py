"""`maturity frameworks diff`: what changed between two versions of a framework."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, note, tidy

if TYPE_CHECKING:
    from maturity_tui.frameworks.models import Framework


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "--format", "format_", type=click.Choice(["text", "md"]), default="text", show_default=True,
    help="Plain text, or Markdown.",
)  # fmt: skip
@json_option
@pass_session
def diff(session: Session, old: str, new: str, format_: str, json_: bool) -> None:
    """Say what changed from A to B, mostly two versions of one framework.

    Each is ID@VERSION, an ID (its latest version), or a file or folder of any format that can be imported.
    """
    from maturity_tui.frameworks.compare import compare
    from maturity_tui.frameworks.compare_text import as_lines, as_markdown

    before, after = named_framework(session, old), named_framework(session, new)
    if before.id != after.id:
        note(f"Note: {tidy(before.id)} and {tidy(after.id)} are two frameworks, not two versions of one.")
    difference = compare(before, after)
    if json_:
        as_json(difference.data())
    elif format_ == "md":
        line(as_markdown(difference).rstrip("\n"))
    else:
        for text in as_lines(difference):
            line(text)


def named_framework(session: Session, text: str) -> Framework:
    """The framework that a reference or a path names. What looks like a path is one, else a known name comes first."""
    from maturity_tui.cli.frameworks import load
    from maturity_tui.store import StoreError

    path = Path(text)
    if is_path(text) and path.exists():
        return read_framework(path)
    try:
        return load(session, tidy(text))
    except StoreError:
        if path.exists():
            return read_framework(path)
        raise


def is_path(text: str) -> bool:
    """Whether a word is written as a path: with a separator, or the end of a file's name."""
    endings = (".yaml", ".yml", ".json", ".xlsx", ".csv")
    return "/" in text or "\\" in text or text.lower().endswith(endings)


def read_framework(path: Path) -> Framework:
    """The framework in a file or folder; what should be known about the reading is said beside it."""
    from maturity_tui.frameworks.sources import read_source
    from maturity_tui.store import Catalogue

    reading = read_source(path, shipped=Catalogue().shipped_framework)
    for sentence in reading.warnings:
        note(f"Note: {tidy(path.name)}: {sentence}")
    return reading.framework
