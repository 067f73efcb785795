"""How sure a projection is: draws of every input and of today's scores, and the bands that they make."""
