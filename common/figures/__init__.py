"""Mobjects drawn from the mathematics: they take it and trackers, redraw from both, and never call ``play``."""
