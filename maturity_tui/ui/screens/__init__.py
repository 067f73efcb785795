"""One screen a file: compose, wiring, actions."""
