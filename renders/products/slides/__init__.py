"""The film as slides, a beat each: for PowerPoint and its like, and for a browser."""
