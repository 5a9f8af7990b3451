"""Shared by every scene: the mathematics, the figures drawn from it, the words, the look."""
