"""A screen that is new wants a line in `tests/ui/pictures.py`; the few that need none are named here, and why."""

from __future__ import annotations

import inspect

from textual.screen import Screen

from maturity_tui.ui.key_list import every_screen
from tests.ui.pictures import BOTH, PICTURES

NONE_NEEDED = {
    "RemoveDialog": "one question; tests/ui/test_framework_import_screen.py reads it",
    "PiecesDialog": "a list in a frame; tests/ui/test_controls.py and the score's tests read it",
}


def test_every_screen_has_a_picture_at_both_sizes() -> None:
    drawn = {picture.screen for picture in PICTURES if set(BOTH) <= set(picture.sizes)}
    wanted = {screen.__name__ for screen in every_screen()}
    assert wanted - drawn - NONE_NEEDED.keys() == set(), "these want a line in tests/ui/pictures.py"
    assert NONE_NEEDED.keys() <= wanted, "these are gone"
    assert not NONE_NEEDED.keys() & drawn, "these have a picture now"


def test_every_class_of_a_screen_is_found() -> None:
    """The list of screens is judged by Python's own: all kinds of Screen that are made here and have none below."""
    every_screen()

    def kinds(base: type) -> set[type]:
        return {base} | {kind for below in base.__subclasses__() for kind in kinds(below)}

    ours = [kind for kind in kinds(Screen) if kind.__module__.startswith("maturity_tui.ui.screens.")]
    leaves = {kind.__name__ for kind in ours if not kind.__subclasses__() and not inspect.isabstract(kind)}
    assert leaves <= {screen.__name__ for screen in every_screen()}
    assert "HomeScreen" in leaves
