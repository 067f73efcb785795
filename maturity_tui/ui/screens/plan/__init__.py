"""The plan: what was decided, who sees to it, what is late, and what that costs."""
