"""From scenes to files: command line, jobs, encoder, joining, captions, stills."""

from common.surroundings import forget_settings

forget_settings()  # here, before any module of this package loads a library that draws
