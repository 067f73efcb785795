"""Reading what a survey tool exported, as ratings and comments."""
