"""What changed between two portable values, in sentences: assessments, organisations, or any others of one kind.

Two values that differ always give at least one sentence: a field that no writer knows is told by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from maturity_tui.assessments.difference.names import Change, Names
from maturity_tui.assessments.difference.phrases import (
    by_key,
    fields,
    missing,
    phrases,
    quoted,
    shown,
    turned,
)
from maturity_tui.assessments.difference.scores import score_phrases
from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, FrameworkPin, Idea, Score, Upgrade
from maturity_tui.assessments.organisation import Organisation, Team, Theme
from maturity_tui.frameworks.compare import compare
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Value, clean_line

NEW_FILE, GONE = "New file", "Gone"


Writer = Callable[[Any, Any, Names], Iterator[Change]]


def differences(old: Value, new: Value, names: Names | None = None) -> tuple[Change, ...]:
    """What changed from one value to another of its kind; empty exactly where they are equal.

    Raises ValueError for two values of different kinds.
    """
    if kind_of(old) != kind_of(new):
        raise ValueError(f"{kind_of(old)} and {kind_of(new)} are of two kinds, and cannot be compared.")
    if old == new:
        return ()
    found = tuple(_differences(old, new, names or Names()))
    return found or (Change("", "", "The two differ in a way that has no words."),)


def came(value: Value) -> Change:
    """The sentence for a value that was not there before."""
    return Change("file", _id(value), f"{NEW_FILE}: {_described(value)}.")


def went(value: Value) -> Change:
    """The sentence for a value that is there no more."""
    return Change("file", _id(value), f"{GONE}: {_described(value)}.")


def set_differences(
    old: Mapping[str, Value], new: Mapping[str, Value], names: Names | None = None
) -> dict[str, tuple[Change, ...]]:
    """What changed between two folders: by the name of each file that differs, what did."""
    found: dict[str, tuple[Change, ...]] = {}
    for name in {**old, **new}:
        if name not in new:
            found[name] = (went(old[name]),)
        elif name not in old:
            found[name] = (came(new[name]),)
        elif changes := differences(old[name], new[name], names):
            found[name] = changes
    return found


def kind_of(value: Value) -> str:
    """What a file of this value says that it is: assessment, organisation …"""
    return str(getattr(value, "format", type(value).__name__)).removeprefix("maturity/").partition("@")[0]


def _differences(old: Value, new: Value, names: Names) -> Iterator[Change]:
    if isinstance(old, Framework) and isinstance(new, Framework):
        if old.version != new.version:
            yield Change("version", "", turned("Version", old.version, new.version))
        for change in compare(old, new).changes:
            yield Change(str(change.kind), change.id, change.sentence)
        return
    writers = _OF_KIND.get(type(old), {})
    for name, key in fields(old):
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if name in writers:
            yield from writers[name](before, after, names)
        else:
            label = key.replace("_", " ")
            for phrase in phrases(label, before, after):
                yield Change(key, "", f"{phrase[:1].upper()}{phrase[1:]}")


# An assessment


def _organisation_id(old: str, new: str, names: Names) -> Iterator[Change]:
    """The id joins others that are told by themselves, but for the organisation's."""
    before, after = old.split("/")[0], new.split("/")[0]
    if before != after:
        yield Change("id", "", f"Organisation {before} → {after}")


def _pin(old: FrameworkPin, new: FrameworkPin, names: Names) -> Iterator[Change]:
    if old.reference != new.reference:
        yield Change("framework", new.id, f"Framework {old.reference} → {new.reference}")
    else:
        before, after = ((pin.sha256 or "no digest")[:12] for pin in (old, new))
        yield Change("framework", new.id, f"Framework {new.reference}: content {before} → {after}")


def _scope(old: Any, new: Any, names: Names) -> Iterator[Change]:
    if isinstance(old, str) or isinstance(new, str):
        before, after = (one if isinstance(one, str) else f"a choice of {len(one)}" for one in (old, new))
        yield Change("scope", "", f"Scope {before} → {after}")
        return
    out, into = missing(old, new), missing(new, old)
    yield from (Change("scope", item, f"Scope: {names(item)} taken out") for item in out)
    yield from (Change("scope", item, f"Scope: {names(item)} taken in") for item in into)
    if not out and not into:
        yield Change("scope", "", "Scope in another order")


def _raters(old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> Iterator[Change]:
    for rater in {**old, **new}:
        if rater not in new:
            yield Change("raters", rater, f"Rater {rater} gone ({old[rater]})")
        elif rater not in old:
            yield Change("raters", rater, f"Rater {rater} added ({new[rater]})")
        elif old[rater] != new[rater]:
            yield Change("raters", rater, f"Rater {rater}: {old[rater]} → {new[rater]}")


def _scores(old: Mapping[str, Score], new: Mapping[str, Score], names: Names) -> Iterator[Change]:
    for item in names.ordered({**old, **new}):
        found = list(score_phrases(old.get(item, EMPTY_SCORE), new.get(item, EMPTY_SCORE)))
        if not found and (item in old) != (item in new):  # an empty score, written down or not
            found = ["listed, with nothing held" if item in new else "no longer listed, nothing was held"]
        if found:
            yield Change("scores", item, f"{names(item)}: {', '.join(found)}")


def _ideas(old: Sequence[Idea], new: Sequence[Idea], names: Names) -> Iterator[Change]:
    gone, come = missing(old, new), missing(new, old)
    for idea, what in [*((one, "gone") for one in gone), *((one, "added") for one in come)]:
        about = f" ({names(idea.about)})" if idea.about else ""
        said = f"{str(idea.kind).capitalize()} {what}{about}: {quoted(idea.text)}"
        more = [
            f"{key} {shown(held)}"
            for name, key in fields(idea)
            if name not in ("kind", "about", "text") and (held := getattr(idea, name)) not in (None, "", ())
        ]
        yield Change("ideas", idea.about or "", ", ".join([said, *more]))
    if not gone and not come:
        yield Change("ideas", "", "Ideas and blockers in another order")


def _upgraded(old: Sequence[Upgrade], new: Sequence[Upgrade], names: Names) -> Iterator[Change]:
    for what, entries in (("added", missing(new, old)), ("gone", missing(old, new))):
        for entry in entries:
            yield Change(
                "upgraded", entry.came_from.id,
                f"Record of the move from {entry.came_from.reference} {what}, {len(entry.kept)} kept in it",
            )  # fmt: skip


# An organisation


def _teams(old: Sequence[Team], new: Sequence[Team], names: Names) -> Iterator[Change]:
    yield from _items("teams", "Team", old, new)


def _ambition(old: Sequence[Theme], new: Sequence[Theme], names: Names) -> Iterator[Change]:
    yield from _items("ambition", "Theme", old, new, names)


def _items(
    kind: str, word: str, old: Sequence[Any], new: Sequence[Any], names: Names | None = None
) -> Iterator[Change]:
    """Items that have ids and titles: what came, what went, what changed in each."""
    before, after = by_key(old) or {}, by_key(new) or {}
    found = False
    for id in {**before, **after}:
        title = clean_line((after.get(id) or before[id]).title)
        if id not in after or id not in before:
            yield Change(kind, id, f"{word} {title} {'added' if id in after else 'gone'}")
            found = True
        elif before[id] != after[id]:
            told = list(_item_phrases(before[id], after[id], names))
            yield Change(kind, id, f"{word} {clean_line(before[id].title)}: {', '.join(told)}")
            found = True
    if not found:
        yield Change(kind, "", f"{word}s in another order")


def _item_phrases(old: Value, new: Value, names: Names | None) -> Iterator[str]:
    for name, key in fields(old):
        before, after = getattr(old, name), getattr(new, name)
        if name == "targets" and names is not None:
            for item in {**before, **after}:
                if before.get(item) != after.get(item):
                    title = names(item.rpartition(":")[2])
                    yield turned(f"target of {title}", before.get(item), after.get(item))
        else:
            yield from phrases(key.replace("_", " "), before, after)


_OF_KIND: dict[type[Value], dict[str, Writer]] = {
    Assessment: {
        "id": _organisation_id, "framework": _pin, "scope": _scope, "raters": _raters, "scores": _scores,
        "ideas": _ideas, "upgraded": _upgraded,
    },
    Organisation: {"teams": _teams, "ambition": _ambition},
}  # fmt: skip


def _id(value: Value) -> str:
    return str(getattr(value, "id", ""))


def _counted(items: Sequence[Any], one: str) -> str:
    return f"{len(items)} {one}{'' if len(items) == 1 else 's'}"


def _described(value: Value) -> str:
    """A file in a few words: what it is, which, and how much is in it."""
    kind = kind_of(value)
    if isinstance(value, Assessment):
        scored = sum(not score.is_blank for score in value.scores.values())
        return f"{kind} {value.id}, {value.status}, {scored} scored or n/a"
    if isinstance(value, Organisation):
        return f"{kind} {value.title}, {_counted(value.teams, 'team')}, {_counted(value.ambition, 'theme')}"
    return f"{kind} {_id(value)}".strip()
