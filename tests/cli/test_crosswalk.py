"""`frameworks crosswalk`: links with their certainty, suggestions that claim nothing, a copy to edit."""

from __future__ import annotations

from pathlib import Path

import pytest

SFIA = Path(__file__).parents[2] / "frameworks/sfia/sfia.yaml"
with_sfia = pytest.mark.skipif(not SFIA.exists(), reason="this build has no SFIA index")
COMMAND = ("frameworks", "crosswalk")


def test_without_an_id_it_lists_the_crosswalks_and_makes_no_database(maturity, tmp_path: Path) -> None:
    out = maturity(*COMMAND).out
    assert "digital-service@2026.1  ddat@2026-10-06" in out
    assert "our judgement" in out
    assert not (tmp_path / "data").exists()


def test_links_are_grouped_by_capability_with_titles_and_certainty(maturity) -> None:
    out = maturity(*COMMAND, "digital-service", "--to", "ddat", "--item", "operations.incidents").out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    at = lines.index("Incident and problem management (operations.incidents)")
    assert lines[at + 1] == "judged Incident management (incident-management)"
    assert "Digital strategy" not in out
    assert "A named lead who sees it through." in out


def test_from_the_other_side_it_shows_what_rests_on_a_skill(maturity) -> None:
    out = maturity(*COMMAND, "ddat", "--item", "incident-management").out
    assert out.index("Incident management (incident-management)") < out.index("(operations.incidents)")
    assert maturity(*COMMAND, "--item", "incident-management").out == out


def test_json_has_both_titles_and_every_link(maturity) -> None:
    (data,) = maturity(*COMMAND, "digital-service", "--to", "ddat", "--json").json
    assert set(data) == {"from", "to", "title", "source", "date", "own", "links"}
    assert data["own"] is False
    assert len({link["from"] for link in data["links"]}) == 59
    assert all(link["from_title"] and link["to_title"] for link in data["links"])
    (one,) = maturity(*COMMAND, "ddat", "--item", "incident-management", "--json").json
    assert {link["to"] for link in one["links"]} == {"incident-management"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ddta",), "Did you mean 'ddat'?"),
        (("ddat", "--to", "sfia"), "no crosswalk between ddat and sfia"),
        (("ddat", "--item", "incident-managment"), "Did you mean 'incident-management'?"),
        (("digital-service", "--edit-copy"), "Name one."),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do(maturity, arguments: tuple[str, ...], words: str) -> None:
    assert words in maturity(*COMMAND, *arguments, code=1).err


def test_suggestions_claim_nothing(maturity) -> None:
    assert "two frameworks" in maturity(*COMMAND, "ddat", "--suggest", code=2).err
    said = maturity(*COMMAND, "local-digital-declaration", "--to", "ddat", "--suggest")
    assert "never a mapping" in said.err
    said = maturity(
        *COMMAND, "ddat", "--to", "digital-service", "--suggest", "--item", "user-research-methods"
    )
    assert "User research (users.research)" in said.out
    assert "suggested by name, " in said.out
    assert "Did you mean" in maturity(
        *COMMAND, "ddat", "--to", "digital-service", "--suggest", "--item", "user-research-method", code=1
    ).err  # fmt: skip


@with_sfia
def test_between_ddat_and_sfia_it_says_that_no_mapping_is_published(maturity) -> None:
    said = maturity(*COMMAND, "ddat", "--to", "sfia", "--suggest", "--item", "data-modelling")
    assert "No mapping between the skills of DDaT and those of SFIA is published." in said.err
    (one,) = maturity(
        *COMMAND, "ddat", "--to", "sfia", "--suggest", "--item", "data-modelling", "--json"
    ).json
    assert (one["to"], one["certainty"]) == ("DTAN", "suggested")
    assert 0 <= one["score"] <= 100


def test_a_copy_to_edit_counts_from_then_on_and_is_kept(maturity, tmp_path: Path) -> None:
    copy = (*COMMAND, "digital-service", "--to", "ddat", "--edit-copy")
    said = maturity(*copy).out
    (path,) = (tmp_path / "home").rglob("crosswalks/*.yaml")
    assert f"Wrote {path}" in said
    text = path.read_text(encoding="utf-8").replace("source: our judgement", "source: our profession")
    path.write_text(text, encoding="utf-8")
    assert "Kept what was there" in maturity(*copy).out
    assert path.read_text(encoding="utf-8") == text
    assert "your own" in maturity(*COMMAND).out
    assert "our profession" in maturity(*COMMAND, "ddat", "--item", "incident-management").out
    path.write_text(text.replace("certainty: judged", "certainty: sure", 1), encoding="utf-8")
    said = maturity(*COMMAND)
    assert str(path) in said.err
    assert "our judgement" in said.out


def test_items_that_are_not_there_are_said(maturity, tmp_path: Path) -> None:
    maturity(*COMMAND, "digital-service", "--to", "ddat", "--edit-copy")
    (path,) = (tmp_path / "home").rglob("crosswalks/*.yaml")
    text = path.read_text(encoding="utf-8").replace("to: incident-management", "to: was-renamed", 1)
    path.write_text(text, encoding="utf-8")
    said = maturity(*COMMAND, "digital-service", "--to", "ddat", "--item", "operations.incidents")
    assert "was-renamed" in said.out
    assert "1 item of ddat@2026-10-06 not found here, so without a title: was-renamed." in said.err


def test_a_crosswalk_is_checked_as_any_other_file(maturity, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    link = "  - {from: a, to: b, certainty: judged}\n"
    head = "schema: maturity/crosswalk@1\nfrom: x@1\nto: y@1\nsource: us\ndate: 2026-11-25\nlinks:\n"
    path.write_text(head + link, encoding="utf-8")
    assert "a sound file (crosswalk)" in maturity("frameworks", "validate", path).out
    path.write_text(head + link * 2, encoding="utf-8")
    assert "stands twice" in maturity("frameworks", "validate", path, code=1).err
