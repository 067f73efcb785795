"""The ids of skills, roles and role levels: those that ship for the same names, else made from the names.

The source has no ids of its own. So a newer download updates what is there, and a name that has changed keeps its id
where the shipped framework knows the older one (`aliases`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maturity_tui.frameworks.models import Framework, Role
from maturity_tui.frameworks.sources.columns import same
from maturity_tui.frameworks.sources.ids import Ids, slug


def ids_for(
    titles: Iterable[str],
    known: Mapping[str, str],
    fallback: str,
    *,
    aliases: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> dict[str, str]:
    """An id for each title, in their order, by `same(title)`; `known` are ids by such titles.

    A title that is known comes first, so that another that only makes the same id cannot take it.
    """
    first = {same(title): title for title in titles}
    found = {name: known[name] for name in first if name in known}
    ids = Ids(*taken, *found.values())
    used = set(found.values())
    for name, title in first.items():
        if name not in found:
            made = slug(title, fallback)
            wanted = (aliases or {}).get(made, made)
            found[name] = ids.unique(made if wanted in used else wanted)
            used.add(found[name])
    return {name: found[name] for name in first}


def skill_ids(titles: Iterable[str], shipped: Framework | None) -> dict[str, str]:
    """The ids of skills, by `same(title)`."""
    known = {same(item.title): item.id for item in shipped.capabilities.values()} if shipped else {}
    return ids_for(titles, known, "skill", aliases=shipped.aliases if shipped else None, taken=("ddat",))


def role_ids(titles: Iterable[str], shipped: Framework | None) -> dict[str, str]:
    """The ids of roles, by `same(title)`."""
    known = {same(role.title): role.id for role in shipped.roles} if shipped else {}
    return ids_for(titles, known, "role")


def level_ids(titles: Iterable[str], role: Role | None) -> dict[str, str]:
    """The ids of a role's levels, unique within it, by `same(title)`; `role` is the shipped one."""
    known = {same(level.title): level.id for level in role.levels} if role else {}
    return ids_for(titles, known, "level")
