"""Frameworks: browse, read, search, compare versions, import."""
