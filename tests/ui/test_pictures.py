"""Every screen as text, at two sizes and the main ones at four: what changed is seen in the diff."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.store.place import shipped_folder
from maturity_tui.ui.app import MaturityApp
from tests.ui.framework_case import OWN
from tests.ui.pictures import FOLDER, NOW, PICTURES, Picture, file_of, settled, stand_still, walked

pytestmark = [pytest.mark.ui, pytest.mark.store]
RENEW = bool(os.environ.get("MATURITY_RENEW"))


@pytest.fixture(scope="session")
def council_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, imported at the moment at which the pictures stand still."""
    path = tmp_path_factory.mktemp("pictures") / "council.db"
    with pytest.MonkeyPatch.context() as patch:
        stand_still(patch)
        with Store.open(str(path)) as store:
            store.import_path(shipped_folder("assessments") / "northwick")
    return path


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_it_looks_as_it_did(
    picture: Picture, council_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_still(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two.yaml").write_text(OWN, encoding="utf-8")
    os.utime(tmp_path / "two.yaml", (NOW.timestamp(), NOW.timestamp()))
    path = tmp_path / "pictures.db"
    if picture.database == "council":
        path.write_bytes(council_file.read_bytes())
    app = MaturityApp(str(path))
    first, *others = picture.sizes
    async with app.run_test(size=first if first >= (80, 24) else (80, 24)) as pilot:
        await walked(pilot, picture)
        differ = []
        for size in (first, *others):
            await pilot.resize_terminal(*size)
            differ += compared(file_of(picture, size), await settled(pilot), size)
    assert not differ, "\n".join(differ)


def compared(file: Path, text: str, size: tuple[int, int]) -> list[str]:
    """How a screen differs from its picture; with MATURITY_RENEW it becomes the picture."""
    rows = text.splitlines()
    wrong = [f"{file.name}: a row is wider than the screen: {row}" for row in rows if len(row) > size[0]]
    if RENEW:
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return wrong
    kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return wrong + list(
        difflib.unified_diff(kept, rows, f"{file.name}, as kept", "as it is now", lineterm="")
    )


def test_no_picture_is_of_something_that_is_gone() -> None:
    wanted = {file_of(picture, size).name for picture in PICTURES for size in picture.sizes}
    assert {file.name for file in FOLDER.glob("*.txt")} == wanted
    assert len({picture.name for picture in PICTURES}) == len(PICTURES)
