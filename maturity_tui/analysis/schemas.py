"""JSON Schema of every file that people write, and the exact text of the files in `frameworks/schema/`.

Here, at the top of the core, because it joins the schemas of all of the core's floors.
"""

from __future__ import annotations

import json

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.sharing.shared import Shared
from maturity_tui.assessments.sharing.shared_words import SHARED_WORDS
from maturity_tui.frameworks.schema import Schema, Words, json_schema, schemas

_FILE = {"schema": "What this file is, and the version of its form."}

INPUTS_WORDS: Words = {
    "InputLibrary": {
        **_FILE,
        "": "A library of inputs: what can be put in, what it costs, what it is assumed to do.",
        "inputs": "The inputs.",
    },
    "Intervention": {
        "": "An input: a training, capacity or technology investment.",
        "id": "Stable id, unique among the shipped inputs and your own.",
        "kind": "training, capacity or technology.",
        "title": "Name shown on screens and in reports.",
        "cost": "What it costs.",
        "quarters": "Over how many quarters it is delivered.",
        "person_days": "Own staff's days, one figure for each quarter of delivery.",
        "probability": "How likely it is delivered at all, from 0 to 1.",
        "effects": "What it does, by capability.",
        "needs": "Inputs that must be chosen too.",
        "excludes": "Inputs that cannot be chosen beside it; say so on both sides.",
        "earliest": "The first quarter in which it may start.",
        "dip": "Share of the level lost for a while when it starts, from 0 to 1; left out: the usual one.",
        "synergies": "Inputs that it works better beside.",
        "repeat_of": "The input that this one refreshes.",
        "basis": "Where the figures come from.",
    },
    "Cost": {
        "once": "Paid once.",
        "per_year": "Paid in every year.",
        "per_person": "Paid once for each person covered.",
        "currency": "Three capitals, such as GBP.",
    },
    "Effect": {
        "": "What an input does to one capability.",
        "capability": "Id of the capability.",
        "share": "Share of the remaining gap that it closes at full dose: [low, likely, high].",
        "coverage": "How far it reaches: 0 to 1, or a map by team (a team left out is not reached).",
    },
    "InputNeeds": {"all": "All of these inputs.", "any": "At least one of these inputs."},
    "Synergy": {
        "with": "Id of the other input.",
        "share": "What the two close together beyond their own shares.",
    },
    "Basis": {
        "grade": "V: seen in the source. R: recalled, to be checked. J: our judgement.",
        "note": "What the figures rest on.",
        "source": "The source, so that others find it.",
    },
}
ORGANISATION_WORDS: Words = {
    "Organisation": {
        **_FILE,
        "": "An organisation: profile, teams and ambition.",
        "id": "Stable id; the first part of every assessment's id.",
        "title": "Name shown on screens and in reports.",
        "profile": "What kind of organisation it is, for the covers of reports.",
        "teams": "The teams, as a tree.",
        "ambition": "The themes of the ambition, with priority and targets.",
    },
    "Profile": {
        "kind": "What kind of organisation, in your words.",
        "residents": "Number of residents served.",
        "staff_in_scope": "Number of staff who are assessed.",
        "in_house": "Share of the work done by own staff, from 0 to 1.",
        "yearly_budget": "Budget of a year, in the currency below.",
        "currency": "Three capitals, such as GBP.",
        "sites": "Number of sites.",
        "platforms": "Main systems, in your words.",
    },
    "Team": {
        "id": "Stable id, unique in the organisation.",
        "title": "Name shown on screens and in reports.",
        "parent": "Id of the team above; left out: a team at the top.",
        "from": "First day.",
        "to": "Last day; left out: it still exists.",
        "followed_by": "Ids of the teams that took over.",
        "headcount": "Number of people.",
    },
    "Theme": {
        "": "A strategic aim with priority and targets.",
        "id": "Stable id.",
        "title": "Name shown on screens and in reports.",
        "by": "The quarter by which the targets are to be reached.",
        "priority": "Weight of this theme beside the others.",
        "priority_from": "How the priority was made.",
        "targets": "Targets by the id of an area or a capability (ddat:family-data: of one framework).",
    },
    "PriorityFrom": {
        "method": "The method, such as points or ranks.",
        "groups": "What each group gave.",
        "of": "How many points each group shared out, or how many themes it ranked.",
        "weights": "Weight of each group; left out: they count alike.",
    },
}
ASSESSMENT_WORDS: Words = {
    "Assessment": {
        **_FILE,
        "": "One team, one framework at one version, one round.",
        "id": "organisation/round/team/framework, as the other keys say.",
        "team": "Id of the team.",
        "round": "The occasion.",
        "framework": "The framework and the version that it was made with.",
        "scope": "core, all, or a list of capabilities.",
        "status": "draft, agreed, or signed-off (locked).",
        "raters": "Who rates, under ids that name nobody, and for whom each speaks.",
        "scores": "What is held about each capability, by its id.",
        "ideas": "Ideas and blockers that came up.",
        "upgraded": "The moves to other versions of the framework, oldest first; written by the app.",
    },
    "Upgrade": {
        "": "A move to another version of the framework, and what found no place there.",
        "from": "What it was made with before.",
        "kept": "What does not stand in the newer version as it was said, by its id at the time.",
    },
    "Round": {
        "id": "Stable id of the round.",
        "title": "Name shown on screens and in reports.",
        "from": "First day.",
        "to": "Last day.",
    },
    "FrameworkPin": {
        "": "A framework at one version.",
        "id": "Id of the framework.",
        "version": "Its version, in quotes if it looks like a number.",
        "sha256": "Digest of its content; may be left out.",
    },
    "Score": {
        "": "All that is held about one capability. A blank is not a zero.",
        "agreed": "The level that the workshop settled on; left out: not scored.",
        "not_applicable": "Why it does not apply here; instead of a score.",
        "confidence": "How sure the team is.",
        "target": "The level that this team aims at; wins over the ambition's.",
        "note": "A note.",
        "evidence": "What the score rests on.",
        "ratings": "Each rater's level: a figure, x for “does not know”, or a map with confidence.",
        "comments": "Each rater's comment.",
    },
    "Rating": {
        "": "A level, x for “does not know”, or a map.",
        "level": "The level, or x.",
        "confidence": "How sure the rater is.",
    },
    "Evidence": {
        "": "What a score rests on.",
        "what": "What it is.",
        "when": "When it was true.",
        "link": "Where it is.",
        "owner": "Who keeps it.",
    },
    "Idea": {"kind": "idea or blocker.", "about": "Id of the capability or area.", "text": "What was said."},
}
SCENARIO_WORDS: Words = {
    "Scenario": {
        **_FILE,
        "": "A set of inputs with start quarters, on a baseline and under limits.",
        "id": "Stable id.",
        "title": "Name shown on screens and in reports.",
        "adopted": "Day on which it was decided on: it is a plan from then on; left out: it is none.",
        "baseline": "Which agreed scores it starts from.",
        "start": "The first quarter, such as 2027-Q1.",
        "horizon": "How many quarters it looks ahead.",
        "limits": "What may be spent.",
        "must": "Inputs that must be in it.",
        "must_not": "Inputs that must not be in it.",
        "discount_rate": "Yearly rate at which later money counts less, from 0 to 1.",
        "calibrated": "true: the ranges come from people who trained their estimates, and are not widened.",
        "assumptions": "Assumptions that differ from the defaults, by name.",
        "inputs": "The inputs chosen.",
    },
    "Baseline": {
        "": "Which agreed scores it starts from.",
        "round": "Id of the round; left out: the latest.",
        "teams": "all, or a list of teams.",
        "assessment": "Id of a single assessment, instead of a round.",
    },
    "Limits": {
        "": "What may be spent; what is left out is not limited.",
        "once": "Money once.",
        "per_year": "Money in each year.",
        "person_days": "Days of own staff in each quarter: a figure, or a map by quarter.",
    },
    "Choice": {
        "": "One input: when it starts and whom it covers; in a plan, who sees to it and how it stands.",
        "input": "Id of the input.",
        "start": "Quarter in which it starts; left out: the scenario's first.",
        "coverage": "A figure from 0 to 1, or a map by team; left out: as the input says.",
        "owner": "Who sees to it: a role, not a name.",
        "due": "Quarter in which it is to be done.",
        "status": "How it stands.",
        "actual": "What was done.",
    },
    "Actual": {
        "": "What was done.",
        "start": "Quarter in which it started.",
        "cost": "What it cost.",
        "coverage": "How far it reached, from 0 to 1.",
    },
}


def all_schemas() -> dict[str, Schema]:
    """The JSON Schemas of all files, by name."""
    return schemas() | {
        "inputs": json_schema("inputs", InputLibrary, INPUTS_WORDS),
        "organisation": json_schema("organisation", Organisation, ORGANISATION_WORDS),
        "assessment": json_schema("assessment", Assessment, ASSESSMENT_WORDS),
        "scenario": json_schema("scenario", Scenario, SCENARIO_WORDS),
        "shared": json_schema("shared", Shared, SHARED_WORDS),
    }


def schema_text(name: str) -> str:
    """The exact text of `frameworks/schema/NAME.json`. Raises KeyError for a name that is not known."""
    return json.dumps(all_schemas()[name], indent=2, ensure_ascii=False) + "\n"
