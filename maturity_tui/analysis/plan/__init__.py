"""After the decision: what of a plan is late and what that costs, and what a later round says of the projection."""
