"""What an import takes in but warns of: targets off the scale, scores outside the scope."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.portable import write_portable
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def warnings(
    open_store: Callable[..., Store], generated: Path, organisation: Organisation, targets: dict[str, float]
) -> tuple[str, ...]:
    """What is said when the folder comes in with these targets."""
    theme = organisation.ambition[0].changed(targets=targets)
    (generated / "organisation.yaml").write_text(write_portable(organisation.changed(ambition=(theme,))))
    return open_store().import_path(generated).warnings


@pytest.mark.parametrize(
    ("item", "target", "scale"),
    [
        ("a", 9, "0 to 3"),
        ("a", 3.5, "0 to 3"),
        ("b.one", 4, "0 to 3"),
        ("b.two", 1, "0 to 0.25"),
        ("a.one", -1, "0 to 3"),
    ],
)
def test_a_target_off_the_scale_is_named_with_its_theme_item_and_scale(
    open_store: Callable[..., Store], generated: Path, organisation: Organisation, item: str, target: float,
    scale: str,
) -> None:  # fmt: skip
    (said,) = warnings(open_store, generated, organisation, {item: target})
    assert f"The theme better sets the target {target} for {item!r}" in said
    assert f"in small@1: that runs from {scale}." in said


@pytest.mark.parametrize(("item", "target"), [("a", 3), ("a", 0), ("b", 3), ("b.two", 0.25), ("b.one", 2.5)])
def test_a_target_on_the_scale_is_not(
    open_store: Callable[..., Store], generated: Path, organisation: Organisation, item: str, target: float
) -> None:
    assert warnings(open_store, generated, organisation, {item: target}) == ()


LEAF = "2026-autumn/leaf.small.yaml"


def with_leaf(generated: Path, make: Callable[..., Assessment], **fields: object) -> None:
    (generated / LEAF).write_text(write_portable(make("leaf", **fields)))


def test_scores_outside_the_scope_are_named_kept_and_count_nowhere(
    open_store: Callable[..., Store], generated: Path, make: Callable[..., Assessment]
) -> None:
    with_leaf(
        generated, make, scope=["a.three"], scores={"a.one": Score(agreed=2), "a.three": Score(agreed=3)}
    )
    store = open_store()
    for _ in range(2):  # also where it is there already
        (said,) = store.import_path(generated).warnings
        assert said.startswith("org/2026-autumn/leaf/small holds scores for a.one, outside its scope")
    assert store.assessment("org/2026-autumn/leaf/small").score("a.one").agreed == 2
    (row,) = (row for row in store.assessments() if row.team == "leaf")
    assert (row.scored, row.score) == (1, 3)


def test_nothing_is_said_of_scores_in_scope_and_of_blanks(
    open_store: Callable[..., Store], generated: Path, make: Callable[..., Assessment]
) -> None:
    with_leaf(generated, make, scope=["a.three"], scores={"a.one": Score(), "a.three": Score(agreed=3)})
    assert open_store().import_path(generated).warnings == ()
