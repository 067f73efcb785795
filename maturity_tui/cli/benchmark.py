"""`maturity benchmark`: an assessment among others' shared files, quartiles of every area, like with like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import FAILED
from maturity_tui.cli.session import Session, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, line, note, number, share, shorten, table, tidy

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_tui.assessments.sharing.benchmark import Benchmark, Placed

LIKE = ("kind", "staff", "budget", "in-house", "headcount")
HEADINGS = ("", "Yours", "Lowest", "25 %", "Median", "75 %", "Highest", "Others", "Yours lies")


@click.command()
@click.argument("which", metavar="ID")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--like",
    multiple=True,
    type=click.Choice(LIKE),
    help="Only files whose band of this is your own; may be given again.",
)
@json_option
@click.pass_context
@pass_session
def benchmark(
    session: Session, ctx: click.Context, which: str, files: tuple[Path, ...], like: tuple[str, ...], json_: bool
) -> None:  # fmt: skip
    """Place the assessment ID among others' shared FILEs, area by area.

    Only files on the same content of the same framework, in the same scope, with enough scored, are compared; what is
    left out is said. With fewer than three others there are no quartiles.
    """
    from maturity_tui.assessments.sharing.benchmark_files import LikeError
    from maturity_tui.store.sharing import benchmark_of

    refuse_folders(files)
    with session.store() as store:
        one = found_one(store, which)
        try:
            held = benchmark_of(store, one, files, like)
        except LikeError as error:
            raise click.UsageError(str(error), ctx) from None
    for left in held.left_out:
        note(f"Left out: {shorten(left.file)}: {left.reason}")
    if json_:
        as_json(benchmark_data(one, held))
    else:
        show(one, held)
    if not held.compared:
        ctx.exit(FAILED)


def refuse_folders(files: tuple[Path, ...]) -> None:
    """A folder is no file: which of its files are meant is for the person to say."""
    for path in files:
        if path.is_dir():
            raise click.UsageError(
                f"{shorten(path)} is a folder. Name the shared files in it, such as {shorten(path)}/*.yaml.",
                click.get_current_context(),
            )


def benchmark_data(one: str, held: Benchmark) -> dict[str, Any]:
    """The benchmark as its JSON says it."""
    return {
        "id": one,
        "framework": held.framework.reference,
        "others": len(held.compared),
        "compared": list(held.compared),
        "own_organisation": list(held.siblings),
        "left_out": [{"file": left.file, "reason": left.reason} for left in held.left_out],
        "nodes": [node_data(node) for node in held.nodes],
    }


def node_data(node: Placed) -> dict[str, Any]:
    """One node; the five figures of the others are null with fewer than three of them."""
    found = node.quartiles
    names = ("lowest", "lower", "median", "upper", "highest")
    return {
        "id": node.id, "title": node.title, "rule": node.rule, "method": node.method, "own": number(node.own),
        "others": node.others, "below": node.below, "same": node.same, "above": node.above,
        "quartiles": None if found is None else {name: number(getattr(found, name)) for name in names},
        "place": node.place or None,
    }  # fmt: skip


def show(one: str, held: Benchmark) -> None:
    """The benchmark as text."""
    framework = held.framework
    line(f"{one} · {tidy(framework.title)} {tidy(framework.version)} · {count(len(held.compared), 'other')}")
    if held.siblings:
        note(
            f"Note: {count(len(held.siblings), 'file')} of these came from other teams of your own organisation."
        )
    if held.own_is_thin:
        note(
            f"Note: only {share(float(held.coverage))} of yours is scored: the whole has no place among others."
        )
    if not held.compared:
        line("There is no file that yours can be compared with.")
    elif all(node.quartiles is None for node in held.nodes):
        rows = [shown(node, framework.is_skills) for node in held.nodes]
        table(("", "Yours", "Others"), [(row[0], row[1], row[7]) for row in rows], right=(1, 2))
        line("There are fewer than three others: no quartiles, which would be somebody's own figures.")
    else:
        table(HEADINGS, [shown(node, framework.is_skills) for node in held.nodes], right=range(1, 8))
        line(how_made(held))


def shown(node: Placed, shares: bool) -> tuple[object, ...]:
    """One line, under HEADINGS."""
    found = node.quartiles
    five = (None,) * 5 if found is None else (
        found.lowest, found.lower, found.median, found.upper, found.highest
    )  # fmt: skip
    said = node.place or ("fewer than three others" if found is None else "too little scored")
    figures = [told(value, shares) for value in (node.own, *five)]
    return ("  " * node.depth + tidy(node.title), *figures, node.others, said)


def told(value: Fraction | None, shares: bool) -> str:
    """A figure as it is shown: one decimal, or a share in per cent."""
    return share(None if value is None else float(value)) if shares else figure(value)


def how_made(held: Benchmark) -> str:
    """How the quartiles are taken, in a sentence."""
    kinds = {node.method for node in held.nodes}
    said = []
    if "linear" in kinds:
        said.append("linear between two others, the lowest and the highest counted in")
    if "nearest rank" in kinds:
        said.append("by nearest rank where the figure is a level")
    return f"Quartiles: {'; '.join(said)}. Each file counts once, however many teams an organisation sent."
