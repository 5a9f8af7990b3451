"""Losses L(w), and what they leave to solve."""
