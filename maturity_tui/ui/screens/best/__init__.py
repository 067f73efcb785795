"""Best for a budget: what is best for the money, how sure that is, and what more money or less would gain."""
