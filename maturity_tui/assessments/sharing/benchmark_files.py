"""Which of others' shared files stand beside one's own: like with like, each once, and why the rest do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.scope import in_scope
from maturity_tui.assessments.sharing.shared import Shared, why_unsound
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, in_per_cent, is_covered
from maturity_tui.frameworks.models import Framework

LIKE: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "staff": ("staff",),
    "budget": ("budget", "currency"),
    "in-house": ("in_house",),
    "headcount": ("headcount",),
}
"""What `--like` may name, and the keys of the profile that must then be the same."""


class LikeError(ValueError):
    """Likeness was asked for that one's own profile does not tell; the message is a sentence."""


@dataclass(frozen=True)
class LeftOut:
    """A file that was not compared, and why, in a sentence."""

    file: str
    reason: str


def each_once(others: Sequence[tuple[str, Shared]]) -> Iterator[tuple[str, Shared, str]]:
    """Every file, and for one that says the same as another (or is an earlier one of it) which that is."""
    latest: dict[str, int] = {}
    for at, (_, shared) in enumerate(others):
        held = latest.get(shared.id)
        if held is None or (others[held][1].quarter or "") < (shared.quarter or ""):
            latest[shared.id] = at
    seen: dict[Shared | str, str] = {}
    for at, (file, shared) in enumerate(others):
        content = shared.changed(id="0" * 32).model_dump_json()
        if latest[shared.id] != at:
            yield file, shared, f"It has the id of {others[latest[shared.id]][0]}, which counts instead."
        elif content in seen:
            yield file, shared, f"It says the same as {seen[content]}, and counts once."
        else:
            seen[content] = file
            yield file, shared, ""


def why_not(
    framework: Framework, own: Shared, other: Shared, like: Sequence[str], ours: Collection[str]
) -> str:
    """Why a file is not compared; empty where it is."""
    if other.id in ours:
        return "It was shared from here: it is your own, of this or another round."
    if other.changed(id=own.id) == own:
        return "It says the same as your own assessment."
    if other.framework.id != own.framework.id:
        return f"It is on {other.framework.reference}, not on {own.framework.reference}."
    if other.framework.sha256 != own.framework.sha256:
        return f"It is on another version or content of {own.framework.id} ({other.framework.version})."
    if unsound := why_unsound(other, framework):
        return unsound
    if in_scope(framework, other.scope) != in_scope(framework, own.scope):
        return f"Its scope is {_scope(other)}, yours {_scope(own)}."
    if not is_covered(other.whole.scored, other.whole.applicable):
        return (
            f"Only {other.whole.scored} of {other.whole.applicable} are scored, less than "
            f"{in_per_cent(COVERAGE_THRESHOLD)}."
        )
    for name in like:
        if any(getattr(other.profile, key) != getattr(own.profile, key) for key in LIKE[name]):
            return f"It is not like you in {name}: {_told(other, name)}, yours {_told(own, name)}."
    return ""


def _scope(shared: Shared) -> str:
    return shared.scope if isinstance(shared.scope, str) else f"a choice of {len(shared.scope)}"


def _told(shared: Shared, name: str) -> str:
    found = [getattr(shared.profile, key) for key in LIKE[name]]
    return " ".join(part for part in found if part) or "not told"


def check_likeness(own: Shared, like: Sequence[str]) -> None:
    for name in like:
        if name not in LIKE:
            raise LikeError(f"Likeness goes by {', '.join(LIKE)}, not by {name!r}.")
        if getattr(own.profile, LIKE[name][0]) is None:
            raise LikeError(
                f"Your own profile does not say {name}, so none can be told to be like you in it."
            )
