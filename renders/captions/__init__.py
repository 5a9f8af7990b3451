"""Captions: the words, broken into cues."""
