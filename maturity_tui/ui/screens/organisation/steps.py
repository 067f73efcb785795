"""The organisation screen's steps: to another round, another framework, the next that was found."""

from __future__ import annotations

from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.screens.organisation.view import OrganisationView


class OrganisationSteps(MaturityScreen):
    """The screen with what it shows of what there is."""

    view: OrganisationView | None
    _round: str | None = None
    _framework: str | None = None

    def read(self, cursor: str | None = None) -> None:
        """Read everything again."""
        raise NotImplementedError

    def action_next_framework(self) -> None:
        self._step_framework(1)

    def action_previous_framework(self) -> None:
        self._step_framework(-1)

    def _step_framework(self, step: int) -> None:
        if self.view is not None and self.view.frameworks:
            ids = [id for id, _ in self.view.frameworks]
            self._framework = ids[(ids.index(self.view.framework) + step) % len(ids)]
            self.read()

    def action_previous_round(self) -> None:
        self._step_round(1)

    def action_next_round(self) -> None:
        self._step_round(-1)

    def _step_round(self, step: int) -> None:
        view = self.view
        if view is None or view.round is None:
            return
        at = view.rounds.index(view.round) + step
        if 0 <= at < len(view.rounds):
            self._round = view.rounds[at].id
            self.read()
        else:
            self.notice("There is no earlier round." if step > 0 else "There is no later round.")
