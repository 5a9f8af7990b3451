"""Templates and fonts that every page shares."""
