"""The pictures of the guides: screens of the worked example, as SVG. `python docs/pictures/make.py [NAME …]`.

The same code and data give the same bytes: the clock stands still, the database is made anew, and nothing of
the person who runs this is read. A picture names no font file and no host. Boxes, bars and blocks are drawn as
shapes, so that they join whatever font the reader has.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import pkgutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "assessments" / "northwick"
COLUMNS, ROWS = 120, 40
NOW = dt.datetime(2026, 11, 18, 14, 2, 11, tzinfo=dt.UTC)
PATIENCE = 30.0


@dataclass(frozen=True)
class Picture:
    """A screen: the keys that lead to it from home, and words that are on it once all of it is there."""

    name: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    needs: str = "maturity_tui.ui.screens.home.screen"


PICTURES = (
    Picture("home", (), ("Waiting for you", "older than a year")),
    Picture("score", ("down", "enter", "c", "c"), ("Votes", "saved 14:02:11")),
    Picture("results", ("r",), ("Furthest from target",), "maturity_tui.ui.screens.results.screen"),
    Picture("agreement", ("r", *["tab"] * 5), ("differently",), "maturity_tui.ui.screens.results.screen"),
    Picture("blind-spots", ("r", *["tab"] * 4), ("Users",), "maturity_tui.ui.screens.results.screen"),
    Picture("ambition", ("M",), ("of the weight",), "maturity_tui.ui.screens.ambition.screen"),
    Picture("teams", ("O",), ("is left out",), "maturity_tui.ui.screens.organisation.screen"),
    Picture(
        "workshop",
        ("down", "enter", "W", "ctrl+s", "v", *"1 3 3 4 3 4 3 3".replace(" ", ""), "enter"),
        ("lowest: speak",),
        "maturity_tui.ui.screens.score.screen",
    ),
    Picture(
        "what-if", ("w", "S", "enter"), ("“Balanced”", "as saved"), "maturity_tui.ui.screens.what_if.screen"
    ),
)
# When each team of the latest round was last at work, in minutes before NOW.
LAST_CHANGE = {
    "service-operations": 22 * 1440, "digital-services": 0, "infrastructure-cloud": 16 * 1440,
    "cyber-security": 15 * 1440, "data-insight": 47, "programme-delivery": 1440,
    "business-partnering": 9 * 1440,
}  # fmt: skip


# a world in which it is always the same moment ------------------------------------------


class _Day(dt.date):
    @classmethod
    def today(cls) -> dt.date:  # type: ignore[override]
        return NOW.date()


class _Moment(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        return NOW if tz else NOW.replace(tzinfo=None)


def stop_the_clock() -> None:
    """Make every module of the app read NOW. Only the modules' own name for `datetime` is replaced."""
    import maturity_tui

    clock = SimpleNamespace(**{**vars(dt), "date": _Day, "datetime": _Moment})
    for found in pkgutil.walk_packages(maturity_tui.__path__, "maturity_tui."):
        if ".ui" in found.name:
            module = import_module(found.name)
            if getattr(module, "dt", None) is dt:
                module.dt = clock  # type: ignore[attr-defined]
    journal: Any = import_module("maturity_tui.store.journal")
    journal.now = lambda: NOW


def settle(folder: Path) -> None:
    """Nothing of this machine or its user shows: folders, colours, language, time zone."""
    for name in [name for name in os.environ if name.startswith(("MATURITY_", "LC_", "LANG"))]:
        del os.environ[name]
    for name in ("NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)
    os.environ |= {"TZ": "UTC", "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.environ |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CACHE", "CONFIG")}
    if hasattr(time, "tzset"):
        time.tzset()


def example(file: Path) -> str:
    """The worked example in a database of its own, last changed when LAST_CHANGE says; its URL."""
    from maturity_tui.store import Store

    url = f"sqlite:///{file}"
    with Store.open(url) as store:
        store.import_path(EXAMPLE)
    with closing(sqlite3.connect(file)) as connection, connection:
        for team, minutes in LAST_CHANGE.items():
            at = (NOW - dt.timedelta(minutes=minutes)).isoformat(timespec="microseconds")
            query = "UPDATE assessment SET changed_at = ? WHERE team = ? AND round_id = '2026-autumn'"
            connection.execute(query, (at, team))
    return url


# the screen ------------------------------------------------------------------------------

Cell = tuple[str, str, str, bool, bool]
"""A character, its colour, the colour behind it, whether it is bold, whether it is underlined."""


async def take(picture: Picture, url: str) -> list[list[Cell]]:
    """The cells of a screen of the app in its dark theme, once it has come to rest."""
    from maturity_tui.ui.app import MaturityApp

    app = MaturityApp(url, "maturity-dark")
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await at_rest(app, pilot, ())
        for key in picture.keys:
            await pilot.press(key)
            await at_rest(app, pilot, ())
        await at_rest(app, pilot, picture.words)
        screen = cells(app)
    await asyncio.to_thread(app.keeper.close)
    return screen


async def at_rest(app: Any, pilot: Any, words: tuple[str, ...]) -> None:
    """Wait until the words are there and nothing has moved for a moment."""
    until = time.monotonic() + PATIENCE
    before, still = "", 0
    while still < 4:
        await pilot.pause(0.15)
        text = "\n".join("".join(cell[0] for cell in row) for row in cells(app))
        still = still + 1 if text == before and all(word in text for word in words) else 0
        before = text
        if time.monotonic() > until:
            raise SystemExit(f"{words} did not come to the screen:\n{text}")


def cells(app: Any) -> list[list[Cell]]:
    """What is on the screen, cell by cell."""
    from textual.color import Color

    strips = app.screen._compositor.render_strips()
    for one in app._filters:
        if one.enabled:
            strips = [strip.apply_filter(one, Color.parse("#000000")) for strip in strips]
    return [[cell for segment in strip for cell in _cells(segment)] for strip in strips]


def _cells(segment: Any) -> Iterator[Cell]:
    style = segment.style
    ink, paper = _hex(style and style.color, "#d8dde6"), _hex(style and style.bgcolor, "#0e131a")
    if style and style.reverse:
        ink, paper = paper, ink
    for character in segment.text:
        yield character, ink, paper, bool(style and style.bold), bool(style and style.underline)


def _hex(colour: Any, default: str) -> str:
    return default if colour is None or colour.is_default else str(colour.get_truecolor().hex).lower()


# the drawing -----------------------------------------------------------------------------

WIDTH, HEIGHT, SIZE, BASE = 10, 21, 16.6, 15.5
FONTS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_EIGHTHS = {character: part / 8 for part, character in enumerate("▁▂▃▄▅▆▇█", start=1)}
_LEFTS = {character: part / 8 for part, character in enumerate("▏▎▍▌▋▊▉", start=1)}
# Left, top, width and height in shares of a cell.
_OTHERS = {"▀": (0.0, 0.0, 1.0, 0.5), "▐": (0.5, 0.0, 0.5, 1.0), "▔": (0.0, 0.0, 1.0, 0.125)}
# Strokes from and to places of the cell: w e n s are its sides' middles, c its own; and how wide they are.
_STROKES = {
    "─": ("we", 1.3), "━": ("we", 3.0), "│": ("ns", 1.3), "┃": ("ns", 3.0), "╸": ("wc", 3.0), "╺": ("ce", 3.0),
    "╭": ("s)e", 1.3), "╮": ("s)w", 1.3), "╰": ("n)e", 1.3), "╯": ("n)w", 1.3),
    "┌": ("sce", 1.3), "┐": ("scw", 1.3), "└": ("nce", 1.3), "┘": ("ncw", 1.3),
    "├": ("nsce", 1.3), "┤": ("nscw", 1.3), "┬": ("wecs", 1.3), "┴": ("wecn", 1.3), "┼": ("nswe", 1.3),
}  # fmt: skip


def svg(screen: list[list[Cell]], title: str) -> str:
    """A screen as a picture that stands by itself."""
    width, height = COLUMNS * WIDTH, ROWS * HEIGHT
    paper = screen[0][0][2]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{paper}"/>',
        '<g shape-rendering="crispEdges">',
        *(shape for y, row in enumerate(screen) for shape in _papers(row, y, paper)),
        *(shape for y, row in enumerate(screen) for shape in _blocks(row, y)),
        "</g>",
        '<g fill="none">',
        *(shape for y, row in enumerate(screen) for shape in _lines(row, y)),
        "</g>",
        f'<g font-family="{FONTS}" font-size="{SIZE}" xml:space="preserve">',
        *(shape for y, row in enumerate(screen) for shape in _words(row, y)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _runs(values: Iterable[Any]) -> Iterator[tuple[int, int, Any]]:
    """Where each run of equal values begins, how long it is, and the value."""
    start, length, last = 0, 0, None
    for at, value in enumerate(values):
        if length and value == last:
            length += 1
            continue
        if length:
            yield start, length, last
        start, length, last = at, 1, value
    if length:
        yield start, length, last


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x * WIDTH:g}" y="{y * HEIGHT:g}" width="{width * WIDTH:g}"'
        f' height="{height * HEIGHT:g}" fill="{fill}"/>'
    )


def _papers(row: list[Cell], y: int, paper: str) -> Iterator[str]:
    for x, length, fill in _runs(cell[2] for cell in row):
        if fill != paper:
            yield _rect(x, y, length, 1, fill)


def _blocks(row: list[Cell], y: int) -> Iterator[str]:
    for x, length, (character, ink) in _runs(cell[:2] for cell in row):
        if character in _EIGHTHS:
            yield _rect(x, y + 1 - _EIGHTHS[character], length, _EIGHTHS[character], ink)
        for at in range(x, x + length):
            if character in _LEFTS:
                yield _rect(at, y, _LEFTS[character], 1, ink)
            elif character in _OTHERS:
                left, top, width, height = _OTHERS[character]
                yield _rect(at + left, y + top, width, height, ink)


def _lines(row: list[Cell], y: int) -> Iterator[str]:
    for x, length, (character, ink) in _runs(cell[:2] for cell in row):
        if character in ("─", "━", "┄"):
            wide = 3.0 if character == "━" else 1.3
            dash = ' stroke-dasharray="3 2"' if character == "┄" else ""
            at = y * HEIGHT + HEIGHT / 2
            path = f"M{x * WIDTH} {at:g}h{length * WIDTH}"
            yield f'<path d="{path}" stroke="{ink}" stroke-width="{wide}"{dash}/>'
        elif character in _STROKES:
            places, wide = _STROKES[character]
            for at in range(x, x + length):
                yield f'<path d="{_path(places, at, y)}" stroke="{ink}" stroke-width="{wide}"/>'


def _path(places: str, x: int, y: int) -> str:
    left, top = x * WIDTH, y * HEIGHT
    middle, half = left + WIDTH / 2, top + HEIGHT / 2
    points = {
        "w": f"{left:g} {half:g}", "e": f"{left + WIDTH:g} {half:g}", "n": f"{middle:g} {top:g}",
        "s": f"{middle:g} {top + HEIGHT:g}", "c": f"{middle:g} {half:g}",
    }  # fmt: skip
    if ")" in places:  # a rounded corner
        return f"M{points[places[0]]}Q{points['c']} {points[places[2]]}"
    if len(places) == 3:
        return f"M{points[places[0]]}L{points[places[1]]}L{points[places[2]]}"
    pairs = (places[at : at + 2] for at in range(0, len(places), 2))
    return "".join(f"M{points[pair[0]]}L{points[pair[1]]}" for pair in pairs)


_DRAWN = {"┄", *_EIGHTHS, *_LEFTS, *_OTHERS, *_STROKES}


def _words(row: list[Cell], y: int) -> Iterator[str]:
    """Each word is set at its own cell, so that no font's width adds up; a mark stands alone."""
    for x, text, (_, ink, _, bold, underline) in _split(row):
        more = ' font-weight="bold"' * bold + ' text-decoration="underline"' * underline
        length = f' textLength="{len(text) * WIDTH}"' if len(text) > 1 else ""
        place = f'x="{x * WIDTH}" y="{y * HEIGHT + BASE:g}"'
        yield f'<text {place} fill="{ink}"{more}{length}>{escape(text)}</text>'


def _split(row: list[Cell]) -> Iterator[tuple[int, str, Cell]]:
    start, text = 0, ""
    for x, cell in enumerate(row):
        character = cell[0]
        plain = character.isascii() or character.isalpha()
        joins = text and plain and cell[1:] == row[start][1:]
        if text and not (joins and not character.isspace()):
            yield start, text, row[start]
            text = ""
        if character.isspace() or character in _DRAWN:
            continue
        if not plain:
            yield x, character, cell
            continue
        if not text:
            start = x
        text += character
    if text:
        yield start, text, row[start]


TITLES = {
    "home": "The home screen: the service's figure, its teams, and what waits",
    "score": "The score screen: areas at the left, the levels of one capability at the right",
    "results": "The results: each area from where it is now to its target",
    "what-if": "What-if: inputs at the left, the line over the quarters at the right",
    "agreement": "How far raters agree: each area's alpha with its interval, and the capabilities most apart",
    "blind-spots": "Blind spots: the team beside its users and stakeholders, capability by capability",
    "ambition": "The ambition: themes with their share of the weight, and the levels that each wants",
    "teams": "The tree of teams with mean, range, lowest and coverage over those that count",
    "workshop": "A workshop: votes on one capability revealed, and whom to ask to speak",
}


def main(names: list[str]) -> None:
    """Make the pictures that are named, or all whose screens there are."""
    chosen = [one for one in PICTURES if find_spec(one.needs) and (not names or one.name in names)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settle(folder)
        stop_the_clock()
        for one in chosen:
            url = example(folder / f"{one.name}.db")
            screen = asyncio.run(take(one, url))
            place = HERE / f"{one.name}.svg"
            place.write_text(svg(screen, TITLES[one.name]), encoding="utf-8")
            print(place.relative_to(HERE.parents[1]))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    main(sys.argv[1:])
