"""What a team says about itself: rounds, ratings, agreed scores, evidence, ideas.

docs/formats.md fixes the keys; the portable form is these models as YAML.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, GetJsonSchemaHandler, ModelWrapValidatorHandler, model_serializer, model_validator
from pydantic_core import CoreSchema

from maturity_tui.frameworks.values import Frozen, ItemId, Layout, Line, Name, Number, Text, Value

ASSESSMENT_SCHEMA: Final = "maturity/assessment@1"
DOES_NOT_KNOW = "x"

AssessmentId = Annotated[
    str,
    Field(
        strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*(/[A-Za-z0-9][A-Za-z0-9_.\-]*){3}$", max_length=400
    ),
]


class Confidence(StrEnum):
    """How sure a rater, or the team, is of a level."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Perspective(StrEnum):
    """Where a rating comes from. Only the team's feed the suggestion for the agreed score."""

    TEAM = "team"
    USER = "user"
    STAKEHOLDER = "stakeholder"
    REVIEWER = "reviewer"


class Status(StrEnum):
    """How far an assessment is. Signed off is locked; reopening is recorded."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED_OFF = "signed-off"


class Rating(Value):
    """One rater's level for one capability. No level: the rater does not know (`x`); that is not N/A."""

    level: Number | None = None
    confidence: Confidence | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _short_form(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """A bare level or `x` stands for a map with nothing else in it."""
        if isinstance(data, str):
            if data != DOES_NOT_KNOW:
                raise ValueError("a rating is a level, or x for “does not know”")
            data = {"level": None}
        elif isinstance(data, int | float) and not isinstance(data, bool):
            data = {"level": data}
        elif isinstance(data, dict) and data.get("level") == DOES_NOT_KNOW:
            data = {**data, "level": None}
        return handler(data)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The short forms beside the map, as people write them."""
        reference = handler(core_schema)
        long = handler.resolve_ref_schema(reference)
        level = [{"type": "number"}, {"const": DOES_NOT_KNOW}]
        form = {key: long.pop(key) for key in ("type", "properties", "additionalProperties")}
        form["properties"]["level"] = {"anyOf": level}
        long["anyOf"] = [*level, form]
        return reference

    @model_serializer
    def _written(self) -> Any:
        level = DOES_NOT_KNOW if self.level is None else self.level
        return {"level": level, "confidence": str(self.confidence)} if self.confidence else level


class Evidence(Value):
    """What a score rests on: what it is, when it was true, where it is and who keeps it."""

    what: Name
    when: dt.date | None = None
    link: Line = ""
    owner: Line = ""


class Score(Value):
    """All that is held about one capability in one assessment.

    `agreed` is what the workshop settled on; blank (None) is nothing, not zero. With `not_applicable` the
    capability leaves numerator and denominator.
    """

    agreed: Number | None = None
    not_applicable: Name | None = None
    confidence: Confidence | None = None
    target: Number | None = None
    note: Text = ""
    evidence: tuple[Evidence, ...] = ()
    ratings: Annotated[Frozen[ItemId, Rating], Layout.ONE_LINE] = Field(
        default_factory=dict, validate_default=True
    )
    comments: Frozen[ItemId, Text] = Field(default_factory=dict, validate_default=True)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.agreed is not None and self.not_applicable is not None:
            raise ValueError("a capability is either scored or not applicable, not both")
        return self

    @property
    def is_blank(self) -> bool:
        """Neither scored nor set aside."""
        return self.agreed is None and self.not_applicable is None

    @property
    def is_empty(self) -> bool:
        """Nothing at all is held."""
        return self == Score()


class Idea(Value):
    """An idea or a blocker that came up, and the capability that it is about."""

    kind: Literal["idea", "blocker"] = "idea"
    about: ItemId | None = None
    text: Annotated[Text, Field(min_length=1)]


class Round(Value):
    """One occasion of assessing, with its dates."""

    id: ItemId
    title: Name
    begins: dt.date | None = Field(default=None, alias="from")
    ends: dt.date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.begins and self.ends and self.ends < self.begins:
            raise ValueError("the round ends before it begins")
        return self


class FrameworkPin(Value):
    """The framework that an assessment was made with, by id, version and digest of its canonical JSON."""

    id: ItemId
    version: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None

    @property
    def reference(self) -> str:
        """id@version."""
        return f"{self.id}@{self.version}"


class Upgrade(Value):
    """A move of an assessment to another version of its framework.

    `kept` is the record: by their ids at the time, the items that have no place in the newer version, and what was
    held about any item and does not stand under it now as it was said. An empty score: only the item is gone.
    """

    came_from: FrameworkPin = Field(alias="from")
    kept: Annotated[Frozen[ItemId, Score], Layout.ITEMS_IN_BLOCKS] = Field(
        default_factory=dict, validate_default=True
    )


Scope = Literal["core", "all"] | tuple[ItemId, ...]


class Assessment(Value):
    """One team, one framework at one version, one round."""

    format: Literal["maturity/assessment@1"] = Field(default=ASSESSMENT_SCHEMA, alias="schema")
    id: AssessmentId
    team: ItemId
    round: Round
    framework: FrameworkPin
    scope: Scope = "all"
    status: Status = Status.DRAFT
    raters: Frozen[ItemId, Perspective] = Field(default_factory=dict, validate_default=True)
    scores: Annotated[Frozen[ItemId, Score], Layout.ITEMS_IN_BLOCKS] = Field(
        default_factory=dict, validate_default=True
    )
    ideas: tuple[Idea, ...] = ()
    upgraded: tuple[Upgrade, ...] = ()

    @model_validator(mode="after")
    def _id_says_what_it_is(self) -> Self:
        organisation = self.id.split("/")[0]
        if self.id != assessment_id(organisation, self.round.id, self.team, self.framework.id):
            raise ValueError("the id must be organisation/round/team/framework, as the other keys say")
        return self

    @model_validator(mode="after")
    def _raters_are_known(self) -> Self:
        kept = (entry for upgrade in self.upgraded for entry in upgrade.kept.items())
        for capability, score in (*self.scores.items(), *kept):
            for rater in [*score.ratings, *score.comments]:
                if rater not in self.raters:
                    raise ValueError(
                        f"{capability} has a rating or comment by {rater!r}, who is not among the raters"
                    )
        return self

    @property
    def organisation(self) -> str:
        """The id of the organisation whose team this is."""
        return self.id.split("/")[0]

    @property
    def is_locked(self) -> bool:
        """Signed off: nothing changes until it is reopened."""
        return self.status is Status.SIGNED_OFF

    @property
    def gone(self) -> frozenset[str]:
        """The items of earlier versions that the record speaks of."""
        return frozenset(item for upgrade in self.upgraded for item in upgrade.kept)

    def score(self, capability: str) -> Score:
        """What is held about a capability; an empty score where nothing is."""
        return self.scores.get(capability, EMPTY_SCORE)

    def with_score(self, capability: str, score: Score) -> Assessment:
        """This assessment with one capability's score replaced (an empty one is left out)."""
        scores = {**self.scores, capability: score}
        if score.is_empty:
            del scores[capability]
        return self.changed(scores=scores)


EMPTY_SCORE = Score()


def assessment_id(organisation: str, round_id: str, team: str, framework: str) -> str:
    """The id of an assessment, from the ids that it joins."""
    return f"{organisation}/{round_id}/{team}/{framework}"
