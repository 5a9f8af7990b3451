"""Surfaces in space, met exactly by the ray through each pixel of a picture."""
