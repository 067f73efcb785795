"""The index of everything that frameworks hold, and the search in it: values in, values out.

Knows no screen. A search is one pass over the entries with plain substrings, so that it keeps up with typing; words
that stand nowhere are then taken for misspelt, and said so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from maturity_tui.frameworks import Area, Capability, Framework, Role

MOST = 200
"""So many hits are handed out; their number is always said."""
MANY = 3000
"""Of more hits only the whole is ranked, not each word: nobody reads their order, and it takes most of the time."""
MISSPELT_FROM = 4
"""Shorter words have too many neighbours to guess among."""
LIKENESS = 74
"""Of 100: two letters of eight may be wrong (`straetgy`), another word may not be (`strength`)."""
MUCH_LESS = 6
"""What is so much less like it than the nearest is not meant."""
NEAREST = 3

_WORD = re.compile(r"[^\W_]{3,}")
# As they are typed on a keyboard.
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\n": " "})
# A word may begin after these.
_JOINED = str.maketrans("(-/&", "    ")


class Item(NamedTuple):
    """Something that can be found. `key` is that of its row: `id@version`, `id@version#item`.

    `names` holds its title, codes, ids and older ids between line ends; `text` all of it, for the first look.
    """

    key: str
    kind: str
    code: str
    title: str
    within: str
    """What it is a part of, in words: a role level's role, a role's family."""
    names: str
    text: str


@dataclass(frozen=True)
class Index:
    """All items in the order of their frameworks, and all words of theirs, the most frequent first."""

    items: tuple[Item, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The best hits first, how many there are in all, and what was searched for instead of a misspelt word."""

    items: tuple[Item, ...] = ()
    total: int = 0
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def plain(text: str) -> str:
    """A text as it is compared: no capitals, no accents, quotes and dashes as they are typed."""
    low = text.casefold().translate(_TYPED)
    if low.isascii():
        return low
    return "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))


# building ---------------------------------------------------------------------------


def build(frameworks: Sequence[Framework]) -> Index:
    """The index. Takes about a second for 10,000 items with long texts: to be done in a thread, once."""
    items = tuple(item for framework in frameworks for item in _items(framework))
    words: Counter[str] = Counter()
    for item in items:
        words.update(_WORD.findall(item.text))
    return Index(items, tuple(word for word, _ in words.most_common()))


def _items(framework: Framework) -> Iterator[Item]:
    older = _older(framework)
    top = framework.reference
    yield _item(top, "framework", "", framework.title, "", (framework.id, top), (framework.description,))
    for area in framework.every_area.values():
        code = framework.codes.get(area.id, "")
        names = (code, area.id, *older.get(area.id, ()))
        yield _item(f"{top}#{area.id}", "area", code, area.title, "", names, (area.description,))
    for kind, found in (("", framework.capabilities.values()), ("attribute", framework.attributes)):
        for one in found:
            code = code_of(framework, one)
            names = (code, one.id, *older.get(one.id, ()))
            key = f"{top}#{one.id}"
            yield _item(key, kind or framework.noun, code, one.title, "", names, _texts(one))
    for role in framework.roles:
        yield from _role(top, role, older)


def _role(top: str, role: Role, older: dict[str, list[str]]) -> Iterator[Item]:
    key = f"{top}#role:{role.id}"
    names = (role.id, *older.get(role.id, ()))
    yield _item(key, "role", "", role.title, role.family, names, (role.family, role.description))
    for level in role.levels:
        if level.title == role.title:
            continue
        names = (level.id, *older.get(level.id, ()))
        texts = (level.description, *level.grades)
        yield _item(f"{key}/{level.id}", "role level", "", level.title, role.title, names, texts)


def _item(
    key: str, kind: str, code: str, title: str, within: str, names: Sequence[str], texts: Sequence[str]
) -> Item:
    every = [plain(one) for one in (title, *names) if one]
    apart = every[0].translate(_JOINED)
    parts = f" {apart}" if apart != every[0] else ""
    known = "\n".join(["", *dict.fromkeys(every), parts])
    rest = plain(" ".join(text for text in texts if text))
    return Item(key, kind, code, title, within, known, f"{known}\n{rest}")


def _texts(item: Capability) -> tuple[str, ...]:
    """All that is written about a capability."""
    return (
        item.question,
        item.description,
        item.guidance,
        *item.levels.values(),
        *(answer.text for answer in item.answers),
        *item.evidence,
        *(f"{one.standard} {one.ref}" for one in item.references),
    )


def _older(framework: Framework) -> dict[str, list[str]]:
    """The older ids of an item, by its id."""
    found: dict[str, list[str]] = {}
    for old, new in framework.aliases.items():
        found.setdefault(new, []).append(old)
    return found


def code_of(framework: Framework, item: Capability | Area) -> str:
    """The code that stands before a title: the framework's own (SFIA's four capitals), else one made by place."""
    own = framework.is_skills and item.id.isupper()
    return item.id if own else framework.codes.get(item.id, "")


# searching --------------------------------------------------------------------------


def search(index: Index, words: str, most: int = MOST) -> Found:
    """What holds all the words: codes and beginnings of titles first, then other words of titles, then texts.

    Where nothing does, the words that stand nowhere are replaced by the nearest ones that do.
    """
    typed = plain(words).split()
    if not typed:
        return Found()
    hits = _holding(index, [(word,) for word in typed])
    if hits:
        return _ranked(hits, [(word,) for word in typed], most)
    instead = [(word, _nearest(index, word)) for word in dict.fromkeys(typed) if not _stands(index, word)]
    if not instead or not all(near for _, near in instead):
        return Found()
    known = dict(instead)
    wanted = [known.get(word, (word,)) for word in typed]
    found = _ranked(_holding(index, wanted), wanted, most)
    return Found(found.items, found.total, tuple(instead)) if found.items else Found()


def _holding(index: Index, wanted: Sequence[tuple[str, ...]]) -> list[Item]:
    """The items that hold one of each word's spellings; the longest, which is the rarest, is asked first."""
    hits: Sequence[Item] = index.items
    for ways in sorted(wanted, key=lambda ways: -len(ways[0])):
        if len(ways) == 1:
            word = ways[0]
            hits = [item for item in hits if word in item.text]
        else:
            hits = [item for item in hits if any(word in item.text for word in ways)]
    return list(hits)


def _stands(index: Index, word: str) -> bool:
    return any(word in item.text for item in index.items)


def _ranked(hits: Sequence[Item], wanted: Sequence[tuple[str, ...]], most: int) -> Found:
    phrase = _Needle.of(" ".join(ways[0] for ways in wanted))
    alone = (len(wanted) == 1 and len(wanted[0]) == 1) or len(hits) > MANY
    words = [] if alone else [[_Needle.of(way) for way in ways] for ways in wanted]
    ranked = ((_rank(item.names, phrase, words), place) for place, item in enumerate(hits))
    return Found(tuple(hits[place] for _, place in nsmallest(most, ranked)), len(hits))


class _Needle(NamedTuple):
    """A word, or several, as it stands in an item's names: the whole of one, its beginning, a word's, anywhere."""

    whole: str
    begins: str
    word: str
    inside: str

    @classmethod
    def of(cls, text: str) -> _Needle:
        return cls(f"\n{text}\n", f"\n{text}", f" {text}", text)


def _rank(names: str, phrase: _Needle, words: Sequence[Sequence[_Needle]]) -> int:
    """Less is better: how well the whole fits, then how well its words do; further spellings count for less."""
    rank = _fit(names, phrase) * 100
    for ways in words:
        rank += min(_fit(names, way) + place for place, way in enumerate(ways))
    return rank


def _fit(names: str, needle: _Needle) -> int:
    """0 is its title or code, 1 how one begins, 2 how a word does, 3 within, 4 in no name, and so in the text."""
    if needle.inside not in names:
        return 4
    if needle.begins in names:
        return 0 if needle.whole in names else 1
    return 2 if needle.word in names else 3


def _nearest(index: Index, word: str) -> tuple[str, ...]:
    """The words that are most like a misspelt one, or that begin most like it: it may not be typed to its end."""
    if len(word) < MISSPELT_FROM or not index.words:
        return ()
    # Costs 30 ms to import, and most searches never come here.
    from rapidfuzz import fuzz, process

    for words in (index.words, [one[: len(word)] for one in index.words]):
        found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=NEAREST)
        if found:
            likest = found[0][1]
            near = (place for _, likeness, place in found if likeness >= likest - MUCH_LESS)
            return tuple(dict.fromkeys(index.words[place] for place in near))
    return ()
