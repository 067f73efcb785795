"""Where the scores stand below their targets."""
