"""Penalties Ω(w): values, subdifferentials, proximal steps and balls."""
