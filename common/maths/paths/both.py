"""The lasso and the ridge path of one loss, or of data, and what is to be seen on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet
from common.maths.data.standardisation import unit_variance
from common.maths.losses.quadratic import LeastSquares
from common.maths.paths.homotopy import descend
from common.maths.paths.lasso import LassoPath, lasso_path
from common.maths.paths.ridge import RidgePath, ridge_path
from common.maths.paths.sign_flips import sign_flips
from common.maths.penalties.projections import length

__all__ = ["WeightPaths", "paths_of", "unit_of"]

_BEYOND = 3.0  # how far past the λ that leaves no weight the paths are followed
_BEFORE = 1.2  # and how far before the λ at which the first weight leaves they begin
_GENTLE = 0.15  # of a curvature: a λ this large takes an eighth of a weight
_SPREAD = 100.0
_DECADES = 3, 5  # of λ that a picture shows: as many as the first, up to the second for weights that leave early


@dataclass(frozen=True, eq=False)
class WeightPaths:
    """All weights that ``loss`` has under λ‖w‖₁ and under ½ λ‖w‖₂², for all λ.

    >>> paths = WeightPaths(LeastSquares(2.0 * np.eye(2), [3.0, -1.0], scale=0.125))
    >>> paths.leaving.tolist(), paths.most_lasting(1), paths.crossings[0].tolist()
    ([1.5, 0.5], [0], [])
    >>> paths.telling_range()
    (0.005, 5.0)
    """

    loss: LeastSquares

    @cached_property
    def lasso(self) -> LassoPath:
        """The path under L1."""
        return lasso_path(self.loss)

    @cached_property
    def ridge(self) -> RidgePath:
        """The path under L2."""
        return ridge_path(self.loss)

    @cached_property
    def arrivals(self) -> list[float]:
        """Every λ at which a lasso weight becomes 0 as λ grows."""
        return [event.strength for event in self.lasso.events if event.is_entry]

    @cached_property
    def leaving(self) -> FloatArray:
        """For each weight the λ from which on the lasso leaves it at 0; 0 for one that is never in use."""
        found = np.zeros(self.loss.dimension)
        for event in self.lasso.events:
            if event.is_entry:
                found[event.index] = max(found[event.index], event.strength)
        return found

    @cached_property
    def crossings(self) -> list[FloatArray]:
        """For each ridge weight every λ at which it changes sign."""
        return [sign_flips(self.loss, weight) for weight in range(self.loss.dimension)]

    def most_lasting(self, count: int, *groups: Sequence[int]) -> list[int]:
        """Up to ``count`` weights, those first that the lasso keeps longest.

        One of each of the ``groups`` (numbers of weights) is among them, in the last places where none else is;
        ``count`` is as many as there are groups, or more.
        """
        order = [int(each) for each in np.argsort(-self.leaving, kind="stable")]
        wanted = {next(each for each in order if each in group) for group in groups if group}
        others = [each for each in order if each not in wanted][: count - len(wanted)]
        return [each for each in order if each in wanted or each in others]

    def first_to_enter(self, count: int) -> list[int]:
        """Up to ``count`` weights that the lasso takes up first as λ falls, which it keeps longest as λ grows.

        Where features make up others, these are the weights of one of many optima.
        """
        found: dict[int, None] = {}
        for knot in descend(self.loss.equations):
            for event in knot.events:
                if len(found) < count:
                    found.setdefault(event.index)
            if len(found) == count:
                break
        return list(found)

    def first_to_leave(self, weakest: float) -> int:
        """The weight that the lasso is the first to bring to 0 as λ grows from ``weakest``; it may come back.

        Raises ``ValueError`` if there is none.
        """
        events = [event for event in self.lasso.events if event.is_entry and event.strength >= weakest]
        if not events:
            raise ValueError(f"weakest is {weakest}, but the lasso has dropped every weight by then")
        return min(events, key=attrgetter("strength")).index

    def telling_range(self) -> tuple[float, float]:
        """The λ between which the paths tell their story, both 1, 2, 3 or 5 times a power of ten.

        At the higher, the lasso has left every weight at 0. At the lower it uses all of them, and ridge has hardly
        begun to shrink those of lone features; both as far as five decades between the two allow. Raises
        ``ValueError`` if nothing pulls at any weight, so that all are 0 at every λ.
        """
        largest = float(np.abs(self.loss.pull).max())
        if largest == 0:
            raise ValueError("loss pulls at no weight, but must pull at one for its paths to tell anything.")
        strongest = _round_up(_BEYOND * largest)
        least, most = _DECADES
        in_use = self.leaving[self.leaving > 0]
        gentle = _GENTLE * float(np.diag(self.loss.hessian).max())
        wanted = min(float(in_use.min(initial=strongest)) / _BEFORE, gentle)
        decades = int(np.clip(np.ceil(np.log10(strongest / wanted) - 1e-9), least, most))
        return float(f"{strongest / 10**decades:.1g}"), strongest


def paths_of(data: DataSet) -> WeightPaths:
    """The paths of the mean squared error on ``data``, its features centred and scaled to mean square 1.

    The target is centred and counted in that power of ten of its unit with which its standard deviation is nearest
    to 100: λ‖w‖₁ grows with the unit and ½ λ‖w‖₂² with its square, so that only on one scale both penalties have
    their say at the same λ. Raises ``ValueError`` for a column or a target that is constant.

    >>> from common.maths.data.sets import diabetes
    >>> data = diabetes()
    >>> in_thousands = DataSet(data.design, 1000 * data.targets, data.names, data.source)
    >>> [round(float(paths_of(each).leaving.max()), 6) for each in (data, in_thousands)]
    [90.32006, 90.32006]
    """
    if (data.targets == data.targets[0]).all():
        raise ValueError(f"the target is {data.targets[0]} throughout, but must vary for weights to predict it.")
    standard = unit_variance(data).data
    return WeightPaths(LeastSquares(standard.design, standard.targets / 10.0 ** unit_of(data.targets)))


def unit_of(targets: FloatArray) -> int:
    """Return the power of ten in which ``targets``, (n,), are counted: it brings their deviation nearest to 100.

    >>> unit_of(np.array([1000.0, 9000.0])), unit_of(np.array([0.1, 0.9]))
    (2, -2)
    """
    spread = length(targets - targets.mean()) / np.sqrt(targets.size)
    return int(np.round(np.log10(spread / _SPREAD)))


def _round_up(number: float) -> float:
    power = int(np.floor(np.log10(number)))
    return next(
        rounded for digit in (1, 2, 3, 5, 10) if (rounded := float(f"{digit}e{power}")) >= number * (1 - 1e-12)
    )
