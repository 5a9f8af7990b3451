"""What scenes say of their numbers, worked out once more: by search, in fractions, and by other solvers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from sklearn.linear_model import Lasso, Ridge, lars_path
from sklearn.preprocessing import StandardScaler

from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1
from scenes.numbers.recap import FILM

__all__ = ["ORACLES", "Found"]

Found = Iterator[tuple[Any, ...]]
"""A beat, or ``beat.case``; whether it is so of the numbers; and the numbers that its words have to state."""


def lowest(curvature: float, centre: float, strength: float, power: int) -> float:
    """Where ½ h (w − ŵ)² + λ|w|, or + ½ λ w², is least, by search on the side of ŵ."""

    def objective(w: float) -> float:
        return 0.5 * curvature * (w - centre) ** 2 + strength * (abs(w) if power == 1 else w * w / 2)

    ends = sorted((0.0, centre))
    found = float(minimize_scalar(objective, bounds=ends, method="bounded", options={"xatol": 1e-10}).x)
    return 0.0 if objective(0.0) <= objective(found) * (1 + 1e-12) else found


def kink(n: Any) -> Found:
    pull = n.curvature * abs(n.centre)

    def shares(strength: float) -> list[float]:
        return [lowest(n.curvature, n.centre, strength, power) / n.centre for power in (1, 2)]

    arrives = shares(0.999 * pull)[0] > 0 == shares(1.001 * pull)[0]
    yield "grow", shares(n.weak)[0] > 0
    yield "held.other_loss", abs(n.curvature - 0.67) > 1e-12 or n.centre != 0.5
    yield "held", arrives and n.more > pull and shares(n.more)[0] == 0, pull
    yield "never", n.most > n.more and 0 < shares(n.most)[1] < 1


def one_weight(n: Any) -> Found:
    x, y = np.array(n.x), np.array(n.y)
    yield "one_line", x.shape == y.shape and bool(x.any())
    if x.shape != y.shape:
        return
    curvature, best = 2 * float(np.mean(x**2)), float(np.linalg.lstsq(x[:, np.newaxis], y)[0][0])
    threshold, side = curvature * abs(best), np.sign(best)
    misses = float(np.mean((y - best * x) ** 2) / np.mean(y**2))
    weaker, weak, more = (side * lowest(curvature, best, strength, 1) for strength in (n.first, n.weak, n.more))
    never = side * lowest(curvature, best, n.times * threshold, 2)
    yield "best_line.scattered", misses > 1e-9
    yield "best_line", misses < 2 / 3, best
    yield "not_yet.far", weak > 0.2 * abs(best)
    yield "not_yet", weaker > weak > 0 == more, n.weak, side * weak
    yield "threshold", n.more > threshold, threshold
    yield "never", 0 < never < side * lowest(curvature, best, n.more, 2), n.times, side * never


def shrinkage(n: Any) -> Found:
    zeros, more = (
        sum(lowest(n.curvature, centre, strength, 1) == 0 for centre in n.drawn)
        for strength in (n.strength, n.strong)
    )
    kept = all(lowest(n.curvature, centre, n.strong, 2) != 0 for centre in n.drawn)
    yield "rain", zeros > 1 and kept, n.inputs, zeros
    yield "strength", zeros < more


def plain(start: Fraction, amount: Fraction, count: int) -> list[Fraction]:
    walk = [start]
    for _ in range(count):
        walk.append(walk[-1] - amount * ((walk[-1] > 0) - (walk[-1] < 0)))
    return walk


def exact(value: float) -> Fraction:
    return Fraction(str(value))


def steps(n: Any) -> Found:
    side = 1 if n.start > 0 else -1  # what is below 0 is mirrored
    amount, start, centre = exact(n.step) * exact(n.strength), side * exact(n.start), side * n.centre
    one = plain(start, amount, round(start / amount))
    yield "rule", True, float(amount)
    yield "rule.share", amount != Fraction(1, 2)
    yield "push", True, side
    yield "race", one[-1] == 0 < min(one[:-1]) and start * (1 - amount) < one[1], n.start, len(one) - 1
    settled = lowest(n.curvature, centre, n.strength, 2)
    # From there down the loss pulls the other way, and never harder than L1 pushes.
    outpulled = all(n.curvature * (centre - w) <= n.strength for w in np.linspace(0, centre, 21))
    walk, goes_past = float(start), False
    for _ in range(n.settling):
        walk -= n.step * (n.curvature * (walk - centre) + n.strength * walk)
        goes_past |= walk < settled - 1e-6
    yield "add_loss", not goes_past and centre > 0
    ahead = float(start)
    for _ in range(n.settling):
        if ahead > 0:
            ahead -= n.step * n.curvature * (ahead - centre) + float(amount)
    yield "balance", outpulled and abs(walk - settled) < 0.01 and ahead < -0.001, side * settled, n.centre
    yield "balance.below_zero", side < 0


def reaches_zero(n: Any) -> Found:
    side = 1 if n.start > 0 else -1  # what is below 0 is mirrored
    amount, start, even = exact(n.step) * exact(n.strength), side * exact(n.start), side * exact(n.even)
    across = int(start // amount) + 1
    walk = plain(start, amount, across + 40)
    below, above = walk[across : across + 2]
    rattles = set(walk[across:]) == {below, above} and below < 0 < above
    lands = even > 0 and plain(even, amount, int(even / amount))[-1] == 0
    yield "uneven", rattles and lands, n.even, n.start
    yield "zoom", rattles, side * float(below), side * float(above)
    yield "proximal", True, n.start, across
    weight, smaller, lands = walk[across + 1 + n.rattles], amount, False
    for _ in range(n.halvings):
        smaller /= 2
        further = plain(weight, smaller, int(abs(weight) // smaller) + 1)
        weight, lands = further[-1], lands or 0 in further
    yield "smaller_step", not lands and abs(weight) <= smaller
    far = max(map(abs, n.starts)) // float(amount) + 1
    missed = sum(plain(Fraction(each), amount, int(far) + n.further)[-1] != 0 for each in n.starts)
    yield "many", missed == n.count, n.count, n.count


def priors(n: Any) -> Found:
    def bell(strength: float, w: float) -> float:
        return float(np.sqrt(strength / (2 * np.pi)) * np.exp(-0.5 * strength * w * w))

    def mean(centre: float) -> float:
        def density(w: float, power: int) -> float:
            return float(w**power * np.exp(-n.strength * abs(w) - 0.5 * n.curvature * (w - centre) ** 2))

        moment, mass = (quad(density, -40, 40, args=(power,), points=[0, centre])[0] for power in (1, 0))
        return float(moment / mass)

    def mode(centre: float, strength: float, power: int) -> float:
        return lowest(n.curvature, centre, strength, power)

    narrow = quad(lambda w: n.strength / 2 * np.exp(-n.strength * w) - bell(n.strength, w), 0, n.narrow)[0]
    yield "peaked", n.strength / 2 > bell(n.strength, 0) and n.narrow < n.wide and narrow > 0
    yield "mode", mode(n.centre, n.strength, 1) == 0, mode(n.centre, n.strength, 2)
    limit = n.strength / n.curvature
    holds = [mode(share * limit, n.strength, 1) == 0 for share in (0.5, 0.999, 1.001)]
    follows = mode(n.moved, n.strength, 1) == 0 and (mean(n.moved) - mean(n.centre)) * (n.moved - n.centre) > 0
    yield "remember", mean(n.centre) * n.centre > 0 and follows and holds == [True, True, False], mean(n.centre)


def on_the_diamond(hessian: FloatArray, centre: FloatArray, radius: float) -> FloatArray:
    """The least of the loss over a diamond that does not hold ``centre``: edge by edge."""
    corners = radius * np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
    found = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        way = end - start
        share = float(np.clip((centre - start) @ hessian @ way / (way @ hessian @ way), 0, 1))
        found.append(start + share * way)
    return min(found, key=lambda w: float((w - centre) @ hessian @ (w - centre)))


def corner_between(hessian: FloatArray, centre: FloatArray, low: float, high: float) -> float:
    """The budget up to which the optimum over the diamond is in a corner, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        in_corner = (np.abs(on_the_diamond(hessian, centre, middle)) < 1e-9).any()
        low, high = (middle, high) if in_corner else (low, middle)
    return low


def on_the_disk(hessian: FloatArray, centre: FloatArray, radius: float) -> FloatArray:
    """The least of the loss over a disk or a ball that does not hold ``centre``, by its multiplier."""

    def at(multiplier: float) -> FloatArray:
        return np.asarray(np.linalg.solve(hessian + multiplier * np.eye(len(centre)), hessian @ centre))

    return at(brentq(lambda each: float(np.linalg.norm(at(each))) - radius, 0, 1e6, xtol=1e-13))


def journey(n: Any) -> Iterator[tuple[FloatArray, FloatArray]]:
    """H and ŵ at each stop on the way."""
    for s in (np.arange(n.visits) + 0.5) / n.visits:
        swing = np.sin(2 * np.pi * s)
        turn, sway = (
            np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            for angle in (np.pi * n.turns * s, n.sway * swing)
        )
        yield turn @ np.array(n.hessian) @ turn.T, (1 - n.approach * swing**2) * sway @ np.array(n.centre)


def shrinking_region(n: Any) -> Found:
    hessian, centre = np.array(n.hessian), np.array(n.centre)
    spent, distance = float(np.abs(centre).sum()), float(np.linalg.norm(centre))

    def sparse(budget: float) -> bool:
        return bool((np.abs(on_the_diamond(hessian, centre, budget)) < 1e-9).any())

    def round_is_dense(hessian: FloatArray, centre: FloatArray, budget: float) -> bool:
        return float(np.linalg.norm(centre)) > budget and np.abs(on_the_disk(hessian, centre, budget)).min() > 0

    yield "same_budget", n.least < n.at_first < distance
    yield "loosen", spent <= n.loosest
    tightened = n.loosest > n.on_an_edge > n.held >= n.tightest > n.least
    yield "slide", tightened and n.on_an_edge < distance
    loosening = [sparse(t) for t in np.linspace(n.on_an_edge, spent, 30)[:-1]]
    early = loosening[0]
    tightening = [sparse(t) for t in np.linspace(n.tightest, n.on_an_edge, 30)]
    stays = tightening == sorted(tightening, reverse=True) and loosening == sorted(loosening, reverse=True)
    keeps = all(round_is_dense(hessian, centre, t) for t in (n.on_an_edge, n.held, n.tightest))
    taken = corner_between(hessian, centre, n.on_an_edge if early else n.tightest, spent)
    yield "slide.early", early, *([taken] if early else [])
    yield "corner", bool(centre.all()) and sparse(n.tightest) and stays and keeps, *([] if early else [taken])
    seen = [on_the_diamond(hessian, centre, t) for t in (n.first_touch, n.on_an_edge)]
    yield "slide.kept", not (np.abs(seen) < np.abs(centre) - 1e-9).all()
    way = [on_the_disk(hessian, centre, t) for t in np.linspace(n.tightest, 0.999 * distance, 30)]
    yield "corner.crosses", not (np.array(way) * centre > 0).all()
    stops = list(journey(n))
    found = sum((np.abs(on_the_diamond(*stop, n.while_turning)) < 1e-9).any() for stop in stops)
    moves = any(not np.allclose(each, other) for each, other in zip(stops[0], stops[1], strict=True))
    dense = all(round_is_dense(*stop, n.while_turning) for stop in stops)
    outside = n.while_turning < (1 - n.approach) * distance
    yield "turn", moves and dense and outside and found > 0
    yield "turn.always", found == n.visits
    yield "turn.seldom", 2 * found < n.visits


def on_the_octahedron(hessian: FloatArray, centre: FloatArray, radius: float) -> FloatArray:
    """The least of the loss over an octahedron that does not hold ``centre``: corner by corner, edge by edge."""
    found = []
    for signs in product((-1, 0, 1), repeat=3):
        used = np.flatnonzero(signs)
        if used.size == 0:
            continue
        side = np.array(signs)[used]
        system = np.block([[hessian[np.ix_(used, used)], side[:, None]], [side[None, :], np.zeros((1, 1))]])
        solved = np.linalg.solve(system, [*(hessian @ centre)[used], radius])[:-1]
        if (solved * side > 0).all():
            found.append(np.zeros(3))
            found[-1][used] = solved
    return min(found, key=lambda w: float((w - centre) @ hessian @ (w - centre)))


def three_weights(n: Any) -> Found:
    hessian = np.array(n.hessian)
    stops = [np.array(each) for each in (n.face, n.edge, n.corner)]
    ways = [share * end + (1 - share) * start for start, end in pairwise(stops) for share in np.linspace(0, 1, 60)]
    outside = all(float(np.linalg.norm(centre)) > n.budget for centre in ways)
    yield "solids", outside
    zeros = [int((on_the_octahedron(hessian, centre, n.budget) == 0).sum()) for centre in stops]
    # A face for each choice of three signs, an edge of two for each weight without one, a corner for each end.
    yield "face", zeros[0] == 0, 2**3
    yield "edge", zeros[1] == 1, 3 * 2**2
    yield "corner", zeros[2] == 2, 3 * 2
    signs = {tuple(np.sign(on_the_disk(hessian, centre, n.budget))) for centre in ways} if outside else {(0,)}
    yield "ball", len(signs) == 1 and 0 not in signs.pop()


def least_in_two(hessian: FloatArray, pull: FloatArray, strength: float) -> FloatArray:
    """Where ½ wᵀ H w − pull · w + λ‖w‖₁ is least, by trying each set of signs."""

    def objective(w: FloatArray) -> float:
        return float(w @ hessian @ w / 2 - pull @ w + strength * np.abs(w).sum())

    found = [np.zeros(2)]
    for signs in product((-1, 0, 1), repeat=2):
        used = np.flatnonzero(signs)
        side = np.array(signs)[used]
        solved = np.linalg.solve(hessian[np.ix_(used, used)], pull[used] - strength * side)
        if (solved * side > 0).all():
            found.append(np.zeros(2))
            found[-1][used] = solved
    return min(found, key=objective)


def landscape(n: Any) -> Found:
    hessian, centre = np.array(n.hessian), np.array(n.centre)
    pull = hessian @ centre

    def zeros(strength: float) -> int:
        return int((least_in_two(hessian, pull, strength) == 0).sum())

    low, high = 0.0, float(np.abs(pull).max()) * 1.001
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if zeros(middle) == 0 else (low, middle)
    # From start on, in steps too small to be seen, with a stop at zero.
    step, w = 0.002 / float(np.linalg.eigvalsh(hessian)[-1]), np.array(n.start, float)
    lands = np.flatnonzero(least_in_two(hessian, pull, n.enough) == 0)
    off, caught = False, None
    for _ in range(60_000 if lands.size == 1 else 0):
        ahead = w - step * (hessian @ w - pull)
        w, before = np.sign(ahead) * np.maximum(np.abs(ahead) - step * n.enough, 0), w
        if w[lands[0]] != 0:
            off, caught = True, None
        elif off and caught is None:
            caught = w
        if np.abs(w - before).max() < 1e-12:
            break
    slides = caught is not None and np.abs(caught - least_in_two(hessian, pull, n.enough)).max() > 1e-3
    yield "catch", zeros(n.shallow) == 0 and zeros(n.enough) == 1 and slides, high
    priced = np.geomspace(1e-9, 1e9, 400) * float(np.abs(hessian).max())
    signs = {tuple(np.sign(np.linalg.solve(hessian + each * np.eye(2), pull))) for each in (0.0, *priced)}
    yield "bend", len(signs) == 1 and 0 not in signs.pop() and n.strong > n.enough


def overfit(n: Any) -> Found:
    own = n.data is not None
    yield "thread", n.degree >= n.points - 1 and (not own or (n.noise, n.seed) == (0.3, 2)), n.points, n.degree
    if n.degree < n.points - 1:
        return
    data, curve = n.fits.standardised.data, n.fits.curve

    def ridge(strength: float) -> FloatArray:
        alpha = strength * len(curve.x) / 2
        return np.asarray(Ridge(alpha=alpha, solver="svd").fit(data.design, data.targets).coef_)

    def strays(errors: FloatArray) -> bool:
        return bool((np.maximum.accumulate(errors) - errors).max() > 0.02 * np.ptp(errors))

    sweep = np.geomspace(n.wild, n.stiff, 401)
    errors = np.array([float(n.fits.new_error(ridge(strength))) for strength in sweep])
    best = int(errors.argmin())
    yield "thread.own_data", own
    yield "penalise", n.wild < n.stiff and errors[0] > 1.05 * errors[best], errors[0], errors[best]
    yield "penalise.winding", strays(-errors[: best + 1])
    yield "too_much", errors[-1] > 1.05 * errors[best]
    yield "too_much.unsteady", strays(errors[best:])

    def lasso(strength: float) -> FloatArray:
        model = Lasso(alpha=strength / 2, tol=1e-12, max_iter=10**6)
        return np.asarray(model.fit(data.design, data.targets).coef_)

    zeros = int((lasso(n.enough) == 0).sum())
    yield "shrink", n.small < n.enough and zeros > 0
    yield "shrink.one_zero", zeros == 1
    yield "gone.another_count", zeros != 6
    yield "shrink.all_zero", zeros == n.degree
    low, high = n.span
    fits = n.fits.optimum(L1, n.small).weights, ridge(n.small)
    yield "bars.in_sight", min(((fit < low) | (fit > high)).sum() for fit in fits) <= n.degree / 2


def selection(n: Any) -> Found:
    design = StandardScaler().fit_transform(n.data_set.design)
    targets = n.data_set.targets - n.data_set.targets.mean()
    yield "share", n.smallest < n.budget / np.sqrt(2), n.budget / 2
    # Both twins at half fit: what they cost under the net is more than the budget at a corner does.
    yield "elastic_net", n.budget + n.squared * n.budget**2 / 2 < n.total + n.squared * n.total**2 / 4
    alphas, _, coefficients = lars_path(design, targets, method="lasso")
    dropped = sum(n.weakest <= 2 * alphas[np.flatnonzero(each)[0] - 1] <= n.strongest for each in coefficients)
    yield "paths", n.weakest < n.strongest and dropped >= 2
    yield "paths.own_data", n.data is not None
    left, sizes, right = np.linalg.svd(design, full_matrices=False)
    amounts = np.geomspace(n.weakest, n.strongest, 20_000)[:, np.newaxis] * len(design) / 2
    signs = np.sign((left.T @ targets * sizes / (sizes**2 + amounts)) @ right)
    crossing = int((np.diff(signs, axis=0) != 0).any(axis=0).sum())
    yield "remember.no_crossing", crossing == 0
    yield "remember.one_crossing", crossing == 1


def recap(n: Any) -> Found:
    patients, region = FILM.paths.data_set, FILM.region
    features = StandardScaler().fit_transform(patients.design)
    targets = patients.targets - patients.targets.mean()

    def glucose(strength: float) -> float:
        model = Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-12, max_iter=200_000)
        return abs(float(model.fit(features, targets).coef_[9]))

    corner = corner_between(np.array(region.hessian), np.array(region.centre), 0.1, 2.9)
    threshold = FILM.shrinkage.strength / FILM.shrinkage.curvature
    begins = (
        n.kink < FILM.kink.curvature * FILM.kink.centre
        and n.belief < FILM.belief.curvature * FILM.belief.centre
        and glucose(n.paths) > 0
        and n.threshold > threshold
        and n.region > corner
    )
    ends = [
        start + (landing - start) / n.landing for start, landing in ((n.threshold, threshold), (n.region, corner))
    ]
    yield "one_move", begins and min(ends) > 0


ORACLES: Mapping[str, Callable[[Any], Found]] = {
    "Overfit": overfit,
    "OneWeight": one_weight,
    "Kink": kink,
    "Landscape": landscape,
    "Shrinkage": shrinkage,
    "Steps": steps,
    "ReachesZero": reaches_zero,
    "ShrinkingRegion": shrinking_region,
    "Priors": priors,
    "Selection": selection,
    "Recap": recap,
    "ThreeWeights": three_weights,
}
"""By the scene's name, what is so of its numbers: every claim and every case of its story."""
