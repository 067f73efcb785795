"""The file that an author begins with is sound, and shows every key that it says may be used."""

from __future__ import annotations

import re

from maturity_tui.frameworks import door, framework_from
from maturity_tui.frameworks.lint import lint
from maturity_tui.frameworks.models import Capability
from maturity_tui.frameworks.starter import OPTIONAL, STARTER, starter


def test_the_starter_is_a_framework_without_findings() -> None:
    assert list(lint(starter())) == []
    assert starter().core == ("welcome", "new-menders")


def test_each_key_that_may_be_used_is_in_force_once_its_mark_is_taken_out() -> None:
    assert sum(line.lstrip().startswith(OPTIONAL) for line in STARTER.splitlines()) == 6
    whole = framework_from(door.read_text(STARTER.replace(OPTIONAL, "")))
    assert whole.description
    assert whole.aliases == {"front-door": "welcome"}
    assert whole.capabilities["welcome"].references
    assert whole.capabilities["opening-hours"].answers
    assert list(lint(whole)) == []


def test_a_new_key_of_a_capability_is_shown_or_left_out_on_purpose() -> None:
    shown = set(re.findall(r"[a-z]+(?=:)", STARTER))
    assert set(Capability.model_fields) - shown == {"guidance", "groups", "defined", "level"}
