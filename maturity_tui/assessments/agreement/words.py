"""Agreement in sentences: how a figure came about, and how to read it, on screen, in commands and in reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from maturity_tui.assessments.agreement.agreement import (
    ALIKE_FROM,
    FEW_CAPABILITIES,
    FEW_RATERS,
    MOSTLY_FROM,
    Agreement,
    CapabilityAgreement,
    NodeAgreement,
    Seen,
)
from maturity_tui.assessments.agreement.alpha import COVERAGE, RESAMPLES, SEED
from maturity_tui.assessments.figures import NOTHING
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number

READING: Final = (
    "Agreement is ordinal Krippendorff's alpha over the team's ratings: 1 where the raters of each capability gave one "
    "level, 0 where they differ like any two ratings. It is low, too, where all capabilities stand at about one level. "
    f"From {float(ALIKE_FROM):.3f} raters see it alike, from {float(MOSTLY_FROM):.3f} mostly alike (Krippendorff's "
    f"customary limits); few: fewer than {FEW_CAPABILITIES} capabilities that two rated, or than {FEW_RATERS} raters."
)

METHOD: Final = (
    f"{READING} The interval holds {COVERAGE * 100:g} in 100 of {RESAMPLES:,} resamples of the capabilities (seed "
    f"{SEED}); resamples in which only one level occurs have no alpha and are left out, and where more than 5 in 100 "
    "are such there is no interval."
)

TEACHES: Final = (
    "Nobody can agree or differ yet: at least two of the team must rate a {noun}. v on the score screen takes the "
    "votes of all in one line, such as 1 2 2 3."
)

SHORT: Final = {Seen.TOO_FEW: "too few", Seen.NOBODY: "not rated"}

Write = Callable[[Number], str]
"""How a level is written."""


def column_words(node: NodeAgreement, *, roomy: bool) -> str:
    """What to say of it below the heading “Raters see it”."""
    said = "alike" if node.seen is Seen.ALIKE else str(node.seen)
    said = said if roomy else SHORT.get(node.seen, said)
    return f"{said} (few)" if node.few else said


def two_decimals(value: Fraction | float | None, minus: str = "-") -> str:
    """An alpha with two decimals, half up; a dash where there is none."""
    if value is None:
        return NOTHING
    units = int(abs(Fraction(value)) * 100 + Fraction(1, 2))
    return f"{minus if value < 0 and units else ''}{units // 100}.{units % 100:02d}"


def interval_text(node: NodeAgreement, minus: str = "-") -> str:
    """`0.43 to 0.64`; a dash where there is none."""
    if node.interval is None:
        return NOTHING
    return f"{two_decimals(node.interval.low, minus)} to {two_decimals(node.interval.high, minus)}"


def percent_equal(node: NodeAgreement) -> str:
    """In how many of the pairs of raters both gave the same level."""
    return f"{int(Fraction(100 * node.equal, node.pairs) + Fraction(1, 2))} %" if node.pairs else NOTHING


def runs(levels: tuple[Number, ...], write: Write) -> str:
    """The levels that were given, lowest first: `1, 2 (3 times), 4`."""
    counts = Counter(levels)
    return ", ".join(
        write(level) if counts[level] == 1 else f"{write(level)} ({counts[level]} times)"
        for level in sorted(counts)
    )


def node_explained(framework: Framework, node: NodeAgreement, named: str, minus: str = "-") -> str:
    """How an area's figure, or the whole's, came about."""
    nouns = framework.noun if node.capabilities == 1 else framework.nouns
    if node.seen is Seen.NOBODY:
        return TEACHES.format(noun=framework.noun)
    if node.seen is Seen.ALL_AGREE:
        return (
            f"{named}: everyone gave the same level everywhere, so alpha is undefined: all agree "
            f"({node.capabilities} {nouns}, {node.raters} raters)."
        )
    if node.alpha is None:
        return f"{named}: only one {framework.noun} was rated by two or more, too few to compare."
    alpha = two_decimals(node.alpha, minus)
    return (
        f"{named} has alpha {alpha}, {node.words}: 1 less how far raters of one {framework.noun} differ over how far "
        f"any two ratings here do, from {node.capabilities} {nouns} that two or more of {node.raters} raters rated; in "
        f"{node.equal:,} of {node.pairs:,} pairs both gave the same level.{_interval(node, minus)}"
    )


def _interval(node: NodeAgreement, minus: str) -> str:
    if node.interval is None:
        few = node.capabilities < FEW_CAPABILITIES
        return " Too few to resample." if few else " Too many resamples lack variation for an interval."
    without = node.interval.without
    left_out = f" ({without * 100:.1f} % had one level only and are left out)" if without else ""
    return f" In 95 of 100 resamples alpha is {interval_text(node, minus)}{left_out}."


def capability_explained(
    framework: Framework, found: Agreement, one: CapabilityAgreement, named: str, write: Write
) -> str:
    """How far the raters of one capability are apart, and where that puts it."""
    if one.apart is None:
        count = "nobody of the team" if not one.levels else "only one of the team"
        return f"{named}: {count} gave a level, so nobody can differ."
    if not one.apart:
        return f"{named}: all {len(one.levels)} of the team gave {write(one.levels[0])}."
    place = found.apart.index(one) + 1
    times = float(one.apart)
    return (
        f"{named} was given {runs(one.levels, write)}: two of its raters differ {times:.1f} times as much as any two "
        f"ratings of this assessment, which makes it number {place} of {len(found.apart)} {framework.nouns} to discuss."
    )
