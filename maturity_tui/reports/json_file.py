"""The report as JSON, `maturity/report@1`: exact values beside display strings, keys that stay."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

from maturity_tui.reports.model import (
    BarChart,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    FanChart,
    Kind,
    Paragraph,
    Report,
    Section,
    Step,
    Table,
    Use,
)

REPORT_SCHEMA = "maturity/report@1"


def render(report: Report) -> bytes:
    """UTF-8 JSON with a newline at its end."""
    return (json.dumps(document(report), ensure_ascii=False, indent=1) + "\n").encode()


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    cover = report.cover
    return {
        "schema": REPORT_SCHEMA,
        "title": cover.title,
        "subtitle": cover.subtitle,
        "organisation": cover.organisation,
        "generated_at": report.generated_at.isoformat(),
        "version": report.version,
        "digest": report.digest,
        "facts": [{"label": label, "text": text} for label, text in cover.facts],
        "warnings": list(cover.warnings),
        "sections": [_section(section) for section in report.sections],
    }


def plain(value: object) -> Any:
    """A value as JSON has it: fractions as numbers, dates as ISO text."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _section(section: Section) -> dict[str, Any]:
    blocks = [
        _block(block) for block in section.blocks if not (isinstance(block, Table) and block.use is Use.PAGE)
    ]
    return {"id": section.id, "title": section.title, "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"type": "text", "tone": block.tone, "text": block.text}
        case Bullets():
            return {"type": "list", "items": list(block.items)}
        case Facts():
            facts = [{"key": f.key, "label": f.label, **_figure(f.cell), "note": f.note} for f in block.items]
            return {"type": "facts", "id": block.id, "items": facts}
        case BarChart():
            return _bars(block)
        case FanChart():
            return _fan(block)
        case Table():
            return _table(block)


def _figure(cell: Cell) -> dict[str, Any]:
    figure = {"value": plain(cell.value), "display": cell.display}
    return figure | {"bound": cell.bound} if cell.bound else figure


def _table(table: Table) -> dict[str, Any]:
    rows = [
        {column.key: _cell(column, cell) for column, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    columns = [{"key": c.key, "title": c.title, "kind": str(c.kind), "unit": c.unit} for c in table.columns]
    return {
        "type": "table",
        "id": table.id,
        "title": table.title,
        "note": table.note,
        "columns": columns,
        "rows": rows,
    }


def _cell(column: Column, cell: Cell) -> Any:
    if column.kind.numeric:
        return _figure(cell)
    return cell.display if cell.value is None else plain(cell.value)


def _steps(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [{"value": plain(step.value), "label": step.label, "name": step.name} for step in steps]


def _bars(chart: BarChart) -> dict[str, Any]:
    bars = [
        {"label": b.label, "now": plain(b.now), "target": plain(b.target), "floor": plain(b.floor)}
        for b in chart.bars
    ]
    return {
        "type": "bars",
        "id": chart.id,
        "title": chart.title,
        "text": chart.alternative,
        "axis": {"low": plain(chart.low), "high": plain(chart.high), "ticks": _steps(chart.ticks)},
        "bars": bars,
    }


def _fan(chart: FanChart) -> dict[str, Any]:
    bands = [{"name": band.name, "low": list(band.low), "high": list(band.high)} for band in chart.bands]
    return {
        "type": "fan",
        "id": chart.id,
        "title": chart.title,
        "text": chart.alternative,
        "axis": {"low": chart.low, "high": chart.high, "ticks": _steps(chart.ticks)},
        "points": list(chart.points),
        "mean": list(chart.mean),
        "target": chart.target,
        "bands": bands,
    }


def schema() -> dict[str, Any]:
    """The JSON Schema of `maturity/report@1`."""
    text = {"type": "string"}
    figure = _object(
        {"value": {"type": ["number", "string", "null"]}, "display": text},
        {"bound": {"enum": ["at least", "at most"]}},
    )
    step = _object({"value": {"type": "number"}, "label": text, "name": text})
    number = {"type": ["number", "null"]}
    axis = _object({"low": {"type": "number"}, "high": {"type": "number"}, "ticks": _list(step)})
    bar = _object({"label": text, "now": number, "target": number, "floor": number})
    band = _object({"name": text, "low": _list({"type": "number"}), "high": _list({"type": "number"})})
    column = _object(
        {"key": text, "title": text, "kind": {"enum": [str(kind) for kind in Kind]}, "unit": text}
    )
    row = {"type": "object", "additionalProperties": {"anyOf": [text, figure]}}
    fact = _object(
        {"key": text, "label": text, "value": number, "display": text, "note": text}, {"bound": text}
    )
    named = {"id": text, "title": text, "text": text, "axis": axis}
    blocks = [
        _block_of("text", {"tone": text, "text": text}),
        _block_of("list", {"items": _list(text)}),
        _block_of("facts", {"id": text, "items": _list(fact)}),
        _block_of("bars", named | {"bars": _list(bar)}),
        _block_of(
            "fan",
            named | {"points": _list(text), "mean": _list(number), "target": number, "bands": _list(band)},
        ),
        _block_of(
            "table", {"id": text, "title": text, "note": text, "columns": _list(column), "rows": _list(row)}
        ),
    ]
    section = _object({"id": text, "title": text, "blocks": _list({"anyOf": blocks})})
    whole = dict.fromkeys(("title", "subtitle", "organisation", "generated_at", "version"), text)
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    facts = _list(_object({"label": text, "text": text}))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A report"} | _object(
        {"schema": {"const": REPORT_SCHEMA}} | whole
        | {"digest": digest, "facts": facts, "warnings": _list(text), "sections": _list(section)}
    )  # fmt: skip


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _block_of(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    return _object({"type": {"const": kind}} | fields)
