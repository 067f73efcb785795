"""The modules of the analysis import one another in one direction, late imports included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import maturity_tui.analysis

PACKAGE = "maturity_tui.analysis"


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module of the package that a module imports, in functions too; those for types alone are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{PACKAGE}."):
            yield node.module.removeprefix(f"{PACKAGE}.")
        yield from imported(node)


def test_no_module_imports_itself_by_a_detour() -> None:
    folder = Path(maturity_tui.analysis.__file__).parent
    graph = {
        path.stem: set(imported(ast.parse(path.read_text(encoding="utf-8")))) for path in folder.glob("*.py")
    }
    assert graph["assumptions"] >= {"assumption", "defaults"}
    TopologicalSorter(graph).prepare()
