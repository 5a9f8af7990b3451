"""Surfaces, painted pixel by pixel from the equations that the rays of an eye meet."""
