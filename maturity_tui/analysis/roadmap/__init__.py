"""The best start quarters under limits, and the phases."""
