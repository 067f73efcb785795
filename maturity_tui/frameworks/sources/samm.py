"""OWASP SAMM 2, as its core model is published: a folder of some 300 YAML files joined by 32-digit ids.

What is scored is a question, by its own answers. A level is the mean of its streams, a practice the sum of its
levels, a function the mean of its practices. A stream crosses the levels of its practice, so it is a group here.
"""

from __future__ import annotations

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Area, Capability, Framework, Group, Level, Licence, Rule
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.samm_files import Files, Piece, model_of, number_of, version_of
from maturity_tui.frameworks.sources.samm_questions import answers_of, capability
from maturity_tui.frameworks.sources.untyped import sound
from maturity_tui.frameworks.values import Number

TITLE = "OWASP SAMM 2: the folder of its core model"
ID = "samm"
LICENCE = Licence(
    name="CC-BY-SA-4.0", attribution="OWASP SAMM", url="https://owaspsamm.org", redistribution="open"
)


def claims(handed: Handed) -> bool:
    """Whether the folder, or one up to two levels below it, holds questions, answer sets and what they hang on."""
    try:
        return handed.is_folder and model_of(handed.names) is not None
    except FrameworkError:
        return False


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The model. Raises FrameworkError: a link that leads nowhere, an id that stands twice, a missing answer set."""
    folder = model_of(handed.names) if handed.is_folder else None
    if folder is None:
        raise FrameworkError(
            "There is no SAMM model here", file=str(handed.path),
            hint="Name the folder `model` of the core model, or the one that it lies in.",
        )  # fmt: skip
    files = Files(handed, notes, folder)
    with sound(str(handed.path)):
        return _Model(files, notes).framework(version_of(files, handed, notes))


class _Model:
    """The tree, from what is scored upwards; what holds nothing to score is left out and counted."""

    def __init__(self, files: Files, notes: Notes) -> None:
        self.files = files
        self.notes = notes
        self.practices = files.under("security_practices", "function", "business_functions")
        self.levels = files.under("practice_levels", "practice", "security_practices")
        self.activities = files.under("activities", "level", "practice_levels")
        self.questions = files.under("questions", "activity", "activities")
        self.answers = {piece.id: answers_of(piece) for piece in files.of("answer_sets")}

    def framework(self, version: str) -> Framework:
        """All functions in their order."""
        areas = tuple(
            area
            for piece in self.files.of("business_functions")
            if (area := self.function(piece)) is not None
        )
        if not areas:
            raise FrameworkError("The model holds no question", file=self.files.place)
        return Framework(
            id=ID, version=version, title="OWASP SAMM", description=self.levels_in_words(), licence=LICENCE,
            scale=self.scale(), rollup=Rule.MEAN, areas=areas, groups=self.streams(),
        )  # fmt: skip

    def function(self, piece: Piece) -> Area | None:
        """A business function: the mean of its practices."""
        below = [self.practice(practice) for practice in self.practices.get(piece.id, ())]
        return self.area(piece, piece.text("description"), Rule.MEAN, below)

    def practice(self, piece: Piece) -> Area | None:
        """A security practice: the sum of its levels."""
        below = [self.level(level) for level in sorted(self.levels.get(piece.id, ()), key=self.number)]
        return self.area(piece, piece.long_text(), Rule.SUM, below)

    def level(self, piece: Piece) -> Area | None:
        """A level of a practice: the mean of its streams. A stream counts once, however many questions it asks."""
        number = self.number(piece)
        items: list[Capability] = []
        areas: list[Area] = []
        for activity in sorted(self.activities.get(piece.id, ()), key=lambda one: self.stream(one).order):
            made = self.scored(activity, piece, number)
            if len(made) == 1:
                items += made
            elif made:
                areas.append(Area(id=activity.id, title=activity.name, rollup=Rule.MEAN, capabilities=made))
            else:
                self.notes.skip("activity", "there is no question about it")
        if not items and not areas:
            self.notes.skip("practice level", "it holds no question")
            return None
        return Area(
            id=piece.id, title=f"Level {number}", description=piece.text("objective"), rollup=Rule.MEAN,
            areas=tuple(areas), capabilities=tuple(items),
        )  # fmt: skip

    def scored(self, activity: Piece, level: Piece, number: int) -> tuple[Capability, ...]:
        """The questions about an activity."""
        stream = self.stream(activity)
        if stream.linked("practice", "security_practices") != level.linked("practice", "security_practices"):
            self.notes.warn(f"{activity.file}: its stream and its level belong to different practices.")
        return tuple(
            capability(question, activity, stream, number,
                       self.answers[question.linked("answerSet", "answer_sets").id])
            for question in self.questions.get(activity.id, ())
        )  # fmt: skip

    def stream(self, activity: Piece) -> Piece:
        """The stream that an activity belongs to."""
        return activity.linked("stream", "streams")

    def area(self, piece: Piece, description: str, rule: Rule, below: list[Area | None]) -> Area | None:
        """An area of those areas that hold something."""
        areas = tuple(area for area in below if area is not None)
        if not areas:
            self.notes.skip(piece.kind, "it holds no question")
            return None
        return Area(id=piece.id, title=piece.name, description=description, rollup=rule, areas=areas)

    def number(self, level: Piece) -> int:
        """The number of a practice level: that of its maturity level."""
        return number_of(level.linked("maturityLevel", "maturity_levels"))

    def streams(self) -> tuple[Group, ...]:
        """The streams of all practices, each with the practice's name."""
        found = []
        for piece in self.files.of("streams"):
            practice = piece.linked("practice", "security_practices")
            title = f"{practice.name}: {piece.name}"
            found.append(Group(id=piece.id, title=title, description=piece.text("description")))
        return tuple(found)

    def levels_in_words(self) -> str:
        """What the maturity levels mean, in every practice alike."""
        levels = sorted(self.files.of("maturity_levels"), key=number_of)
        lines = [f"Level {number_of(piece)}: {piece.text('description')}" for piece in levels]
        return "\n".join(line for line in lines if not line.endswith(": "))

    def scale(self) -> tuple[Level, ...]:
        """Every value that an answer may have, by the words that all sets share, else by itself."""
        words: dict[Number, set[str]] = {}
        for answers in self.answers.values():
            for answer in answers:
                words.setdefault(answer.value, set()).add(answer.text)
        return tuple(
            Level(value=value, name=min(texts) if len(texts) == 1 else str(value))
            for value, texts in sorted(words.items())
        )
