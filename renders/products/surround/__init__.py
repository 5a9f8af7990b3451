"""Surroundings of the film, wherever it is shown: its title and pitch, thumbnail, chapters, captions."""
