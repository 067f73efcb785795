"""Home's answer in one figure: where the service is now, and how far it is to gold."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from maturity_tui.store.glance import ServiceRow
from maturity_tui.ui.draw import axis, bar, big_figure, clip, counted, figure, join, line, pad, percent, score
from maturity_tui.ui.glyphs import GLYPHS

FIGURE_WIDTH = 24
LAST_NAME = 12


class ServiceFigure(Widget):
    """The mean over teams, big, with target, gap, lowest and coverage beside the named scale."""

    DEFAULT_CSS = "ServiceFigure { height: auto; padding: 0 4; }"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._service: ServiceRow | None = None

    def show(self, service: ServiceRow | None) -> None:
        """Draw these figures."""
        self._service = service
        self.refresh(layout=True)

    def render(self) -> Content:
        service = self._service
        if service is None:
            return Content("")
        wide = self.screen.has_class("-wide")
        return self._wide(service) if wide else self._narrow(service)

    def _wide(self, service: ServiceRow) -> Content:
        # The last level's name stands under the bar's end and needs room to its right.
        width = max(20, self.content_size.width - FIGURE_WIDTH - LAST_NAME)
        big = big_figure(score(service.score))
        beside = [
            _figures(service, wide=True),
            self._bar(service, width),
            _names(service, width, with_names=True),
        ]
        rows = [line(pad(left, FIGURE_WIDTH), right) for left, right in zip(big, beside, strict=True)]
        title = _title(service, self.content_size.width)
        return Content("\n").join([title, Content(""), *rows, Content("")])

    def _narrow(self, service: ServiceRow) -> Content:
        width = max(20, self.content_size.width)
        rows = [
            _title(service, width),
            clip(_figures(service, wide=False), width),
            self._bar(service, width),
            _names(service, width, with_names=False),
        ]
        return Content("\n").join(rows)

    def _bar(self, service: ServiceRow, width: int) -> Content:
        low, high = service.levels[0][0], service.levels[-1][0]
        return bar(service.score, service.target, width, low=low, high=high)


def _title(service: ServiceRow, width: int) -> Content:
    """Whose mean it is, and who is left out: in words where they fit, else how many."""
    of = f"mean of {service.teams_scored} of {counted(service.teams, 'team')}"
    some = [f": {', '.join(service.left_out)}", f": {service.teams - service.teams_scored} left out", ""]
    ends = some if service.left_out else [""]
    rows = [line((service.framework_title, "bold"), (f"   {of}{end}", "$muted")) for end in ends]
    return next((row for row in rows if row.cell_length <= width), clip(rows[-1], width))


def _figures(service: ServiceRow, *, wide: bool) -> Content:
    covered = service.scored / service.applicable if service.applicable else None
    return join(
        [
            line(("now ", "$muted"), (score(service.score), "bold")),
            line(("target ", "$muted"), (GLYPHS.target, "$target"), (f" {score(service.target)}", "bold $gap")),
            line(("gap ", "$muted"), (score(service.gap), "bold $gap")),
            line(("lowest ", "$muted"), (figure(service.floor, 0), "bold")),
            line(
                ("coverage ", "$muted"), (percent(covered), "bold"),
                (f"  {service.scored} of {service.applicable}" if wide else "", "$muted"),
            ),
        ],
        "    " if wide else "   ",
    )  # fmt: skip


def _names(service: ServiceRow, width: int, *, with_names: bool) -> Content:
    labels = [f"{value:g} {name}" if with_names else f"{value:g}" for value, name in service.levels]
    strong = None
    if service.score is not None:
        strong = min(range(len(labels)), key=lambda at: abs(service.levels[at][0] - (service.score or 0)))
    return clip(axis(width, labels, strong), width + (LAST_NAME if with_names else 0))
