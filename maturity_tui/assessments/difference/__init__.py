"""What changed between two portable files, in sentences."""
