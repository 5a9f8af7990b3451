"""From a scene to pixels: the only room that drives manim's renderer."""
