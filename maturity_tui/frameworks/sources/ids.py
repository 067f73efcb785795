"""Ids for items of foreign files: the source's own where it has one, else made from a title, the same every time."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 110  # leaves room for a number under the 120 that an id may have
_ODD = re.compile(r"[^A-Za-z0-9_.]+")


def slug(title: str, fallback: str = "item") -> str:
    """A title as an id: lower case, words joined by hyphens, accents dropped."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _ODD.sub("-", plain.replace("&", " and ")).strip("-._")[:LONGEST].rstrip("-._") or fallback


def own_id(text: str, fallback: str = "item") -> str:
    """The source's own id with what an id may not hold replaced by hyphens; its case stays."""
    return _ODD.sub("-", text.strip()).strip("-._")[:LONGEST].rstrip("-._") or fallback


class Ids:
    """Hands out each id once: a second `x` becomes `x.2`."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def unique(self, wanted: str) -> str:
        """The id, or the id with a number where it is taken."""
        id, number = wanted, 1
        while id in self._taken:
            number += 1
            id = f"{wanted}.{number}"
        self._taken.add(id)
        return id
