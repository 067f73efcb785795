"""What a difference is told in: a sentence about something, and the titles that it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line


@dataclass(frozen=True)
class Change:
    """One sentence; `kind` is the key of the file that it is about, `about` the id of what changed there."""

    kind: str
    about: str
    sentence: str


@dataclass(frozen=True)
class Names:
    """Titles by id, in the order in which they are told; what has none is told by its id."""

    titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *frameworks: Framework) -> Names:
        """The titles of frameworks' areas and capabilities; of two with one id, the later framework's."""
        found: dict[str, str] = {}
        for framework in frameworks:
            found |= {item: clean_line(one.title) for item, one in framework.every_area.items()}
            found |= {item: clean_line(one.title) for item, one in framework.capabilities.items()}
            found |= {old: found[new] for old, new in framework.aliases.items() if new in found}
        return cls(found)

    def __call__(self, item: str) -> str:
        return self.titles.get(item, item)

    def ordered(self, items: Mapping[str, Any]) -> list[str]:
        """Items in the order of the titles, then the others by name."""
        place = {item: at for at, item in enumerate(self.titles)}
        return sorted(items, key=lambda item: (place.get(item, len(place)), item))
