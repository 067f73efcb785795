"""Our own spreadsheet template (xlsx or csv), for people who will not write YAML.

Read leniently: headings by their words in any order, blank rows, merged cells of areas, columns that a person
added. What does not hold is named with sheet, row and the heading of its column.
"""

from __future__ import annotations

import re
from dataclasses import replace

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.tables import Table, key
from maturity_tui.frameworks.sources.template_build import Builder
from maturity_tui.frameworks.sources.template_columns import Columns, find_columns
from maturity_tui.frameworks.sources.template_facts import Facts, read_facts

TITLE = "the spreadsheet template of this app's own, xlsx or csv"
CAPABILITIES, FRAMEWORK, HOW_TO = "Capabilities", "Framework", "How to"
_GUARDED = re.compile(r"'+[=+\-@]")


def claims(handed: Handed) -> bool:
    """Whether one of the tables has our headings."""
    if handed.is_folder or not handed.is_table(handed.names[0]):
        return False
    return any(find_columns(table) for table in handed.tables if not _is(table, FRAMEWORK)) or (
        {key(CAPABILITIES), key(FRAMEWORK)} <= {key(table.sheet) for table in handed.tables}
    )


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The framework in the spreadsheet, checked whole. Raises FrameworkError at the first fault's cell."""
    if handed.is_folder or not handed.is_table(handed.names[0]):
        raise FrameworkError(
            "The template is one workbook (.xlsx) or one .csv file, and this is neither",
            file=str(handed.path),
        )
    facts = Facts()
    tables = [_unguarded(table) for table in handed.tables]
    for table in tables:
        if _is(table, FRAMEWORK):
            read_facts(table, len(table.rows), facts, notes)
    table, columns = _capabilities(tables, facts, handed)
    read_facts(table, columns.row, facts, notes)
    # Only now are all levels known whose names alone may head a column.
    columns = find_columns(table, facts.names) or columns
    _count_sheets(tables, table, notes)
    return Builder(table, columns, facts, notes).framework(handed)


def _is(table: Table, name: str) -> bool:
    return key(table.sheet) == key(name)


def _unguarded(table: Table) -> Table:
    """A CSV's text without the apostrophe that keeps spreadsheets from running `=…`."""
    if table.sheet:
        return table
    rows = tuple(tuple(text[1:] if _GUARDED.match(text) else text for text in row) for row in table.rows)
    return replace(table, rows=rows)


def _capabilities(tables: list[Table], facts: Facts, handed: Handed) -> tuple[Table, Columns]:
    """The table of the capabilities, and its header. Raises FrameworkError where there is none."""
    for table in sorted(tables, key=lambda one: not _is(one, CAPABILITIES)):
        columns = None if _is(table, FRAMEWORK) else find_columns(table, facts.names)
        if columns:
            return table, columns
    named = next((table for table in tables if _is(table, CAPABILITIES)), None)
    file = f"{handed.path} › {named.sheet}" if named else str(handed.path)
    raise FrameworkError(
        "There is no row of headings with ‘Title’ and ‘Area’, or with ‘Title’ and levels such as ‘0 Not started’",
        file=file, hint="`maturity frameworks new --template` writes a file that has them.",
    )  # fmt: skip


def _count_sheets(tables: list[Table], used: Table, notes: Notes) -> None:
    for table in tables:
        ours = table is used or _is(table, HOW_TO) or _is(table, FRAMEWORK)
        if not ours and any(any(row) for row in table.rows):
            notes.skip(f"sheet “{table.sheet}”", "the template has no such sheet")
