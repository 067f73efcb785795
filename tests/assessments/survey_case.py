"""A framework, an assessment and surveys of it, for the tests of reading them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.survey.columns import guess
from maturity_tui.assessments.survey.survey import open_sheet, read_survey
from maturity_tui.assessments.survey.values import Columns, Survey
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import Catalogue

SURVEYS = Path(__file__).parent / "surveys"
DESK, INCIDENTS = "operations.service-desk", "operations.incidents"
H1, H2 = "H1 Service desk and requests", "H2 Incident and problem management"


@lru_cache(maxsize=1)
def service() -> Framework:
    return Catalogue(cache=Path(mkdtemp())).load("digital-service")


def assessment(**fields: Any) -> Assessment:
    framework = service()
    data = {
        "id": "north/2026/data/digital-service", "team": "data", "round": {"id": "2026", "title": "2026"},
        "framework": {"id": framework.id, "version": framework.version},
    }  # fmt: skip
    return Assessment.model_validate(data | fields)


def table(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a tool writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def read(data: bytes, columns: Columns | None = None, file: str = "answers.csv", **more: Any) -> Survey:
    sheet = open_sheet(data, file, service())
    held = more.pop("held", None) or assessment()
    return read_survey(sheet, columns or guess(sheet, service()), service(), held, **more)


def said(survey: Survey) -> list[str]:
    return [str(problem) for problem in survey.problems]


def levels(survey: Survey) -> list[dict[str, Any]]:
    """For each respondent the levels by capability; x for “does not know”."""
    return [
        {item: "x" if one.level is None else one.level for item, one in who.ratings.items()}
        for who in survey.respondents
    ]
