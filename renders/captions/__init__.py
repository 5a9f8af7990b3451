"""What is said, broken into cues, and as caption files."""
