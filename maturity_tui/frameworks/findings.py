"""What may be meant otherwise in a framework that is sound: a finding, and the places that the checks share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from maturity_tui.frameworks.door import PathKey, shorten
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import Number

Severity = Literal["note", "warning"]

_WORD = re.compile(r"\w+")
# How much of a title stands in a sentence.
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Finding:
    """Something that an author may want to look at. `item` is the id it is about; `path` leads to its place.

    A `warning` is most likely a slip; a `note` may well be meant.
    """

    kind: str
    severity: Severity
    item: str
    message: str
    path: PathKey


Check = Callable[[Framework], Iterator[Finding]]


def named(title: str) -> str:
    """A title in a sentence."""
    return f"“{shorten(title, _LONGEST_TITLE)}”"


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: case and punctuation do not matter."""
    return tuple(_WORD.findall(text.casefold()))


def number(value: Number) -> str:
    """A level or a weight as its author would write it."""
    return f"{value:.15g}"


def listed(values: list[str], most: int = 6) -> str:
    """`1`, `1 and 2`, `1, 2 and 3`; of many the first few."""
    if len(values) > most:
        return f"{', '.join(values[:most])} and {len(values) - most} more"
    return " and ".join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)


def ends(framework: Framework, item: Capability) -> tuple[Number, Number]:
    """The lowest and the highest level at which a capability can be scored."""
    levels = framework.levels_of(item)
    return levels[0].value, levels[-1].value
