from __future__ import annotations

import numpy as np
import pytest
from manim import Square

from common.figures.clearance import covers


@pytest.mark.parametrize(
    ("points", "margin", "expected"),
    [
        ([[0.0, 0.0], [5.0, 5.0]], 0.0, True),
        ([[0.9, -0.9, 7.0]], 0.0, True),
        ([[1.1, 0.0], [0.0, 5.0]], 0.0, False),
        ([[1.1, 0.0], [0.0, 5.0]], 0.2, True),
        ([[[5.0, 0.0]], [[0.0, 0.5]]], 0.0, True),
    ],
)
def test_a_name_covers_what_has_a_point_in_its_rectangle(points: object, margin: float, expected: bool) -> None:
    assert covers(Square(2.0), np.array(points), margin) is expected
