"""DDaT's roles from the rows of the table, with what only the shipped framework knows: order, grades, parallel levels.

Old exports sort a role's levels alphabetically, which is no order of seniority.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.models import Framework, Role, RoleLevel
from maturity_tui.frameworks.sources.columns import same, some
from maturity_tui.frameworks.sources.ddat_ids import level_ids, role_ids
from maturity_tui.frameworks.sources.ddat_rows import Need, contradiction
from maturity_tui.frameworks.sources.reading import Notes


def roles(
    needs: Sequence[Need], skills: Mapping[str, str], shipped: Framework | None, notes: Notes
) -> tuple[Role, ...]:
    """The roles, in the shipped order where it is known; `skills` are ids by `same(title)`."""
    groups = _grouped(needs, lambda need: same(need.role))
    ids = role_ids((group[0].role for group in groups.values()), shipped)
    known = {role.id: role for role in shipped.roles} if shipped else {}
    made = [
        _Role(group, ids[name], known.get(ids[name]), skills, notes).role() for name, group in groups.items()
    ]
    _warn_of_order(made, known, needs, notes)
    return _ordered(made, list(known.values()))


def _grouped(needs: Sequence[Need], by: Callable[[Need], str]) -> dict[str, list[Need]]:
    groups: dict[str, list[Need]] = {}
    for need in needs:
        groups.setdefault(by(need), []).append(need)
    return groups


def _ordered(made: Sequence[Role], known: Sequence[Role]) -> tuple[Role, ...]:
    """By family, then as shipped; what is new stands last in its family, or after all others."""
    families = list(dict.fromkeys(role.family for role in (*known, *made)))
    rank = {role.id: number for number, role in enumerate(known)}
    return tuple(sorted(made, key=lambda role: (families.index(role.family), rank.get(role.id, len(rank)))))


def _warn_of_order(
    made: Sequence[Role], known: Mapping[str, Role], needs: Sequence[Need], notes: Notes
) -> None:
    """Say where the order of levels is only the file's, and the file's is alphabetical."""
    ladders = _grouped([need for need in needs if need.role_level], lambda need: same(need.role))
    titles = [list(dict.fromkeys(need.role_level.casefold() for need in group)) for group in ladders.values()]
    alphabetical = all(first < second for ladder in titles for first, second in pairwise(ladder))
    new = [role.title for role in made if role.id not in known and len(role.levels) > 1]
    if alphabetical and new:
        notes.warn(f"The file sorts levels alphabetically, so their order may be wrong in {some(new)}.")


class _Role:
    """One role from its rows."""

    def __init__(
        self, needs: Sequence[Need], id: str, known: Role | None, skills: Mapping[str, str], notes: Notes
    ) -> None:
        self.needs, self.id, self.known, self.skills, self.notes = needs, id, known, skills, notes

    def role(self) -> Role:
        first = self.needs[0]
        for need in self.needs:
            if same(need.family) != same(first.family):
                what = f"{shorten(first.role)} is of the family “{shorten(need.family)}”, but of another"
                raise contradiction(need.record, first.record, what)
        named = {self.skills[same(need.skill)] for need in self.needs if need.skill and not need.role_level}
        return Role(
            id=self.id,
            title=first.role,
            description=self.first([need.role_text for need in self.needs], "role description"),
            family=first.family,
            skills=tuple(sorted(named)),
            levels=self.levels(),
        )

    def levels(self) -> tuple[RoleLevel, ...]:
        groups = _grouped(
            [need for need in self.needs if need.role_level], lambda need: same(need.role_level)
        )
        ids = level_ids((group[0].role_level for group in groups.values()), self.known)
        order = self.order(list(ids.values()))
        made = [self.level(group, ids, order) for group in groups.values()]
        return tuple(sorted(made, key=lambda level: level.order))

    def order(self, ids: list[str]) -> dict[str, int]:
        """Of each level its place, from 1: the shipped order, with what is new where the file has it, or last."""
        rank = {level.id: number for number, level in enumerate(self.known.levels)} if self.known else {}
        seen = [rank[id] for id in ids if id in rank]
        if seen != sorted(seen):
            new = [id for id in ids if id not in rank]
            if new:
                self.notes.warn(f"New levels, put after the known ones of their role: {some(new)}.")
            ids = sorted(ids, key=lambda id: rank.get(id, len(rank)))
        return {id: number for number, id in enumerate(ids, start=1)}

    def level(self, group: Sequence[Need], ids: Mapping[str, str], order: Mapping[str, int]) -> RoleLevel:
        title = group[0].role_level
        id = ids[same(title)]
        known = next((level for level in self.known.levels if level.id == id), None) if self.known else None
        beside = known.parallel_to if known else ids.get(same(title).removesuffix(" management"))
        return RoleLevel(
            id=id,
            title=title,
            description=self.first([need.role_level_text for need in group], "role level description"),
            order=order[id],
            grades=known.grades if known else (),
            parallel_to=beside if beside in order and beside != id else None,
            requires=self.requires(group),
        )

    def requires(self, group: Sequence[Need]) -> dict[str, int | float | str]:
        found: dict[str, int | float | str] = {}
        for need in sorted(group, key=lambda need: self.skills.get(same(need.skill), "")):
            if need.skill and need.skill_level:
                found[self.skills[same(need.skill)]] = need.skill_level
            elif need.skill:
                self.notes.skip("requirement", "it names no level of the skill")
        return found

    def first(self, texts: Sequence[str], kind: str) -> str:
        """The first text; the others should be the same."""
        different = list(dict.fromkeys(filter(None, texts)))
        self.notes.skip(kind, "reads otherwise in another row; the first is kept", max(0, len(different) - 1))
        return different[0] if different else ""
