"""Bringing survey answers in: the file, its columns, what is wrong with it."""
