"""Frameworks: read, check and identify them. Reads the file it is handed and nothing else."""

from maturity_tui.frameworks.canonical import canonical_json, digest
from maturity_tui.frameworks.check import Fault
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
from maturity_tui.frameworks.standards import Standards, load_standards
from maturity_tui.frameworks.write import to_yaml

__all__ = [
    "Answer",
    "Area",
    "Capability",
    "Fault",
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
    "Standards",
    "canonical_json",
    "digest",
    "framework_from",
    "load_framework",
    "load_standards",
    "to_yaml",
]
