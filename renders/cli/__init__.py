"""The command line: commands, their options, and all that they print."""
