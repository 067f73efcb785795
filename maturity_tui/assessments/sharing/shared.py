"""An assessment as other councils may see it: no names, no ids of anyone, no free text; the rest in bands.

The models of `maturity/shared@1`. `sharing` makes them, `benchmark` holds one against others.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Final, Literal, TypeVar

from pydantic import Field

from maturity_tui.assessments.check import faults
from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.models import (
    Assessment,
    FrameworkPin,
    Perspective,
    Round,
    Scope,
    Score,
    assessment_id,
)
from maturity_tui.assessments.organisation import Currency, Quarter
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.door import Document
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Frozen, ItemId, Name, Number, Value

SHARED_SCHEMA: Final = "maturity/shared@1"
NOT_APPLICABLE: Final = "n/a"

Kind = Literal[
    "borough council", "charity", "city council", "combined authority", "county council", "district council",
    "fire and rescue", "health", "higher education", "housing association", "london borough",
    "metropolitan borough", "ministry or agency", "national park", "parish or town council", "police",
    "unitary authority",
]  # fmt: skip
People = Literal[
    "under 20", "20 to 49", "50 to 99", "100 to 249", "250 to 499", "500 to 999", "1000 and more"
]
Budget = Literal[
    "under 1 million", "1 to 5 million", "5 to 20 million", "20 to 50 million", "50 million and more"
]
InHouse = Literal[
    "under a quarter", "a quarter to a half", "a half to three quarters", "three quarters and more"
]
Raters = Literal["5 to 9", "10 to 19", "20 to 49", "50 and more"]

B = TypeVar("B", bound=str)


class SharedFramework(Value):
    """The framework, to the letter: only what was made with the same content is compared."""

    id: ItemId
    version: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @property
    def reference(self) -> str:
        """id@version."""
        return f"{self.id}@{self.version}"


class SharedProfile(Value):
    """What kind of organisation it is, in bands wide enough to hold many. A band holds its lower end."""

    kind: Kind | None = None
    staff: People | None = None
    budget: Budget | None = None
    currency: Currency | None = None
    in_house: InHouse | None = None
    headcount: People | None = None


class SharedFigure(Value):
    """A roll-up's figure, and how much of what applies it rests on."""

    score: Number | None = None
    floor: Number | None = None
    scored: Annotated[int, Field(ge=0)] = 0
    applicable: Annotated[int, Field(ge=0)] = 0


class Shared(Value):
    """One assessment without anything that says whose it is.

    `id` is drawn at random and says nothing; two files have the same one only where it was meant. `levels` holds the
    agreed level of each capability, or n/a; one that is missing was left blank, or is not in the scope.
    """

    format: Literal["maturity/shared@1"] = Field(default=SHARED_SCHEMA, alias="schema")
    id: Annotated[str, Field(strict=True, pattern=r"^[0-9a-f]{32}$")]
    framework: SharedFramework
    quarter: Quarter | None = None
    scope: Scope = "all"
    profile: SharedProfile = SharedProfile()
    raters: Frozen[Perspective, Raters] = Field(default_factory=dict, validate_default=True)
    whole: SharedFigure = SharedFigure()
    areas: Frozen[ItemId, SharedFigure] = Field(default_factory=dict, validate_default=True)
    levels: Frozen[ItemId, Number | Literal["n/a"]] = Field(default_factory=dict, validate_default=True)
    targets: Frozen[ItemId, Number] = Field(default_factory=dict, validate_default=True)

    @property
    def coverage(self) -> Fraction:
        """The share of what applies that was scored; 0 where nothing applies."""
        return Fraction(self.whole.scored, self.whole.applicable) if self.whole.applicable else Fraction()


def read_shared(document: Document) -> Shared:
    """The shared file that a document holds. Raises FrameworkError."""
    return value_from(Shared, document, SHARED_SCHEMA)


def band(number: float | None, ends: Sequence[float], names: Sequence[B]) -> B | None:
    """The band that a number lies in: `ends` are the lower ends of all bands but the first."""
    return None if number is None else names[sum(number >= end for end in ends)]


def results_of(shared: Shared, framework: Framework) -> Results:
    """The exact figures of a shared file, from its levels. `why_unsound` says whether they can be reckoned."""
    return roll_up(framework, _as_assessment(shared))


def why_unsound(shared: Shared, framework: Framework) -> str:
    """Why a file of this very framework cannot be used, in a sentence; empty where it can.

    Its levels must be such as the framework has, and its figures those that its levels make.
    """
    if shared.framework.sha256 != digest(framework):
        return f"It was made with other content of {shared.framework.reference}."
    for fault in faults(_as_assessment(shared), framework):
        return f"{fault.message}."
    results = results_of(shared, framework)
    told = {framework.id: shared.whole, **shared.areas}
    for node in results.nodes:
        if node.kind != "capability" and told.get(node.id, SharedFigure()) != figure_of(results, node.id):
            return f"Its figures of {node.id} are not those that its levels make."
    return ""


def figure_of(results: Results, node: str) -> SharedFigure:
    """A node's figure as a shared file holds it: exact to four decimals."""
    held = results.by_id[node]
    return SharedFigure(
        score=_rounded(held.score), floor=_rounded(held.floor), scored=held.scored, applicable=held.applicable
    )


def _rounded(number: Fraction | None) -> Number | None:
    return None if number is None else float(round(number, 4))


def _as_assessment(shared: Shared) -> Assessment:
    """The levels as an assessment of nobody, for the one roll-up that there is."""
    scores: dict[str, Score] = {}
    for item in {**shared.levels, **shared.targets}:
        level, target = shared.levels.get(item), shared.targets.get(item)
        if isinstance(level, str):
            scores[item] = Score(not_applicable=NOT_APPLICABLE, target=target)
        else:
            scores[item] = Score(agreed=level, target=target)
    pin = shared.framework
    return Assessment(
        id=assessment_id("shared", "shared", "shared", pin.id),
        team="shared",
        round=Round(id="shared", title="shared"),
        framework=FrameworkPin(id=pin.id, version=pin.version, sha256=pin.sha256),
        scope=shared.scope,
        scores=scores,
    )
