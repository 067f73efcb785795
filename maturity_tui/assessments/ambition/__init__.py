"""Changing themes and targets, and making weights from what groups say."""
