"""`assessments survey`, `assessments reflect` and `blind-spots`, as a team lead gives them."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from tests.assessments.survey_case import DESK, H1, H2, INCIDENTS, SURVEYS, table
from tests.cli.conftest import Run

pytestmark = pytest.mark.store

ONE = "northwick/2026-autumn/digital-services/digital-service"
WHO = "User or stakeholder?"


def raters(run: Run) -> dict[str, str]:
    return run("assessments", "show", ONE, "--json").json["raters"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(
        table((WHO, H1, H2), ("User", "3 – Established", "1"), ("Stakeholder", "Don't know", "2"))
    )
    return path


def test_a_survey_comes_in_and_goes_again_with_undo(example: Run, file: Path) -> None:
    before = raters(example)
    said = example("assessments", "reflect", ONE, file)
    assert "Brought in 2 respondents (1 user, 1 stakeholder), 4 ratings, 0 comments" in said.out
    assert len(raters(example)) == len(before) + 2
    assert "Undone: the survey that was brought in" in example("assessments", "undo", ONE).out
    assert raters(example) == before


def test_a_preview_shows_every_column_and_changes_nothing(example: Run, file: Path) -> None:
    before = raters(example)
    said = example("assessments", "reflect", ONE, file, "--preview")
    assert f"B  {H1}" in said.out
    assert f"levels of {H1}" in said.out
    assert "user or stakeholder" in said.out
    assert "Would bring in 2 respondents" in said.out
    assert raters(example) == before
    data = example("assessments", "reflect", ONE, file, "--preview", "--json").json
    assert data["brought_in"] is False
    assert data["respondents"] == {"user": 1, "stakeholder": 1, "reviewer": 0}
    assert data["columns"][1] == {"column": "B", "header": H1, "use": "rating", "capability": DESK}


def test_a_preview_promises_nothing_that_would_be_refused(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(table((WHO, H1, H2), ("User", "7", "1"), ("User", "2", "1")))
    said = example("assessments", "reflect", ONE, file, "--preview").out
    assert "With --keep-good it would bring in 2 respondents" in said
    kept = example("assessments", "reflect", ONE, file, "--preview", "--keep-good").out
    assert "\nWould bring in 2 respondents" in kept


def test_problems_are_said_one_a_line_and_the_good_can_be_kept(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(table((WHO, H1, H2), ("User", "7", "1"), ("User", "2", "1")))
    before = raters(example)
    said = example("assessments", "reflect", ONE, file, code=1)
    assert said.err.splitlines()[0] == f"Row 2, column B “{H1}”: “7” is no level here: use 0–5."
    assert "Nothing was brought in. Mend the file, or give --keep-good for the 2 respondents" in said.err
    assert raters(example) == before
    kept = example("assessments", "reflect", ONE, file, "--keep-good", "--json").json
    assert (kept["ratings"], kept["problems"]) == (3, [said.err.splitlines()[0]])
    assert len(raters(example)) == len(before) + 2


def test_options_say_what_columns_and_answers_mean(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    rows = [("Councillor", "often", "Slow", "2", "me"), ("Resident", "never", "", "3", "you")]
    file.write_bytes(table(("Who", "Do they answer = quickly?", "Tell", "Score of H2", "Nick"), *rows))
    data = example(
        "assessments", "reflect", ONE, file, "--perspective-column", "Who", "--answer", "Councillor=stakeholder",
        "--answer", "Resident=user", "--column", "Do they answer = quickly?=H1", "--answer", "often=4",
        "--answer", "never=0", "--comment", f"C={DESK}", "--column", f"score of={INCIDENTS}", "--respondent", "nick",
        "--json",
    ).json  # fmt: skip
    assert data["respondents"] == {"user": 1, "stakeholder": 1, "reviewer": 0}
    assert (data["ratings"], data["comments"], data["problems"]) == (4, 1, [])
    shown = example("assessments", "show", ONE, "--json").json
    assert shown["scores"][DESK]["comments"] == {"s4": "Slow"}
    file.write_bytes(
        table(
            ("Who", "Do they answer = quickly?", "Tell", "Score of H2", "Nick"),
            ("Resident", "often", "", "1", "him"),
        )
    )
    assert example("assessments", "reflect", ONE, file, "--json").json["ratings"] == 2


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--column", "Nothing=H1"], "There is no column 'Nothing'"),
        (["--column", "B=H99"], "There is no capability 'H99'"),
        (["--column", "B"], "HEADER=CAPABILITY"),
        (["--answer", "often"], "TEXT=LEVEL"),
        (["--perspective", "team"], "'team' is not one of"),
        (["--ignore", "H"], "names the columns B, C"),
    ],
)
def test_a_slip_in_an_option_is_a_usage_error(example: Run, file: Path, options: list[str], why: str) -> None:
    assert why in example("assessments", "reflect", ONE, file, *options, code=2).err


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("head.csv", table((WHO, H1)), "questions and no answers yet"),
        ("odd.csv", b"\x89PNG\0\0" + bytes(range(256)), "no text in an encoding"),
        ("half.xlsx", (SURVEYS / "ms_forms.xlsx").read_bytes()[:3000], "damaged"),
        ("half.csv", b'"User or stakeholder?","H1 Serv', "never closed"),
        ("other.csv", table(("Shoe", "Size"), ("left", "44")), "No column is taken for a capability"),
        ("who.csv", table((H1,), ("3",)), "No column says who is a user"),
    ],
)
def test_what_is_no_survey_is_one_sentence_and_changes_nothing(
    example: Run, tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    before = raters(example)
    assert why in example("assessments", "reflect", ONE, tmp_path / name, code=1).err
    assert why in example("assessments", "reflect", ONE, tmp_path / name, "--keep-good", code=1).err
    assert raters(example) == before


def test_no_such_file_and_a_folder_are_said(example: Run, tmp_path: Path) -> None:
    assert "no such file" in example("assessments", "reflect", ONE, tmp_path / "none.csv", code=1).err
    assert "is a folder" in example("assessments", "reflect", ONE, tmp_path, code=1).err


def test_the_same_file_twice_is_refused_and_again_is_allowed(example: Run, file: Path) -> None:
    example("assessments", "reflect", ONE, file)
    count = len(raters(example))
    said = example("assessments", "reflect", ONE, file, code=1)
    assert "This file was brought in before" in said.err
    assert "--again" in said.err
    assert "brought in before" in example("assessments", "reflect", ONE, file, "--keep-good", code=1).err
    assert len(raters(example)) == count
    example("assessments", "reflect", ONE, file, "--again")
    assert len(raters(example)) == count + 2


def test_blind_spots_show_five_and_never_four(example: Run, tmp_path: Path) -> None:
    """Users say 1 five times where the team agreed on a level; stakeholders are four."""
    example("assessments", "score", ONE, "H1", "3")
    rows = [("User", "1")] * 5 + [("Stakeholder", "5")] * 4
    (tmp_path / "a.csv").write_bytes(table((WHO, H1), *rows))
    example("assessments", "reflect", ONE, tmp_path / "a.csv")
    data = example("blind-spots", ONE, "--json").json
    row = next(row for row in data["capabilities"] if row["capability"] == DESK)
    assert row["agreed"] == 3
    assert [
        (view["perspective"], view["middle"], view["difference"], view["direction"]) for view in row["views"]
    ] == [("user", 1, -2, "lower")]
    assert row["blind_spot"] is True
    assert row["not_shown"] == ["stakeholder"]
    assert row["views"][0]["distribution"] == [
        {"level": at, "ratings": 5 if at == 1 else 0} for at in range(6)
    ]
    said = example("blind-spots", ONE).out
    assert "2 lower" in next(line for line in said.splitlines() if line.startswith("H1 "))
    assert "Stakeholders" not in said


def test_a_team_or_a_round_gives_each_of_its_assessments(example: Run) -> None:
    data = example("blind-spots", "digital-services", "--json").json
    assert [one["id"].rpartition("/")[2] for one in data] == ["ddat", "digital-service"]
    assert ONE in example("blind-spots", "digital-services").out


def test_with_nobody_to_compare_it_says_how_to_ask(maturity: Run) -> None:
    maturity("assessments", "new", "--organisation", "Ours", "--team", "web", "--framework", "digital-service",
             "--round", "2026")  # fmt: skip
    said = maturity("blind-spots", "web")
    assert "Nobody outside the team can be compared with it yet." in said.out
    assert "maturity assessments survey" in said.err


def test_the_questions_are_written_as_csv_and_as_a_page(example: Run, tmp_path: Path) -> None:
    example("assessments", "survey", ONE, "-o", tmp_path / "q.csv")
    data = (tmp_path / "q.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    asked = {row["question"]: row for row in rows}
    assert asked[H1]["choice 4"] == "3 – Established"
    assert asked[H1]["choice 7"] == "Don't know"
    assert asked[f"Comments on {H1}"]["type"] == "text"
    assert asked["Are you a user or a stakeholder?"]["required"] == "yes"
    example("assessments", "survey", ONE, "-o", tmp_path / "q.md")
    assert f". {H1}\n" in (tmp_path / "q.md").read_text(encoding="utf-8")
    assert "exists already" in example("assessments", "survey", ONE, "-o", tmp_path / "q.md", code=1).err
    assert "neither" in example("assessments", "survey", ONE, "-o", tmp_path / "q.docx", code=2).err
    assert example("assessments", "survey", ONE, "--json").json[1]["capability"] == "strategy.direction"


def test_what_is_neither_file_nor_folder_is_not_said_to_be_missing(example: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = example("assessments", "reflect", ONE, tmp_path / "pipe", code=1).err
    assert "this is neither a file nor a folder" in said
    gone = example("assessments", "reflect", ONE, tmp_path / "gone", code=1).err
    assert "there is no such file or folder" in gone
