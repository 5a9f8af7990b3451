"""From scenes to clips: look up what is stored, plan, render, keep."""
