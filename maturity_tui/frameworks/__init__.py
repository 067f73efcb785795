"""Frameworks: read, check and identify them. Reads the file it is handed and nothing else."""

from maturity_tui.frameworks.canonical import canonical_json, digest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.load import framework_from, load_framework
from maturity_tui.frameworks.models import (
    Answer,
    Area,
    Capability,
    Framework,
    Kind,
    Level,
    Licence,
    Need,
    Reference,
    Role,
    RoleLevel,
    Rule,
)

__all__ = [
    "Answer",
    "Area",
    "Capability",
    "Framework",
    "FrameworkError",
    "Kind",
    "Level",
    "Licence",
    "Need",
    "Reference",
    "Role",
    "RoleLevel",
    "Rule",
    "canonical_json",
    "digest",
    "framework_from",
    "load_framework",
]
