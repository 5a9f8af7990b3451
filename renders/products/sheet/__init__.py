"""One sheet to pin up: the question, its explanations with their thresholds, and what is often said wrongly."""
