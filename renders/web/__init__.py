"""What every page shares: templates and fonts."""
