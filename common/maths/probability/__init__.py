"""Priors and posteriors, and the probability of an exact zero."""
