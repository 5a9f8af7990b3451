"""Optima of loss and penalty, each with its certificate."""
