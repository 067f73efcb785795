"""The workshop: rounds of votes, agenda, clock, plain conversation, minutes. Knows no screen and no command line."""
