"""From the rows of our spreadsheet template to a framework, checked as a YAML file is, with cells for places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from maturity_tui.frameworks.door import Document, PathKey
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.findings import words
from maturity_tui.frameworks.load import framework_from
from maturity_tui.frameworks.models import FRAMEWORK_SCHEMA, Framework, Rule
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.ids import slug
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import Table, key
from maturity_tui.frameworks.sources.template_columns import Columns, letter
from maturity_tui.frameworks.sources.template_facts import Cell, Facts, skipped_cells
from maturity_tui.frameworks.sources.template_rows import Row, Rows, area_id, cell_error

_LICENCE = ("attribution", "url", "redistribution")


@dataclass
class _Node:
    """An area while its rows are met."""

    id: str
    title: str
    row: Row
    rule: tuple[str, Row] | None = None
    areas: dict[str, _Node] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


class Builder:
    """Makes a document in the form of a YAML file, and remembers the cell that each part of it came from."""

    def __init__(self, table: Table, columns: Columns, facts: Facts, notes: Notes) -> None:
        self.table, self.columns, self.facts, self.notes = table, columns, facts, notes
        self.here = facts.number_of(table)
        if not columns.areas:
            raise self._of_header("Area", "this heading is missing", "Add a column for it.")
        self.rows = Rows(table, columns, notes)
        if not self.rows.rows:
            raise self._of_header("Title", "there is no capability below this row", "Write one in each row.")
        self.cells: dict[PathKey, Cell] = {}

    def framework(self, handed: Handed) -> Framework:
        """The framework, checked; a fault is said at its cell. Raises FrameworkError."""
        tops = self._tree()
        data = {
            "schema": FRAMEWORK_SCHEMA,
            **self._facts(handed),
            "scale": self._scale(),
            "areas": [self._area(node, ("areas", index)) for index, node in enumerate(tops.values())],
        }
        self._notes()
        return self._checked(data)

    def _of_header(self, heading: str, message: str, hint: str = "", column: int = 0) -> FrameworkError:
        return cell_error(self.table, self.columns.row, column, heading, message, hint)

    def _notes(self) -> None:
        for column, count in skipped_cells(self.table, self.columns.row + 1, self.columns.known):
            name = f"column “{self.columns.text(column)}”"
            self.notes.skip(name, "the template has no such column", count)
        if self.rows.made:
            self.notes.warn(
                f"The ids of capabilities that have none ({self.rows.made:,}) were made from their titles: write "
                f"ids into the sheet before you change a title, so that results stay with them."
            )

    def _checked(self, data: dict[str, Any]) -> Framework:
        # Each cell gets a line of its own, in the order of reading; the first stands for “nowhere”.
        order = [None, *sorted(set(self.cells.values()), key=lambda one: (one[0] == self.here, one))]
        lines = {cell: number for number, cell in enumerate(order, start=1)}
        places = {path: (lines[cell], 1) for path, cell in self.cells.items()}
        try:
            return framework_from(Document(data, self.table.file, places))
        except FrameworkError as error:
            raise self._at(order[(error.line or 1) - 1], error) from None

    def _at(self, cell: Cell | None, error: FrameworkError) -> FrameworkError:
        """The same error with sheet, row and heading in place of the path that no spreadsheet shows."""
        if cell is None:
            return FrameworkError(error.message, file=self.table.file, path=error.path, hint=error.hint)
        number, row, column = cell
        table = self.facts.tables[number]
        in_rows = number == self.here and row >= self.columns.row
        heading = self.columns.text(column) if in_rows else letter(column)
        return cell_error(table, row, column, heading, error.message, error.hint)

    # Facts and scale

    def _facts(self, handed: Handed) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.facts.values)
        self.cells |= {(name,): cell for name, cell in self.facts.cells.items()}
        stem = PurePath(handed.name).stem
        for name, known in (("id", slug(stem)), ("title", stem), ("version", handed.date.isoformat())):
            if name not in values:
                self.notes.warn(f"The file states no {name}: {known!r} comes from its name or its date.")
                values[name] = known
        if "rollup" in values:
            values["rollup"] = rule_of(values["rollup"])
        if "kind" in values:
            values["kind"] = values["kind"].casefold()
        return values | {"licence": self._licence(values)}

    def _licence(self, values: dict[str, Any]) -> dict[str, str]:
        """The licence; where none is stated, the framework stays inside the organisation."""
        licence = {"name": str(values.pop("licence", "Not stated"))}
        licence |= {name: values.pop(name) for name in _LICENCE if name in values}
        if "redistribution" in licence:
            licence["redistribution"] = licence["redistribution"].casefold()
        elif "licence" not in self.facts.values:
            licence["redistribution"] = "internal"
            self.notes.warn("The file states no licence: it is for use inside the organisation only.")
        for name in _LICENCE:
            if name in self.facts.cells:
                self.cells[("licence", name)] = self.facts.cells[name]
        return licence

    def _scale(self) -> list[dict[str, Any]]:
        """The scale as it is stated, else from the headings of the levels' columns."""
        heads = sorted(self.columns.levels, key=lambda head: head.value)
        if self.facts.levels:
            self._compare_heads()
            self.cells |= {("scale", index): cell for index, cell in enumerate(self.facts.level_cells)}
            return self.facts.levels
        if not heads:
            hint = "Head one for each level with its number and name, or list them on a sheet ‘Framework’."
            raise self._of_header("0 Not started", "there is no column for a level", hint)
        for index, head in enumerate(heads):
            self.cells[("scale", index)] = (self.here, self.columns.row, head.column)
        return [{"value": head.value, "name": head.name or f"Level {head.value}"} for head in heads]

    def _compare_heads(self) -> None:
        """Refuse a column for a level that the scale lacks; say where the two call one level by two names."""
        names = {level["value"]: str(level["name"]) for level in self.facts.levels}
        for head in self.columns.levels:
            text = self.columns.text(head.column)
            if head.value not in names:
                has = ", ".join(str(value) for value in names)
                message, hint = f"the scale has no level {head.value}", f"It has {has}."
                raise self._of_header(text, message, hint, head.column)
            if head.name and words(head.name) != words(names[head.value]):
                called = f"the scale calls it {names[head.value]!r}"
                self.notes.warn(f"The column {text!r} is for level {head.value}; {called}.")

    # Areas

    def _tree(self) -> dict[str, _Node]:
        tops: dict[str, _Node] = {}
        for row in self.rows.rows:
            level, node = tops, None
            for title in row.path:
                if key(title) not in level:
                    id = self.rows.ids.unique(area_id(node.id if node else "", title))
                    level[key(title)] = _Node(id, title, row)
                node = level[key(title)]
                level = node.areas
            assert node is not None  # a path has at least one part
            node.rows.append(row)
            self._take_rule(node, row)
        return tops

    def _take_rule(self, node: _Node, row: Row) -> None:
        rule = rule_of(row.cells.get("rollup", ""))
        if not rule:
            return
        if node.rule and node.rule[0] != rule:
            other, first = node.rule
            message = f"{rule!r} is not what row {first.number + 1} says for the same area: {other!r}"
            raise self.rows.error(row.number, "rollup", message, "Write it once, or alike in every row.")
        node.rule = node.rule or (rule, row)

    def _area(self, node: _Node, path: PathKey) -> dict[str, Any]:
        data: dict[str, Any] = {"id": node.id, "title": node.title}
        self.cells[path] = (self.here, node.row.number, self.columns.areas[0])
        if node.rule:
            data["rollup"], row = node.rule
            self.cells[(*path, "rollup")] = (self.here, row.number, self.columns.fields["rollup"])
        inner = enumerate(node.areas.values())
        data["areas"] = [self._area(child, (*path, "areas", index)) for index, child in inner]
        data["capabilities"] = list(self._items(node.rows, (*path, "capabilities")))
        return data

    def _items(self, rows: list[Row], path: PathKey) -> Iterator[dict[str, Any]]:
        for index, row in enumerate(rows):
            data, columns = self.rows.capability(row)
            here = (*path, index)
            self.cells[here] = (self.here, row.number, self.columns.fields["title"])
            for part, column in columns.items():
                self.cells[(*here, *part)] = (self.here, row.number, column)
            yield data


def rule_of(text: str) -> str:
    """A roll-up rule as it is written, with the hyphens that it needs: `Weighted mean` is `weighted-mean`."""
    plain = "-".join(re.split(r"[\s_-]+", text.strip().casefold()))
    return plain if plain in list(Rule) else text.strip()
