"""Single frames, and contact sheets of them."""
