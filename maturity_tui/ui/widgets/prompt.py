"""Ask for one line of text."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from ..draw.text import Part, as_content, line
from ..glyphs import GLYPHS
from ..keys import bind
from .dialog import Dialog
from .pane import Pane

Check = Callable[[str], str]
"""What is wrong with a text, in a sentence; empty where nothing is."""


def refusal(sentence: str) -> Content:
    """What is wrong, with its mark."""
    return line((f"{GLYPHS.stale} ", "$error"), (sentence, "$text-error")) if sentence else Content("")


def cleaned(text: str) -> str:
    """The text without control characters and escapes, as everything that is typed or pasted."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


class Prompt(Dialog[str | None]):
    """A title, a line to type in, a hint, and what is wrong while it is; gives the text, or `None`."""

    HELP = (
        "A line to type in. Enter keeps it, esc leaves everything as it was. What is wrong with it is said below as it "
        "is typed."
    )
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape", label="leave it", tooltip="Leave it: nothing is kept")
    ]

    def __init__(
        self, title: str, *, hint: Part = "", value: str = "", check: Check | None = None,
        placeholder: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._title = title
        self._hint = as_content(hint)
        self._value = value
        self._check = check or (lambda text: "")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter keeps, esc leaves, F1 helps"):
            yield Input(value=self._value, placeholder=self._placeholder, select_on_focus=False)
            yield Static(self._hint, classes="hint")
            yield Static("", classes="refusal", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is wrong as it is typed; an empty line is not yet wrong."""
        text = cleaned(event.value)
        self._say(self._check(text) if text else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = cleaned(event.value).strip()
        wrong = self._check(text)
        if wrong:
            self._say(wrong)
        else:
            self.dismiss(text)

    def _say(self, sentence: str) -> None:
        self.query_one(".refusal", Static).update(refusal(sentence))
