"""Make the two workbooks beside this file: as Microsoft Forms exports one, and the same re-saved by LibreOffice.

`python tests/assessments/surveys/make.py`; the second needs soffice. The CSV files were written by hand.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
HEADERS = (
    "ID", "Start time", "Completion time", "Email", "Name", "Are you a user or a stakeholder?",
    "H1 Service desk and requests", "Comments on H1 Service desk and requests",
    "H2 Incident and problem management", "Comments on H2 Incident and problem management", "Anything else?",
)  # fmt: skip
ANSWERS = (
    ("User", "3 – Established", "They ring back.\nMostly.", "1 – Ad hoc", "Nobody tells us when it is fixed"),
    ("User", "2 – Emerging", None, "1 – Ad hoc", None),
    ("Stakeholder", "4 – Managed", None, "Don't know", None),
    ("User", "3 – Established", None, "2 – Emerging", "=1+1 is no formula"),
    ("User", "Don't know", None, "1 – Ad hoc", None),
    ("User", "3 – Established", None, "2 – Emerging", None),
    ("Stakeholder", None, None, "3 – Established", "Better since spring"),
)


def ms_forms(path: Path) -> None:
    """One sheet with a table; dates are numbers with a format; an anonymous form has no names."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2026, 9, 1)})
    sheet, date = book.add_worksheet("Sheet1"), book.add_format({"num_format": "m/d/yy h:mm:ss"})
    for row, (who, first, why, second, then) in enumerate(ANSWERS, start=1):
        begun = dt.datetime(2026, 9, 1, 9, row)
        sheet.write_number(row, 0, row)
        sheet.write_datetime(row, 1, begun, date)
        sheet.write_datetime(row, 2, begun + dt.timedelta(minutes=4), date)
        for column, text in enumerate(("anonymous", None, who, first, why, second, then, None), start=3):
            if text is not None:
                sheet.write_string(row, column, text)
    columns = [{"header": header} for header in HEADERS]
    sheet.add_table(0, 0, len(ANSWERS), len(HEADERS) - 1, {"columns": columns, "name": "OfficeForms.Table"})
    book.close()


def main() -> None:
    ms_forms(HERE / "ms_forms.xlsx")
    office = shutil.which("soffice")
    if office is None:
        sys.exit("There is no soffice: libreoffice.xlsx stays as it is.")
    copy = HERE / "libreoffice"
    copy.mkdir(exist_ok=True)
    command = [office, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(copy)]
    subprocess.run([*command, str(HERE / "ms_forms.xlsx")], check=True, timeout=120)
    (copy / "ms_forms.xlsx").replace(HERE / "libreoffice.xlsx")
    copy.rmdir()


if __name__ == "__main__":
    main()
