"""A dialog made from a description of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from ..keys import bind
from .choice import Checks, Choice
from .dialog import Dialog
from .pane import Pane
from .prompt import Check, cleaned, refusal

Answers = dict[str, str | bool]


@dataclass(frozen=True)
class Field:
    """A field: `text`, `lines`, `choice`, `checkbox`, or `number`: a text that is typed over, not gone on with."""

    key: str
    title: str
    kind: str = "text"
    value: str | bool = ""
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    check: Check | None = None


class FormDialog(Dialog[Answers | None]):
    """Fields one below the other; `ctrl+s` keeps (or enter in a line of text), `esc` leaves. `refused` says what was
    wrong with the same answers the last time."""

    HELP = (
        "Fields one below the other: tab goes to the next, shift+tab to the one before. In a line of text enter keeps "
        "all of them. Nothing is kept before; what is wrong is said below."
    )
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape", label="leave it", tooltip="Leave it: nothing is kept"),
        bind("keep", "keep", key="ctrl+s", label="keep", tooltip="Keep all of it", priority=True),
    ]

    # Textual's own choice comes before the first layout, and scrolls the first title out of sight.
    AUTO_FOCUS = ""

    def __init__(self, title: str, fields: Sequence[Field], refused: str = "") -> None:
        super().__init__()
        self._refused = refused
        self._title = title
        self._fields = list(fields)

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="ctrl+s keeps, esc leaves, F1 helps"):
            with VerticalScroll(can_focus=False):
                for field in self._fields:
                    with Vertical(classes="field"):
                        yield from _drawn(field)
            yield Static(refusal(self._refused), classes="refusal")

    def on_mount(self) -> None:
        if self._fields:
            self.set_focus(self.query_one(f"#field-{self._fields[0].key}"), scroll_visible=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def answers(self) -> Answers:
        """What the fields hold now."""
        return {field.key: _answer(self.query_one(f"#field-{field.key}")) for field in self._fields}

    def action_keep(self) -> None:
        """Give the answers, or say what is wrong with the first that is wrong."""
        answers = self.answers()
        for field in self._fields:
            wrong = field.check(str(answers[field.key])) if field.check else ""
            if wrong:
                self.query_one(".refusal", Static).update(refusal(wrong))
                self.query_one(f"#field-{field.key}").focus()
                return
        self.dismiss(answers)


def _drawn(field: Field) -> ComposeResult:
    if field.kind != "checkbox":
        yield Static(Content(field.title), classes="label")
    yield _control(field)
    if field.hint:
        yield Static(Content(field.hint), classes="hint")


def _control(field: Field) -> Widget:
    name = f"field-{field.key}"
    match field.kind:
        case "lines":
            # It costs as much to import as the whole score screen, which is opened before any form is.
            from textual.widgets import TextArea

            return TextArea(str(field.value), id=name, tab_behavior="focus")
        case "choice":
            return Choice(field.choices, str(field.value), id=name)
        case "checkbox":
            return Checks(field.title, bool(field.value), id=name)
    return Input(str(field.value), id=name, select_on_focus=field.kind == "number")


def _answer(control: Widget) -> str | bool:
    match control:
        case Choice() | Checks():
            return control.value
        case Input():
            return cleaned(control.value).strip()
    from textual.widgets import TextArea

    return cleaned(control.text).strip() if isinstance(control, TextArea) else ""
