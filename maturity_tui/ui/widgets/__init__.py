"""The shared widgets, one a file. Import each from its own module: what is not used is not loaded."""
