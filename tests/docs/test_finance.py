"""The chapter for the finance officer: every sum in it is right, and what it says of judgement is so."""

from __future__ import annotations

import ast
import operator
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "finance.md"
SUMS = [
    line
    for block in re.findall(
        r"^```sums\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for line in block.splitlines()
]
_OPERATIONS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}  # fmt: skip


def value(node: ast.expr) -> float:
    """A sum of numbers, as a pocket calculator does it."""
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -value(node.operand)
    assert isinstance(node, ast.BinOp), ast.dump(node)
    found: float = _OPERATIONS[type(node.op)](value(node.left), value(node.right))
    return found


def test_there_are_sums() -> None:
    assert len(SUMS) >= 10


@pytest.mark.parametrize("line", SUMS)
def test_a_sum_comes_to_what_it_says(line: str) -> None:
    """To the last digit that is shown."""
    left, said = line.rsplit(" = ", 1)
    places = len(said.partition(".")[2])
    assert value(ast.parse(left, mode="eval").body) == pytest.approx(float(said), abs=0.51 * 10**-places)


def test_how_much_of_what_ships_is_judgement_is_counted() -> None:
    from collections import Counter

    from maturity_tui.analysis.inputs.library import read_inputs
    from maturity_tui.frameworks.door import read_file

    shipped = read_inputs(read_file(ROOT / "frameworks" / "best-practice" / "inputs.yaml")).inputs
    grades = Counter(item.basis.grade for item in shipped)
    assert set(grades) == {"J", "R"}
    said = f"{grades['J']} are our judgement (grade J) and {grades['R']} are recalled from studies (R)"
    assert said in PAGE.read_text(encoding="utf-8")


def test_the_rate_of_discount_is_the_one_in_use() -> None:
    from maturity_tui.analysis.scenarios.demand import DISCOUNT_RATE
    from maturity_tui.analysis.scenarios.scenario import Scenario

    rate = Scenario(id="a", title="A", start="2027-Q1").discount_rate
    assert rate == DISCOUNT_RATE
    assert f"{rate * 100:g} % unless a scenario says" in PAGE.read_text(encoding="utf-8")
