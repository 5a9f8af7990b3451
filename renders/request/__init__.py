"""From what was typed to plain values: variants, scenes, custom numbers, tables."""
