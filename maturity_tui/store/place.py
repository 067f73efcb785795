"""Where things are kept: the database, the people's database, what ships with the app. Opens nothing."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote

from maturity_tui.store.errors import StoreError

APP = "maturity"
DATABASE_VARIABLE = "MATURITY_DB"
PEOPLE_VARIABLE = "MATURITY_PEOPLE_DB"


def data_folder() -> Path:
    """The user's folder for this app's data. It may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def cache_folder() -> Path:
    """The user's folder for what can be made again. It may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def database_url(option: str | None = None) -> str:
    """The database to use: the option, else MATURITY_DB, else a file in the data folder.

    A plain path is taken as an SQLite file; anything with `://` is an SQLAlchemy URL and stays as it is.
    """
    text = option or os.environ.get(DATABASE_VARIABLE) or str(data_folder() / "maturity.db")
    return text if "://" in text else file_url(Path(text))


def people_url(url: str | None = None) -> str:
    """The database of named people, kept apart: beside the first, unless the environment names another."""
    named = os.environ.get(PEOPLE_VARIABLE)
    if named:
        return database_url(named)
    path = sqlite_path(url or database_url())
    if path is None:
        raise StoreError(
            f"Name a database for people in {PEOPLE_VARIABLE}: they are kept apart from the first one."
        )
    return file_url(path.with_name(f"{path.stem}-people{path.suffix}"))


def demo_path() -> Path:
    """The database of the worked example, apart from the user's own."""
    return data_folder() / "example.db"


def file_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return "sqlite:///" + quote(path.expanduser().absolute().as_posix(), safe=" +/:")


def sqlite_path(url: str) -> Path | None:
    """The file that an SQLite URL names; None for other databases and for one in memory."""
    scheme, _, rest = url.partition("://")
    database = unquote(rest.partition("?")[0].removeprefix("/"))
    if scheme.partition("+")[0] != "sqlite" or database in ("", ":memory:"):
        return None
    return Path(database).absolute()


def spoken(url: str) -> str:
    """The database's name for sentences: the path, or the URL without user and password."""
    path = sqlite_path(url)
    if path is not None:
        return str(path)
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


def shipped_folder(name: str) -> Path:
    """The folder `frameworks` or `assessments` that ships: in a wheel, a checkout, an editable install."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise StoreError(f"The folder {name!r} that ships with the app is missing. Install the app again.")
