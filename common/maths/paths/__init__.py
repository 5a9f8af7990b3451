"""Regularisation paths: the optimum as a function of λ, or of the budget."""
