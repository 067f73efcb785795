"""A report of words alone: paragraphs and lists under headings, such as minutes. Any format can render it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Protocol

from maturity_tui import __version__
from maturity_tui.frameworks.values import clean_line
from maturity_tui.reports.model import Block, Bullets, Cover, Paragraph, Report, Section


class Part(Protocol):
    """A part under a heading: paragraphs (a text) and lists (several)."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def blocks(self) -> Sequence[str | Sequence[str]]: ...


class Words(Protocol):
    """What is to be said, whoever says it."""

    @property
    def title(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def facts(self) -> Sequence[tuple[str, str]]: ...
    @property
    def parts(self) -> Sequence[Part]: ...


def told_report(words: Words, generated_at: dt.datetime) -> Report:
    """The report that says this. Its digest is that of the words."""
    cover = Cover(
        clean_line(words.organisation), clean_line(words.title), clean_line(words.subtitle),
        tuple((label, clean_line(text)) for label, text in words.facts),
    )  # fmt: skip
    sections = tuple(
        Section(part.id, clean_line(part.title), tuple(_block(block) for block in part.blocks))
        for part in words.parts
    )
    digest = hashlib.sha256(repr((cover, sections)).encode()).hexdigest()
    return Report(cover, sections, generated_at, __version__, digest)


def _block(block: str | Sequence[str]) -> Block:
    if isinstance(block, str):
        return Paragraph(clean_line(block))
    return Bullets(tuple(clean_line(item) for item in block))
