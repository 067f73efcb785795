"""Our own spreadsheet: read leniently, and what does not hold named with sheet, row and heading."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework, FrameworkError, Rule
from maturity_tui.frameworks.sources import Handed, Notes, template

DATA = Path(__file__).parents[2] / "data"
Sheets = dict[str, list[list[object]]]
HEADER = ["Area", "Id", "Title", "Weight", "Core", "Roll-up of area", "Level tag", "Needs", "0 No", "1 Yes"]
FACTS = [["id", "own"], ["version", "1"], ["title", "Own"], ["licence", "CC0-1.0"]]


def as_csv(folder: Path, rows: list[list[object]], name: str = "own.csv") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def as_xlsx(folder: Path, sheets: Sheets, merged: str = "") -> Path:
    path = folder / "own.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if merged and name == "Capabilities":
            sheet.merge_range(merged, rows[1][0])
    book.close()
    return path


def read(path: Path) -> tuple[Framework, Notes]:
    handed, notes = Handed(path), Notes()
    assert template.claims(handed)
    return template.read(handed, notes, lambda _: None), notes


def from_rows(folder: Path, *rows: list[object], header: list[str] = HEADER) -> tuple[Framework, Notes]:
    return read(as_csv(folder, [*FACTS, [], header, *rows]))


def refusal(folder: Path, *rows: list[object], header: list[str] = HEADER) -> str:
    with pytest.raises(FrameworkError) as caught:
        from_rows(folder, *rows, header=header)
    return str(caught.value)


def row(title: str = "One", **cells: object) -> list[object]:
    """A row under HEADER, by the headings' first words."""
    known = {"area": "A", "title": title, **cells}
    return [known.get(heading.split()[0].casefold(), "") for heading in HEADER]


# What is read


def test_a_csv_holds_facts_scale_and_capabilities(tmp_path: Path) -> None:
    framework, notes = from_rows(
        tmp_path, row("First", weight=2, core="yes"), row("Second", needs="First (0.5)")
    )
    assert (framework.reference, framework.title, framework.licence.name) == ("own@1", "Own", "CC0-1.0")
    assert [(level.value, level.name) for level in framework.scale] == [(0, "No"), (1, "Yes")]
    first, second = framework.capabilities.values()
    assert (first.id, first.weight, first.core) == ("first", 2, True)
    assert [(need.capability, need.slack) for need in second.needs] == [("first", 0.5)]
    assert notes.skipped == ()


def test_a_csv_without_facts_takes_them_from_its_name_and_says_so(tmp_path: Path) -> None:
    path = as_csv(tmp_path, [["Area", "Title", "0 No", "1 Yes"], ["A", "One", "", ""]], "Garden club.csv")
    framework, notes = read(path)
    assert (framework.id, framework.title) == ("garden-club", "Garden club")
    assert framework.licence.redistribution == "internal"
    said = " ".join(notes.warnings)
    assert all(word in said for word in ("no id", "no title", "no version", "no licence"))


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_encodings_are_read(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(
        separator.join(["Area", "Title", "0 Ungenügend", "1 Ja"]).encode("cp1252")
        + b"\r\n"
        + f"A{separator}One".encode()
    )
    assert read(path)[0].scale[0].name == "Ungenügend"


def test_headings_are_known_by_their_words_in_any_order_and_case(tmp_path: Path) -> None:
    header = [
        "EVIDENCE to see",
        "level 1: Yes",
        "title of the capability",
        "Rule (roll-up)",
        "weight",
        "the AREA",
        "Level 0",
    ]
    framework, notes = from_rows(
        tmp_path, ["a list; a log", "done", "One", "Weighted mean", "1,5", "A", "not"], header=header
    )
    item = framework.capabilities["one"]
    assert item.evidence == ("a list", "a log")
    assert dict(item.levels) == {0: "not", 1: "done"}
    assert item.weight == 1.5
    assert framework.areas[0].rollup is Rule.WEIGHTED_MEAN
    assert framework.scale[0].name == "Level 0"
    assert notes.skipped == ()


def test_columns_that_are_not_ours_are_counted(tmp_path: Path) -> None:
    _, notes = from_rows(
        tmp_path,
        ["A", "One", "x", "y"],
        ["", "Two", "", "z"],
        header=["Area", "Title", "Owner", "", "0 No", "1 Yes"],
    )
    assert [(one.kind, one.count) for one in notes.skipped] == [("column “Owner”", 1), ("column “D”", 2)]


def test_blank_rows_and_names_of_areas_above_their_rows_are_no_capabilities(tmp_path: Path) -> None:
    framework, _ = from_rows(
        tmp_path, [], row("", area="Garden"), [""] * 9, row("One", area=""), [], row("Two", area="")
    )
    assert [area.title for area in framework.areas] == ["Garden"]
    assert list(framework.capabilities) == ["one", "two"]


def test_merged_cells_of_an_area_fill_down(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Area", "Title", "0 No", "1 Yes"],
        ["Garden", "One"],
        ["", "Two"],
        ["Shed", "Three"],
    ]
    framework, _ = read(as_xlsx(tmp_path, {"Framework": FACTS, "Capabilities": rows}, merged="A2:A3"))
    assert [len(area.capabilities) for area in framework.areas] == [2, 1]


def test_areas_nest_by_a_path_or_by_columns(tmp_path: Path) -> None:
    header = ["Area", "Sub-area", "Title", "0 No", "1 Yes"]
    framework, _ = from_rows(
        tmp_path, ["Garden › Beds", "", "One"], ["Garden", "Paths", "Two"], ["", "", "Three"], ["Garden", "", "Four"],
        header=header,
    )  # fmt: skip
    garden = framework.areas[0]
    assert [(area.id, [item.id for item in area.capabilities]) for area in garden.areas] == [
        ("garden.beds", ["one"]),
        ("garden.paths", ["two", "three"]),
    ]
    assert [item.id for item in garden.capabilities] == ["four"]


def test_the_sheet_of_facts_holds_the_scale_too(tmp_path: Path) -> None:
    scale: list[list[object]] = [
        [],
        ["Level", "Name", "Meaning"],
        [0, "No", "In name only."],
        [1.5, "Yes", "Title to the area."],
    ]
    facts: list[list[object]] = [
        *FACTS,
        ["Passing on", "Internal"],
        ["Roll-up", "Lowest"],
        ["Licence address", ""],
        ["Colour", "blue"],
    ]
    rows: list[list[object]] = [["Area", "Title", "No", "1.5 Yes"], ["A", "One", "not", "done"]]
    framework, notes = read(
        as_xlsx(tmp_path, {"Framework": facts + scale, "Capabilities": rows, "Mine": [["x"]]})
    )
    assert [(level.value, level.name, level.meaning) for level in framework.scale] == [
        (0, "No", "In name only."),
        (1.5, "Yes", "Title to the area."),
    ]
    assert framework.rollup is Rule.LOWEST
    assert framework.licence.redistribution == "internal"
    assert dict(framework.capabilities["one"].levels) == {0: "not", 1.5: "done"}
    assert [one.kind for one in notes.skipped] == ["row “Colour”", "sheet “Mine”"]


def test_a_csv_may_hold_the_scale_above_its_header(tmp_path: Path) -> None:
    scale: list[list[object]] = [
        ["Level", "Name", "Meaning"],
        [0, "No", "In name only, in this area"],
        [1, "Yes", ""],
    ]
    path = as_csv(
        tmp_path, [*FACTS, [], *scale, [], ["Area", "Title", "No", "Yes"], ["A", "One", "not", "done"]]
    )
    framework, _ = read(path)
    assert framework.scale[0].meaning == "In name only, in this area"
    assert dict(framework.capabilities["one"].levels) == {0: "not", 1: "done"}


def test_a_workbook_that_libreoffice_saved_again_is_read_alike() -> None:
    framework, notes = read(DATA / "template_saved_by_libreoffice.xlsx")
    assert framework.reference == "repair-cafe@1"
    assert list(framework.capabilities) == ["welcome", "mending", "new-menders", "safe-tools"]
    assert framework.areas[0].rollup is Rule.WEIGHTED_MEAN
    assert [level.value for level in framework.scale] == [0, 1, 2, 3]
    assert framework.capabilities["mending"].needs[0].slack == 1
    assert (notes.skipped, notes.warnings) == ((), ())


def test_what_explains_a_fact_is_not_the_fact(tmp_path: Path) -> None:
    facts: list[list[object]] = [*FACTS, ["Attribution", "", "Who wrote it"]]
    rows: list[list[object]] = [["Area", "Title", "0 No", "1 Yes"], ["A", "One"]]
    framework, _ = read(as_xlsx(tmp_path, {"Framework": facts, "Capabilities": rows}))
    assert framework.licence.attribution == ""


def test_text_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Area", "Title", "0 No", "1 Yes"], ["A", "=1+1", "=NOW()", "@x"]]
    item = read(as_xlsx(tmp_path, {"Framework": FACTS, "Capabilities": rows}))[0].capabilities["1-1"]
    assert (item.title, item.levels[0]) == ("=1+1", "=NOW()")
    framework, _ = from_rows(
        tmp_path, ["A", "'=1+1", "=NOW()", "'tis"], header=["Area", "Title", "0 No", "1 Yes"]
    )
    item = framework.capabilities["1-1"]
    assert (item.title, item.levels[0], item.levels[1]) == ("=1+1", "=NOW()", "'tis")


def test_needs_are_named_by_id_or_title_one_or_several(tmp_path: Path) -> None:
    framework, _ = from_rows(
        tmp_path, row("Soil, good", id="soil"), row("Water (2)"), row("Rest", needs="SOIL; Water (2) (slack 1)"),
        row("Last", needs="rest, soil (1)"), row("Also", needs="Soil, good\nwater-2"),
    )  # fmt: skip

    def named(item: str) -> list[tuple[str, float]]:
        return [(need.capability, need.slack) for need in framework.capabilities[item].needs]

    assert named("rest") == [("soil", 0), ("water-2", 1)]
    assert named("last") == [("rest", 0), ("soil", 1)]
    assert named("also") == [("soil", 0), ("water-2", 0)]


def test_a_made_id_leaves_the_ids_that_are_written_alone(tmp_path: Path) -> None:
    framework, notes = from_rows(tmp_path, row("Soil"), row("Other", id="soil"), row("Soil"))
    assert list(framework.capabilities) == ["soil.2", "soil", "soil.3"]
    assert any("(2)" in sentence and "ids" in sentence for sentence in notes.warnings)


def test_a_rule_is_taken_from_any_row_of_the_area(tmp_path: Path) -> None:
    framework, _ = from_rows(tmp_path, row("One"), row("Two", **{"roll-up": "SUM"}), row("Three", area="B"))
    assert [area.rollup for area in framework.areas] == [Rule.SUM, None]


def test_a_text_that_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    framework, notes = from_rows(tmp_path, [*row("One")[:-2], "x" * 30_000, ""])
    assert len(framework.capabilities["one"].levels[0]) == 20_000
    assert any("cut" in sentence for sentence in notes.warnings)


def test_two_names_for_one_level_are_said(tmp_path: Path) -> None:
    scale: list[list[object]] = [[], ["Level", "Name"], [0, "No"], [1, "Yes"]]
    rows: list[list[object]] = [["Area", "Title", "0 No", "1 Perhaps"], ["A", "One"]]
    _, notes = read(as_xlsx(tmp_path, {"Framework": FACTS + scale, "Capabilities": rows}))
    assert any("'1 Perhaps'" in sentence and "'Yes'" in sentence for sentence in notes.warnings)


# What is refused


@pytest.mark.parametrize(
    ("rows", "heading", "says"),
    [
        ([row("One", weight="heavy")], "Weight", "Here should be a number; found 'heavy'"),
        ([row("One", weight="-1")], "Weight", "at least 0"),
        ([row("One", weight="1e300")], "Weight", "at most"),
        ([row("One", level="two")], "Level tag", "Here should be a whole number; found 'two'"),
        ([row("One", core="perhaps")], "Core", "neither yes nor no"),
        ([row("One", **{"roll-up": "wors"})], "Roll-up of area", "mean"),
        ([row("One", **{"roll-up": "staged"})], "Roll-up of area", "needs a level on every item"),
        ([row("One", needs="Soul"), row("Soil")], "Needs", "Did you mean 'Soil'?"),
        ([row("One", needs="one")], "Needs", "cannot need itself"),
        ([row("One", needs="Same"), row("Same"), row("Same")], "Needs", "may mean same, same.2"),
        ([row("One", id="a b")], "Id", "Here should be an id"),
        ([row("One", id="x"), row("Two", id="x")], "Id", "the id 'x' stands in row 7 too"),
        ([row("", weight=1)], "Title", "this is blank"),
        ([row("One", area="")], "Area", "this is blank"),
        ([row("One", area=" › ".join("abcdefghijklmn"))], "Area", "too deep"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_named_with_row_and_heading(
    tmp_path: Path, rows: list[list[object]], heading: str, says: str
) -> None:
    said = refusal(tmp_path, *rows)
    number = 6 + len(rows) if "stands in row" in says else 7
    assert f"Row {number}, column {heading!r}: " in said
    assert says in said
    assert f"own.csv:{number}:" in said


def test_two_rules_for_one_area_are_named_with_both_rows(tmp_path: Path) -> None:
    said = refusal(tmp_path, row("One", **{"roll-up": "sum"}), row("Two", **{"roll-up": "mean"}))
    assert "Row 8, column 'Roll-up of area': 'mean' is not what row 7 says for the same area: 'sum'" in said


def test_a_column_for_a_level_that_the_scale_lacks_is_named_with_the_sheet(tmp_path: Path) -> None:
    scale: list[list[object]] = [[], ["Level", "Name"], [0, "No"], [1, "Yes"]]
    rows: list[list[object]] = [["Area", "Title", "0 No", "2 More"], ["A", "One"]]
    with pytest.raises(FrameworkError) as caught:
        read(as_xlsx(tmp_path, {"Framework": FACTS + scale, "Capabilities": rows}))
    assert (
        "own.xlsx › Capabilities:1:4: Row 1, column '2 More': the scale has no level 2. It has 0, 1."
        in str(caught.value)
    )


def test_a_fault_in_a_fact_or_the_scale_is_named_on_its_own_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Area", "Title", "0 No"], ["A", "One"]]
    facts: list[list[object]] = [["id", "two words"], *FACTS[1:]]
    with pytest.raises(FrameworkError, match=r"› Framework:1:2: Row 1, column 'B': Here should be an id"):
        read(as_xlsx(tmp_path, {"Framework": facts, "Capabilities": rows}))
    facts = [*FACTS, [], ["Level", "Name"], [0, "No"], ["high", "Yes"]]
    with pytest.raises(FrameworkError, match=r"› Framework:8:1: Row 8, column 'A': Here should be a number"):
        read(as_xlsx(tmp_path, {"Framework": facts, "Capabilities": rows}))


def test_the_first_fault_is_that_of_the_facts_then_the_first_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Area", "Title", "Weight", "Id", "0 No"],
        ["A", "One", "light", "a b"],
        ["A", "Two", "x"],
    ]
    facts: list[list[object]] = [[], [], [], *FACTS, ["Roll-up", "wors"]]
    with pytest.raises(FrameworkError, match="› Framework:8:2:"):
        read(as_xlsx(tmp_path, {"Framework": facts, "Capabilities": rows}))
    with pytest.raises(FrameworkError, match="› Capabilities:2:3: Row 2, column 'Weight'"):
        read(as_xlsx(tmp_path, {"Framework": FACTS, "Capabilities": rows}))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["Area", "Title"], ["A", "One"]], "there is no column for a level"),
        ([["Title", "0 No", "1 Yes"], ["One"]], "column 'Area': this heading is missing"),
        ([["Area", "Title", "0 No"]], "there is no capability below this row"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, rows: list[list[object]], says: str) -> None:
    with pytest.raises(FrameworkError, match=says):
        read(as_csv(tmp_path, rows))


def test_other_tables_are_not_claimed_and_are_refused_by_name(tmp_path: Path) -> None:
    path = as_csv(tmp_path, [["Name", "Street"], ["Jo", "High Street"]])
    assert not template.claims(Handed(path))
    with pytest.raises(FrameworkError, match="frameworks new --template"):
        template.read(Handed(path), Notes(), lambda _: None)
    text = tmp_path / "own.yaml"
    text.write_text("title: x")
    assert not template.claims(Handed(text))
    with pytest.raises(FrameworkError, match="neither"):
        template.read(Handed(text), Notes(), lambda _: None)
    assert not template.claims(Handed(tmp_path))


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "A",
            "One",
            "yes",
            "mean",
            "1",
            "one (1)",
            "0 No",
            "Title",
            "Area",
            "Level",
            "Name",
            "=x",
            "a › b",
        ]
    ),
    st.text(max_size=12),
    st.integers(-5, 10**40),
)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=8), st.booleans())
def test_whatever_stands_in_the_cells_one_error_leaves(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]], with_header: bool
) -> None:
    path = as_csv(tmp_path_factory.mktemp("rows"), [HEADER, *rows] if with_header else rows)
    handed = Handed(path)
    with suppress(FrameworkError):
        template.claims(handed)
    with suppress(FrameworkError):
        template.read(handed, Notes(), lambda _: None)
