"""The file of standards: what references resolve to."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.frameworks import FrameworkError, Reference, door, load_framework, load_standards
from maturity_tui.frameworks.standards import standards_from, unresolved

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
GOOD = """\
schema: maturity/standards@1
standards:
  - name: Open
    licence: OGL v3.0
    points:
      - {ref: A, name: Whole}
      - {ref: A1, name: Part, parent: A}
  - {name: Pointer, pointer: true, points: [{ref: model}]}
"""


def refusal(old: str, new: str) -> str:
    with pytest.raises(FrameworkError) as caught:
        standards_from(door.read_text(GOOD.replace(old, new), "own.yaml"))
    return str(caught.value)


def test_a_reference_resolves_to_its_point() -> None:
    standards = standards_from(door.read_text(GOOD))
    point = standards.resolve(Reference(standard="Open", ref="A1"))
    assert point is not None
    assert point.name == "Part"
    assert standards.resolve(Reference(standard="Open", ref="A2")) is None
    assert standards.by_name["Pointer"].full_title == "Pointer"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: Pointer", "name: Open", "own.yaml:8:6: The standard 'Open' stands twice"),
        ("ref: A1", "ref: A", "own.yaml:7:10: Open has the point 'A' twice"),
        ("parent: A}", "parent: B}", "own.yaml:7:31: Open has no point 'B'"),
        ("licence:", "license:", "Unknown key 'license' (at standards[0].license). Did you mean 'licence'?"),
    ],
)
def test_what_does_not_hold_is_refused_at_its_place(old: str, new: str, words: str) -> None:
    assert words in refusal(old, new)


def test_a_reference_that_resolves_to_nothing_is_found_with_the_nearest_name() -> None:
    framework = load_framework(FRAMEWORKS / "best-practice/local-digital-declaration.yaml")
    standards = load_standards(FRAMEWORKS / "best-practice/standards.yaml")
    assert list(unresolved(framework, standards)) == []
    area = framework.areas[0]
    wrong = area.capabilities[0].changed(
        references=(
            Reference(standard="Local Digital Declaraton", ref="LDD1"),
            Reference(standard="Local Digital Declaration", ref="LDD6"),
        )
    )
    broken = framework.changed(areas=(area.changed(capabilities=(wrong,)),))
    faults = list(unresolved(broken, standards))
    assert [fault.path for fault in faults] == [
        ("ldd1", "references", 0, "standard"),
        ("ldd1", "references", 1, "ref"),
    ]
    assert faults[0].hint == "Did you mean 'Local Digital Declaration'?"
