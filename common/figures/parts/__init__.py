"""What figures are made of: each part draws one formula, and claims to show the same."""
