"""`maturity organisation priorities`: what groups gave becomes the themes' priorities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.organisation import chosen, keep, organisation_option
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, note, number, table, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_tui.assessments.ambition.priorities import Gathered
    from maturity_tui.assessments.ambition.priority_texts import Given
    from maturity_tui.assessments.organisation import Theme


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--ranks", is_flag=True, help="The groups ranked the themes (1 first); otherwise they shared points."
)
@click.option(
    "--of", type=float, metavar="N", help="How many points each group had; otherwise as many as the first."
)
@click.option(
    "--weight", "weights", multiple=True, metavar="GROUP=N", help="What a group weighs; otherwise 1."
)
@click.option("--dry-run", is_flag=True, help="Print what would come of it, and change nothing.")
@organisation_option
@json_option
@pass_session
def priorities(
    session: Session, file: Path, ranks: bool, of: float | None, weights: tuple[str, ...], dry_run: bool,
    named: str | None, json_: bool,
) -> None:  # fmt: skip
    """Make the themes' priorities from what groups gave in FILE.

    FILE is a table (csv or xlsx) with a row for each group and a column for each theme, or YAML with a map of themes
    for each group. Groups count alike unless a weight is given, here or in a column `weight`.
    """
    from maturity_tui.assessments.ambition.priorities import Method, PriorityError, gather

    method = Method.RANKS if ranks else Method.POINTS
    extra = dict(_weight(text) for text in weights)
    with session.store() as store:
        owner = chosen(store, named)
        try:
            given = read_given(file, owner.ambition)
            weighing = given.weights | extra
            gathered = gather(owner.ambition, method, given.groups, weights=weighing, of=of)
        except PriorityError as error:
            raise Failure(f"{tidy(file)}: {error}") from None
        new = gathered.put_into(owner)
        if json_:
            as_json(gathered_data(gathered))
        else:
            show(gathered)
        if dry_run:
            note("Nothing was changed: this was to look at.")
        elif json_:
            store.change_organisation(new, based_on=owner)
        else:
            keep(store, owner, new, f"Kept as the priorities of {tidy(owner.title)}.")


def read_given(file: Path, themes: Sequence[Theme]) -> Given:
    """What a file holds, by its ending. Raises PriorityError, or FrameworkError for a file that cannot be read."""
    from maturity_tui.assessments.ambition.priority_texts import from_mapping, from_rows
    from maturity_tui.frameworks import door
    from maturity_tui.frameworks.sources.handed import DOCUMENTS, Handed
    from maturity_tui.frameworks.sources.tables import tables_of

    if file.suffix.lower() in DOCUMENTS:
        return from_mapping(door.read_file(file).data, themes)
    handed = Handed(file)
    if handed.is_folder:
        raise Failure(f"{tidy(file)} is a folder. Name a csv, an xlsx or a YAML file.")
    return from_rows(tables_of(handed.read(file.name), str(file))[0].rows, themes)


def _weight(text: str) -> tuple[str, float]:
    group, _, weight = text.partition("=")
    try:
        value = float(weight)
    except ValueError:
        raise click.UsageError(f"--weight {tidy(text)}: write it as directors=2.") from None
    return tidy(group).lower(), int(value) if value.is_integer() else value


def gathered_data(gathered: Gathered) -> dict[str, Any]:
    """What came of it, as its JSON says it; `disputed` are the themes on which groups lie furthest apart."""
    from maturity_tui.assessments.ambition.priority_words import where_groups_disagree

    themes = [
        {
            "theme": item.theme.id,
            "priority": item.priority,
            "share": number(item.share),
            "spread": number(item.spread),
            "groups": {group: number(share) for group, share in item.by_group.items()},
        }
        for item in gathered.themes
    ]
    return {
        "method": gathered.method.value,
        "of": gathered.of,
        "weights": dict(gathered.weights),
        "themes": themes,
        "disputed": [item.theme.id for item in gathered.disputed],
        "said": where_groups_disagree(gathered),
    }


def show(gathered: Gathered) -> None:
    """What came of it as text: each group's share of each theme, and how far apart they lie."""
    from maturity_tui.assessments.ambition.priority_words import how_made, percent, where_groups_disagree

    rows = [
        (
            tidy(item.theme.title), f"{item.priority:g}", percent(item.share),
            *(percent(share) for share in item.by_group.values()), percent(item.spread),
        )
        for item in gathered.themes
    ]  # fmt: skip
    headings = ("Theme", "Priority", "Share", *gathered.groups, "Spread")
    table(headings, rows, right=range(1, len(headings)))
    line()
    line(where_groups_disagree(gathered))
    first = gathered.themes[0]
    kept = first.theme.changed(priority=first.priority, priority_from=gathered.source(first.theme.id))
    line(f"{tidy(first.theme.title)}: {how_made(kept)}")
