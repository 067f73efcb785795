"""Home's big figure: three rows of half blocks."""

from __future__ import annotations

from textual.content import Content

from ..glyphs import GLYPHS, ascii_only
from .text import line

# Five rows of pixels; three lines of half blocks.
_FACE = {
    "0": "#### #..# #..# #..# ####",
    "1": ".##. ..#. ..#. ..#. .###",
    "2": "#### ...# #### #... ####",
    "3": "#### ...# .### ...# ####",
    "4": "#..# #..# #### ...# ...#",
    "5": "#### #... #### ...# ####",
    "6": "#### #... #### #..# ####",
    "7": "#### ...# ..#. ..#. ..#.",
    "8": "#### #..# #### #..# ####",
    "9": "#### #..# #### ...# ####",
    ".": ".. .. .. .. #.",
    "–": ".... .... #### .... ....",
    "-": ".... .... #### .... ....",
    " ": ".. .. .. .. ..",
}


def big_figure(text: str, token: str = "$current") -> list[Content]:
    """A figure such as `2.5` in three lines; characters that have no face are left out."""
    if ascii_only():
        return [Content(""), line((text, f"bold {token}")), Content("")]
    faces = [_FACE[character].split() for character in text if character in _FACE]
    rows = ["  ".join(face[row] for face in faces) for row in range(5)] if faces else [""] * 5
    rows.append("." * len(rows[0]))
    return [line((_halves(rows[at], rows[at + 1]), token)) for at in (0, 2, 4)]


def _halves(upper: str, lower: str) -> str:
    marks = {"##": GLYPHS.full, "#.": GLYPHS.upper, ".#": GLYPHS.lower}
    pairs = zip(upper.replace(" ", "."), lower.replace(" ", "."), strict=True)
    return "".join(marks.get(above + below, " ") for above, below in pairs)
