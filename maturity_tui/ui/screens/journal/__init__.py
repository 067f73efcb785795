"""What happened in an assessment's workshops."""
