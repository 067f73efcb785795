"""Scenarios: what is chosen, when it starts, what it asks for; several side by side."""
