"""The store's methods for inputs, scenarios and drafts, for the Store to inherit."""

from __future__ import annotations

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.analysis.inputs.library import join_libraries
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store import plans
from maturity_tui.store.opened import Opened


class Planning(Opened):
    """Inputs and scenarios; the organisation is the current one unless named."""

    def inputs(self, organisation: str | None = None) -> InputLibrary:
        """The organisation's own inputs."""
        with self._session(reading=True) as session:
            return plans.inputs(session, organisation)

    def save_inputs(self, library: InputLibrary, organisation: str | None = None) -> InputLibrary:
        """Replace the organisation's own inputs; `restore_inputs` takes that back."""
        with self._session(reading=False) as session:
            plans.save_inputs(session, organisation, library)
        return library

    def restore_inputs(self, organisation: str | None = None) -> InputLibrary | None:
        """Take the last change of the own inputs back (the next time: put it back); None: there is none."""
        with self._session(reading=False) as session:
            return plans.restore_inputs(session, organisation)

    def library(self, organisation: str | None = None) -> tuple[Intervention, ...]:
        """All inputs that a scenario sees: the shipped ones, and the organisation's own, which win."""
        return join_libraries(self.catalogue.inputs(), self.inputs(organisation).inputs)

    def scenarios(self, organisation: str | None = None) -> tuple[Scenario, ...]:
        """The organisation's scenarios, by title."""
        with self._session(reading=True) as session:
            return plans.scenarios(session, organisation)

    def scenario(self, id: str, organisation: str | None = None) -> Scenario:
        """A scenario. Raises StoreError where there is none."""
        with self._session(reading=True) as session:
            return plans.scenario(session, id, organisation)

    def save_scenario(self, scenario: Scenario, organisation: str | None = None) -> Scenario:
        """Keep a scenario under its id."""
        with self._session(reading=False) as session:
            plans.save_scenario(session, organisation, scenario)
        return scenario

    def delete_scenario(self, id: str, organisation: str | None = None) -> None:
        """Take a scenario away. Raises StoreError where there is none."""
        with self._session(reading=False) as session:
            plans.delete_scenario(session, organisation, id)

    def draft(self, organisation: str, of: str) -> Scenario | None:
        """The scenario that was being worked on and has no name yet; `of` says on which scores."""
        with self._session(reading=True) as session:
            return plans.draft(session, organisation, of)

    def keep_draft(self, organisation: str, of: str, scenario: Scenario | None) -> None:
        """Keep what is being worked on (None: nothing). It is not exported, and not among the scenarios."""
        with self._session(reading=False) as session:
            plans.keep_draft(session, organisation, of, scenario)
