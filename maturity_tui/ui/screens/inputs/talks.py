"""The dialogues of the screen of inputs: one is made, changed, taken away, brought in or written out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.form import InputFacts, InputFormError, facts_of, made
from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.inputs.view import InputsView
from maturity_tui.ui.talking import Talks
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.store.input_files import InputFile
    from maturity_tui.ui.app import MaturityApp

CHANGED = "The own inputs were changed elsewhere meanwhile; here is how they are now."
IMPORT_HINT = (
    "A spreadsheet as x writes it (.xlsx or .csv), or YAML. What is in it is shown first, and what is wrong by row and "
    "column; nothing is taken before."
)
EXPORT_HINT = (
    "Ends in .xlsx, .csv or .yaml. Where there are no inputs of your own, a template with two examples."
)


class InputsTalks(Talks):
    """The screen with its dialogues; one at a time."""

    app: MaturityApp
    view: InputsView | None

    @property
    def here(self) -> Intervention | None:
        """The input under the cursor."""
        raise NotImplementedError

    def action_new(self) -> None:
        """A new input."""
        if self.view is not None:
            self._talk(self._by_form("A new input", None, InputFacts()))

    def change(self, item: Intervention) -> None:
        """Change an own input; of a shipped one, make a copy that stands in its place."""
        if self.view is not None:
            copy = item.id not in self.view.mine
            title = f"{item.title}: your own copy" if copy else item.title
            self._talk(self._by_form(title, item, facts_of(item)))

    def action_remove(self) -> None:
        """Take the own input under the cursor away."""
        from maturity_tui.store.input_files import without

        view, item = self.view, self.here
        if view is None or item is None:
            return
        if item.id not in view.mine:
            self.notice(
                f"{item.title} ships with the app, and stays. enter makes a copy that you can change."
            )
            return
        try:
            new = without(view.own, item.id, view.shipped)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        again = " The shipped one counts again." if item.id in view.shipped_ids else ""
        self._talk(self._keep(new, f"{item.title} is taken away: u brings it back.{again}", None))

    def action_undo(self) -> None:
        """Take the last change back; the next time it is put back."""
        self._talk(self._restore())

    async def _restore(self) -> None:
        view = self.view
        if view is None:
            return
        try:
            before = await self.app.keeper.ask(lambda store: store.restore_inputs(view.organisation))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if before is None:
            self.notice("There is nothing to undo.")
            return
        self.notice("The last change is taken back; u again brings it back.")
        self.read()

    async def _by_form(self, title: str, before: Intervention | None, facts: InputFacts) -> None:
        """Ask by the form until its answers can be kept, or it is left."""
        from maturity_tui.ui.screens.inputs.forms import facts_from, input_fields

        refused = ""
        while self.view is not None:
            answers = await self.app.push_screen_wait(FormDialog(title, input_fields(facts), refused))
            if answers is None:
                return
            facts, view = facts_from(answers), self.view
            try:
                item = made(facts, before, view.names, view.own.inputs, view.shipped)
            except InputFormError as error:
                refused = str(error)
                continue
            done = "changed" if item.id in view.mine else "kept as your own"
            items = {**view.mine, item.id: item}
            new = InputLibrary(inputs=tuple(items.values()))
            await self._keep(new, f"{item.title} is {done}: u takes that back.", item.id)
            return

    async def _keep(self, new: InputLibrary, said: str, cursor: str | None) -> None:
        """Keep the own inputs, if they are still what was shown; then show what is on disk."""
        view = self.view
        if view is None:
            return

        def keep(store: Store) -> bool:
            if store.inputs(view.organisation) != view.own:
                return False
            store.save_inputs(new, view.organisation)
            return True

        try:
            kept = await self.app.keeper.ask(keep)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self.notice(said if kept else CHANGED, "success" if kept else "warning")
        self.read(cursor)

    # files -----------------------------------------------------------------------------

    def action_import_files(self) -> None:
        """Bring inputs in from a file."""
        if self.view is not None:
            self._talk(self._bring_in())

    async def _bring_in(self) -> None:
        from maturity_tui.store.input_files import merged
        from maturity_tui.ui.screens.import_files import say_in_full
        from maturity_tui.ui.screens.inputs.preview import InputsPreview

        text = await self.app.push_screen_wait(Prompt("Bring inputs in", hint=IMPORT_HINT, check=_no_file))
        view = self.view
        if not text or view is None:
            return
        path = Path(text).expanduser()
        try:
            found = await self.app.keeper.ask(partial(_read, path, view))
        except (FrameworkError, StoreError) as error:
            say_in_full(self.app, f"{path.name} cannot be read", str(error))
            return
        new = merged(view.own, found.good, view.shipped)
        if not await self.app.push_screen_wait(InputsPreview(found, new, view)):
            return
        count = len(new.added) + len(new.replaced)
        said = f"{count} input{'' if count == 1 else 's'} taken in: u takes that back."
        await self._keep(new.library, said, (*new.added, *new.replaced, None)[0])

    def action_export(self) -> None:
        """Write the own inputs to a file."""
        if self.view is not None:
            self._talk(self._write_out())

    async def _write_out(self) -> None:
        view = self.view
        if view is None:
            return
        place = str(Path.cwd() / "inputs.xlsx")
        text = await self.app.push_screen_wait(
            Prompt("Write to a file", hint=EXPORT_HINT, value=place, check=_no_ending)
        )
        if not text:
            return
        try:
            written = await self.app.keeper.do(partial(_write, Path(text).expanduser(), view))
        except (StoreError, OSError, ValueError) as error:
            self.notice(str(error).replace(" Use --force to replace it.", " Choose another name."), "error")
            return
        self.notice(f"Wrote {written}.", "success")


def _read(path: Path, view: InputsView, store: Store) -> InputFile:
    from maturity_tui.store.input_files import read_input_file
    from maturity_tui.store.input_ground import capability_titles, flat

    return read_input_file(path, flat(capability_titles(store)), view.known.values())


def _write(path: Path, view: InputsView) -> Path:
    from maturity_tui.reports.inputs_cells import examples
    from maturity_tui.reports.inputs_files import inputs_bytes
    from maturity_tui.store.files import write_file

    items = view.own.inputs or examples(view.names)
    return write_file(path, inputs_bytes(items, path.suffix.lower(), view.titles))


def _no_file(text: str) -> str:
    try:
        found = Path(text).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        found = False
    return "" if found else "There is no such file."


def _no_ending(text: str) -> str:
    endings = (".xlsx", ".csv", ".yaml", ".yml")
    return "" if text.strip().lower().endswith(endings) else "It should end in .xlsx, .csv or .yaml."
