"""`project --why` and `--explain`: what contributes, what moves it, and one figure in one sentence."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.store

ONE = "northwick/2026-autumn/service-operations/digital-service"
INPUTS = "training.security-awareness,capacity.security-analysts,capacity.contract-managers"


def test_the_explanation_stands_under_its_own_key(example: Any) -> None:
    data = example("project", ONE, "--inputs", INPUTS, "--why", "--json").json
    found = data["explanation"]
    parts = {one["input"]: one["contribution"] for one in found["contributions"]["parts"]}
    assert set(parts) == set(INPUTS.split(","))
    now = next(node["now"] for node in data["nodes"] if node["id"] == "digital-service")
    formula = example("project", ONE, "--inputs", INPUTS, "--draws", "0", "--json").json["overall"]["mean"][
        -1
    ]
    assert sum(parts.values()) == pytest.approx(formula - now, abs=1e-12)
    assert {bar["kind"] for bar in found["tornado"]["bars"]} == {"share", "delivery", "assumption", "scores"}
    assert "training.bands" in found["tornado"]["no_range_known"]
    assert sum(index["first_order"] for index in found["indices"]["indices"]) == pytest.approx(1, abs=0.05)
    value = found["value_of_information"]
    assert value["perfect"] >= 0
    assert value["portfolios"][0]["name"] == value["best"]
    assert found["a_months_wait"]["level_months_lost"] > 0
    assert "explanation" not in example("project", ONE, "--inputs", INPUTS, "--json").json


def test_the_text_says_what_brings_what_and_what_waiting_costs(example: Any) -> None:
    said = example("project", ONE, "--inputs", INPUTS, "--why").out
    rows = re.findall(r"^(\S+) +([+-]0\.\d{3})  +[+-]0", said, re.MULTILINE)
    total = re.search(r"sums to the gain of (0\.\d{3}) \(exact\)", said)
    assert total is not None
    assert sum(float(value) for _, value in rows) == pytest.approx(float(total[1]), abs=0.0021)
    assert "today's scores" in said
    assert "A month's wait" in said
    assert re.search(r"others? that costs? no more", said)


def test_without_inputs_there_is_nothing_to_explain(example: Any) -> None:
    assert (
        example("project", ONE, "--why")
        .out.splitlines()[-1]
        .startswith("Nothing is chosen, so there is nothing")
    )
    assert example("project", ONE, "--why", "--json").json["explanation"]["value_of_information"] is None


def test_one_figure_is_one_sentence(example: Any) -> None:
    said = example("project", ONE, "--inputs", INPUTS, "--explain", "security.awareness").out
    assert said.count("\n") == 1
    assert "training.security-awareness (share 0." in said
    one = example(
        "project", ONE, "--inputs", INPUTS, "--explain", "security", "--quarter", "2027-q2", "--team",
        "service-operations", "--json",
    ).json  # fmt: skip
    assert (one["node"], one["team"], one["quarter"]) == ("security", "service-operations", "2027-Q2")
    assert "by the end of 2027-Q2" in one["explanation"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--explain", "securty"), 1, "Did you mean 'security'?"),
        (("--explain", "security", "--team", "service-operation"), 1, "Did you mean 'service-operations'?"),
        (
            ("--explain", "security", "--quarter", "soon"),
            1,
            "SOON is outside the horizon, which runs from 2027-Q1",
        ),
        (("--explain", "security", "--why"), 2, "give one of them"),
        (("--team", "service-operations"), 2, "give --explain too"),
    ],
)
def test_what_cannot_be_explained_is_a_sentence(
    example: Any, options: tuple[str, ...], code: int, said: str
) -> None:
    found = example("project", ONE, "--inputs", INPUTS, *options, code=code)
    assert said in found.err
    assert found.out == ""
