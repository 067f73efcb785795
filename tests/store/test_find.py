"""What may be typed for an assessment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maturity_tui.assessments.models import Assessment
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

OLD_LEFT, NEW_LEFT = "org/2025-autumn/left/small", "org/2026-autumn/left/small"
NEW_LEAF, OLD_RIGHT = "org/2026-autumn/leaf/small", "org/2025-autumn/right/small"


@pytest.fixture
def filled(store: Store, make: Callable[..., Assessment], framework: Framework) -> Store:
    for team, round_id in [
        ("left", "2025-autumn"),
        ("right", "2025-autumn"),
        ("left", "2026-autumn"),
        ("leaf", "2026-autumn"),
    ]:
        store.create(make(team, round_id), framework)
    return store


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (NEW_LEFT, [NEW_LEFT]),
        ("2026-autumn/left/small", [NEW_LEFT]),
        ("left", [NEW_LEFT, NEW_LEAF]),
        ("leaf", [NEW_LEAF]),
        ("right", [OLD_RIGHT]),
        ("top", [NEW_LEFT, NEW_LEAF]),
        ("2025-autumn", [OLD_LEFT, OLD_RIGHT]),
        ("2025-autumn/left", [OLD_LEFT]),
        ("org/2025-autumn", [OLD_LEFT, OLD_RIGHT]),
        ("leaf/small", [NEW_LEAF]),
        ("leaf/other", []),
        ("org", [NEW_LEFT, NEW_LEAF]),
        ("nobody", []),
        ("", []),
        (" / ", []),
    ],
)
def test_a_text_means(filled: Store, text: str, meant: list[str]) -> None:
    assert list(filled.find(text)) == meant


def test_lists_come_latest_round_first_and_teams_in_tree_order(filled: Store) -> None:
    assert [row.id for row in filled.assessments()] == [NEW_LEFT, NEW_LEAF, OLD_LEFT, OLD_RIGHT]
    assert filled.assessments()[0].title == "Left [/] team, 2026-Autumn"
