"""Findings in the texts: descriptors that are missing, alike or very long, titles that stand twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from maturity_tui.frameworks.check import each_area, each_item
from maturity_tui.frameworks.door import PathKey
from maturity_tui.frameworks.findings import Finding, Severity, listed, named, number, words
from maturity_tui.frameworks.models import Area, Capability, Framework

# Characters. All levels of a capability stand on one screen of the workshop; more than this is not read there.
LONG = 500
# How alike, word by word, two descriptors are that read nearly the same; shorter ones differ in a word or two anyway.
ALIKE = 0.9
FEWEST_WORDS = 8
# Comparing takes the square of this; what is longer is found as such.
MOST_WORDS = 400


def missing_descriptors(framework: Framework) -> Iterator[Finding]:
    """Levels without words beside levels with words, and capabilities without any beside those with some."""
    beside = _described_beside(framework)
    for path, item in each_item(framework):
        if item.answers:  # they describe themselves
            continue
        missing = [level.value for level in framework.levels_of(item) if not item.levels.get(level.value)]
        if not any(item.levels.values()):
            if path[:-1] in beside:
                message = f"{named(item.title)} describes no level, and its neighbours do."
                yield Finding("missing-descriptors", "warning", item.id, message, path)
        elif missing:
            levels = f"level{'s' * (len(missing) > 1)} {listed([number(value) for value in missing])}"
            message = f"{named(item.title)} has no descriptor for {levels}."
            yield Finding("missing-descriptors", "warning", item.id, message, (*path, "levels"))


def _described_beside(framework: Framework) -> set[PathKey]:
    """The lists of capabilities in which some describe their levels; a list of one looks at the whole framework."""
    sizes: Counter[PathKey] = Counter()
    described: set[PathKey] = set()
    for path, item in each_item(framework):
        sizes[path[:-1]] += 1
        if any(item.levels.values()):
            described.add(path[:-1])
    alone = {path for path, size in sizes.items() if size == 1} if described else set()
    return described | alone


def alike_levels(framework: Framework) -> Iterator[Finding]:
    """Neighbouring levels whose descriptors are the same, or nearly."""
    for path, item in each_item(framework):
        told = [(level.value, item.levels.get(level.value, "")) for level in framework.levels_of(item)]
        for (low, below), (high, above) in pairwise(told):
            if not below or not above:
                continue
            where = (*path, "levels", high)
            levels = f"Levels {number(low)} and {number(high)} of {named(item.title)}"
            if words(below) == words(above) and (words(below) or below == above):
                message = f"{levels} have the same descriptor."
                yield Finding("equal-descriptors", "warning", item.id, message, where)
            elif apart := _few_words_apart(words(below), words(above)):
                yield Finding("near-descriptors", "note", item.id, f"{levels} differ only in {apart}.", where)


def _few_words_apart(below: tuple[str, ...], above: tuple[str, ...]) -> str:
    """The words in which two long texts differ, where those are few; else nothing."""
    shared = 2 * sum((Counter(below) & Counter(above)).values())
    total = len(below) + len(above)
    if min(len(below), len(above)) < FEWEST_WORDS or max(len(below), len(above)) > MOST_WORDS:
        return ""
    if shared < ALIKE * total:  # no order of words beats this
        return ""
    matcher = SequenceMatcher(None, below, above, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ""
    apart = [(below[a:b], above[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return listed([f"“{' '.join(one) or '–'}” / “{' '.join(other) or '–'}”" for one, other in apart], 3)


def long_texts(framework: Framework) -> Iterator[Finding]:
    """Descriptors that are longer than a room reads."""
    for path, item in each_item(framework):
        for value, text in item.levels.items():
            if len(text) > LONG:
                message = (
                    f"The descriptor of level {number(value)} of {named(item.title)} has {len(text):,} characters; "
                    f"a room reads some {LONG}."
                )
                yield Finding("long-descriptor", "note", item.id, message, (*path, "levels", value))


def repeated_titles(framework: Framework) -> Iterator[Finding]:
    """Titles that stand twice: beside each other most likely a slip, under different areas perhaps meant."""
    for nodes in (list(each_area(framework)), list(each_item(framework))):
        yield from _repeated(nodes)


def _repeated(nodes: list[tuple[PathKey, Area]] | list[tuple[PathKey, Capability]]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], str] = {}
    here: dict[PathKey, dict[tuple[str, ...], str]] = defaultdict(dict)
    for path, node in nodes:
        title = words(node.title)
        beside = here[path[:-1]].setdefault(title, node.id)
        elsewhere = first.setdefault(title, node.id)
        if not title or elsewhere == node.id:
            continue
        other = beside if beside != node.id else elsewhere
        message = f"The title {named(node.title)} stands twice: {other} and {node.id}."
        severity: Severity = "warning" if beside != node.id else "note"
        yield Finding("repeated-title", severity, node.id, message, (*path, "title"))
