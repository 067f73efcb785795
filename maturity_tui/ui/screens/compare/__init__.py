"""Two or more assessments side by side."""
