"""Inputs in a spreadsheet: its columns, and reading it back with every fault at its cell."""
