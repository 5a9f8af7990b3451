"""Clips as other files than MP4: what mail, slides, web pages and editors take."""
