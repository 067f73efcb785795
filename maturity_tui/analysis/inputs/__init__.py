"""Inputs: what they are, libraries, documents and spreadsheets of them, which suit the gaps."""
