"""Sharing from a database: the shared file of an assessment, and others' files to hold one against.

Which ids were drawn here is remembered, so that a team's own files never count among others. That is kept in the
database alone: nothing in a file leads back to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

from maturity_tui.assessments.sharing.anonymise import ShareError, file_name, share, text_of
from maturity_tui.assessments.sharing.benchmark import Benchmark, benchmark
from maturity_tui.assessments.sharing.benchmark_files import LeftOut
from maturity_tui.assessments.sharing.shared import Shared, read_shared
from maturity_tui.frameworks import door
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.store.files import write_file
from maturity_tui.store.store import Store

# An organisation that shares more often forgets its oldest files.
MOST_REMEMBERED = 1_000


@dataclass(frozen=True)
class Prepared:
    """What would be written: the shared value, whose it is (never in the file), and the framework for its titles."""

    assessment: str
    shared: Shared
    framework: Framework
    is_own_framework: bool
    is_draft: bool

    @property
    def name(self) -> str:
        """The name that is proposed for the file."""
        return file_name(self.shared)


def prepared(store: Store, id: str, same_as: Path | None = None) -> Prepared:
    """The shared file of an assessment, not yet written, under a random id or that of an earlier file.

    Raises StoreError, with a sentence, where the assessment may not be shared.
    """
    assessment, framework = store.assessment(id), store.framework_of(id)
    owner = store.organisation(assessment.organisation)
    if owner is None:
        raise StoreError("The organisation of this assessment is missing. `maturity db check` says more.")
    drawn = read_shared(door.read_file(same_as)).id if same_as else token_hex(16)
    own = not _ships(store, framework)
    try:
        shared = share(owner, assessment, framework, drawn, own=own)
    except ShareError as error:
        raise StoreError(str(error)) from None
    return Prepared(id, shared, framework, own, assessment.status == "draft")


def write_shared(store: Store, made: Prepared, path: Path, *, force: bool = False) -> Path:
    """Write the file, and remember its id as one of ours. Raises StoreError; what is there is kept unless forced."""
    written = write_file(path, text_of(made.shared), force=force)
    with suppress(StoreError):  # a database that may only be read: the file stands all the same
        held = shared_from_here(store, made.assessment)
        pairs = [*held.items(), (made.shared.id, _whose(made.assessment))]
        store.remember(_key(made.assessment), dict(pairs[-MOST_REMEMBERED:]))
    return written


def shared_from_here(store: Store, assessment: str) -> dict[str, str]:
    """The ids of the files that the assessment's organisation shared from here, and the team and framework of each."""
    held = store.remembered(_key(assessment))
    return {str(id): str(whose) for id, whose in held.items()} if isinstance(held, dict) else {}


def benchmark_of(store: Store, id: str, files: Sequence[Path], like: Sequence[str] = ()) -> Benchmark:
    """An assessment among others' files; one that cannot be read is left out, and said.

    Raises StoreError where the assessment may not be shared itself, LikeError for a likeness that is not known.
    """
    own = prepared(store, id)
    found, unread = read_others(files)
    here = shared_from_here(store, id)
    ours = {one for one, whose in here.items() if whose == _whose(id)}
    held = benchmark(own.framework, own.shared, found, like=like, ours=ours, siblings=here.keys() - ours)
    return replace(held, left_out=(*unread, *held.left_out))


def read_others(files: Sequence[Path]) -> tuple[list[tuple[str, Shared]], list[LeftOut]]:
    """The shared files, and those that are none or were named twice, with the reason."""
    found: list[tuple[str, Shared]] = []
    left: list[LeftOut] = []
    seen: set[Path] = set()
    for path in files:
        try:
            place = path.resolve()
            if place in seen:
                left.append(LeftOut(str(path), "It was named twice, and counts once."))
                continue
            seen.add(place)
            found.append((str(path), read_shared(door.read_file(path))))
        except FrameworkError as error:
            where = f"Line {error.line}: " if error.line else ""
            left.append(LeftOut(str(path), f"{where}{error.message}. {error.hint}".strip()))
        except (OSError, ValueError, RuntimeError):
            left.append(LeftOut(str(path), "No file can have this name."))
    return found, left


def _ships(store: Store, framework: Framework) -> bool:
    """Whether this very content comes with the app, and so names nobody."""
    entry = next((one for one in store.catalogue.shipped() if one.reference == framework.reference), None)
    return entry is not None and digest(store.catalogue.load(entry.reference)) == digest(framework)


def _key(assessment: str) -> str:
    return f"shared/{assessment.split('/')[0]}"


def _whose(assessment: str) -> str:
    """The team and the framework: in whichever round, it is nobody's other."""
    _, _, team, framework = assessment.split("/")
    return f"{team}/{framework}"
