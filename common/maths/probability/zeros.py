"""The probability that a weight is exactly 0: a round loss with its centre drawn from N(0, σ² I).

Closed forms for two weights, and a seeded simulation beside them that projects every draw exactly.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import erf, erfc

from common.maths.arithmetic.arguments import at_least, non_negative, positive
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import soft_threshold
from common.maths.penalties.projections import project_onto_l1_ball

__all__ = [
    "FaceChances",
    "budget_chances",
    "penalised_zero_chance",
    "simulated_budget_chances",
    "simulated_support_sizes",
    "simulated_zero_chance",
]


@dataclass(frozen=True)
class FaceChances:
    """The probabilities that the optimum is a corner of the diamond, on an edge, or the free centre ``inside``.

    >>> chances = budget_chances(1.0, 1.0)
    >>> round(chances.corner + chances.edge + chances.inside, 12)
    1.0
    """

    corner: float
    edge: float
    inside: float


def budget_chances(radius: float, spread: float) -> FaceChances:
    """Return where the diamond ‖w‖₁ <= t holds two weights with H = I and ŵ ~ N(0, σ² I).

    With q = 1 − Φ(t/(√2 σ)): corner 4q², edge 4q(1 − 2q), inside (1 − 2q)²; turned by 45° the diamond is a square,
    and the two turned coordinates are independent. ``radius`` is t >= 0 and ``spread`` is σ > 0, both in the units
    of the weights, else ``ValueError``.

    >>> budget_chances(0.0, 1.0)
    FaceChances(corner=1.0, edge=0.0, inside=0.0)
    >>> round(budget_chances(1.0, 1.0).corner, 4)
    0.2299
    """
    bound = non_negative("radius", radius) / (2 * positive("spread", spread))
    beyond, within = float(erfc(bound)), float(erf(bound))
    return FaceChances(beyond * beyond, 2 * beyond * within, within * within)


def penalised_zero_chance(strength: float, spread: float) -> float:
    """Return P(wᵢ = 0) under L1 with H = I and ŵᵢ ~ N(0, σ²): 2Φ(λ/σ) − 1, for each weight on its own.

    ``strength`` is λ >= 0 and ``spread`` is σ > 0, else ``ValueError``. Under L2 the chance is 0.

    >>> round(penalised_zero_chance(1.0, 1.0), 4)
    0.6827
    """
    return float(erf(non_negative("strength", strength) / (math.sqrt(2) * positive("spread", spread))))


def simulated_budget_chances(radius: float, spread: float, *, draws: int, seed: int) -> FaceChances:
    """Count the faces that ``draws`` >= 1 optima lie on, each the projection of a drawn centre on the diamond.

    The same seed gives the same counts; the standard error of a share p is √(p(1 − p)/draws). Arguments and
    errors otherwise as for ``budget_chances``.

    >>> round(simulated_budget_chances(1.0, 1.0, draws=10_000, seed=1).corner, 1)
    0.2
    """
    centres = _centres(2, spread, draws, seed)
    inside = np.abs(centres).sum(axis=-1) <= non_negative("radius", radius)
    corner = (project_onto_l1_ball(centres, radius) == 0).any(axis=-1) & ~inside
    shares = corner.mean(), (~corner & ~inside).mean(), inside.mean()
    return FaceChances(*(float(share) for share in shares))


def simulated_zero_chance(strength: float, spread: float, *, draws: int, seed: int) -> float:
    """Count the share of ``draws`` >= 1 drawn weights that soft-thresholding sends to exactly 0.

    Arguments and errors otherwise as for ``penalised_zero_chance``.

    >>> round(simulated_zero_chance(1.0, 1.0, draws=10_000, seed=1), 1)
    0.7
    """
    return float((soft_threshold(_centres(1, spread, draws, seed), strength) == 0).mean())


def simulated_support_sizes(dimension: int, radius: float, spread: float, *, draws: int, seed: int) -> FloatArray:
    """Count how many weights the budget leaves: the share of draws with 0, 1, …, d weights not 0, shape (d + 1,).

    H = I and ŵ ~ N(0, σ² I) with d = ``dimension`` >= 1 weights. In high dimension the optimum sits on a face of
    middling size, not on a vertex. Arguments and errors otherwise as for ``budget_chances``.

    >>> simulated_support_sizes(2, 1.0, 1.0, draws=10_000, seed=1).round(1).tolist()
    [0.0, 0.2, 0.8]
    """
    centres = _centres(at_least("dimension", dimension, 1), spread, draws, seed)
    sizes = np.count_nonzero(project_onto_l1_ball(centres, radius), axis=-1)
    return np.asarray(np.bincount(sizes, minlength=dimension + 1) / draws)


def _centres(dimension: int, spread: float, draws: int, seed: int) -> FloatArray:
    generator = np.random.default_rng(seed)
    return positive("spread", spread) * generator.standard_normal((at_least("draws", draws, 1), dimension))
