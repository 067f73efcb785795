"""The words of `frameworks/schema/shared.json`, for someone who reads or writes a shared file by hand."""

from __future__ import annotations

from maturity_tui.frameworks.schema import Words

_PEOPLE = "Number of people, in a band."
SHARED_WORDS: Words = {
    "Shared": {
        "": "One assessment as other organisations may see it: no names, no free text.",
        "schema": "What this file is, and the version of its form.",
        "id": "Drawn at random; files with the same id are meant to be one assessment.",
        "framework": "The framework, to the letter.",
        "quarter": "When it was assessed, such as 2026-Q4.",
        "scope": "core, all, or a list of capabilities.",
        "profile": "What kind of organisation it is, in bands.",
        "raters": "How many raters of each perspective, in bands; fewer than five are left out.",
        "whole": "The figure of the whole.",
        "areas": "The figure of each area, by its id.",
        "levels": "The agreed level of each capability, or n/a; one that is missing is blank.",
        "targets": "The target in force of each capability that has one.",
    },
    "SharedFramework": {
        "": "A framework at one version, with its content.",
        "id": "Id of the framework.",
        "version": "Its version, in quotes if it looks like a number.",
        "sha256": "Digest of its content.",
    },
    "SharedProfile": {
        "": "What kind of organisation it is, in bands; a band holds its lower end.",
        "kind": "Kind of organisation, from a closed list.",
        "staff": _PEOPLE,
        "budget": "Budget of a year, in a band.",
        "currency": "Three capitals, such as GBP.",
        "in_house": "Share of the work done by own staff, in a band.",
        "headcount": "Number of people in the team, in a band.",
    },
    "SharedFigure": {
        "": "A figure, and what it rests on.",
        "score": "The figure of the rule; in a skills framework the share of skills at target.",
        "floor": "The lowest level below it.",
        "scored": "How many capabilities are scored.",
        "applicable": "How many apply.",
    },
}
