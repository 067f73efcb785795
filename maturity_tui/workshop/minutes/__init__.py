"""What happened in a workshop, from the journal."""
