"""Own inputs: listed beside the shipped ones, made, changed, brought in from a file."""
