"""Assessments held against each other, and against earlier rounds."""
