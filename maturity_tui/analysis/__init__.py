"""Analysis: gaps, inputs, projection. Knows no screen, no database, no file; NumPy is imported where used."""

from maturity_tui.analysis.gap.gap import Gap, gaps, node_gap

__all__ = ["Gap", "gaps", "node_gap"]
