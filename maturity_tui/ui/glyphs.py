"""Every mark of the application by name, with its ASCII fallback, one cell each.

The fallback is taken where `MATURITY_ASCII=1`, or where the locale is not UTF-8.
"""

from __future__ import annotations

import os
from functools import lru_cache


@lru_cache(maxsize=1)
def ascii_only() -> bool:
    """Whether marks must be ASCII; call `ascii_only.cache_clear()` after the environment changed."""
    wish = os.environ.get("MATURITY_ASCII", "")
    if wish:
        return wish != "0"
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    return bool(locale) and "utf" not in locale.lower()


class _Glyph:
    """A mark and its fallback, chosen when it is read."""

    def __init__(self, mark: str, fallback: str) -> None:
        self.mark = mark
        self.fallback = fallback

    def __get__(self, owner: object, kind: type | None = None) -> str:
        return self.fallback if ascii_only() else self.mark


class Glyphs:
    """The marks; read them from `GLYPHS`."""

    scored = saved = _Glyph("✓", "x")
    partly = could = _Glyph("◐", "%")
    blank = none = dot = _Glyph("·", ".")
    not_applicable = _Glyph("⊘", "-")
    stale = sole = over = _Glyph("!", "!")
    disagreement = _Glyph("≠", "#")
    here = _Glyph("▸", ">")
    cursor = _Glyph("▌", "|")
    cursor_right = _Glyph("▐", "|")
    now = held = vote = _Glyph("●", "@")
    nobody = not_started = _Glyph("○", "o")
    target = _Glyph("◆", "*")
    lowest = _Glyph("▾", "v")
    chosen = _Glyph("■", "X")
    unchosen = _Glyph("□", "_")
    up = _Glyph("▲", "^")
    down = _Glyph("▼", "v")
    # lines and fills of charts
    full = _Glyph("█", "#")
    upper = _Glyph("▀", "#")
    lower = _Glyph("▄", "#")
    heavy = _Glyph("━", "=")
    heavy_half = _Glyph("╸", "-")
    light = _Glyph("─", "-")
    dashed = _Glyph("┄", ".")
    upright = _Glyph("┆", ":")
    band = _Glyph("▒", ":")
    band_wide = _Glyph("░", ".")
    # of text
    then = _Glyph("›", ">")
    to = _Glyph("→", ">")
    nothing = _Glyph("–", "-")
    minus = _Glyph("−", "-")
    times = _Glyph("×", "x")
    more = _Glyph("…", "~")
    left_right = _Glyph("←→", "<>")
    previous = _Glyph("‹", "<")


GLYPHS = Glyphs()

_SHAPES = {6: "▁▂▃▅▆█", 7: "▁▂▃▄▅▆█", 4: "▂▄▆█"}
_SHAPES_ASCII = {6: ".:-=+#", 7: ".:-=+*#", 4: ".-+#"}
_EIGHTHS = "▁▂▃▄▅▆▇█"
_LEFT_EIGHTHS = "▏▎▍▌▋▊▉"


def shape(count: int, index: int) -> str:
    """The shape that stands for level `index` of a scale of `count` levels."""
    from .ramp import slot

    size, step = slot(count, index)
    return (_SHAPES_ASCII if ascii_only() else _SHAPES)[size][step]


def lower_eighth(eighths: int) -> str:
    """A cell filled from below by 0 to 8 eighths."""
    if eighths <= 0:
        return " "
    return ".:-=+*##"[min(eighths, 8) - 1] if ascii_only() else _EIGHTHS[min(eighths, 8) - 1]


def left_eighth(eighths: int) -> str:
    """A cell filled from the left by 0 to 8 eighths."""
    if ascii_only():
        return "#" if eighths >= 4 else " "
    if eighths <= 0:
        return " "
    return "█" if eighths >= 8 else _LEFT_EIGHTHS[eighths - 1]
