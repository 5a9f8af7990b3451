"""Does the light stay on a surface while the eye goes round it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

from common.explainer import Explainer
from common.maths.arithmetic.arrays import FloatArray
from renders.critic.problem import Finding
from renders.critic.rays import BoolArray, project
from renders.critic.sight import box_of
from renders.critic.surfaces import Painted, Seen
from renders.critic.truth import Claims, painted_on

__all__ = ["Lights"]

_POINTS = 200
_FEW = 12  # from which nothing is concluded
_CLEAR = 2.5  # pixels to the next edge or line: colours are read between pixels
_JUMP = 2.5  # levels of 255 between two looks
_MOST = 0.9  # of the points may change by less: the rest is rounding
_GLANCE = 0.003  # of light that follows the eye by right
_SAME = 1e-4  # of a surface's size


@dataclass(frozen=True, eq=False)
class _Look:
    """A painted surface, and the colours (n, 3) of some of its ``points`` (n, 3)."""

    painted: Painted
    points: FloatArray
    colours: FloatArray

    @classmethod
    def at(cls, painted: Painted) -> _Look:
        rows, columns = painted.anywhere(_POINTS)
        seen = Seen(painted.claim, painted.at(rows, columns), _CLEAR * painted.pixel)
        kept = _is_matt(seen)
        return cls(painted, seen.x[kept], painted.pixels[rows, columns, :3][kept].astype(np.float64))

    def change(self, later: _Look) -> float:
        """By how many levels points of the same surface have another colour ``later``; 0 if they are too few."""
        painted, claim = later.painted, later.painted.claim
        if not np.array_equal(claim.light.colours, self.painted.claim.light.colours):
            return 0.0
        at = project(claim.perspective, self.points)[:, :2]
        places = np.stack([painted.y[0] - at[:, 1], at[:, 0] - painted.x[0]]) / painted.pixel
        seen = Seen(claim, at, _CLEAR * painted.pixel)
        apart = np.linalg.norm(seen.x - self.points, axis=1)
        stayed = _is_matt(seen) & (apart < _SAME * np.ptp(claim.shape.bounds, axis=0).max())
        for place, part in zip(places, painted.free, strict=True):
            stayed &= (place > part.start) & (place < part.stop - 1)
        if stayed.sum() < _FEW:
            return 0.0
        channels = painted.pixels[..., :3].transpose(2, 0, 1).astype(np.float64)
        shown = [ndimage.map_coordinates(each, places[:, stayed], order=1) for each in channels]
        off = np.abs(np.stack(shown, axis=-1) - self.colours[stayed]).max(axis=1)
        return float(np.quantile(off, _MOST))


class Lights:
    """Follows from look to look what colours the points of each surface have."""

    def __init__(self) -> None:
        self._looks: dict[int, dict[str, _Look]] = {}

    def note(self, scene: Explainer, index: int, claims: Claims | None = None) -> None:
        """Take in the frame ``index``."""
        self._looks[index] = {
            painted.claim.name: _Look.at(painted) for painted in painted_on(scene, claims) if painted.is_large
        }

    def findings(self) -> Iterator[tuple[int, Finding]]:
        """Surfaces that stayed as they were, but not the light on them."""
        for one, two in pairwise(sorted(self._looks)):
            before, after = self._looks[one], self._looks[two]
            for name in before.keys() & after.keys():
                change = before[name].change(after[name])
                if change > _JUMP:
                    said = f"{change:.0f} levels another than before the eye moved, at most {_JUMP}"
                    yield two, Finding("truth/light", (name,), said, (box_of(after[name].painted.claim.raster),))


def _is_matt(seen: Seen) -> BoolArray:
    """Where there are no edges, lines or glass, and no light that follows the eye (n,)."""
    return seen.steady & seen.hit & seen.is_plain & seen.is_bare & (seen.glance < _GLANCE)
