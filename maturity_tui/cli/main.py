"""The root of the command line: the table of commands, and what all of them share.

Nothing heavy is imported here, so that `maturity --help` and `--version` answer at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Never

import click

from maturity_tui import __version__
from maturity_tui.cli.failures import guarded, hush
from maturity_tui.cli.lazy import Lazy, LazyGroup
from maturity_tui.cli.session import Doors, OpenApp, Session

THEMES = ("dark", "light", "contrast", "terminal")
COMMANDS = (
    Lazy("demo", "Show the worked example, in a database of its own.", "demo", "demo"),
    Lazy("assessments", "List, begin, show, score and sign off assessments.", "assessments", "assessments"),
    Lazy("score", "Score an assessment: on screen, or line by line with --plain.", "score_plain", "score"),
    Lazy(
        "minutes", "Print the minutes: what happened in the workshops of an assessment.", "minutes", "minutes"
    ),
    Lazy("results", "Print results: every area with mean, floor and coverage.", "results", "results"),
    Lazy("gap", "Print the gaps to the targets, the heaviest first.", "gap", "gap"),
    Lazy("blind-spots", "Print where users and stakeholders see it otherwise.", "blind_spots", "blind_spots"),
    Lazy("agreement", "Print how far raters agree, and where they are most apart.", "agreement", "agreement"),
    Lazy("ideas", "List ideas and blockers, or write them to a file.", "ideas", "ideas"),
    Lazy("change", "Print what changed since earlier rounds of the same team.", "compare", "change"),
    Lazy("compare", "Print two assessments or more side by side.", "compare", "compare"),
    Lazy("rollup", "Print a framework over several teams: mean, range, floor.", "rollup", "rollup"),
    Lazy("project", "Print what inputs would do to maturity, quarter by quarter.", "project", "project"),
    Lazy("optimise", "Find the best inputs for a budget; frontier; roadmap.", "optimise", "optimise"),
    Lazy("scenarios", "List, copy, rename, delete and compare saved scenarios.", "scenarios", "scenarios"),
    Lazy("plan", "Adopt a scenario; say what is late; hold a later round against it.", "plan", "plan"),
    Lazy("inputs", "List, suggest, check, add and remove inputs.", "inputs", "inputs"),
    Lazy("report", "Write a report: xlsx, html, md, csv or json.", "report", "report"),
    Lazy("share", "Write an assessment as an anonymised file for others.", "share", "share"),
    Lazy("benchmark", "Place an assessment among others' shared files.", "benchmark", "benchmark"),
    Lazy("diff", "Say what changed between two files or folders.", "diff", "diff"),
    Lazy(
        "organisation",
        "Show and change profile, themes, targets, priorities.",
        "organisation",
        "organisation",
    ),
    Lazy("frameworks", "List, show, check, import and compare frameworks.", "frameworks", "frameworks"),
    Lazy("import", "Read an organisation's folder, or one file of it.", "portable", "import_"),
    Lazy("export", "Write the organisation as a folder of YAML files.", "portable", "export"),
    Lazy("db", "Say where the database is; check it; back it up.", "db", "db"),
    Lazy("keys", "List every action with its keys, or print a settings file.", "keys", "keys"),
    Lazy("doctor", "Check this machine, and say what to do.", "doctor", "doctor"),
)


class Root(LazyGroup):
    """The root group: whatever any command raises is told here, in one place."""

    def main(self, *args: Any, **extra: Any) -> Never:
        """Run, and exit with the code: 0 fine, 1 failure, 2 usage."""
        run = super().main
        sys.exit(guarded(lambda: run(*args, **{**extra, "standalone_mode": False})))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader who has gone (`| head`) is no failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            hush()
            return 0
        except OSError:
            hush()
            raise
        return result


@click.group(
    "maturity",
    cls=Root,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--db", metavar="URL", help="The database, a file or an SQLAlchemy URL; otherwise MATURITY_DB.")
@click.option("--theme", type=click.Choice(THEMES), help="The colours of the app.")
@click.version_option(__version__, "--version", message="maturity %(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None, theme: str | None) -> None:
    """Score a team's maturity, see the gap, and see what would close it.

    Without a command, `maturity` opens the app. Every command that reads takes --json.
    """
    ctx.obj = Session(db, theme, *ctx.obj) if isinstance(ctx.obj, Doors) else Session(db, theme, ctx.obj)
    if ctx.invoked_subcommand is None:
        from maturity_tui.cli.home import open_or_print

        open_or_print(ctx.obj)


def main(argv: Sequence[str] | None = None, open_app: OpenApp | Doors | None = None) -> int:
    """Run the command line; returns the exit code. `open_app` opens the app, where there is a terminal; with the
    other door the keys of its screens can be listed."""
    _settle_streams()
    try:
        cli.main(sys.argv[1:] if argv is None else list(argv), "maturity", obj=open_app)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)


def _settle_streams() -> None:
    """See that the three standard streams exist and can print any name.

    Where one is closed, the next file to be opened (the database) would get its number, and a stray message
    of a library would be written into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        with contextlib.suppress(AttributeError, OSError, ValueError):
            getattr(sys, name).reconfigure(errors="replace")
