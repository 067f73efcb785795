"""The anonymised form of an assessment, and where one stands among others'."""
