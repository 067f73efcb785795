"""The tree of teams, and the figures over them."""
