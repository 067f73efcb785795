"""The file that an author begins with: a small framework, commented, as YAML and as the template's example.

It is about something that no reader is an expert in, so that nobody keeps its words.
"""

from __future__ import annotations

from functools import lru_cache

from maturity_tui.frameworks.door import read_text
from maturity_tui.frameworks.load import framework_from
from maturity_tui.frameworks.models import Framework

# A line that begins with this is a key that may be used; without these two characters it is in force.
OPTIONAL = "#:"

STARTER = """\
# A framework to begin with. Change the words, keep the form, and look at it with
#
#     maturity frameworks validate THIS-FILE
#     maturity frameworks import THIS-FILE
#
# A line that begins with #: is a key that you may use: take these two characters out, and it is in force.
# Text with a colon and a space in it, or with # after a space, needs quotes.
schema: maturity/framework@1

# The id stays for good: assessments name it. The version changes with the content, and needs quotes.
id: repair-cafe
version: "1"
title: A neighbourhood repair café
#:description: What a café that mends things needs, in the words of those who run one.

# Under what terms others may use it. `internal` keeps its words out of what is exported.
licence:
  name: CC-BY-4.0
  attribution: A neighbourhood repair café, by its volunteers
  redistribution: open

# The levels, lowest first. Name them so that a room can argue about them.
scale:
  - {value: 0, name: Not yet, meaning: Nobody does this.}
  - {value: 1, name: Now and then, meaning: It depends on who is there.}
  - {value: 2, name: As a rule, meaning: "We do this, with gaps that we know."}
  - {value: 3, name: Always, meaning: "We do this, and it shows."}

# How an area's figure comes from what is in it: mean, weighted-mean, sum, lowest, staged, cumulative or nplf.
rollup: mean

# Areas hold capabilities, or further areas, to any depth.
areas:
  - id: repairs
    title: Repairs
    rollup: weighted-mean # this area's own rule; the others take the framework's
    capabilities:
      - id: welcome # stays for good; where you must change it, see `aliases` below
        title: Welcoming visitors
        question: Does everybody who comes know within minutes what happens next?
        weight: 2 # under weighted-mean it counts twice
        core: true # part of the short workshop
        # What one would see on a visit, level by level.
        levels:
          0: People stand at the door with a toaster and wait until somebody looks up.
          1: Whoever is free says hello. On busy days some leave again.
          2: One person at the door writes down what is broken and says how long it will take.
          3: Nobody waits unseen, and those whose things cannot be mended leave knowing where to go.
        # What to look at or ask for.
        evidence:
          - the list of last Saturday's visitors
          - two visitors who left without a repair
        #:references: [{standard: Volunteers' charter, ref: "4"}]
      - id: mending
        title: Mending together
        question: Do owners learn how their own things are mended?
        levels:
          0: Things are handed over and collected later.
          1: Some menders explain what they do when they are asked.
          2: Owners sit with the mender and hold the torch.
          3: Owners do most of it themselves and come back to help others.
        # A projection lets this run ahead of `welcome` by one level, and holds it there.
        needs:
          - {capability: welcome, slack: 1}
  - id: keeping-on
    title: Keeping on
    areas:
      - id: keeping-on.people
        title: People
        capabilities:
          - id: new-menders
            title: Finding new menders
            question: Could two of us stop tomorrow without a table standing empty?
            core: true
            levels:
              0: The same four people have come since the beginning.
              1: A new face joins once a year, by chance.
              2: We ask visitors who are good with their hands, and three stayed this year.
              3: Every trade has a second person who can do it alone.
      - id: keeping-on.room
        title: Room
        capabilities:
          - id: safe-tools
            title: Safe tools
            levels:
              0: Nobody knows which tools are whose, or whether they are safe.
              1: Somebody throws the worst ones out.
              2: Tools are looked over before each season, and what fails is gone that day.
              3: Anybody can see on each tool when it was last looked over, and by whom.
          #:- id: opening-hours
          #:  title: Opening hours on the door
          #:  answers: [{value: 0, text: "No"}, {value: 3, text: "Yes"}] # instead of the scale

# When an id changes, say what took its place; old results are then still understood.
#:aliases: {front-door: welcome}
"""


@lru_cache(maxsize=1)
def starter() -> Framework:
    """The framework in `STARTER`: also what the spreadsheet template shows."""
    return framework_from(read_text(STARTER, "starter"))
