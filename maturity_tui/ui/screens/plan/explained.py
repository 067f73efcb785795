"""How it comes about what lateness costs: the two projections side by side, quarter by quarter."""

from __future__ import annotations

from textual.content import Content

from maturity_tui.ui.draw import change, figure, label, line
from maturity_tui.ui.screens.plan.rows import brief
from maturity_tui.ui.screens.plan.view import PlanView

SHOWN = 12
WORDS = (
    "Planned: every input as it was decided. Stands: what is late begins at the earliest that is still possible, what "
    "is stopped is out, what reached fewer counts for those. An input's own cost is what it would bring back if it "
    "alone were as planned."
)


def explained(view: PlanView) -> Content:
    """A row a quarter: as planned, as it stands, the difference; their sum; and what each of the two is."""
    found, many = view.standing, 100 if view.is_skills else 1
    rows = [line((f"{'Quarter-end':<13}{'planned':>9}{'stands':>9}{'less':>9}", "$muted"))]
    pairs = list(zip(found.quarters, found.planned, found.stands, strict=True))
    for quarter, planned, stands in pairs[:SHOWN]:
        less = change((stands - planned) * many, 3)
        rows.append(
            line(f"{brief(quarter):<13}{figure(planned * many, 3):>9}{figure(stands * many, 3):>9}{less:>9}")
        )
    if len(pairs) > SHOWN:
        rows.append(label(f"… and {len(pairs) - SHOWN} quarters more"))
    total = change(-found.level_quarters * many, 3)
    rows.append(line((f"{'Together':<31}{total:>9}", "bold")))
    rows.append(Content(""))
    rows.append(label(WORDS))
    return Content("\n").join(rows)
