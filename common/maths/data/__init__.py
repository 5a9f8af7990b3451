"""Data sets, and what is done to them before anything is fitted."""
