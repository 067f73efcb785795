"""What one answer of a survey says: a level, “does not know”, a perspective, or nothing.

Forms let people choose from texts such as `3 – Established`, `Level 3: …`, `Established`, or a descriptor. What could
mean two levels (`2 or 3`, `3 – Emerging`) means none: it is said, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from maturity_tui.assessments.levels import number, shortened, spelled, steps_of
from maturity_tui.assessments.models import DOES_NOT_KNOW, Perspective, Rating
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import Number, clean_line

NOTHING = "-"
"""What stands for “no answer” in a table of answers."""

_UNKNOWN = (
    "don't know", "i don't know", "dont know", "i dont know", "do not know", "i do not know", "not sure",
    "i'm not sure", "i am not sure", "unsure", "no idea", "can't say", "cannot say", "can't tell", "no opinion",
    "no experience", "unknown", "don't know enough to say",
)  # fmt: skip
_UNKNOWN_ALONE = frozenset({DOES_NOT_KNOW, "?", "dk", "d/k"})
_NO_ANSWER = (
    "n/a",
    "not applicable",
    "n.a.",
    "prefer not to say",
    "no answer",
    "not answered",
    "does not apply",
)
_NO_ANSWER_ALONE = frozenset({"", "-", "–", "—", "na", "none", ".", "n.a", "null", "nan"})
_PEOPLE = {
    Perspective.USER: {"user", "users"},
    Perspective.STAKEHOLDER: {"stakeholder", "stakeholders"},
    Perspective.REVIEWER: {"reviewer", "reviewers"},
}

_WORD = r"(?:(?:level|score|stage|rating|maturity|maturity level)\s*)?"
_NUMBER = re.compile(_WORD + r"(-?\d+(?:[.,]\d+)?)(.*)", re.DOTALL)
_SEPARATED = re.compile(r"\s*[-–—:=.)|]+\s*(.*)", re.DOTALL)
_BRACKETS = re.compile(r"(.*?)\s*[(\[](.*)[)\]]\s*", re.DOTALL)
_APART = re.compile(r"[\s(\[:;,.–—|-]")


def as_read(text: str) -> str:
    """An answer for comparing: one line, no case, one kind of apostrophe."""
    return clean_line(text).replace("’", "'").replace("‘", "'").casefold()


class Answers:
    """Reads the answers of one survey. `own` says what the survey's own words stand for, by the words as read."""

    def __init__(self, framework: Framework, own: Mapping[str, str] | None = None) -> None:
        self._framework = framework
        self._own = dict(own or {})
        self._levels: dict[str, _Levels] = {}

    def rating(self, capability: str, text: str) -> Rating | None:
        """The rating that an answer gives; None for none. Raises ValueError, with a sentence, for what is neither."""
        read = as_read(text)
        levels = self._of(capability)
        if read in self._own:
            return self._meant(levels, self._own[read], text)
        exact = levels.by_text.get(read.rstrip("."))
        if exact is not None:
            return Rating(level=exact)
        if read in _NO_ANSWER_ALONE or _begins(read, _NO_ANSWER):
            return None
        if read in _UNKNOWN_ALONE or _begins(read, _UNKNOWN):
            return Rating()
        found = levels.read(read)
        if isinstance(found, str):
            raise ValueError(f"“{shortened(text)}” {found}")
        return Rating(level=found)

    def is_answer(self, capability: str, text: str) -> bool:
        """Whether a text can be read as an answer about a capability."""
        try:
            self.rating(capability, text)
        except ValueError:
            return False
        return True

    def perspective(self, text: str) -> Perspective | None:
        """Who an answer says that somebody is; None where it says nobody, or several."""
        read = as_read(text)
        meant = self._own.get(read)
        if meant in set(_PEOPLE):
            return Perspective(meant)
        words = set(re.findall(r"\w+", read))
        found = [who for who, names in _PEOPLE.items() if words & names]
        return found[0] if len(found) == 1 else None

    def _meant(self, levels: _Levels, meant: str, text: str) -> Rating | None:
        """What the table of answers says."""
        if meant == NOTHING:
            return None
        if meant == DOES_NOT_KNOW:
            return Rating()
        value = number(meant)
        if value is None or value not in levels.values:
            said = f"“{shortened(text)}” is to mean {shortened(meant)}, which is no level here"
            raise ValueError(f"{said}: use {levels.spelled}.")
        return Rating(level=value)

    def _of(self, capability: str) -> _Levels:
        if capability not in self._levels:
            self._levels[capability] = _Levels(self._framework, self._framework.capabilities[capability])
        return self._levels[capability]


def _begins(read: str, phrases: Sequence[str]) -> bool:
    """Whether it is one of the phrases, or begins with one as a whole."""
    return any(
        read.startswith(phrase) and (len(read) == len(phrase) or _APART.match(read[len(phrase)]))
        for phrase in phrases
    )


class _Levels:
    """The levels of a capability by all that a form may write for them."""

    def __init__(self, framework: Framework, item: Capability) -> None:
        self.spelled = spelled(steps_of(framework, item))
        self.names: dict[str, Number] = {}
        self.values: list[Number] = []
        by_text: dict[str, set[Number]] = {}
        for level, step in zip(framework.levels_of(item), steps_of(framework, item), strict=True):
            self.values.append(level.value)
            self.names[as_read(level.name)] = level.value
            described = item.levels.get(level.value) or level.meaning
            texts = [level.name, described, str(level.value)]
            texts += [step.label] if step.label.isalpha() else []
            for text in filter(None, (as_read(text).rstrip(".") for text in texts)):
                by_text.setdefault(text, set()).add(level.value)
        self.by_text = {text: next(iter(found)) for text, found in by_text.items() if len(found) == 1}

    def read(self, read: str) -> Number | str:
        """The level that a text names; else the rest of the sentence that says why not."""
        found = _NUMBER.fullmatch(read)
        if found:
            return self._numbered(found[1].replace(",", "."), found[2])
        named = self._named(read)
        if named is None:
            return f"is no level here: use {self.spelled}."
        if len(named) > 1:
            return "names two levels."
        return named.pop()

    def _numbered(self, figure: str, rest: str) -> Number | str:
        """A figure first, and what follows it: nothing, a name, or words behind a dash."""
        value = number(figure)
        words = self._words(rest)
        if value is None or value not in self.values or words is None:
            return f"is no level here: use {self.spelled}."
        others = (self._named(words) or set()) - {value}
        return "names two levels." if others else value

    def _words(self, rest: str) -> str | None:
        """What a figure's text says after it; None where the figure is part of something else: `2-3`, `3 of 5`."""
        if not rest.strip():
            return ""
        behind = _SEPARATED.fullmatch(rest)
        words = behind[1] if behind else rest.strip()
        apart = behind or rest.lstrip()[0] in "([" or (rest[0].isspace() and self._named(words) is not None)
        if not apart or words[:1].isdigit() or re.match(r"(?:or|to|and)\s+\d", words):
            return None
        return words

    def _named(self, read: str) -> set[Number] | None:
        """The levels whose names a text begins with or has in its brackets; None where there is none."""
        begun = [name for name in self.names if _begins(read.lstrip("([ "), (name,))]
        found = {self.names[max(begun, key=len)]} if begun else set()
        inside = _BRACKETS.fullmatch(read)
        if begun and inside:
            figure = number(inside[2].removeprefix("level").strip())
            found |= {figure} if figure in self.values and figure is not None else set()
        return found or None
