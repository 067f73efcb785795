"""The sections of the report: each makes one from what `material` has worked out."""
