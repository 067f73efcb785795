"""The report as one HTML file: no script, no request to anywhere, a style sheet pinned by its hash."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from maturity_tui.reports import figures, palette, svg
from maturity_tui.reports.model import Cell, Report, Table, Use

TEMPLATES = Path(__file__).parent / "templates"
_SHORT = 18
_TONES = {"now": "now", "target": "goal", "gap": "gap", "weighted": "gap"}


def render(report: Report) -> bytes:
    """UTF-8 HTML."""
    environment = _environment()
    style = (
        environment.get_template("report.css")
        .render(light=palette.LIGHT, dark=palette.DARK, fills=_fills())
        .strip()
    )
    pin = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment.get_template("report.html").render(report=report, style=style, pin=pin, Use=Use)
    return str(page).encode()


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        svg=svg, moment=figures.moment, cell_class=_cell_class, shapes_of=_shapes, layout=_layout
    )
    environment.globals.update(fill_class=_fill_class)
    return environment


def _fills() -> list[tuple[str, palette.Fill, palette.Fill]]:
    """Class name, light fill, dark fill."""
    return [
        (f"f{size}-{step}", one, palette.DARK_RAMPS[size][step])
        for size, steps in palette.LIGHT_RAMPS.items()
        for step, one in enumerate(steps)
    ]


def _shapes(table: Table) -> list[str]:
    """For each column its class: figures, short words (never broken), long text, or words between the two."""
    return [_shape(table, index) for index in range(len(table.columns))]


def _shape(table: Table, index: int) -> str:
    column = table.columns[index]
    if column.kind.numeric:
        return "n fill" if column.filled else "n"
    longest = max((len(row[index].display) for row in table.rows), default=0)
    return "wide" if column.wide else "short" if longest <= _SHORT else "words"


def _cell_class(table: Table, index: int, cell: Cell, shape: str) -> str:
    """Alignment, and the tone or the fill of a cell."""
    words = [shape.removesuffix(" fill")]
    if cell.step is not None:
        words += ["fill", _fill_class(table, cell.step)]
    elif cell.value is None:
        words.append("none")
    else:
        words.append(_TONES.get(table.columns[index].key, ""))
    return " ".join(word for word in words if word)


def _fill_class(table: Table, step: int) -> str:
    """The class of one step of the table's ramp."""
    size, place = palette.slot(len(table.ramp), step)
    return f"f{size}-{place}"


def _layout(table: Table) -> str:
    """Dense and filled tables scroll on a narrow screen; the others become cards."""
    return "grid" if table.dense or table.ramp else "cards"
