"""What `frameworks validate` finds in a framework that is sound: each finding once where it is due, none elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.frameworks import Framework, Standards, door, framework_from, load_framework, load_standards
from maturity_tui.frameworks.lint import Finding, lint
from maturity_tui.frameworks.lint_needs import ceilings
from maturity_tui.frameworks.standards import standards_from

SHIPPED = Path(__file__).parents[2] / "frameworks"
HEAD = """\
schema: maturity/framework@1
id: own
version: "1"
title: Own
licence: {name: CC0-1.0}
scale: [{value: 0, name: Nil}, {value: 1, name: Low}, {value: 2, name: Mid}, {value: 3, name: Top}]
"""
STANDARDS = standards_from(
    door.read_text("""\
schema: maturity/standards@1
standards:
  - {name: Garden Standard, points: [{ref: G1}, {ref: G2}]}
  - {name: ISO 27001, points: [{ref: "5.1"}]}
""")
)


def framework(*capabilities: str, area: str = "", head: str = "") -> Framework:
    """One area with these capabilities, each a flow map without its braces."""
    rows = "".join(f"      - {{{row}}}\n" for row in capabilities)
    text = f"{HEAD}{head}\nareas:\n  - id: a\n    title: A\n    {area}\n    capabilities:\n{rows}"
    return framework_from(door.read_text(text))


def found(item: Framework, standards: Standards | None = STANDARDS) -> list[tuple[str, str, str]]:
    return [(one.kind, one.severity, one.item) for one in lint(item, standards)]


def only(item: Framework, kind: str) -> Finding:
    """The single finding; it is of this kind."""
    every = list(lint(item, STANDARDS))
    assert [one.kind for one in every] == [kind]
    return every[0]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_what_ships_has_no_findings(path: Path) -> None:
    if not path.read_text(encoding="utf-8").count("schema: maturity/framework@1"):
        return
    standards = load_standards(SHIPPED / "best-practice" / "standards.yaml")
    assert list(lint(load_framework(path), standards)) == []


# Words


def test_levels_without_words_beside_levels_with_words_are_named() -> None:
    one = only(framework('id: x, title: X, levels: {0: "no", 3: "yes"}'), "missing-descriptors")
    assert (one.severity, one.item) == ("warning", "x")
    assert one.message == "“X” has no descriptor for levels 1 and 2."
    assert one.path == ("areas", 0, "capabilities", 0, "levels")


def test_a_level_that_is_not_defined_needs_no_words() -> None:
    assert found(framework('id: x, title: X, defined: [0, 3], levels: {0: "no", 3: "yes"}')) == []


def test_a_capability_without_words_is_named_where_its_neighbours_have_some() -> None:
    whole = 'levels: {0: "no", 1: "some", 2: "most", 3: "all"}'
    beside = framework(f"id: x, title: X, {whole}", "id: y, title: Y")
    assert only(beside, "missing-descriptors").item == "y"
    assert found(framework("id: x, title: X", "id: y, title: Y")) == []


def test_answers_describe_themselves() -> None:
    answers = "answers: [{value: 0, text: Nay}, {value: 3, text: Aye}]"
    whole = 'levels: {0: "no", 1: "some", 2: "most", 3: "all"}'
    assert found(framework(f"id: x, title: X, {whole}", f"id: y, title: Y, {answers}")) == []


def test_equal_descriptors_of_neighbouring_levels_are_named_whatever_their_case() -> None:
    one = only(
        framework('id: x, title: X, levels: {0: "no", 1: "We do.", 2: "we do", 3: "all"}'),
        "equal-descriptors",
    )
    assert "Levels 1 and 2" in one.message
    assert one.path[-2:] == ("levels", 2)
    assert found(framework('id: x, title: X, levels: {0: "no", 1: "we do", 2: "most", 3: "we do"}')) == []


def test_descriptors_that_differ_in_a_word_are_noted_with_the_word() -> None:
    text = "on a Saturday {} of the tools are looked over before the doors open at ten"
    some, most = text.format("some"), text.format("most")
    one = only(
        framework(f'id: x, title: X, levels: {{0: "no", 1: "{some}", 2: "{most}", 3: "all"}}'),
        "near-descriptors",
    )
    assert one.severity == "note"
    assert one.message.endswith("differ only in “some” / “most”.")


def test_short_descriptors_may_differ_in_a_word() -> None:
    assert (
        found(framework('id: x, title: X, levels: {0: "none", 1: "some do", 2: "most do", 3: "all do"}'))
        == []
    )


def test_a_long_descriptor_is_noted_with_its_length() -> None:
    text = "word " * 101
    one = only(
        framework(f'id: x, title: X, levels: {{0: "{text}", 1: "b", 2: "c", 3: "d"}}'), "long-descriptor"
    )
    assert "504 characters" in one.message
    assert one.path[-1] == 0


def test_a_title_that_stands_twice_in_an_area_is_a_warning_elsewhere_a_note() -> None:
    assert found(framework("id: x, title: Same", "id: y, title: same!")) == [
        ("repeated-title", "warning", "y")
    ]
    two = HEAD + (
        "areas:\n- {id: a, title: A, capabilities: [{id: x, title: Same}]}\n"
        "- {id: b, title: B, capabilities: [{id: y, title: Same}]}\n"
    )
    assert found(framework_from(door.read_text(two))) == [("repeated-title", "note", "y")]


# Needs


def needs(*others: tuple[str, float]) -> str:
    return f"needs: [{', '.join(f'{{capability: {id}, slack: {slack}}}' for id, slack in others)}]"


def test_a_need_that_ends_too_low_puts_levels_out_of_reach() -> None:
    low = framework("id: p, title: P, defined: [0, 1]", f"id: c, title: C, {needs(('p', 1))}")
    one = only(low, "unreachable-need")
    assert (one.severity, one.item, one.path[-3:]) == ("warning", "c", ("needs", 0, "capability"))
    assert "“C” cannot reach level 3 in a projection: it needs “P”, which ends at 1" in one.message
    assert found(framework("id: p, title: P, defined: [0, 2]", f"id: c, title: C, {needs(('p', 1))}")) == []


def test_levels_that_the_capability_has_not_are_not_missed() -> None:
    item = framework(
        "id: p, title: P, defined: [0, 1]", f"id: c, title: C, defined: [0, 1], {needs(('p', 0))}"
    )
    assert found(item) == []


def test_answers_end_where_the_highest_of_them_does() -> None:
    answers = 'answers: [{value: 0, text: "No"}, {value: 1.5, text: "Yes"}]'
    item = framework(f"id: p, title: P, {answers}", f"id: c, title: C, {needs(('p', 1))}")
    assert "which ends at 1.5" in only(item, "unreachable-need").message


def test_what_is_held_low_at_second_hand_is_found_too() -> None:
    item = framework(
        "id: q, title: Q, defined: [0, 1]",
        f"id: p, title: P, {needs(('q', 1))}",
        f"id: c, title: C, {needs(('p', 0))}",
    )
    every = {one.item: one.message for one in lint(item)}
    assert set(every) == {"p", "c"}
    assert "by what it rests on itself cannot pass 2" in every["c"]
    assert {id: float(limit) for id, limit in ceilings(item).items()} == {"q": 1, "p": 2, "c": 2}


def test_a_need_that_never_holds_anything_back_is_noted() -> None:
    item = framework("id: p, title: P", f"id: c, title: C, {needs(('p', 3))}")
    assert only(item, "idle-need").severity == "note"
    assert found(framework("id: p, title: P", f"id: c, title: C, {needs(('p', 2))}")) == []


def test_a_need_that_stands_twice_is_named() -> None:
    item = framework("id: p, title: P", f"id: c, title: C, {needs(('p', 1), ('p', 2))}")
    assert only(item, "repeated-need").path[-2] == 1


def test_a_circle_is_shown_once_with_the_way_round() -> None:
    item = framework(
        f"id: x, title: X, {needs(('y', 0))}", f"id: y, title: Y, {needs(('z', 0))}",
        f"id: z, title: Z, {needs(('x', 0))}", f"id: w, title: W, {needs(('x', 0))}",
    )  # fmt: skip
    one = only(item, "circle")
    assert one.severity == "note"
    assert one.message == "Needs that go in a circle: x → y → z → x."


def test_two_circles_are_two_findings_and_a_chain_is_none() -> None:
    item = framework(
        f"id: a1, title: A1, {needs(('a2', 0))}", f"id: a2, title: A2, {needs(('a1', 0), ('b1', 0))}",
        f"id: b1, title: B1, {needs(('b2', 0))}", f"id: b2, title: B2, {needs(('b1', 0))}",
    )  # fmt: skip
    assert [one.message for one in lint(item)] == [
        "Needs that go in a circle: a1 → a2 → a1.",
        "Needs that go in a circle: b1 → b2 → b1.",
    ]


def test_a_very_long_chain_is_walked() -> None:
    rows = [f"id: c{n}, title: T{n}, {needs((f'c{n + 1}', 0))}" for n in range(5000)]
    assert found(framework(*rows, "id: c5000, title: T5000")) == []
    last = f"id: c5000, title: T5000, {needs(('c0', 0))}"
    assert [kind for kind, _, _ in found(framework(*rows, last))] == ["circle"]


def test_a_core_capability_that_rests_on_another_is_noted() -> None:
    item = framework("id: p, title: P", f"id: c, title: C, core: true, {needs(('p', 0))}")
    assert only(item, "core-on-other").item == "c"
    assert found(framework("id: p, title: P", f"id: c, title: C, {needs(('p', 0))}")) == []


# Weights


def weighted(*weights: float, rule: str = "weighted-mean") -> Framework:
    rows = [f"id: w{at}, title: W{at}, weight: {weight}" for at, weight in enumerate(weights)]
    return framework(*rows, area=f"rollup: {rule}")


def test_weights_that_are_all_zero_are_named() -> None:
    assert only(weighted(0, 0), "zero-weights").message.startswith("All that lies in “A” weighs 0")
    assert found(weighted(0, 1)) == []


@pytest.mark.parametrize("weights", [(40, 58), (60, 30, 12), (0.5, 0.48), (40, 30, 29, 0)])
def test_shares_that_do_not_add_up_are_named(weights: tuple[float, ...]) -> None:
    assert "add up to" in only(weighted(*weights), "odd-sum").message


@pytest.mark.parametrize(
    "weights", [(40, 60), (33, 33, 33), (0.1, 0.2, 0.7), (3, 1), (1, 2, 2), (9,) * 10 + (8,)]
)
def test_other_weights_are_left_alone(weights: tuple[float, ...]) -> None:
    assert found(weighted(*weights)) == []


@pytest.mark.parametrize("rule", ["mean", "lowest", "sum"])
def test_weights_that_the_rule_does_not_read_are_noted(rule: str) -> None:
    one = only(weighted(2, 1, rule=rule), "ignored-weight")
    assert one.severity == "note"
    assert "“W0” counts in gaps only" in one.message
    assert found(weighted(1, 1, rule=rule)) == []


# References


def refers(*pairs: tuple[str, str]) -> str:
    each = [f'{{standard: {name}, ref: "{ref}"}}' for name, ref in pairs]
    return f"references: [{', '.join(each)}]"


def test_a_name_near_to_that_of_a_standard_is_named() -> None:
    one = only(framework(f"id: x, title: X, {refers(('Gardn Standard', 'G1'))}"), "standard-name")
    assert "“Gardn Standard” is most likely “Garden Standard”" in one.message
    assert one.path[-3:] == ("references", 0, "standard")


@pytest.mark.parametrize("name", ["Garden Standard", "Our own handbook", "ISO 27002", "ISO 27010"])
def test_names_that_are_right_or_of_another_standard_are_left_alone(name: str) -> None:
    assert found(framework(f"id: x, title: X, {refers((name, 'G1'))}")) == []


def test_a_point_that_the_standard_does_not_have_is_named_with_the_nearest() -> None:
    one = only(framework(f"id: x, title: X, {refers(('Garden Standard', 'G11'))}"), "standard-point")
    assert one.message == "Garden Standard has no point “G11”. Did you mean 'G1'?"


def test_without_the_standards_only_the_file_is_held_against_itself() -> None:
    item = framework(f"id: x, title: X, {refers(('Gardn Standard', 'G11'))}")
    assert found(item, None) == []


def test_one_standard_spelt_two_ways_is_named_at_the_rarer() -> None:
    item = framework(
        f"id: x, title: X, {refers(('Our Handbook', '1'), ('Our handbook', '2'), ('Our Handbook', '3'))}"
    )
    one = only(item, "two-spellings")
    assert one.path[-2] == 1
    assert "most likely “Our Handbook”" in one.message


def test_a_version_with_a_nought_is_the_same_standard() -> None:
    assert only(framework(f"id: x, title: X, {refers(('Iso 27001.0', '5.1'))}"), "standard-name").item == "x"
    assert found(framework(f"id: x, title: X, {refers(('Plan 1', '1'), ('Plan 10', '1'))}")) == []


def test_a_group_that_is_not_there_is_named() -> None:
    item = framework(
        "id: x, title: X, groups: [tier-1, teir-2]",
        head="groups: [{id: tier-1, title: T}, {id: tier-2, title: U}]",
    )
    one = only(item, "unknown-group")
    assert one.message == "This framework has no group “teir-2”. Did you mean 'tier-2'?"


def test_every_finding_is_a_sentence_at_a_place_of_the_file() -> None:
    text = f"""{HEAD}
areas:
  - id: a
    title: A
    rollup: weighted-mean
    capabilities:
      - {{id: x, title: X, weight: 0, {needs(("y", 9))}, {refers(("Gardn Standard", "1"))}, groups: [g]}}
      - {{id: y, title: X, weight: 0, core: true, levels: {{0: "same", 1: "same"}}, {needs(("x", 0))}}}
"""
    document = door.read_text(text)
    every = list(lint(framework_from(document), STANDARDS))
    assert len(every) >= 8
    for one in every:
        assert one.message[0].isupper() or one.message[0] == "“"
        assert one.message[-1] in ".?"
        assert one.path in document.marks or one.path[:-1] in document.marks
