"""Published tables by the words of their headings, and a count of everything in them that is not taken.

Shared by the readers of official spreadsheets (SFIA, DDaT). Knows neither of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import Table, key
from maturity_tui.frameworks.values import LONGEST_TEXT

# A nonsense file may have thousands of columns or sheets; so many are named.
MOST_NAMED = 30
_NO_WORD = re.compile(r"[^\w+#]+|_+")  # C, C++ and C# are three


def same(title: str) -> str:
    """A title for comparing: what counts are its words, not case, punctuation or the kind of dash."""
    return _NO_WORD.sub(" ", title.casefold().replace("&", " and ")).strip()


def some(names: Sequence[str], most: int = 8) -> str:
    """The names in a sentence, the first of them where there are many."""
    shown = [shorten(name) for name in names[:most]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def fitted(text: str, notes: Notes) -> str:
    """A text of a length that a framework may hold."""
    if len(text) <= LONGEST_TEXT:
        return text
    notes.warn(f"Texts of more than {LONGEST_TEXT:,} characters are shortened.")
    return text[: LONGEST_TEXT - 1].rstrip() + "…"


def skip_columns(
    table: Table, header: int, taken: Collection[str], notes: Notes, but: Iterable[int] = ()
) -> None:
    """Count the cells under headings that are not `taken`, each heading by its name; `but` are columns that are."""
    headings = table.rows[header]
    known = set(but) | _first_of(headings, taken)
    full: dict[int, int] = {}
    for row in table.rows[header + 1 :]:
        for column, cell in enumerate(row):
            if cell and column not in known:
                full[column] = full.get(column, 0) + 1
    for number, (column, count) in enumerate(sorted(full.items())):
        heading = headings[column] if column < len(headings) else ""
        name = f"“{shorten(heading)}”" if heading else "without a heading"
        kind = f"column {name}" if number < MOST_NAMED else "other columns"
        notes.skip(kind, f"in {shorten(table.name)}: a framework has no place for it", count)


def _first_of(headings: Sequence[str], taken: Collection[str]) -> set[int]:
    """The columns that are read: of those with one heading, the first."""
    first: dict[str, int] = {}
    for column, heading in enumerate(headings):
        first.setdefault(key(heading), column)
    return {first[key(heading)] for heading in taken if key(heading) in first}


def skip_others(handed: Handed, used: Collection[int], title: str, notes: Notes) -> None:
    """Count the sheets and files that are none of the format's; `used` are the places in `handed.tables` that are."""
    for name, error in handed.unreadable.items():
        notes.skip(f"file {shorten(name)}", error.message)
    others = [
        table for index, table in enumerate(handed.tables) if index not in used and any(map(any, table.rows))
    ]
    for number, table in enumerate(others):
        what = "sheet" if table.sheet else "file"
        kind = f"{what} {shorten(table.name)}" if number < MOST_NAMED else f"other {what}s"
        notes.skip(kind, f"is none of those of {title}")
    files = sum(not handed.is_table(name) for name in handed.names)
    notes.skip("file", "is neither a workbook nor separated text", files)
