"""What the spreadsheet of inputs tells the one who fills it in: the sheet ‘How to’, and comments on headings."""

from __future__ import annotations

HOW = (
    "An input is a training, some capacity, or a technology: what it costs, and what you think it does. The rows that "
    "are here are examples: write over them, or delete them.",
    "1. On the sheet ‘Inputs’, write a row for each input. Point at a heading to read what belongs below it.",
    "2. On the sheet ‘Effects’, write a row for each capability that it acts on. Low, likely and high are the share of "
    "the gap to the top of the scale that it closes where it is fully at work: 0.25, or 25 %. Low is a figure that "
    "only 1 in 20 such inputs would stay below, high one that only 1 in 20 would exceed. The most is 0.95.",
    "3. On the sheet ‘Relations’, say what an input needs, excludes, or works better with. Ids of the shipped inputs "
    "may be named, too: `maturity inputs list` shows them.",
    "4. Save it as .xlsx, then run",
    "     maturity inputs check FILE",
    "     maturity inputs add FILE",
    "The first says what is wrong, by sheet, row and column; the second takes the inputs in if nothing is. With "
    "--keep-good it takes those that are right, and names the rest.",
    "An input with the id of a shipped one stands in its place. All prices are in one currency: nothing is converted.",
    "How you know it is part of it. Grade V: seen in the source; R: recalled, and to be checked; J: your judgement. "
    "Reports print it beside the figures.",
)

COMMENTS = {
    "id": "Stays for good: plans and scenarios name it. Letters, digits, dots, dashes and underscores.",
    "kind": "training fades, capacity has to be recruited and to settle in, technology has to be adopted.",
    "title": "What people call it.",
    "once": "What is paid once. Blank: nothing.",
    "per_year": "What is paid in every year from the start on. Blank: nothing.",
    "per_person": "What is paid once for each person covered: headcount × coverage. Blank: nothing.",
    "currency": "Three capitals, such as GBP; the same in all rows. Blank: GBP.",
    "quarters": "How many quarters it takes to deliver. Blank: 1.",
    "person_days": "Days of own people in each of these quarters, between semicolons: 20; 10. Blank: none.",
    "probability": "The chance that it is delivered at all, 0 to 1. Blank: 1.",
    "earliest": "The first quarter in which it can start, such as 2027-Q1. Blank: any.",
    "dip": "The share of a level that is lost while people change over, where dips are counted. Blank: by default.",
    "repeat_of": "The id of the input that this one refreshes. Blank: none.",
    "grade": "V: seen in the source. R: recalled, to be checked. J: our judgement. Blank: J.",
    "note": "Why these figures.",
    "source": "Where they can be looked up.",
    "all": "Ids of inputs that must be in too, between semicolons.",
    "any": "Ids of inputs of which one must be in too, between semicolons.",
    "excludes": "Ids of inputs that cannot stand beside it, between semicolons.",
    "synergies": "Inputs that it works better beside, with the share that the pair closes: technology.desk (0.05).",
    "input": "The id of the input. Blank: the one above.",
    "capability": "The id of a capability, or its title. The sheet ‘Capabilities’ lists them.",
    "capability_title": "For the reader only; it is not read back.",
    "low": "The share of the open gap that it closes at the least: 1 in 20 would stay below.",
    "likely": "The share that is most likely.",
    "high": "The share at the most: 1 in 20 would exceed it. No more than 0.95.",
    "coverage": "How far it reaches into a team, 0 to 1. Blank: 1.",
    "team": "The id of a team, where it reaches some teams only, or some further: a row for each. Blank: all alike.",
    "relation": "What the other input is to this one.",
    "other": "The id of the other input, here or shipped.",
    "share": "Only for ‘works better with’: the share that the two close together beyond their own.",
}
