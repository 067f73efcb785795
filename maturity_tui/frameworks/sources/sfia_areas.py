"""SFIA's categories and subcategories as areas, with the ids and in the order of the shipped index.

Editions differ in the order of their rows and in spelling: a subcategory of the US English edition is the one of the
index that has the same skills.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maturity_tui.frameworks.models import Area, Framework
from maturity_tui.frameworks.sources.columns import same, some
from maturity_tui.frameworks.sources.ids import LONGEST, Ids, slug
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.sfia_sheets import Row

NO_CATEGORY = "Without a category"


@dataclass
class _Branch:
    title: str
    rows: list[Row] = field(default_factory=list)
    branches: dict[str, _Branch] = field(default_factory=dict)

    def branch(self, title: str) -> _Branch:
        return self.branches.setdefault(same(title), _Branch(title))

    def codes(self) -> list[str]:
        return [row.code for row in self.rows] + [
            code for one in self.branches.values() for code in one.codes()
        ]


def areas(rows: Sequence[Row], index: Framework | None, notes: Notes) -> tuple[Area, ...]:
    """The areas that hold all skills."""
    root = _Branch("")
    for row in rows:
        here = root.branch(row.category or NO_CATEGORY)
        (here.branch(row.subcategory) if row.subcategory else here).rows.append(row)
    for what, bare in (
        ("category", [row.code for row in rows if not row.category]),
        ("name", [row.code for row in rows if not row.title]),
    ):
        if bare:
            notes.warn(f"These have no {what}: {some(bare)}.")
    return _Builder(rows, index).areas(root, "", 0)


class _Builder:
    def __init__(self, rows: Sequence[Row], index: Framework | None) -> None:
        self.known: Framework | None = index
        self.rank = _ranks([*index.every_area, *index.capabilities]) if index else {}
        self.ids = Ids("sfia", *(row.code for row in rows))

    def areas(self, branch: _Branch, above: str, depth: int) -> tuple[Area, ...]:
        """The areas below a branch; `above` is the id of its own area."""
        wanted = {name: self.wanted_id(one, above) for name, one in branch.branches.items()}
        if self.known:
            taken = set(wanted.values()) & set(self.known.every_area)
            for name, one in branch.branches.items():
                if wanted[name] not in self.known.every_area:
                    wanted[name] = self.id_by_skills(one.codes(), above, depth, taken) or wanted[name]
                    taken.add(wanted[name])
        found = [
            self.area(one, self.ids.unique(wanted[name]), depth) for name, one in branch.branches.items()
        ]
        return tuple(sorted(found, key=lambda area: self.rank.get(area.id, len(self.rank))))

    def wanted_id(self, branch: _Branch, above: str) -> str:
        own = slug(branch.title, "area")
        return f"{above}.{own}"[:LONGEST].rstrip("-._") if above else own

    def id_by_skills(self, codes: Iterable[str], above: str, depth: int, taken: set[str]) -> str | None:
        """The area of the index that has most of these skills, where no other here is that one."""
        assert self.known is not None
        places = [self.known.paths.get(code, ()) for code in codes]
        counts = Counter(path[depth].id for path in places if len(path) > depth)
        for id, count in counts.most_common(1):
            if 2 * count > len(places) and id not in taken and id.startswith(f"{above}." if above else ""):
                return id
        return None

    def area(self, branch: _Branch, id: str, depth: int) -> Area:
        inner = self.areas(branch, id, depth + 1)
        skills = sorted(branch.rows, key=lambda row: self.rank.get(row.code, len(self.rank)))
        return Area(
            id=id, title=branch.title, areas=inner, capabilities=tuple(row.capability() for row in skills)
        )


def _ranks(ids: Sequence[str]) -> dict[str, int]:
    return {id: number for number, id in enumerate(ids)}
