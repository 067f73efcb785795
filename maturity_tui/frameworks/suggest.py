"""Which items of two frameworks have names alike: a first list for somebody who is to make a crosswalk.

Never a mapping: names that are alike may mean different things, and the best match is often called otherwise. No
mapping between the skills of DDaT and those of SFIA is published, and this does not make one. What comes out says of
itself that it was suggested by name, with a score; it stands in no crosswalk unless a person puts it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maturity_tui.frameworks.crosswalk import Certainty, Link
from maturity_tui.frameworks.models import Framework

LEAST = 70
"""Out of 100: below this, names share letters and little else."""
MOST = 3
"""How many are offered for an item."""

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"\w+")
# They join names and tell none apart.
_SMALL = {"a", "an", "and", "by", "for", "in", "it", "of", "on", "the", "to", "with"}


@dataclass(frozen=True)
class Suggestion:
    """Two items whose names are alike. `score`: 0–100, 100 where the words are the same in any order."""

    from_: str
    to: str
    score: int

    @property
    def words(self) -> str:
        """What must stand wherever it is shown."""
        return f"suggested by name, {self.score} of 100"

    def link(self) -> Link:
        """As a line of a crosswalk, for a person to look at and to change the certainty of."""
        return Link.model_validate(
            {"from": self.from_, "to": self.to, "certainty": Certainty.SUGGESTED, "note": self.words}
        )


def suggestions(
    first: Framework, second: Framework, *, only: str | None = None, least: int = LEAST, most: int = MOST
) -> tuple[Suggestion, ...]:
    """For each item of the first framework (or `only` that one), the items of the second with the likest names.

    At most `most` of them that score `least` or more. In the order of the first framework, the likest first; of
    equals the one that stands first in the second framework.
    """
    candidates = _names(second)
    wanted = _names(first)
    ids = list(wanted) if only is None else [first.resolve(only)]
    return tuple(
        one for id in ids if id in wanted for one in _for_item(id, wanted[id], candidates, least, most)
    )


def _for_item(
    id: str, names: Sequence[str], candidates: dict[str, tuple[str, ...]], least: int, most: int
) -> Iterator[Suggestion]:
    scored = [(_likeness(names, others), other) for other, others in candidates.items()]
    likest = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
    yield from (Suggestion(id, other, score) for score, other in likest[:most])


def _likeness(names: Sequence[str], others: Sequence[str]) -> int:
    """The best of all pairs of names. Rounded down: 100 is said of names that are the same only."""
    from rapidfuzz.fuzz import ratio  # its import is not for everybody who reads a framework

    return max((int(ratio(one, other)) for one in names for other in others), default=0)


def _names(framework: Framework) -> dict[str, tuple[str, ...]]:
    """The names of each capability and attribute: its title, that without brackets, and its older ids as words."""
    items = [*framework.capabilities.values(), *framework.attributes]
    found = {item.id: [item.title, _BRACKETS.sub("", item.title)] for item in items}
    for old, new in framework.aliases.items():
        if new in found:
            found[new].append(old)
    return {
        id: tuple(name for name in dict.fromkeys(map(_plain, names)) if name) for id, names in found.items()
    }


def _plain(name: str) -> str:
    """The words that tell a name apart, in the order of the alphabet: `Modelling of data` is `data modelling`."""
    words = _WORD.findall(name.replace("_", " ").casefold())
    return " ".join(sorted(word for word in words if word not in _SMALL))
