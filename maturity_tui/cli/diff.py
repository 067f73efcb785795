"""`maturity diff`: what changed between two portable files or folders, in sentences; for git, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.diff_files import (
    FILE,
    NOWHERE,
    Side,
    differences_of,
    names_for,
    plain_difference,
    read_side,
)
from maturity_tui.cli.failures import FAILED, Failure
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, shorten, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.difference.names import Change
    from maturity_tui.frameworks.models import Framework

# What git hands to an external diff: path, old file, its hash and mode, new file, its hash and mode; for a renamed file
# two more, the new path first (git-scm.com/docs/git, GIT_EXTERNAL_DIFF). A path alone is one that is not merged.
GIT_ARGUMENTS = (1, 7, 9)
Found = Mapping[str, Sequence["Change"]]


@click.command()
@click.argument("paths", metavar="A B", nargs=-1, type=click.Path(path_type=Path))
@click.option("--framework", "given", metavar="ID|FILE", help="Where titles come from, if it does not ship.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 where anything differs, 2 where it cannot be told.",
)
@click.option("--git", is_flag=True, help="As git calls an external diff: its seven arguments.")
@json_option
@click.pass_context
@pass_session
def diff(
    session: Session, ctx: click.Context, paths: tuple[Path, ...], given: str | None, exit_code: bool,
    git: bool, json_: bool,
) -> None:  # fmt: skip
    """Say what changed from A to B: two files of one kind, or two organisations' folders.

    /dev/null stands for a file that is not there.
    """
    from maturity_tui.frameworks.errors import FrameworkError

    framework = _given(session, given)
    git = git or len(paths) in GIT_ARGUMENTS[1:]
    try:
        differ = _for_git(ctx, paths, framework) if git else _for_people(ctx, paths, framework, json_)
    except (FrameworkError, Failure) as error:
        if exit_code:  # 1 would say that they differ
            raise click.UsageError(str(error)) from None
        raise
    if differ and exit_code:
        ctx.exit(FAILED)


def _for_people(ctx: click.Context, paths: Sequence[Path], framework: Framework | None, json_: bool) -> bool:
    """Print the difference of two files or folders; whether there is one."""
    if len(paths) != 2:
        raise click.UsageError("Name two files, or two folders: what was, and what is.", ctx)
    for path in paths:
        if str(path) not in NOWHERE and not path.exists():
            raise click.UsageError(f"There is no file or folder {shorten(path)!r}.", ctx)
    old, new = map(read_side, paths)
    found = differences_of(old, new, names_for((old, new), framework))
    if json_:
        as_json(diff_data(paths, found))
        return bool(found)
    for text in told(found):
        line(text)
    if not found:
        line("Nothing differs.")
    return bool(found)


def told(found: Found) -> Iterator[str]:
    """The sentences; of a folder's files each under its name."""
    for name, changes in found.items():
        whole = name and changes[0].kind != FILE  # that a file came or went says which by itself
        if whole:
            yield tidy(name)
        yield from (f"{'  ' if whole else ''}{tidy(change.sentence)}" for change in changes)


def diff_data(paths: Sequence[Path], found: Found) -> dict[str, Any]:
    """The difference as its JSON says it."""
    return {
        "from": str(paths[0]),
        "to": str(paths[1]),
        "same": not found,
        "changes": [
            {"file": name, "kind": change.kind, "about": change.about, "sentence": change.sentence}
            for name, changes in found.items()
            for change in changes
        ],
    }


def _for_git(ctx: click.Context, paths: Sequence[Path], framework: Framework | None) -> bool:
    """One file as git's external diff: its path, then the sentences. Git stops at a failure, so there is none."""
    if len(paths) not in GIT_ARGUMENTS:
        raise click.UsageError(
            "--git is for git's own call: path old-file old-hex old-mode new-file new-hex new-mode.", ctx
        )
    name = after = shorten(paths[0], 400)
    if len(paths) == 1:
        line(f"{name}: not merged yet.")
        return True
    if len(paths) == 9:
        after = shorten(paths[7], 400)
    line(name if after == name else f"{name} → {after}")
    for text in _git_lines(paths[1], paths[4], (name, after), framework):
        line(f"  {text}")
    return True


def _git_lines(
    before: Path, after: Path, called: tuple[str, str], framework: Framework | None
) -> Iterator[str]:
    """What changed; line by line where one side is no file of the app, or is broken."""
    from maturity_tui.frameworks.errors import FrameworkError

    try:
        old, new = read_side(before, called[0]), read_side(after, called[1])
        found = differences_of(old, new, names_for((old, new), framework))
    except (FrameworkError, click.ClickException) as error:
        if _is_ours(before) or _is_ours(after):
            said = error.format_message() if isinstance(error, click.ClickException) else str(error)
            yield tidy(said)
        yield from plain_difference(before, after)
        return
    if found:
        yield from told(found)
    elif before.read_bytes() == after.read_bytes():
        yield "Only its name or its mode changed."
    else:
        yield "Only the way in which it is written changed."


def _is_ours(path: Path) -> bool:
    """Whether a file says that it is one of the app's."""
    if str(path) in NOWHERE or not path.is_file():
        return False
    with path.open("rb") as file:
        return b"maturity/" in file.read(1_000)


def _given(session: Session, named: str | None) -> Framework | None:
    from maturity_tui.cli.framework_diff import named_framework

    return named_framework(session, named) if named else None


__all__ = ["Side", "diff"]
