"""The what-if screen's dialog for the assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.assumptions.assumptions import Assumption, Assumptions
from maturity_tui.ui.draw import NAME, line, pad, wrap
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.what_if.assumed import plain
from maturity_tui.ui.screens.what_if.words import GRADES
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

Overrides = dict[str, Any]
FRAME = """
    {name} {{ align: center middle; }}
    {name} > Pane {{
        background: $surface; border: round $primary; padding: 1 2; width: 92; max-width: 100%; height: 90%;
        border-title-background: $surface; border-subtitle-background: $surface;
    }}
    {name} .detail {{ height: 7; padding: 1 2 0 2; }}
"""


class AssumptionsDialog(Dialog[Overrides | None]):
    """Every number that the projection takes for granted. Gives the changed ones; `None` where none was touched."""

    CSS = FRAME.format(name="AssumptionsDialog").replace("width: 92", "width: 112")
    HELP = "Every number that the projection takes for granted; below the list its unit, where it comes from, how sure."
    BINDINGS = [
        bind("back", "close", key="escape,q,a", label="close"),
        bind("reset", key="backspace,delete", label="as it was", tooltip="Take the default again"),
    ]

    def __init__(self, overrides: Mapping[str, Any]) -> None:
        super().__init__()
        self._overrides: Overrides = dict(overrides)
        self._touched = False

    def compose(self) -> ComposeResult:
        with Pane("What is assumed", count="enter changes, backspace takes the default, esc closes"):
            yield RowList(open_label="change")
            yield Static(classes="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.query_one(RowList).focus()

    def _entries(self) -> dict[str, Assumption]:
        return Assumptions.default().with_overrides(self._overrides).by_name

    def _show(self, cursor: str | None = None) -> None:
        rows = [
            Row(item.name, partial(_assumption, item), text=f"{plain(item.name)} {item.name}")
            for item in self._entries().values()
        ]
        self.query_one(RowList).set_rows(rows, cursor=cursor, head=_assumption_head)
        changed = len(self._overrides)
        told = f"{counted(changed, 'change')}; " if changed else ""
        self.query_one(Pane).set_count(f"{told}enter changes, backspace takes the default, esc closes")
        self._detail()

    def _detail(self) -> None:
        """Unit, source and grade of the one under the cursor."""
        item = self._entries().get(self.query_one(RowList).cursor_key or "")
        if item is None:
            return
        width = max(20, self.query_one(".detail").size.width - 4)
        default = Assumptions.default().by_name[item.name]
        was = f" Changed here: it was {value_words(default)}." if item.changed else ""
        held = (
            ""
            if item.low is None or item.high is None
            else f" Nine in ten: from {item.low:g} to {item.high:g}."
        )
        rows = [
            *wrap(f"{item.name}: {item.unit}.{held}{was}", width),
            *wrap(f"{item.grade}, {GRADES[item.grade]}: {item.source}.", width),
        ]
        self.query_one(".detail", Static).update(Content("\n").join([line((row, "$muted")) for row in rows]))

    def on_row_list_highlighted(self) -> None:
        self._detail()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._detail)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        item = self._entries()[event.key]
        prompt = Prompt(
            plain(item.name),
            hint=f"{item.name}: {item.unit}; {_range(item)}.",
            value=value_words(item),
            check=partial(wrong_value, item),
        )
        self.app.push_screen(prompt, partial(self._set, item))

    def _set(self, item: Assumption, text: str | None) -> None:
        if text is not None:
            self._override(item.name, parsed(text))

    def action_reset(self) -> None:
        if (key := self.query_one(RowList).cursor_key) in self._overrides:
            self._override(str(key), Assumptions.default().by_name[str(key)].value)

    def _override(self, name: str, value: Any) -> None:
        """Keep a value; the default itself is no override."""
        self._touched = True
        default = Assumptions.default().by_name[name]
        self._overrides.pop(name, None)
        if default.set_to(value).changed:
            self._overrides[name] = value
        self._show(name)

    def action_close(self) -> None:
        self.dismiss(self._overrides if self._touched else None)


NAME_CELLS, ID_CELLS, VALUE_CELLS, GRADE_CELLS, MARK_CELLS = 37, 31, 19, 6, 8


def _id_cells(width: int) -> int:
    """The ids have a column where there is room; the line below the list names them in any case."""
    rest = NAME_CELLS + VALUE_CELLS + GRADE_CELLS + MARK_CELLS
    return ID_CELLS if width >= rest + ID_CELLS else 0


def _assumption_head(width: int) -> Content:
    name = "Assumption".ljust(NAME_CELLS + _id_cells(width))
    return line((f"{name}{'Value':<{VALUE_CELLS}}{'Grade':<{GRADE_CELLS}}", "$muted"))


def _assumption(item: Assumption, width: int) -> Content:
    mark = line((" changed", "$text-warning")) if item.changed else Content("")
    grade = (f"{item.grade:<{GRADE_CELLS}}", "$text-warning" if item.grade == "J" else "$muted")
    id = pad((item.name, "$muted"), _id_cells(width))
    value = pad((value_words(item), "bold"), VALUE_CELLS)
    return line(pad((plain(item.name), NAME), NAME_CELLS), id, value, grade, mark)


def value_words(item: Assumption) -> str:
    """A value as it is written: `8`, `0.1 0.25 0.4`."""
    values = item.value if isinstance(item.value, tuple) else (item.value,)
    return " ".join(f"{value:.12g}" for value in values)


def parsed(text: str) -> Any:
    """A number, or a row of them. Raises ValueError."""
    numbers = [float(part) for part in text.replace(",", " ").split()]
    return numbers[0] if len(numbers) == 1 else tuple(numbers)


def wrong_value(item: Assumption, text: str) -> str:
    """What is wrong with a value, in a sentence; empty where nothing is."""
    try:
        value = parsed(text)
    except ValueError:
        return "Numbers are wanted here, such as 0.3; several are parted by spaces."
    try:
        item.set_to(value)
    except ValueError as error:
        return str(error)
    return ""


def _range(item: Assumption) -> str:
    return f"from {item.least:g} to {item.most:g}"
