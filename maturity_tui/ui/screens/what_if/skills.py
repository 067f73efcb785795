"""Which skills the capabilities rest on that an input lifts: whom one would need, by the crosswalk to DDaT.

Beside the figures and in none of them: the projection knows no people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.store import Store

MOST = 4

Skills = Mapping[str, tuple[str, ...]]
"""The names of the skills that each capability rests on, by its id."""


def read_skills(store: Store, framework: Framework) -> Skills:
    """The skills for every capability of a framework; none where no crosswalk says any, or it cannot be read."""
    from maturity_tui.store.input_ground import skills_of

    return skills_of(store, framework)


def skill_names(item: Intervention, skills: Skills) -> str:
    """`Incident management, Problem management and 3 more`: first those that most of what it lifts rests on."""
    lifted = dict.fromkeys(effect.capability for effect in item.effects)
    counts = Counter(chain.from_iterable(skills.get(id, ()) for id in lifted))
    names = [name for name, _ in counts.most_common()]
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more} more" if more > 0 else "")
