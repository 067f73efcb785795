"""Findings in the spelling of references: standards, their points, and groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from maturity_tui.frameworks.check import each_item, nearest
from maturity_tui.frameworks.door import PathKey, shorten
from maturity_tui.frameworks.findings import Finding, words
from maturity_tui.frameworks.models import Framework, Reference
from maturity_tui.frameworks.standards import Standards

# How alike two spellings of one name are. Names of standards have much in common: less, and ITIL is taken for TOGAF.
SAME = 0.85

# Each name is held against all others: no framework refers to more than a few dozen standards.
MOST_NAMES = 1000

Placed = tuple[PathKey, str, Reference]


def references(framework: Framework, standards: Standards | None = None) -> Iterator[Finding]:
    """Names near to, but not, one of a known standard; points it does not have; one name spelt two ways."""
    every: list[Placed] = [
        ((*path, "references", index), item.id, reference)
        for path, item in each_item(framework)
        for index, reference in enumerate(item.references)
    ]
    known = list(standards.by_name) if standards else []
    right = _right_names(Counter(reference.standard for _, _, reference in every), known)
    for path, item, reference in every:
        if reference.standard in right:
            meant = right[reference.standard]
            known_one = "the standard's name" if meant in known else "spelt elsewhere in this file"
            message = f"“{shorten(reference.standard)}” is most likely “{shorten(meant)}”, {known_one}."
            kind = "standard-name" if meant in known else "two-spellings"
            yield Finding(kind, "warning", item, message, (*path, "standard"))
        elif standards and reference.standard in standards.by_name:
            yield from _point(standards, path, item, reference)


def _point(standards: Standards, path: PathKey, item: str, reference: Reference) -> Iterator[Finding]:
    points = [point.ref for point in standards.by_name[reference.standard].points]
    if points and reference.ref not in points:
        hint = nearest(reference.ref, points)
        message = f"{reference.standard} has no point “{shorten(reference.ref)}”. {hint}".rstrip()
        yield Finding("standard-point", "warning", item, message, (*path, "ref"))


def _right_names(counts: Counter[str], known: list[str]) -> dict[str, str]:
    """For each name that is another's misspelling, that other: a known standard, else the one used more often."""
    right: dict[str, str] = {}
    settled = list(known)
    for name, _ in counts.most_common():
        if name in known:
            continue
        meant = _near(name, settled)
        if meant:
            right[name] = meant
        elif len(settled) < MOST_NAMES:
            settled.append(name)
    return right


def _near(name: str, names: Iterable[str]) -> str | None:
    by_words = {" ".join(words(other)): other for other in names if _numbers_fit(name, other)}
    own = " ".join(words(name))
    close = get_close_matches(own, by_words, n=1, cutoff=SAME)
    return by_words[close[0]] if close else None


def _numbers_fit(one: str, other: str) -> bool:
    """Whether two names may be of one standard by their numbers: 2 and 2.0 may, 27001 and 27002 may not."""
    return _numbers(one) == _numbers(other)


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"\.0+\b", "", name))


def unknown_groups(framework: Framework) -> Iterator[Finding]:
    """Groups that a capability names and the framework does not."""
    known = [group.id for group in framework.groups]
    for path, item in each_item(framework):
        for index, group in enumerate(item.groups):
            if group not in known:
                message = f"This framework has no group “{shorten(group)}”. {nearest(group, known)}".rstrip()
                yield Finding("unknown-group", "warning", item.id, message, (*path, "groups", index))
