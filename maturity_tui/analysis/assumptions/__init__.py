"""What the projection takes for granted: every number, its default, source and grade."""
