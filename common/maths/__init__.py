"""The mathematics of the film, exact and undrawn: losses, penalties, optima, descents."""
