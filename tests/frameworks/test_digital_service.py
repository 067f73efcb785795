"""Our own model: the areas and capabilities that were agreed, and text that keeps to its own bar.

A descriptor says what one would see at one level of one capability. Text that could stand under another,
stock phrases and near duplicates are what makes such models useless, so they are counted over all 354.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from maturity_tui.frameworks import Framework, load_framework

ROOT = Path(__file__).parents[2]
AGREED = json.loads((ROOT / "tests/data/best_practice_capabilities.json").read_text(encoding="utf-8"))[
    "areas"
]
LIKENESS_BELOW = 67  # of 100, rapidfuzz token_set_ratio; the two most alike stand at 66
NO_SHARED_WORDS = 5
FILLER = (
    "best practice", "best-in-class", "world-class", "continuous improvement", "continuously improve",
    "measured and improved", "measured and managed",
    "robust", "holistic", "leverage", "synerg", "stakeholder", "seamless", "fit for purpose",
    "where appropriate",
    "as appropriate", "state of the art", "cutting edge", "cutting-edge", "proactive",
    "strategic alignment",
    "fully embedded", "is in place", "are in place", "key performance", "kpi", "ad hoc", "ad-hoc",
    "documented process",
    "defined process", "formal process", "standardised process", "mature", "maturity", "level 3",
    "previous level",
    "as above", "etc.", "and so on", "todo", "tbc", "lorem",
)  # fmt: skip
BRANDS = (
    "microsoft", "azure", "amazon", "aws", "google", "oracle", "salesforce", "servicenow", "jira", "github",
    "gitlab",
    "power bi", "sharepoint", "kubernetes", "docker", "terraform", "sap", "tableau", "slack", "copilot",
    "chatgpt",
)  # fmt: skip


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(ROOT / "frameworks/best-practice/digital-service.yaml")


@pytest.fixture(scope="module")
def descriptors(framework: Framework) -> dict[tuple[str, float], str]:
    return {
        (item.id, level): text
        for item in framework.capabilities.values()
        for level, text in item.levels.items()
    }


def test_areas_capabilities_and_the_short_workshop_are_those_agreed(framework: Framework) -> None:
    found = [
        {
            "id": area.id,
            "title": area.title,
            "capabilities": [
                {"id": item.id, "title": item.title, "core": item.core} for item in area.capabilities
            ],
        }
        for area in framework.areas
    ]
    assert found == AGREED
    assert (len(framework.areas), len(framework.capabilities), len(framework.core)) == (10, 59, 40)
    assert framework.codes["operations.incidents"] == "H2"


def test_the_scale_runs_from_not_started_to_leading(framework: Framework) -> None:
    assert [(level.value, level.name) for level in framework.scale] == [
        (0, "Not started"), (1, "Ad hoc"), (2, "Emerging"), (3, "Established"), (4, "Managed"),
        (5, "Leading"),
    ]  # fmt: skip
    assert all(level.meaning for level in framework.scale)


def test_every_capability_has_a_question_six_descriptors_and_three_hints(framework: Framework) -> None:
    for item in framework.capabilities.values():
        assert list(item.levels) == [0, 1, 2, 3, 4, 5], item.id
        assert item.question.endswith("?"), item.id
        assert 50 <= len(item.question) <= 110, item.id
        assert len(item.evidence) == 3, item.id
        assert item.references, item.id


def test_a_capability_rests_on_others_without_circles_and_a_core_one_on_core_ones(
    framework: Framework,
) -> None:
    needs = {item.id: [need.capability for need in item.needs] for item in framework.capabilities.values()}
    assert sum(map(len, needs.values())) >= 20
    core = set(framework.core)
    assert not [(item, need) for item in core for need in needs[item] if need not in core]
    settled: set[str] = set()
    while ready := [item for item in needs if item not in settled and settled.issuperset(needs[item])]:
        settled.update(ready)
    assert settled == set(needs), f"a circle among {sorted(set(needs) - settled)}"


def test_a_descriptor_is_one_to_four_sentences_of_bounded_length(
    descriptors: dict[tuple[str, float], str],
) -> None:
    assert len(descriptors) == 354
    for where, text in descriptors.items():
        assert 70 <= len(text) <= 260, where
        assert 12 <= len(text.split()) <= 45, where
        assert text[0].isupper(), where
        assert text[-1] in ".", where
        assert "  " not in text, where
        assert 1 <= len(re.findall(r"[.?](?=\s|$)", text)) <= 4, where


def test_no_descriptor_uses_filler_or_names_a_brand(descriptors: dict[tuple[str, float], str]) -> None:
    for where, text in descriptors.items():
        found = [word for word in (*FILLER, *BRANDS) if re.search(rf"\b{re.escape(word)}", text.lower())]
        assert not found, where


def test_no_two_descriptors_are_alike(descriptors: dict[tuple[str, float], str]) -> None:
    alike = [
        (round(likeness, 1), one, other)
        for (one, text), (other, second) in combinations(descriptors.items(), 2)
        if (likeness := fuzz.token_set_ratio(text.lower(), second.lower())) >= LIKENESS_BELOW
    ]
    assert not alike


def test_no_two_descriptors_share_five_words_in_a_row(descriptors: dict[tuple[str, float], str]) -> None:
    where: dict[tuple[str, ...], set[tuple[str, float]]] = defaultdict(set)
    for place, text in descriptors.items():
        words = re.findall(r"[\w']+", text.lower())
        for start in range(len(words) - NO_SHARED_WORDS + 1):
            where[tuple(words[start : start + NO_SHARED_WORDS])].add(place)
    assert not {" ".join(words): places for words, places in where.items() if len(places) > 1}


def test_levels_do_not_open_alike(descriptors: dict[tuple[str, float], str]) -> None:
    for level in range(6):
        openings = Counter(" ".join(text.split()[:2]) for (_, at), text in descriptors.items() if at == level)
        assert openings.most_common(1)[0][1] <= 3, level


def test_questions_and_hints_are_all_different(framework: Framework) -> None:
    items = framework.capabilities.values()
    for texts in ([item.question for item in items], [hint for item in items for hint in item.evidence]):
        twice = [text for text, count in Counter(texts).items() if count > 1]
        assert not twice


def test_the_text_is_in_british_spelling_without_stray_marks(framework: Framework) -> None:
    american = (
        r"\b(\w*(?:ganiz|cogniz|ritiz|mariz|alyz|timiz|tiliz)\w*|behavior\w*|color\w*|center\w*|e-mail\w*)\b"
    )
    for item in framework.capabilities.values():
        for text in (item.title, item.question, *item.levels.values(), *item.evidence):
            assert not re.search(american, text, re.IGNORECASE), text
            assert " - " not in text, text
            assert not re.search(r"\b(\w+) \1\b", text.lower()), text
            assert not re.search(r"\s[,.;:?]|[“”‘’]|\.\.", text), text
