"""A count of zeros counts what is exactly 0, and not what reads like it."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker

from common.figures.zero_count import ZeroCount
from common.style import DARK


def test_it_counts_exact_zeros_only_and_follows_them() -> None:
    at = ValueTracker(0.0)
    walks = np.array([[1.0, 0.0, -1e-300], [0.0, 0.0, -0.0]])
    count = ZeroCount(lambda: walks[int(at.get_value())], "zeros", DARK, at)
    assert count.read_out.text.strip() == "1"
    at.set_value(1.0)
    count.update()
    assert count.read_out.text.strip() == "3"
