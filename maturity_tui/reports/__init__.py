"""Reports: one model, one file a format. Knows core values; knows neither the store nor a screen.

`build_report(material)` makes the report, `write_report(report, format, path)` the file.
"""

from maturity_tui.reports.build import build_report
from maturity_tui.reports.errors import ReportError
from maturity_tui.reports.material import Material
from maturity_tui.reports.model import Report
from maturity_tui.reports.write import FORMATS, format_of, render, write_report

__all__ = [
    "FORMATS",
    "Material",
    "Report",
    "ReportError",
    "build_report",
    "format_of",
    "render",
    "write_report",
]
