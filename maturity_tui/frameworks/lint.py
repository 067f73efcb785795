"""What an author may want to look at in a framework that is sound (`check.faults` names what is not).

Each subject has a file of its own (`lint_words`, `lint_needs`, `lint_weights`, `lint_references`). Nothing here stops
a framework from being used. Knows no file: `path` says where in it something stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.frameworks.findings import Check, Finding, Severity
from maturity_tui.frameworks.lint_needs import circles, core_on_others, idle_needs, out_of_reach
from maturity_tui.frameworks.lint_references import references, unknown_groups
from maturity_tui.frameworks.lint_weights import ignored_weights, odd_sums, zero_weights
from maturity_tui.frameworks.lint_words import alike_levels, long_texts, missing_descriptors, repeated_titles
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.standards import Standards

CHECKS: tuple[Check, ...] = (
    missing_descriptors,
    alike_levels,
    long_texts,
    repeated_titles,
    out_of_reach,
    idle_needs,
    circles,
    core_on_others,
    zero_weights,
    odd_sums,
    ignored_weights,
    unknown_groups,
)


def lint(framework: Framework, standards: Standards | None = None) -> Iterator[Finding]:
    """All findings in a sound framework, subject by subject. `standards`: those that references may name."""
    for check in CHECKS:
        yield from check(framework)
    yield from references(framework, standards)


__all__ = ["CHECKS", "Finding", "Severity", "lint"]
