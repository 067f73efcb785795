"""Several teams together: the tree, roll-up, coverage, who is left out."""
