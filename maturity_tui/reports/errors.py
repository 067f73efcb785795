"""The one exception that leaves this package."""

from __future__ import annotations


class ReportError(Exception):
    """A report that cannot be made or written: a whole sentence that can be shown as it stands."""
