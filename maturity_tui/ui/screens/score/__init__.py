"""Scoring: the sheet of one assessment, votes, the workshop's room and clocks."""
