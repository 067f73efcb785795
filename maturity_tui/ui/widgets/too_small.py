"""One line for terminals below 80 × 24."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class TooSmall(Widget):
    """Asks for room; only shown where there is too little."""

    DEFAULT_CSS = "TooSmall { display: none; height: 1fr; padding: 0 1; }"

    def render(self) -> Content:
        size = self.app.size
        here = f"{size.width} × {size.height}"
        return Content(
            f"Needs 80 × 24, this is {here}: make room. Or leave by ctrl+q, and use maturity score ID --plain."
        )
