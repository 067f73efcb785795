"""The best of all subsets, with a proved gap: cuts, greedy start, integer programme, search."""
