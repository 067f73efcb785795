"""What the home screen may not wait for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "numpy")


def loaded(code: str) -> set[str]:
    ask = f"{code}\nimport sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    "module", ["", ".glance", ".place", ".errors", ".schema_version", ".values", ".demo"]
)
def test_the_light_modules_load_nothing_heavy(module: str) -> None:
    assert loaded(f"import maturity_tui.store{module}") == set()


@pytest.mark.slow
@pytest.mark.store
def test_a_normal_start_does_not_load_alembic(tmp_path: Path) -> None:
    code = f"from maturity_tui.store import Store; Store.open({str(tmp_path / 'a.db')!r}).close()"
    assert "alembic" in loaded(code)
    assert loaded(code) == {"sqlmodel", "sqlalchemy", "pydantic"}


def test_names_are_found_on_first_use() -> None:
    import maturity_tui.store as package

    assert package.StoreError is not None
    assert "Store" in dir(package)
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing
