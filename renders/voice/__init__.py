"""From sentences to takes: the model that speaks them, and what is done to its sound."""
