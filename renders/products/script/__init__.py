"""The script: what is to be spoken, to read it aloud from."""
