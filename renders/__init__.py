"""From scenes to files: command line, jobs, encoder, joining, captions, stills."""
