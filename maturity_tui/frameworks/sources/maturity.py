"""Our own format: `schema: maturity/framework@1`."""

from __future__ import annotations

from maturity_tui.frameworks import door
from maturity_tui.frameworks.load import framework_from
from maturity_tui.frameworks.models import FRAMEWORK_SCHEMA, Framework
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Shipped

TITLE = "a framework as YAML or JSON of this app's own"


def claims(handed: Handed) -> bool:
    """Whether the file says that it is one."""
    if handed.is_folder or not handed.is_document(handed.names[0]):
        return False
    data = handed.document(handed.names[0]).data
    return isinstance(data, dict) and str(data.get("schema", "")).startswith(
        FRAMEWORK_SCHEMA.partition("@")[0]
    )


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The framework, checked whole. Raises FrameworkError at the first fault's place."""
    document = handed.document(handed.names[0])
    if document.alias is not None:  # our own format has none: read it as it is read everywhere else
        document = door.read_bytes(handed.read(handed.names[0]), document.file)
    return framework_from(document)
