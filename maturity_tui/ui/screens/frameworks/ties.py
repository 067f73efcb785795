"""What crosswalks say about an item: whom a capability needs, which capabilities rest on a skill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.ui.draw import label, line
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.text import hanging, heading

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.store.crosswalks import Crosswalks, Tie

MOST_TIES = 20


@dataclass(frozen=True)
class Ties:
    """An item's ties: to what it needs, and from what rests on it."""

    needs: tuple[Tie, ...] = ()
    rests: tuple[Tie, ...] = ()


class Tied:
    """Asks for ties in the store's thread, which reads the crosswalks' files once."""

    def __init__(self) -> None:
        self._crosswalks: Crosswalks | None = None

    def of(self, store: Store, framework: str, item: str) -> Ties:
        """The ties of an item of a framework, by their ids. Asked in the store's thread."""
        from maturity_tui.store.crosswalks import Crosswalks

        if self._crosswalks is None:
            self._crosswalks = Crosswalks(store.catalogue)
        found = self._crosswalks
        return Ties(found.skills_for(item, framework), found.used_by(item, framework))


def tied(ties: Ties, width: int) -> Iterator[Part]:
    """Both ways, each with its certainty, and whose judgement it is."""
    for words, found in (("Who you would need", ties.needs), ("Capabilities that rest on it", ties.rests)):
        if found:
            yield from heading(words)
            yield from _ties(found, width)


def _ties(ties: Sequence[Tie], width: int) -> Iterator[Part]:
    for tie in ties[:MOST_TIES]:
        yield line(f"{GLYPHS.dot} {tie.shown}", (f"  {tie.framework}, {tie.certainty}", "$muted"))
        if tie.note:
            yield hanging("  ", tie.note, width, style="$muted")
    if len(ties) > MOST_TIES:
        yield label(f"and {len(ties) - MOST_TIES} more")
    sources = dict.fromkeys(f"{tie.source}, {tie.date}" for tie in ties)
    yield hanging("", f"Crosswalk: {'; '.join(sources)}", width, style="$muted")
