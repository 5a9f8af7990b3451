"""What every scene shares: the mathematics, the figures drawn from it, the words, the look."""
