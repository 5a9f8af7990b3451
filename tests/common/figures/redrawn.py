"""Whether a figure that has followed its trackers looks like one that is drawn from nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject

from common.figures.derived import Derived
from common.style import TEMPO

Maker = Callable[[Sequence[ValueTracker]], tuple[Derived, list[VMobject]]]
"""Makes a figure on the given trackers, and lists the parts to compare."""


def drawn(parts: Sequence[VMobject]) -> Iterator[np.ndarray]:
    for part in parts:
        for each in part.get_family():
            yield from (each.points, each.get_fill_rgbas(), each.get_stroke_rgbas())


def assert_drawn_as_if_new(make: Maker, stops: Sequence[tuple[float, ...]]) -> None:
    trackers = [ValueTracker(value) for value in stops[0]]
    followed, parts = make(trackers)
    for stop in stops:
        for tracker, value in zip(trackers, stop, strict=True):
            tracker.set_value(value)
        followed.update(TEMPO.bloom)  # by then, every ring has closed, and its bloom has faded
        _, new = make([ValueTracker(value) for value in stop])
        for mine, fresh in zip(drawn(parts), drawn(new), strict=True):
            assert mine.shape == fresh.shape
            np.testing.assert_allclose(mine, fresh, atol=1e-9)


def assert_notices_a_forgotten_input(
    make: Maker, stops: Sequence[tuple[float, ...]], kept: slice = slice(None, -1)
) -> None:
    """A figure whose parts look only at the ``kept`` ones of their inputs does not look as if new."""
    is_stale = Derived.is_stale

    def forgetful(figure: Derived, part: VMobject, *inputs: Hashable) -> bool:
        return is_stale(figure, part, *inputs[kept])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Derived, "is_stale", forgetful)
        with pytest.raises(AssertionError):
            assert_drawn_as_if_new(make, stops)
