"""SFIA's official files: the index that ships comes back out of them, with the prose, whatever saved them."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.sources import Handed, sfia
from tests.frameworks.sources.official import (
    ATTRIBUTES_9,
    FILES,
    LEVELS,
    PHRASES,
    SKILLS_8,
    SKILLS_9,
    Rows,
    Sheets,
    attribute_9,
    marks,
    nothing_shipped,
    prose,
    read,
    refused,
    separated,
    shipped,
    skill_9,
    skipped,
    small_sfia,
    sound_or_refused,
    whole_sfia,
    with_sfia,
    workbook,
)


def index_of(framework: Framework) -> list[tuple[Any, ...]]:
    """All that the shipped index holds: places, codes, names, levels."""
    areas = [(area.id, area.title) for area in framework.every_area.values()]
    skills = [
        (item.id, item.title, item.defined, tuple(area.id for area in framework.paths[item.id]))
        for item in framework.capabilities.values()
    ]
    return [*areas, *skills, *((item.id, item.title, item.defined) for item in framework.attributes)]


def csvs(folder: Path, sheets: Sheets, encoding: str = "cp1252", delimiter: str = ",") -> Path:
    folder.mkdir()
    for name, rows in sheets.items():
        separated(folder / f"sfia-9_en_260521({name}).csv", rows, encoding, delimiter)
    return folder


def eight(rows: Rows) -> Rows:
    """Rows of SFIA 9's skills as SFIA 8 lays them out: there is no column of links."""
    link = SKILLS_9.index("URL")
    return [[cell for column, cell in enumerate(row) if column != link] for row in rows]


@with_sfia
def test_the_shipped_index_comes_back_exactly_from_a_shuffled_workbook_of_it(tmp_path: Path) -> None:
    sheets = whole_sfia()
    for name in ("Skills", "Attributes"):
        head, *rows = sheets[name]
        random.Random(9).shuffle(rows)
        sheets[name] = [head, *rows]
    found = read(workbook(tmp_path / "sfia-9_current-standard_en_260521.xlsx", sheets), "sfia")
    index = shipped("sfia")
    assert index is not None
    assert index_of(found.framework) == index_of(index)
    assert found.framework.scale == index.scale
    assert (found.framework.id, found.framework.version) == (index.id, index.version)
    assert found.warnings == ()


@with_sfia
@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ","), ("utf-8-sig", ";"), ("utf-16", "\t")])
def test_a_folder_of_separated_copies_is_joined_and_reads_as_the_workbook(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    sheets = whole_sfia()
    folder = read(csvs(tmp_path / "copies", sheets, encoding, delimiter), "sfia")
    assert folder.framework == read(workbook(tmp_path / "sfia9.xlsx", sheets), "sfia").framework


@with_sfia
def test_us_english_names_stand_in_the_areas_of_the_shipped_index(tmp_path: Path) -> None:
    sheets = whole_sfia()
    column = SKILLS_9.index("Subcategory")
    for row in sheets["Skills"]:
        row[column] = str(row[column]).replace("centred", "centered").replace("Stakeholder", "Stake-holder")
    found = read(workbook(tmp_path / "sfia-9_en_US_260521.xlsx", sheets), "sfia").framework
    index = shipped("sfia")
    assert index is not None
    assert list(found.every_area) == list(index.every_area)
    assert "User centered design" in {area.title for area in found.every_area.values()}


def test_prose_is_taken_level_by_level_and_stays_internal(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "sfia-9.xlsx", small_sfia()), "sfia").framework
    apples = found.capabilities["ABCD"]
    assert apples.description == "What ABCD is."
    assert apples.guidance == "How to go about ABCD:\n\nthis\nthat"
    assert apples.levels == {2: "ABCD at 2.\nMore.", 3: "ABCD at 3.\nMore.", 4: "ABCD at 4.\nMore."}
    assert apples.defined == (2, 3, 4)
    (patience,) = found.attributes
    assert (patience.id, patience.defined, len(patience.levels)) == ("ZYXW", None, 7)
    assert [(level.name, level.meaning) for level in found.scale][:2] == [
        ("Begin", "Essence 1"),
        ("Help", "Essence 2"),
    ]
    assert found.licence.redistribution == "internal"
    assert "Index only" not in found.licence.attribution
    assert list(found.every_area) == [
        "fruit-and-more",
        "fruit-and-more.of-trees",
        "fruit-and-more.of-shrubs",
        "roots",
        "roots.of-beds",
    ]


def test_a_workbook_saved_again_by_libreoffice_reads_alike(tmp_path: Path) -> None:
    again = read(FILES / "sfia-9_resaved-by-libreoffice.xlsx", "sfia")
    first = read(workbook(tmp_path / "sfia-9.xlsx", small_sfia()), "sfia")
    assert (again.framework, again.skipped, again.warnings) == (
        first.framework,
        first.skipped,
        first.warnings,
    )


def test_an_index_without_prose_is_whole(tmp_path: Path) -> None:
    sheets = small_sfia()
    column = SKILLS_9.index("Overall description")
    sheets["Skills"] = [row[:column] for row in sheets["Skills"]]
    del sheets["Attributes"], sheets["Levels of responsibility"]
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia", nothing_shipped)
    assert [level.name for level in found.framework.scale] == [f"Level {level}" for level in LEVELS]
    assert not any(item.levels or item.description for item in found.framework.capabilities.values())
    assert "Index only" in found.framework.licence.attribution
    assert not any("has no column" in said for said in found.warnings)


@with_sfia
def test_levels_without_a_sheet_have_the_shipped_names(tmp_path: Path) -> None:
    sheets = small_sfia()
    del sheets["Levels of responsibility"]
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia").framework
    index = shipped("sfia")
    assert index is not None
    assert found.scale == index.scale


@pytest.mark.parametrize(
    "rows",
    [
        [["Level", *LEVELS], PHRASES],
        [["", *(f"Level {level}" for level in LEVELS)], ["Autonomy", *["x"] * 7], PHRASES],
        [["Levels of responsibility"], [], ["Level", "Guiding phrase"], *([n, PHRASES[n]] for n in LEVELS)],
        [["Attribute", *(f"Level {level} - {PHRASES[level]}" for level in LEVELS)], ["Autonomy", *["x"] * 7]],
        [[f"{level}. {PHRASES[level]}"] for level in LEVELS],
    ],
)
def test_the_names_of_levels_are_found_however_their_sheet_is_laid_out(tmp_path: Path, rows: Rows) -> None:
    sheets = small_sfia() | {"Levels of responsibility": rows}
    found = read(workbook(tmp_path / "sfia-8.xlsx", sheets), "sfia").framework
    assert [level.name for level in found.scale] == PHRASES[1:]


def test_of_two_sheets_with_seven_levels_the_one_that_names_them_is_read(tmp_path: Path) -> None:
    sheets = {"Colours": [["", *LEVELS], ["Autonomy", *["red"] * 7]]} | small_sfia()
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    assert [level.name for level in found.framework.scale] == PHRASES[1:]
    assert skipped(found)["sheet Colours"] == 1


@pytest.mark.parametrize("heading", ["Code", "Skill", "Category", "Subcategory", "Levels"])
def test_a_heading_that_is_missing_is_named_with_its_sheet(tmp_path: Path, heading: str) -> None:
    sheets = small_sfia()
    sheets["Skills"][0] = ["" if cell == heading else cell for cell in SKILLS_9]
    error = refused(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    assert error.message == f"Skills has no column “{heading}”"
    assert "Skills" in error.file


def test_prose_that_is_missing_and_attributes_that_cannot_be_read_are_named_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    sheets = small_sfia()
    sheets["Skills"][0] = ["" if cell == "Level 3 description" else cell for cell in SKILLS_9]
    sheets["Attributes"][0] = ["" if cell == "Code" else cell for cell in ATTRIBUTES_9]
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    assert any("Skills has no column “Level 3 description”" in said for said in found.warnings)
    assert any("Attributes has no column “Code”" in said for said in found.warnings)
    assert set(found.framework.capabilities["ABCD"].levels) == {2, 4}
    assert skipped(found)["sheet Attributes"] == 1
    assert skipped(found)["column without a heading"] == 1


def test_headings_are_found_by_their_words_and_not_by_their_place(tmp_path: Path) -> None:
    sheets = small_sfia()
    straight = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia").framework
    for name in ("Skills", "Attributes"):
        moved = [[*row[8:], *row[:8]] if name == "Skills" else [*row[7:], *row[:7]] for row in sheets[name]]
        moved[0] = [f" {str(cell).upper()}\u00a0" if cell else cell for cell in moved[0]]
        sheets[name] = [["A title"], *[[]] * 10, *moved]
    turned = read(workbook(tmp_path / "sfia-9_other.xlsx", sheets, merge=" LEVELS\u00a0"), "sfia").framework
    assert turned == straight


def test_the_heading_of_the_levels_may_be_repeated(tmp_path: Path) -> None:
    rows = small_sfia()["Skills"]
    path = separated(tmp_path / "sfia-9.csv", rows)
    once = read(path, "sfia").framework
    rows[0] = ["Levels" if heading == "" else heading for heading in rows[0]]
    assert read(separated(path, rows), "sfia").framework == once


def test_a_code_that_stands_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    sheets = small_sfia()
    sheets["Skills"].append(skill_9(4, "ABCD", "Apples again", "Roots", "Of beds", (4,)))
    error = refused(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    assert "ABCD" in error.message
    assert "row 2" in error.message
    assert error.path == "row 5"
    sheets = small_sfia()
    sheets["Attributes"].append(attribute_9("BCDE", "Berries"))
    assert "Skills, row 3" in refused(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia").message


@with_sfia
def test_a_wrong_count_warns_and_names_what_is_missing(tmp_path: Path) -> None:
    sheets = whole_sfia()
    gone = sheets["Skills"].pop()
    sheets["Attributes"].pop()
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    code = gone[SKILLS_9.index("Code")]
    assert found.warnings[0] == "SFIA 9 has 147 skills; this file has 146."
    assert found.warnings[1].startswith("SFIA 9 has 672 levels of skills")
    assert found.warnings[2] == "SFIA 9 has 16 attributes; this file has 15."
    assert code in found.warnings[3]


def test_odd_levels_are_said_and_counted(tmp_path: Path) -> None:
    skills = [
        SKILLS_9,
        [1, *marks((2, 4)), "ABCD", "", "Apples", "Fruit", "Of trees", *prose("ABCD", (2, 3))],
        [2, *marks(()), "BCDE", "", "Berries", "Fruit", "Of trees", *prose("BCDE", ())],
        [3, "x", 8, 2.5, "4.0", "", "", "", "CDEF", "", "Carrots", "Fruit", "", *prose("CDEF", (4,))],
        [4, *marks((1,)), "", "", "Nameless", "Fruit", "Of trees", *prose("", (1,))],
        SKILLS_9,
    ]
    found = read(workbook(tmp_path / "sfia-9.xlsx", {"Skills": skills}, merge=""), "sfia")
    assert any("do not follow one another in ABCD" in said for said in found.warnings)
    assert any("1 defined levels have no description, in ABCD" in said for said in found.warnings)
    assert any("left out: BCDE" in said for said in found.warnings)
    left = skipped(found)
    assert left["level description"] == 1
    assert left["mark under Levels in Skills"] == 3
    assert left["row without a level"] == 1
    assert left["row of Skills"] == 2
    assert {code: item.defined for code, item in found.framework.capabilities.items()} == {
        "ABCD": (2, 4),
        "CDEF": (4,),
    }


def test_unknown_sheets_and_columns_are_skipped_by_name_and_counted(tmp_path: Path) -> None:
    sheets = small_sfia()
    sheets["Skills"] = [
        [*row, "" if number == 3 else f"mine {number}"] for number, row in enumerate(sheets["Skills"])
    ]
    found = read(workbook(tmp_path / "sfia-9.xlsx", sheets), "sfia")
    left = skipped(found)
    assert left["column “mine 0”"] == 2
    assert left["sheet Read me"] == 1
    assert left["column “#”"] == 3
    assert left["column “Type”"] == 1


@pytest.mark.parametrize(
    ("name", "rows", "version", "doubt"),
    [
        ("sfia-9_current-standard_en_260521.xlsx", small_sfia()["Skills"], "9", ""),
        ("sfia-8_en_220221.xlsx", eight(small_sfia()["Skills"]), "8", ""),
        ("mine.xlsx", small_sfia()["Skills"], "9", ""),
        ("mine.xlsx", eight(small_sfia()["Skills"]), "8", "Nothing in the file says"),
        ("SFIA 8.xlsx", small_sfia()["Skills"], "8", "going by the links in it it would be SFIA 9"),
        ("mine.xlsx", eight([SKILLS_9, skill_9(1, "DATS", "Ours", "A", "B", (2, 3))]), "9", ""),
        ("mine.xlsx", eight([SKILLS_9, skill_9(1, "DATS", "Ours", "A", "B", (6, 7))]), "8", ""),
        ("mine.xlsx", eight([SKILLS_9, skill_9(1, "MKTG", "Ours", "A", "B", (2, 3))]), "8", ""),
    ],
)
def test_the_version_is_told_by_name_links_and_skills_and_a_doubt_is_said(
    tmp_path: Path, name: str, rows: Rows, version: str, doubt: str
) -> None:
    found = read(workbook(tmp_path / name, {"Skills": rows}), "sfia", nothing_shipped)
    assert found.framework.version == version
    doubts = [said for said in found.warnings if "taken for" in said]
    assert bool(doubts) is bool(doubt)
    assert all(doubt in said for said in doubts)


def test_sfia_8_reads_without_links_and_its_count_is_its_own(tmp_path: Path) -> None:
    codes = [f"{a}{b}{c}{d}" for a in "AB" for b in "ABCD" for c in "ABCD" for d in "ABCD"][:121]
    rows = eight(
        [SKILLS_9, *(skill_9(n, code, f"Skill {code}", "A", "B", (2, 3)) for n, code in enumerate(codes))]
    )
    assert rows[0] == SKILLS_8
    found = read(workbook(tmp_path / "mine.xlsx", {"Skills": rows}), "sfia")
    assert (found.framework.version, len(found.framework.capabilities)) == ("8", 121)
    assert not any("this file has 121" in said for said in found.warnings)


def test_a_text_that_is_too_long_is_shortened_and_said(tmp_path: Path) -> None:
    rows = small_sfia()["Skills"]
    rows[1][SKILLS_9.index("Guidance notes")] = "long " * 12_000
    found = read(separated(tmp_path / "sfia-9.csv", rows), "sfia")
    assert len(found.framework.capabilities["ABCD"].guidance) <= 20_000
    assert any("shortened" in said for said in found.warnings)


def test_attributes_alone_are_no_framework(tmp_path: Path) -> None:
    error = refused(separated(tmp_path / "sfia-9.csv", small_sfia()["Attributes"]), "sfia")
    assert "no skills" in error.message
    assert "folder" in error.hint


def test_it_claims_its_own_sheets_and_no_others(tmp_path: Path) -> None:
    assert sfia.claims(Handed(workbook(tmp_path / "a.xlsx", small_sfia())))
    assert sfia.claims(Handed(separated(tmp_path / "b.csv", small_sfia()["Attributes"])))
    assert not sfia.claims(
        Handed(workbook(tmp_path / "c.xlsx", {"Skills": [["Skill", "Category", "Type", "Level"]]}))
    )
    assert not sfia.claims(Handed(separated(tmp_path / "d.csv", [])))
    (tmp_path / "e.yaml").write_text("a: b")
    assert not sfia.claims(Handed(tmp_path / "e.yaml"))
    assert "No sheet of SFIA's skills" in refused(tmp_path / "d.csv", "sfia").message


_ODD = st.one_of(
    st.sampled_from(["", "Code", "Levels", "4", "8", "4.0", "-", "ABCD", "\x00", "=1", "１", "ſ"]),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 25), _ODD), max_size=12), st.integers(0, 3))
def test_any_mutation_of_a_sound_file_is_a_framework_or_refused(
    changes: list[tuple[int, int, str]], cut: int
) -> None:
    rows = [list(row) for row in small_sfia()["Skills"]]
    for number, column, cell in changes:
        row = rows[number % len(rows)]
        row[column % len(row)] = cell
    rows = rows[cut:] + rows[:1] * cut
    with tempfile.TemporaryDirectory() as folder:
        path = separated(Path(folder) / "sfia-9.csv", rows, encoding="utf-8")
        found = sound_or_refused(lambda: read(path, "sfia"))
    assert found is None or isinstance(found.framework, Framework)
