"""The main job by command only: score a whole core, read it, project it, report it, hand it on."""

from __future__ import annotations

from pathlib import Path

ID = "riverside/2026-autumn/service-desk/digital-service"


def test_by_command_only(maturity, tmp_path: Path) -> None:
    maturity(
        "assessments", "new", "--organisation", "Riverside Council", "--team", "service-desk",
        "--team-title", "Service desk", "--framework", "digital-service", "--round", "2026-autumn",
        "--scope", "core", "--from", "2026-10-05", "--to", "2026-11-02",
    )  # fmt: skip
    one = maturity("assessments", "list", "--json").json[0]["id"]
    areas = maturity("frameworks", "show", "digital-service", "--json").json["areas"]
    core = [item["id"] for area in areas for item in area["capabilities"] if item.get("core")]
    assert len(core) == 40

    levels = {item: at % 4 + 1 for at, item in enumerate(core)}
    for item, level in levels.items():
        maturity("assessments", "score", one, item, level, "--target", "4", "--votes", f"{level} {level} x")
    row = maturity("assessments", "list", "--json").json[0]
    assert (row["scored"], row["applicable"]) == (40, 40)

    results = maturity("results", one, "--json").json
    whole = results["nodes"][0]
    assert whole["floor"] == 1
    assert {node["id"]: node["score"] for node in results["nodes"] if node["rule"] == ""} == levels
    assert whole["display"] in maturity("results", one).out

    gaps = maturity("gap", one, "--json").json
    assert {item["capability"]: item["gap"] for item in gaps} == {
        item: 4 - level for item, level in levels.items()
    }

    inputs = "training.incident-command,training.product-academy,technology.observability"
    projected = maturity(
        "project", one, "--inputs", inputs, "--start", "2027-Q1", "--quarters", "12", "--json"
    ).json
    assert projected["nodes"][0]["now"] == whole["score"]
    assert projected["overall"]["mean"][-1] > whole["score"]

    maturity("assessments", "sign-off", one)
    for format_ in ("xlsx", "html", "md", "csv", "json"):
        maturity("report", one, "--format", format_, "-o", tmp_path / f"report.{format_}")

    maturity("export", tmp_path / "folder")
    other = ("--db", tmp_path / "other.db")
    assert maturity(*other, "import", tmp_path / "folder", "--json").json["assessments"] == [one]
    for reading in (("assessments", "show"), ("results",), ("gap",), ("project",)):
        assert maturity(*other, *reading, one, "--json").json == maturity(*reading, one, "--json").json
    assert maturity(*other, "db", "check").out == maturity("db", "check").out
