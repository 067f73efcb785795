"""The modules of the analysis import one another in one direction, late imports included, and nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
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


def modules() -> dict[str, Path]:
    """Every module of the analysis, by its name within it."""
    folder = Path(maturity_tui.analysis.__file__).parent
    paths = [path for path in folder.rglob("*.py") if path.stem != "__init__"]
    return {".".join(path.relative_to(folder).with_suffix("").parts): path for path in paths}


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {
        name: set(imported(ast.parse(path.read_text(encoding="utf-8")))) for name, path in modules().items()
    }
    assert graph["assumptions.assumptions"] >= {"assumptions.assumption", "assumptions.defaults"}
    TopologicalSorter(graph).prepare()


def test_importing_the_analysis_imports_no_heavy_library() -> None:
    code = "import sys\n" + "".join(f"import maturity_tui.analysis.{name}\n" for name in sorted(modules()))
    heavy = "('numpy', 'scipy', 'highspy', 'textual', 'sqlmodel', 'click')"
    code += f"print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
