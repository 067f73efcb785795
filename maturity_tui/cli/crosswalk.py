"""`maturity frameworks crosswalk`: which items of one framework go with which of another, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, line, note, shorten, table, tidy

if TYPE_CHECKING:
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.frameworks.suggest import Suggestion
    from maturity_tui.store.crosswalks import Crosswalks, Found

NEVER_A_MAPPING = (
    "Suggested by how alike the names are, and not looked at by anybody: never a mapping. What belongs together is for"
    " you to judge."
)


@click.command()
@click.argument("which", metavar="[ID]", required=False)
@click.option("--to", "other", metavar="ID", help="Only links with this framework.")
@click.option("--item", metavar="ITEM", help="Only the links of this capability or skill of ID.")
@click.option("--suggest", is_flag=True, help="Instead, pairs of names that are alike, with a score.")
@click.option("--edit-copy", is_flag=True, help="Write the crosswalk to your own folder, for you to edit.")
@json_option
@pass_session
def crosswalk(
    session: Session,
    which: str | None,
    other: str | None,
    item: str | None,
    suggest: bool,
    edit_copy: bool,
    json_: bool,
) -> None:
    """Show what the items of the framework ID are linked with, or which crosswalks there are.

    Links say how sure they are: stated by the source, judged, or suggested by name. A crosswalk of your own, in the
    folder that --edit-copy names, stands before the one that ships.
    """
    from maturity_tui.store.crosswalks import Crosswalks

    if suggest:
        show_suggestions(*_two(session, which, other), item, json_)
        return
    known = Crosswalks()
    every = known.found
    for sentence in known.unreadable:
        note(f"Note: a crosswalk of your own cannot be used: {sentence}")
    chosen = _chosen(every, which, other)
    if edit_copy:
        _copy(known, chosen, which)
    elif json_:
        as_json([crosswalk_data(known, one, which, item) for one in chosen])
    elif which is None and item is None:
        show_list(chosen)
    else:
        show_links(known, chosen, which, item)


def _two(session: Session, which: str | None, other: str | None) -> tuple[Framework, Framework]:
    from maturity_tui.cli.frameworks import load

    if which is None or other is None:
        raise click.UsageError("--suggest needs two frameworks, such as `ddat --to sfia`.")
    return load(session, which), load(session, other)


def _chosen(every: Iterable[Found], which: str | None, other: str | None) -> list[Found]:
    """The crosswalks that an id, or two, mean, whichever way they run. A version is not asked for."""
    wanted = {name.partition("@")[0] for name in (which, other) if name is not None}
    pairs = [(one, {one.crosswalk.from_id, one.crosswalk.to_id}) for one in every]
    chosen = [one for one, ids in pairs if wanted <= ids]
    if not chosen:
        ids = sorted(set().union(*(ids for _, ids in pairs)))
        missing = next((name for name in sorted(wanted) if name not in ids), None)
        if missing is not None:
            raise unknown("crosswalk with", missing, ids, f"There are crosswalks between {', '.join(ids)}.")
        raise Failure(
            f"There is no crosswalk between {' and '.join(sorted(wanted))}. --suggest compares names."
        )
    return chosen


def _copy(known: Crosswalks, chosen: list[Found], which: str | None) -> None:
    if len(chosen) != 1:
        names = ", ".join(f"`{one.crosswalk.from_id} --to {one.crosswalk.to_id}`" for one in chosen)
        raise Failure(f"There are {len(chosen)} of them: {names}. Name one.")
    path, made = known.edit_copy(chosen[0])
    line(f"{'Wrote' if made else 'Kept what was there:'} {path}")
    line("It stands before the one that ships; delete it to go back.")


# Links --------------------------------------------------------------------------------


def crosswalk_data(known: Crosswalks, found: Found, which: str | None, item: str | None) -> dict[str, Any]:
    """One crosswalk as its JSON says it."""
    one = found.crosswalk
    return {
        "from": one.from_,
        "to": one.to,
        "title": one.full_title,
        "source": one.source,
        "date": one.date.isoformat(),
        "own": found.own,
        "links": [
            {
                "from": link.from_, "from_title": known.title(one.from_, link.from_) or None,
                "to": link.to, "to_title": known.title(one.to, link.to) or None,
                "certainty": str(link.certainty), "note": link.note,
            }
            for link in one.links
            if item is None or item in _sides(found, link.from_, link.to, which)
        ],
    }  # fmt: skip


def _sides(found: Found, first: str, second: str, which: str | None) -> tuple[str, ...]:
    """The ends of a link that an item may be: that of the framework asked for, both where none was."""
    if which is None:
        return first, second
    return (first,) if found.crosswalk.from_id == which.partition("@")[0] else (second,)


def show_list(chosen: Iterable[Found]) -> None:
    """The crosswalks, a line each."""
    rows = [
        (one.from_, one.to, len(one.links), one.source, one.date, "your own" if found.own else "the app")
        for found in chosen
        for one in [found.crosswalk]
    ]
    table(("From", "To", "Links", "Source", "Date", "Kept by"), rows, right=(2,))


def show_links(known: Crosswalks, chosen: Iterable[Found], which: str | None, item: str | None) -> None:
    """The links of each crosswalk, grouped by the items of the framework that was asked for."""
    shown = 0
    for found in chosen:
        data = crosswalk_data(known, found, which, item)
        if data["links"]:
            line(f"{'' if not shown else chr(10)}{tidy(data['title'])} ({data['from']} to {data['to']})")
            line(f"{tidy(data['source'])}, {data['date']}{', your own' if found.own else ''}")
            _groups(data["links"], backwards=_is_backwards(found, which, item))
            _say_missing(data)
        shown += len(data["links"])
    if not shown and item is not None:
        ids = {end for found in chosen for link in found.crosswalk.links
               for end in _sides(found, link.from_, link.to, which)}  # fmt: skip
        raise unknown("link of", item, sorted(ids))


def _is_backwards(found: Found, which: str | None, item: str | None) -> bool:
    if which is None:
        return not found.crosswalk.links_from(item or "")
    return found.crosswalk.from_id != which.partition("@")[0]


def _groups(links: list[dict[str, Any]], backwards: bool) -> None:
    near, far = ("to", "from") if backwards else ("from", "to")
    groups: dict[str, list[dict[str, Any]]] = {}
    for link in links:
        groups.setdefault(link[near], []).append(link)
    for item, members in groups.items():
        line()
        line(_named(item, members[0][f"{near}_title"]))
        for link in members:
            said = f": {tidy(link['note'])}" if link["note"] else ""
            line(f"  {link['certainty']:<9}  {_named(link[far], link[f'{far}_title'])}{said}")


def _named(item: str, title: str | None) -> str:
    return f"{tidy(title)} ({item})" if title else item


def _say_missing(data: dict[str, Any]) -> None:
    """Say which links have no titles: their framework is not here, or it has no such item."""
    for side in ("from", "to"):
        bare = list(dict.fromkeys(link[side] for link in data["links"] if not link[f"{side}_title"]))
        if bare:
            some = ", ".join(bare[:3]) + (", …" if len(bare) > 3 else "")
            note(
                f"Note: {count(len(bare), 'item')} of {data[side]} not found here, so without a title: {some}."
            )


# Suggestions --------------------------------------------------------------------------


def show_suggestions(first: Framework, second: Framework, item: str | None, json_: bool) -> None:
    """Pairs of names that are alike, as such."""
    from maturity_tui.frameworks.crosswalk import item_of
    from maturity_tui.frameworks.suggest import suggestions

    if item is not None and item_of(first, item) is None:
        raise unknown(first.noun, item, first.capabilities)
    found = suggestions(first, second, only=item)
    if json_:
        as_json([suggestion_data(first, second, one) for one in found])
        return
    note(NEVER_A_MAPPING)
    if {first.id, second.id} == {"ddat", "sfia"}:
        note("No mapping between the skills of DDaT and those of SFIA is published.")
    if not found:
        line("No names are alike enough.")
    rows = [(_title(first, one.from_), _title(second, one.to), one.words) for one in found]
    table((shorten(first.id), shorten(second.id), "How sure"), rows)


def suggestion_data(first: Framework, second: Framework, one: Suggestion) -> dict[str, Any]:
    """One suggestion as its JSON says it."""
    from maturity_tui.frameworks.crosswalk import item_of

    known, other = item_of(first, one.from_), item_of(second, one.to)
    return {
        "from": one.from_, "from_title": known.title if known else None,
        "to": one.to, "to_title": other.title if other else None,
        "certainty": "suggested", "score": one.score,
    }  # fmt: skip


def _title(framework: Framework, id: str) -> str:
    from maturity_tui.frameworks.crosswalk import item_of

    known = item_of(framework, id)
    return _named(id, known.title if known else None)
