"""Numbers and arrays: their type, their checks, and arithmetic to twice the working precision."""
