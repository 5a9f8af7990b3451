"""What is typed: commands, their options, and all that they print."""
