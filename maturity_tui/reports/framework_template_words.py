"""What the spreadsheet template tells its author: the sheet ‘How to’, hints beside facts, comments on headings."""

from __future__ import annotations

HOW = (
    "1. On the sheet ‘Framework’, say what it is called, and name its levels. The example is about a repair café: "
    "write over it.",
    "2. On the sheet ‘Capabilities’, write a row for each thing that is to be scored. Point at a heading to read what "
    "belongs below it.",
    "3. The last columns are the levels: what one would see on a visit. Where you add a level to the scale, add a "
    "column headed by its number and name, such as ‘4 Leading’; where you take one away, delete its column.",
    "4. Save it as .xlsx (or the sheet ‘Capabilities’ as .csv), then run",
    "     maturity frameworks validate FILE",
    "     maturity frameworks import FILE",
    "Blank rows may stay. An area need not be repeated: a blank cell has the area above it. Columns and sheets of your "
    "own are left out, and the import says how many cells that were.",
    "Ids stay for good: results are kept under them. Where the column is blank, the id is made from the title, and a "
    "new title makes a new capability. A newer file with the same id and version replaces the older one; give a new "
    "version to changed content.",
    "What the sheets have no room for (answers of a capability's own, roles, references, aliases) is written in YAML: "
    "docs/framework-author.md.",
)

FACT_HINTS = {
    "id": "Stays for good. Letters, digits, dots, dashes and underscores.",
    "version": "Changes with the content.",
    "title": "What people call it.",
    "description": "A sentence or two on what it is for.",
    "kind": "maturity, or skills where a team scores the highest level that it can field.",
    "rollup": "How figures are joined where an area has no rule of its own.",
    "licence": "Under what terms others may use it, such as CC-BY-4.0.",
    "attribution": "Who wrote it: printed in every report.",
    "url": "Where the terms can be read.",
    "redistribution": "open, or internal: then its words stay out of what is exported.",
}

LEVEL_COMMENT = "What one would see on a visit at this level. The heading is the level's number and name."
COMMENTS = {
    "area": "The area it lies in. Blank: the area above. Areas nest: in the next column, or here as ‘Outer › Inner’.",
    "sub_area": "An area within the area, if there is one. It may be a path, too: ‘Inner › Innermost’.",
    "id": "Stays for good. Blank: made from the title. Letters, digits, dots, dashes and underscores.",
    "title": "What is scored, in a few words. The one thing that every row needs.",
    "question": "What the room is asked.",
    "weight": "How much it counts, under weighted-mean and in gaps. Blank: 1.",
    "core": "yes for the short workshop. Where no row says yes, all of them are in it.",
    "rollup": "How the figure of this row's innermost area comes from what is in it. In one row of the area is enough.",
    "level": "Which level the row belongs to, for staged, cumulative and nplf: 1, 2, 3 …",
    "needs": "What it rests on: an id or a title, one a line or between semicolons. In brackets how many levels it may "
    "run ahead: ‘welcome (1)’.",
    "evidence": "What to look at or ask for: one a line, or between semicolons.",
}
