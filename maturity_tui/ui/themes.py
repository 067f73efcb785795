"""The four themes. Blue is what is, gold is what is wanted, pink needs a second look; the rest is grey.

Every colour of the application is a field or a variable here: nothing else names one. Tokens that colour
words have a `text-` twin, because in the terminal's own colours only glyphs, lines and borders take colour
(yellow words are lost on a white ground).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.theme import Theme

from . import ramp

if TYPE_CHECKING:
    from textual.app import App
    from textual.style import Style

DEFAULT = "maturity-dark"
NAMES = ("maturity-dark", "maturity-light", "maturity-contrast", "maturity-terminal")


class Palette(NamedTuple):
    """The tokens of one theme."""

    background: str
    surface: str
    panel: str
    line: str
    foreground: str
    muted: str
    primary: str
    current: str
    projected: str
    band: str
    band_wide: str
    target: str
    warning: str
    error: str
    success: str


DARK = Palette(
    background="#0f131a", surface="#151a23", panel="#222b3a", line="#364254", foreground="#e6eaf1",
    muted="#a0acbd", primary="#7db8ff", current="#5c9ff0", projected="#b5dcff", band="#2b4b70",
    band_wide="#1c2f47", target="#f2c45c", warning="#ff9cc8", error="#ff8296", success="#62cfb4",
)  # fmt: skip
LIGHT = Palette(
    background="#f4f6f9", surface="#fdfdfe", panel="#e3eaf4", line="#bac5d4", foreground="#18202c",
    muted="#505c6d", primary="#1c5cc0", current="#2462c6", projected="#123f86", band="#c5daf5",
    band_wide="#e2edfa", target="#7d5100", warning="#9c1a6b", error="#b3203c", success="#0d6b57",
)  # fmt: skip
CONTRAST = Palette(
    background="#000000", surface="#000000", panel="#202020", line="#8c8c8c", foreground="#ffffff",
    muted="#d4d8de", primary="#9fd0ff", current="#74b8ff", projected="#d6ecff", band="#1a4270",
    band_wide="#0f2743", target="#ffdf5e", warning="#ffb3dc", error="#ffb3be", success="#86ecd2",
)  # fmt: skip
TERMINAL = Palette(
    background="ansi_default", surface="ansi_default", panel="ansi_default", line="ansi_bright_black",
    foreground="ansi_default", muted="ansi_default", primary="ansi_bright_blue", current="ansi_blue",
    projected="ansi_bright_cyan", band="ansi_default", band_wide="ansi_default", target="ansi_yellow",
    warning="ansi_bright_magenta", error="ansi_red", success="ansi_green",
)  # fmt: skip


def _words(palette: Palette, ansi: bool) -> dict[str, str]:
    """The colours of words and figures: the tokens themselves, or the terminal's default."""
    plain = palette.foreground
    return {
        "text": plain,
        "text-muted": palette.muted,
        "text-disabled": palette.muted,
        "text-primary": plain if ansi else palette.primary,
        "text-secondary": plain if ansi else palette.projected,
        "text-current": plain if ansi else palette.current,
        "text-projected": plain if ansi else palette.projected,
        "text-accent": plain if ansi else palette.target,
        "text-warning": plain if ansi else palette.warning,
        "text-error": plain if ansi else palette.error,
        "text-success": plain if ansi else palette.success,
        "gap": plain if ansi else palette.target,
        "foreground-muted": palette.muted,
        "foreground-disabled": palette.muted,
    }


def _frame(palette: Palette) -> dict[str, str]:
    """What Textual's own widgets are drawn with."""
    return {
        "border": palette.primary,
        "border-blurred": palette.line,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.primary,
        "scrollbar-active": palette.primary,
        "scrollbar-background": palette.background,
        "scrollbar-background-hover": palette.background,
        "scrollbar-background-active": palette.background,
        "scrollbar-corner-color": palette.background,
        "footer-key-foreground": palette.primary,
        "footer-background": palette.background,
        "footer-description-foreground": palette.muted,
        "block-cursor-background": palette.panel,
        "block-cursor-foreground": palette.foreground,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": palette.panel,
        "block-cursor-blurred-foreground": palette.foreground,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": palette.panel,
    }


def _variables(palette: Palette) -> dict[str, str]:
    return {
        "line": palette.line,
        "muted": palette.muted,
        "current": palette.current,
        "projected": palette.projected,
        "band": palette.band,
        "band-wide": palette.band_wide,
        "target": palette.target,
    }


# What the built-in `ansi-dark` sets: without these an ansi theme stops the app at start.
_ANSI = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_bright_blue",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
}


def _inputs(palette: Palette) -> dict[str, str]:
    return {
        "input-cursor-background": palette.foreground,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "none",
        "input-selection-background": palette.panel,
        "input-selection-foreground": palette.foreground,
        "screen-selection-background": palette.panel,
        "screen-selection-foreground": palette.foreground,
    }


def _theme(
    name: str, palette: Palette, table: ramp.RampSet | None, *, shapes: bool, dark: bool = True
) -> Theme:
    ansi = table is None
    return Theme(
        name=name,
        primary=palette.primary,
        secondary=palette.projected,
        warning=palette.warning,
        error=palette.error,
        success=palette.success,
        accent=palette.target,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        boost=palette.panel,
        dark=dark,
        ansi=ansi,
        variables={
            **_variables(palette),
            **_words(palette, ansi),
            **_frame(palette),
            **(_ANSI if ansi else _inputs(palette)),
            **ramp.variables(table, shapes=shapes),
        },
    )


def themes(*, shapes: bool = False) -> dict[str, Theme]:
    """The themes by name. With `shapes` (for `NO_COLOR`) every chip shows its shape beside the digit."""
    made = (
        _theme(NAMES[0], DARK, ramp.DARK, shapes=shapes),
        _theme(NAMES[1], LIGHT, ramp.LIGHT, shapes=shapes, dark=False),
        _theme(NAMES[2], CONTRAST, ramp.CONTRAST, shapes=shapes),
        _theme(NAMES[3], TERMINAL, None, shapes=True),
    )
    return {theme.name: theme for theme in made}


def variable_defaults() -> dict[str, str]:
    """Every own variable with the dark theme's value, for `App.get_theme_variable_defaults`."""
    return themes()[DEFAULT].variables


def chosen(name: str | None, *, no_color: bool) -> str:
    """The theme to show: never an ansi theme under `NO_COLOR`, which would give black on black."""
    if name is None or name not in NAMES:
        name = DEFAULT
    return DEFAULT if no_color and name == "maturity-terminal" else name


def named(short: str | None) -> str:
    """A theme by the name that people write: `light` is `maturity-light`."""
    return f"maturity-{short}" if short else DEFAULT


def register(app: App[Any], name: str | None = None) -> None:
    """Register the themes with an app and put on the one named (or the one that may be)."""
    for theme in themes(shapes=app.no_color).values():
        app.register_theme(theme)
    wanted = chosen(name, no_color=app.no_color)
    if app.is_running or wanted == "maturity-terminal":
        app.theme = wanted
    else:
        # Assigning would parse every style sheet twice before the first paint (20 ms); the variables are
        # enough for it, and the rest of the theme is put on by Textual when it starts.
        app.set_reactive(type(app).theme, wanted)
        app.stylesheet.set_variables(app.get_css_variables())


def fills(app: App[Any]) -> bool:
    """Whether levels and bands are shown as fills: not in the terminal's own colours."""
    return not app.native_ansi_color


def level_style(theme: Theme, count: int, index: int) -> Style:
    """The style of a chip's digit: its text colour on its fill (or the terminal's default)."""
    from textual.color import Color
    from textual.style import Style

    token = ramp.level_token(count, index)
    text, fill = theme.variables[f"{token}-text"], theme.variables[token]
    return Style(background=Color.parse(fill), foreground=Color.parse(text), bold=True)


def renamed(theme: Theme, name: str) -> Theme:
    """The same theme under another name, for a user's own variation."""
    return replace(theme, name=name, variables=dict(theme.variables))
