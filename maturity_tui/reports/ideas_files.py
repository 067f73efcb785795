"""Ideas and blockers as a file of their own: CSV for a spreadsheet, Markdown for a wiki."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from maturity_tui.assessments.ideas import KINDS, Caught, counted
from maturity_tui.reports.csv_files import guarded
from maturity_tui.reports.markdown import escaped

FORMATS = ("csv", "md")
COLUMNS = ("kind", "about", "name", "area", "themes", "team", "text", "assessment")


def render(every: Sequence[Caught], format: str, title: str) -> bytes:
    """The list, in its order, as UTF-8 in one of the formats."""
    text = _csv(every) if format == "csv" else _markdown(every, title)
    return text.encode()


def _csv(every: Sequence[Caught]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in every:
        cells = (
            one.idea.kind, one.about or "", one.name, one.area, "; ".join(one.themes), one.team, one.idea.text,
            one.assessment,
        )  # fmt: skip
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def _markdown(every: Sequence[Caught], title: str) -> str:
    lines = [f"# {escaped(title)}", "", escaped(counted(every) or "None were recorded") + ".", ""]
    several = len({one.assessment for one in every}) > 1
    for kind in KINDS:
        of_kind = [one for one in every if one.idea.kind == kind]
        if of_kind:
            lines += [f"## {kind.capitalize()}s", ""]
            lines += [_item(one, several) for one in of_kind] + [""]
    return "\n".join(lines).rstrip() + "\n"


def _item(one: Caught, several: bool) -> str:
    where = ", ".join(part for part in (one.name, one.team if several else "") if part)
    return f"- {escaped(one.idea.text)} ({escaped(where)})"
