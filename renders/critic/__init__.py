"""The critic: what is on screen is true, legible and never broken. It reads scenes as they play."""
