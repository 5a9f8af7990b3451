"""One file a scene; ``film.py`` knows their order."""
