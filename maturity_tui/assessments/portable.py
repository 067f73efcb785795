"""The portable form: an organisation's folder as text, one canonical form a value (docs/formats.md).

Text to values and back; where the files lie, and reading and writing them, is the store's.
"""

from __future__ import annotations

from maturity_tui.assessments.models import ASSESSMENT_SCHEMA, Assessment
from maturity_tui.assessments.organisation import ORGANISATION_SCHEMA, Organisation
from maturity_tui.frameworks.door import Document
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Value
from maturity_tui.frameworks.write import to_yaml

# How deep a file of each kind lies below the folder that holds `assessments/` and `frameworks/`.
_DEPTH = {"organisation": 2, "inputs": 2, "assessment": 3, "scenario": 3, "framework": 3, "shared": 2}

ORGANISATION_FILE = "organisation.yaml"
INPUTS_FILE = "inputs.yaml"


def write_portable(value: Value) -> str:
    """Any value of an organisation's folder as its file's text, with the line that tells editors its schema.

    Raises ValueError for a value that is no file there.
    """
    kind = str(getattr(value, "format", "")).removeprefix("maturity/").split("@")[0]
    if kind not in _DEPTH:
        raise ValueError(f"{type(value).__name__} is not kept in a file of its own")
    return to_yaml(value, modeline=f"{'../' * _DEPTH[kind]}frameworks/schema/{kind}.json")


def write_organisation(organisation: Organisation) -> str:
    """The text of `organisation.yaml`."""
    return write_portable(organisation)


def write_assessment(assessment: Assessment) -> str:
    """The text of an assessment's file."""
    return write_portable(assessment)


def read_organisation(document: Document) -> Organisation:
    """The organisation that a document holds. Raises FrameworkError."""
    return value_from(Organisation, document, ORGANISATION_SCHEMA)


def read_assessment(document: Document) -> Assessment:
    """The assessment that a document holds; `check` holds it against its framework. Raises FrameworkError."""
    return value_from(Assessment, document, ASSESSMENT_SCHEMA)


def assessment_file(assessment: Assessment) -> str:
    """Where an assessment lies in its organisation's folder: `round/team.framework.yaml`."""
    return f"{assessment.round.id}/{assessment.team}.{assessment.framework.id}.yaml"


def scenario_file(scenario_id: str) -> str:
    """Where a scenario lies in its organisation's folder."""
    return f"scenarios/{scenario_id}.yaml"


def framework_file(framework: Framework) -> str:
    """Where a framework that does not ship lies. A version may hold what the name of a file may not."""
    version = "".join(char if char.isalnum() or char in "._-" else "-" for char in framework.version)
    return f"frameworks/{framework.id}@{version}.yaml"
