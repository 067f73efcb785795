"""In which order keys are named: as they are declared, also where somebody chose keys of their own.

Textual puts a key that was remapped behind all others, so that the most important one would be the first to go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen


def in_order(screen: Screen[Any]) -> list[ActiveBinding]:
    """The bindings that are active, nearest first, those of a widget or screen as they are declared."""
    active = list(screen.active_bindings.values())
    if not screen.app._keymap:
        return active
    nodes = list(dict.fromkeys(one.node for one in active))
    rank = {node: at for at, node in enumerate(nodes)}
    places = {node: _places(node) for node in nodes}
    return sorted(
        active, key=lambda one: (rank[one.node], places[one.node].get(one.binding.id or "", len(active)))
    )


def _places(node: Any) -> dict[str, int]:
    """Where each id stands among the bindings as they are declared."""
    declared = type(node)._merged_bindings
    found: dict[str, int] = {}
    for bindings in declared.key_to_bindings.values() if declared else ():
        for binding in bindings:
            found.setdefault(binding.id or "", len(found))
    return found
