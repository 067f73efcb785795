"""The one exception that leaves the reading of a file, whatever was wrong with it."""

from __future__ import annotations

from maturity_tui.frameworks.values import clean_line


class FrameworkError(Exception):
    """A file, or a value in it, that cannot be used: where, what was found, and what would be right.

    `str(error)` is a whole sentence that can be shown to a person as it stands.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        path: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.hint = hint

    @property
    def place(self) -> str:
        """File, line and column as far as they are known, in the form that editors make clickable."""
        parts = [clean_line(self.file) or "text"]
        if self.line is not None:
            parts += [str(self.line), str(self.column or 1)]
        return ":".join(parts)

    def __str__(self) -> str:
        known = bool(self.file) or self.line is not None
        at = f"{self.place}: " if known else ""
        path = f" (at {self.path})" if self.path else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{at}{self.message}{path}.{hint}"
