"""Iterative methods, step by step: which of them land on zero."""
