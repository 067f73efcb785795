"""`maturity compare` and `maturity change`: assessments side by side, and a team's rounds one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, found, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, level, line, number, table, tidy

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_tui.assessments.comparison.change import Change
    from maturity_tui.assessments.comparison.compare import CompareLine, Comparison
    from maturity_tui.store import Store

MOST = 8


@click.command()
@click.argument("which", metavar="ID ID…", nargs=-1, required=True)
@json_option
@pass_session
def compare(session: Session, which: tuple[str, ...], json_: bool) -> None:
    """Print two assessments or more side by side, on what all of them have scored.

    ID is an assessment, a team (with those below it) or a round.
    """
    from maturity_tui.assessments.comparison.compare import CompareError
    from maturity_tui.workshop.side_by_side import names_of, read_comparison

    with session.store() as store:
        ids = list(dict.fromkeys(one for text in which for one in found(store, text)))
        try:
            compared = read_comparison(store, ids)
        except CompareError as error:
            raise Failure(str(error)) from None
        names = names_of({one.id: one for one in store.organisations()}, compared)
    if json_:
        as_json(as_data(compared))
    else:
        show(compared, names)


def show(compared: Comparison, names: tuple[str, ...]) -> None:
    """The areas in columns, then where the sides differ most, then what is left out."""
    nouns = compared.framework.nouns if len(compared.compared) > 1 else compared.framework.noun
    line(
        f"{tidy(compared.framework.title)} {tidy(compared.framework.version)}"
        f" · over {len(compared.compared)} {nouns} that all have scored"
    )
    rows = [row(one) for one in compared.lines if one.node.kind != "capability"]
    table(("", *names, "Apart"), rows, right=range(1, len(names) + 2))
    far = compared.furthest_apart("capability", MOST)
    if far:
        line()
        line("Furthest apart:")
        table(("", *names, "Apart"), [row(one) for one in far], right=range(1, len(names) + 2))
    for note in compared.left_out:
        line(tidy(note))


def row(one: CompareLine) -> tuple[str, ...]:
    """One node's figures, and how far they lie apart."""
    from maturity_tui.assessments.figures import NOTHING

    values = [NOTHING if node is None else node.display for node in one.figures]
    single = one.node.kind == "capability"
    return ("  " * (1 if single else one.node.depth) + tidy(one.node.title), *values, apart(one))


def apart(one: CompareLine) -> str:
    """The widest difference: in levels, of shares in percentage points."""
    if one.spread is None:
        return "–"
    if one.node.kind == "capability":
        return level(float(one.spread))
    return f"{int(one.spread * 100 + 0.5)} pp" if one.shares else figure(one.spread)


def as_data(compared: Comparison) -> dict[str, Any]:
    """The comparison as its JSON says it."""
    return {
        "framework": compared.framework.reference,
        "assessments": [
            {
                "id": side.assessment.id,
                "framework": side.framework.reference,
                "scored": side.own.whole.scored,
                "applicable": side.own.whole.applicable,
            }
            for side in compared.sides
        ],
        "compared": list(compared.compared),
        "left_out": list(compared.left_out),
        "nodes": [
            {
                "id": one.node.id,
                "title": one.node.title,
                "scores": [number(value) for value in one.values],
                "apart": number(one.spread),
            }
            for one in compared.lines
        ],
    }


@click.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def change(session: Session, which: str, json_: bool) -> None:
    """Print what changed in ID since the earlier rounds of the same team."""
    with session.store() as store:
        found_change = change_in(store, which)
    if json_:
        as_json(change_data(found_change))
    else:
        show_change(found_change)


def change_in(store: Store, which: str) -> Change:
    """The change of the one assessment that a text means."""
    from maturity_tui.assessments.comparison.compare import CompareError
    from maturity_tui.workshop.side_by_side import read_change

    one = found_one(store, which)
    try:
        return read_change(store, one)
    except CompareError as error:
        raise Failure(f"{one}: {error}") from None


def show_change(change: Change) -> None:
    """Areas was → is, with all rounds where there are more; then the capabilities that moved."""
    before, now = change.before.sides
    line(f"{now.assessment.id} · since {tidy(before.assessment.round.title)}")
    more = len(change.rounds) > 2
    rows = [
        (
            "  " * one.node.depth + tidy(one.node.title), *(shown(one, at) for at in (0, 1)), moved(one),
            *([series(change, one.node.id)] if more else []),
        )
        for one in change.before.lines
        if one.node.kind != "capability"
    ]  # fmt: skip
    headings = ("", "Was", "Is", "Change", *(["All rounds"] if more else []))
    table(headings, rows, right=range(1, len(headings)))
    line("Changes are rounded from exact figures, over what both rounds have scored.")
    capabilities(change)
    for note in change.before.left_out:
        line(tidy(note))


def shown(one: CompareLine, at: int) -> str:
    """A side's figure."""
    node = one.figures[at]
    return "–" if node is None else node.display


def moved(one: CompareLine) -> str:
    """How far a node moved, signed."""
    return signed(one.against(1)) if not one.shares else points(one.against(1))


def signed(value: Fraction | None) -> str:
    """+0.3, -0.3; = where it did not move."""
    if value is None:
        return "–"
    return "=" if not value else f"{'+' if value > 0 else '-'}{figure(abs(value))}"


def points(value: Fraction | None) -> str:
    """Percentage points, signed."""
    if value is None:
        return "–"
    return "=" if not value else f"{'+' if value > 0 else '-'}{int(abs(value) * 100 + 0.5)} pp"


def series(change: Change, node: str) -> str:
    """A node's figure in each round."""
    return " ".join(figure(value) for value in change.history(node))


def capabilities(change: Change) -> None:
    """The capabilities that rose, fell, are newly scored or not scored now, a line each or a count."""
    from maturity_tui.assessments.comparison.change import Moved

    for kind in (Moved.UP, Moved.DOWN, Moved.NEW, Moved.GONE, Moved.OTHER):
        moves = change.of(kind)
        if not moves:
            continue
        line(f"{count(len(moves), change.framework.noun, change.framework.nouns)} {kind}:")
        for move in moves[:MOST]:
            was, now = (("–" if one is None else f"{one:g}") for one in (move.was, move.now))
            line(f"  {tidy(move.title)}  {was} → {now}")
        if len(moves) > MOST:
            line(f"  and {len(moves) - MOST} more")
    targets = [move for move in change.moves if move.target_moved]
    if targets:
        line(f"Own targets moved: {', '.join(tidy(move.title) for move in targets)}")


def change_data(change: Change) -> dict[str, Any]:
    """The change as its JSON says it."""
    return {
        "framework": change.framework.reference,
        "rounds": [
            {"id": side.assessment.id, "round": side.assessment.round.id, "title": side.assessment.round.title}
            for side in change.series.sides
        ],
        "left_out": list(change.before.left_out),
        "nodes": [
            {
                "id": one.node.id, "title": one.node.title,
                "was": number(one.values[0]), "is": number(one.values[1]), "change": number(one.against(1)),
                "series": [number(value) for value in change.history(one.node.id)],
            }
            for one in change.before.lines
        ],
        "capabilities": [
            {
                "id": move.capability, "title": move.title, "moved": str(move.moved),
                "was": move.was, "is": move.now, "target_was": move.target_was, "target_is": move.target_now,
            }
            for move in change.moves
        ],
    }  # fmt: skip
