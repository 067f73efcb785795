"""What every screen has: header, body, key bar, help, and a size class.

A screen says where it is, what is true now and what just happened; the rest is its body.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from .draw.text import Part, as_content, line
from .glyphs import GLYPHS, ascii_only
from .keys import bind
from .leaving import LeftInPeace
from .pointing import Pointing
from .room import NeedsRoom, too_small
from .themes import fills
from .widgets.header_bar import HeaderBar
from .widgets.key_bar import KeyBar

WIDE = Size(120, 36)
FIND_OVER = "The find is over: esc again goes back."
_STYLES = Path(__file__).parent / "styles"


def styles(*names: str) -> list[str | PurePath]:
    """Style sheets for `CSS_PATH`: the shared one, then one a name."""
    return [_STYLES / f"{name}.tcss" for name in ("base", *names)]


class MaturityScreen(NeedsRoom, Pointing, LeftInPeace, Screen[object]):
    """A screen with header and key bar; give it a `body`."""

    CSS_PATH = styles()
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", show=False),
        bind("next-pane", "app.focus_next", show=False),
        bind("previous-pane", "app.focus_previous", show=False),
        bind("jump", "app.jump", show=False),
        bind("help"),
    ]
    HELP: ClassVar[str] = ""
    """What this screen is for, in two or three sentences; shown by `?`."""

    wide: reactive[bool] = reactive(False, init=False)
    """From 120 × 36; the classes `-wide` and `-narrow` say the same to the style sheets."""

    def body(self) -> ComposeResult:
        """The widgets between header and key bar."""
        yield from ()

    def compose(self) -> ComposeResult:
        # Textual loads the style sheets of pushed screens, but not those of the default screen.
        self.app._load_screen_css(self)
        # What is mounted below is styled by these classes; the screen itself is styled anew when it is shown.
        self.set_reactive(MaturityScreen.wide, self._take_size(self.app.size, update=False))
        yield HeaderBar()
        yield from self.body()
        yield KeyBar()

    # size ----------------------------------------------------------------------

    def _take_size(self, size: Size, *, update: bool = True) -> bool:
        """Set the size classes; gives whether the screen is wide."""
        wide = size.width >= WIDE.width and size.height >= WIDE.height
        classes = {"-wide": wide, "-narrow": not wide, "-small": too_small(size), "-ascii": ascii_only()}
        self.update_classes(classes, update=update)
        return wide

    def on_resize(self, event: events.Resize) -> None:
        self.wide = self._take_size(event.size)

    @property
    def fills(self) -> bool:
        """Whether levels and bands may be drawn as fills."""
        return fills(self.app)

    # header and footer ---------------------------------------------------------

    def set_path(self, *path: str) -> None:
        """Where we are, from the organisation inwards."""
        for bar in self.query(HeaderBar):
            bar.path = tuple(path)

    def set_state(self, state: Part) -> None:
        """What is true now, at the right of the header."""
        for bar in self.query(HeaderBar):
            bar.state = as_content(state)

    def saved(self, when: str) -> None:
        """Say that all is on disk. Only to be called after the commit."""
        self.set_state(line((GLYPHS.saved, "$success"), (f" saved {when}", "$muted")))

    def notice(self, text: str, kind: str = "info") -> None:
        """Say what happened in one line where the keys are: `info`, `success`, `warning` or `error`."""
        for bar in self.query(KeyBar):
            bar.say(text, kind)

    def on_key(self) -> None:
        """A notice goes with the next key."""
        for bar in self.query(KeyBar):
            bar.hush()

    # keys ----------------------------------------------------------------------

    def action_back(self) -> None:
        """Go to the screen before; the first screen stays."""
        below = self.app.screen_stack[:-1]
        if any(isinstance(screen, MaturityScreen) for screen in below):
            self.dismiss(None)

    def help_about(self) -> str:
        """What the screen is for, as it is now."""
        return self.HELP

    def action_text_help(self) -> None:
        """Help for what has the focus."""
        from .widgets.help import HelpScreen, help_for

        self.app.push_screen(HelpScreen(help_for(self)))


def focus_first(screen: Screen[object], kinds: Sequence[type[Widget]]) -> None:
    """Give the focus to the first widget of one of the kinds."""
    for kind in kinds:
        for widget in screen.query(kind):
            widget.focus()
            return
