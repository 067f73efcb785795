"""DDaT's skills from both tables, in areas by who asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from maturity_tui.frameworks.models import Area, Capability, Framework, Role
from maturity_tui.frameworks.sources.columns import same, some
from maturity_tui.frameworks.sources.ddat_rows import LEVELS, Need, Skill
from maturity_tui.frameworks.sources.ids import Ids, slug
from maturity_tui.frameworks.sources.reading import Notes

SHARED = ("shared", "Shared across families")
LEADERSHIP = ("leadership", "Senior leadership")
_VALUES = {name.casefold(): value for value, name in enumerate(LEVELS, start=1)}


class Texts:
    """The words of skills: those of the skills' own table, and where it has none, the first of the roles'."""

    def __init__(self, needs: Sequence[Need], skills: Sequence[Skill], notes: Notes) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._notes = notes
        for skill in skills:
            self._offer(skill.name, "", skill.text)
            for level, text in skill.level_texts.items():
                self._offer(skill.name, level, text)
        for need in needs:
            self._offer(need.skill, "", need.skill_text)
            if need.skill_level:
                self._offer(need.skill, need.skill_level, need.skill_level_text)

    def _offer(self, skill: str, level: str, text: str) -> None:
        if text and self._texts.setdefault((same(skill), level), text) != text:
            kind = "level description" if level else "skill description"
            self._notes.skip(
                kind, "reads otherwise in another row; that of the skills, or the first, is kept"
            )

    def of(self, skill: str, level: str = "") -> str:
        """The text of a skill, or of one of its levels."""
        return self._texts.get((same(skill), level), "")


def capabilities(
    needs: Sequence[Need], skills: Sequence[Skill], ids: Mapping[str, str], notes: Notes
) -> dict[str, Capability]:
    """The skills by their ids; `ids` are by `same(title)`."""
    texts = Texts(needs, skills, notes)
    asked: dict[str, set[str]] = {}
    for need in needs:
        asked.setdefault(same(need.skill), set()).add(need.skill_level)
    undefined = {same(skill.name): skill.undefined for skill in skills}
    titles: dict[str, str] = {}
    for title in (*(skill.name for skill in skills), *(need.skill for need in needs)):
        titles.setdefault(same(title), title)
    contradicted = [titles[name] for name in ids if undefined.get(name, frozenset()) & asked.get(name, set())]
    if contradicted:
        notes.warn(
            f"Roles ask for levels that are called not defined, in {some(contradicted)}; they are kept."
        )
    return {
        id: Capability(
            id=id,
            title=titles[name],
            description=texts.of(titles[name]),
            levels={
                value: text for level, value in _VALUES.items() if (text := texts.of(titles[name], level))
            },
            defined=_defined(undefined.get(name, frozenset()) - asked.get(name, set())),
        )
        for name, id in ids.items()
    }


def _defined(undefined: frozenset[str]) -> tuple[int, ...] | None:
    """The levels that there are; None: all, and where the source defines none of them, no less."""
    if not undefined or len(undefined) == len(LEVELS):
        return None
    return tuple(value for level, value in _VALUES.items() if level not in undefined)


def areas(
    found: Mapping[str, Capability], roles: Sequence[Role], mentions: Mapping[str, Sequence[str]],
    shipped: Framework | None, notes: Notes,
) -> tuple[Area, ...]:  # fmt: skip
    """A skill asked for by one family stands in that family's area, of several in “shared”, of none in “leadership”.

    `mentions` are the roles, by `same(title)`, that the skills' table names for a skill.
    """
    places = _Places(roles, shipped)
    lost = [item.title for id, item in found.items() if places.place(id, mentions.get(id, ())) is None]
    if lost:
        notes.warn(f"No role asks for these; they stand among the shared skills: {some(lost)}.")
    held: dict[str, list[Capability]] = {title: [] for title in (*places.families, SHARED[1], LEADERSHIP[1])}
    for id in sorted(found, key=lambda id: found[id].title.casefold()):
        held[places.place(id, mentions.get(id, ())) or SHARED[1]].append(found[id])
    fixed = {title: id for id, title in (SHARED, LEADERSHIP)}
    fixed |= {area.title: area.id for area in shipped.areas} if shipped else {}
    ids = Ids("ddat", *found)
    return tuple(
        Area(
            id=ids.unique(fixed.get(title) or f"family-{slug(title)}"), title=title, capabilities=tuple(items)
        )
        for title, items in held.items()
        if items
    )


class _Places:
    """Where a skill stands."""

    def __init__(self, roles: Sequence[Role], shipped: Framework | None) -> None:
        # Where the file has no roles, the shipped ones say of which families those are that a skill names.
        self.shipped = None if roles else shipped
        self.roles = {same(role.title): role for role in (roles or (shipped.roles if shipped else ()))}
        every = (*(shipped.roles if shipped else ()), *roles)
        self.families = [name for name in dict.fromkeys(role.family for role in every) if name]
        self.asked: dict[str, set[str]] = {}
        self.named: set[str] = set()
        for role in roles:
            self.named.update(role.skills)
            for level in role.levels:
                for skill in level.requires:
                    self.asked.setdefault(skill, set()).add(role.family)

    def place(self, skill: str, mentions: Iterable[str]) -> str | None:
        """The title of the area; None: nobody asks for the skill."""
        if self.shipped and skill in self.shipped.paths:
            return self.shipped.paths[skill][0].title
        if families := self.asked.get(skill):
            return self.by(families)
        if skill in self.named:
            return LEADERSHIP[1]
        roles = [self.roles[name] for name in mentions if name in self.roles]
        families = {role.family for role in roles if role.levels}
        return self.by(families) if families else LEADERSHIP[1] if roles else None

    def by(self, families: set[str]) -> str:
        family = next(iter(families))
        return family if len(families) == 1 and family else SHARED[1]
