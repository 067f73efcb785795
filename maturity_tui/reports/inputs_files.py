"""Inputs as a file of one's own: YAML, a workbook or CSV, as the file's name ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention

YAML, SHEETS = (".yaml", ".yml"), (".xlsx", ".csv")


def inputs_bytes(
    items: Sequence[Intervention], ending: str, capabilities: Mapping[str, Mapping[str, str]]
) -> bytes:
    """The inputs as a file with an ending of YAML or SHEETS.

    `capabilities`: titles by id under each framework's title, which a workbook lists.
    """
    if ending in YAML:
        from maturity_tui.assessments.portable import write_portable

        return write_portable(InputLibrary(inputs=tuple(items))).encode()
    if ending == ".csv":
        from maturity_tui.reports.inputs_cells import separated

        return separated(items)
    from maturity_tui.reports.inputs_sheet import workbook

    return workbook(items, capabilities)
