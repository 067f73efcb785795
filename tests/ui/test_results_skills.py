"""Results of a skills framework: shares and letters, never a mean of levels."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maturity_tui.ui.draw import HeatCell, heat_row
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, shows, words
from tests.ui.score_case import catalogue, database
from tests.ui.test_results import results_of, row_of, study

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
DDAT = assessment_of("digital-services", "ddat")
MARKS = "▂▄▆█"


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def letter(value: float) -> str:
    return "AWPE"[int(value) - 1]


@SIZES
async def test_the_overview_has_no_columns_that_skills_leave_empty(path: str, size: tuple[int, int]) -> None:
    held = study(path, DDAT)
    area = next(node for node in held.areas() if node.title == "Product and delivery")
    far = max(held.gaps, key=lambda gap: gap.gap)
    app = results_of(path, DDAT)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, f"{area.at_target}/{area.with_target}", f"{area.scored}/{area.applicable}")
        head = row_of(pilot, "At target")
        assert re.search(r"none +all", head)
        for gone in ("Target ", "Gap", "Lowest", "…"):
            assert gone not in head
        assert re.search(r"E█ [A-Z]\d+ ", seen(pilot))
        name = held.framework.capabilities[far.capability].title
        assert re.search(rf"{letter(far.score)}[▂▄▆█] [A-Z]\d+ {name} {int(far.gap)}", seen(pilot))


async def test_an_open_area_has_each_skill_s_letter_and_target(path: str) -> None:
    held = study(path, DDAT)
    targets = {gap.capability: gap for gap in held.gaps}
    app = results_of(path, DDAT)
    async with app.run_test(size=(120, 100)) as pilot:
        await shows(pilot, "B Data")
        await pilot.press("z")
        await shows(pilot, "B32 Performance measurement")
        for item in held.scope:
            row = row_of(pilot, f" {held.framework.capabilities[item].title} ")
            agreed = held.assessment.score(item).agreed
            if agreed is None:
                assert re.search(r" n/a  ─+ +– +– ", row), row
                continue
            now = letter(agreed)
            if item not in targets:
                assert re.search(rf" {now}  [━╸─]+ +– +– ", row), row
                continue
            gap = targets[item]
            reached = "○" if gap.gap > 1 else "◐" if gap.gap else "●"
            wanted = rf" {reached} +{now}  [━┄◆─╸]+ +{letter(gap.target)} +{int(gap.gap)} "
            assert re.search(wanted, row), row


@SIZES
async def test_a_cell_of_the_heat_map_is_a_share_and_its_detail_one_sentence(
    path: str, size: tuple[int, int]
) -> None:
    held = study(path, DDAT)
    first = next(held.areas())
    app = results_of(path, DDAT, "heat")
    async with app.run_test(size=size) as pilot:
        await shows(
            pilot,
            f"Digital services · B {first.title}",
            f"{first.at_target} of {first.with_target} at target",
        )
        row = row_of(pilot, "Digital services ▐")
        shares = [f"{node.at_target}/{node.with_target}" for node in [*held.areas(), held.whole]]
        assert re.findall(r"\d+/\d+", row) == shares
        assert "0.0" not in row
        for gone in ("share at target 0 of", "lowest", "No team is lower"):
            assert gone not in words(pilot).replace("share at target ·", "")
        await pilot.press("right", "z")
        await shows(pilot, "agreed Expert", "A▂Awareness")
        assert re.search(r" E +█", row_of(pilot, "▌ Digital services"))


@SIZES
async def test_gaps_of_skills_are_named_and_lettered(path: str, size: tuple[int, int]) -> None:
    held = study(path, DDAT)
    first = held.gaps[0]
    names = [level.name for level in held.framework.scale]
    now, wanted = names[int(first.score) - 1], names[int(first.target) - 1]
    app = results_of(path, DDAT, "gaps")
    async with app.run_test(size=size) as pilot:
        title = held.framework.capabilities[first.capability].title
        await shows(pilot, title, f"{now[0]}{MARKS[int(first.score) - 1]} {now}", f"{wanted[0]}")
        assert re.search(r"^ +Skill  ", seen(pilot), re.MULTILINE)
        assert "Capability" not in seen(pilot)
        if size == WIDE:
            assert re.search(r"A   W   P   E", row_of(pilot, "Skill "))
        await pilot.press("i")
        await shows(pilot, f"{title} is {now}, as the team agreed", f"The target {wanted} is")


async def test_a_scale_of_digits_stays_one(tmp_path: Path) -> None:
    if "sfia" not in {entry.id for entry in catalogue().entries()}:
        pytest.skip("SFIA is left out of this build")
    item = next(iter(catalogue().load("sfia").capabilities.values()))
    level = item.defined[0] if item.defined else 1
    scores = {item.id: {"agreed": level, "target": (item.defined or (2,))[-1]}}
    one = database(tmp_path / "s.db", "sfia", scope="all", scores=scores)
    app = results_of(str(tmp_path / "s.db"), one, "gaps")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "1   2   3   4   5   6   7")


@pytest.mark.parametrize(("size", "shown"), [(8, " 10/13   "), (5, "77 %"), (4, "77%")])
def test_a_share_has_a_shorter_form_for_every_cell(size: int, shown: str) -> None:
    cell = HeatCell(10 / 13, text="10/13", shorter=("77 %", "77%"))
    drawn = heat_row([cell], (0.0, 0.5, 1.0), size=size, fills=False)[0].plain
    assert len(drawn) == size + 2
    assert shown.strip() in drawn
