"""With any numbers that a scene takes, what it says is true: each claim is worked out here once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar

from common.explainer import Explainer
from common.maths.arithmetic.arrays import FloatArray
from common.numbers import Numbers
from common.words import LANGUAGES, cases_told, words_of
from scenes.kink import Kink
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.one_weight import OneWeightNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.reaches_zero import ReachesZeroNumbers
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.numbers.shrinking_region import ShrinkingRegionNumbers
from scenes.numbers.steps import StepsNumbers
from scenes.one_weight import OneWeight
from scenes.priors import Priors
from scenes.reaches_zero import ReachesZero
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps

NUMBER = re.compile(r"(?<!L)−?\d+(?:\.\d+)?")
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


SLOW = {"start": 2.0, "step": 0.25, "centre": 1.0}
ALIKE = {"curvatures": (1.0, 1.0), "one_left": 1.7}
ROUND = ((1.0, 0.0), (0.0, 1.0))
EDGE = {"hessian": ROUND, "centre": (1.5, 1.4)}


def between(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers as a person types them."""
    return st.floats(low, high).map(lambda value: round(value, 2))


def some(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these numbers; the others stay as they are in the film."""
    return st.fixed_dictionaries({}, optional=strategies)


def own(scene: type[Explainer], model: type[Numbers], given_numbers: Mapping[str, Any]) -> type[Explainer]:
    """``scene`` with these numbers; the example is passed over if it refuses them."""
    try:
        numbers = model(**given_numbers)
    except ValidationError:
        assume(False)
    return type(scene.__name__, (scene,), {"numbers": numbers})


def says(scene: type[Explainer], beat: str) -> str:
    """The case of which ``beat`` has the words; empty for the usual ones."""
    name = scene.__name__
    return cases_told(words_of(name, "en"), scene.numbers.cases, name).get(beat, "")


def states(scene: type[Explainer], beat: str, *numbers: float) -> bool:
    """Whether the words of ``beat`` in each language state these numbers and no others, and 0 only for a 0."""
    for language in LANGUAGES:
        words = scene.said(language).beats[beat]
        texts = NUMBER.findall(words.headline) + NUMBER.findall(words.said)
        found = {text: float(text.replace("−", "-")) for text in texts}
        for text, value in found.items():
            room = 0.51 * 10 ** -len(text.partition(".")[2])
            near = [number for number in numbers if abs(number - value) <= min(room, 0.06 * abs(number))]
            if not near:
                return False
        if any(min(abs(value - number) for value in found.values()) > 0.06 * abs(number) for number in numbers):
            return False
    return True


def lowest(curvature: float, centre: float, strength: float, power: int) -> float:
    """Where ½ h (w − ŵ)² + λ|w|, or + ½ λ w², is least, by search on the side of ŵ."""

    def objective(w: float) -> float:
        return 0.5 * curvature * (w - centre) ** 2 + strength * (abs(w) if power == 1 else w * w / 2)

    ends = sorted((0.0, centre))
    found = float(minimize_scalar(objective, bounds=ends, method="bounded", options={"xatol": 1e-10}).x)
    return 0.0 if objective(0.0) <= objective(found) + 1e-15 else found


kinks = some(
    curvature=between(0.05, 6),
    centre=between(-2.5, 2.5),
    steep=between(0.1, 6),
    weak=between(0.02, 1),
    more=between(0.2, 4),
    most=between(0.5, 9),
)


@FEW
@given(kinks)
def test_kink(numbers: dict[str, Any]) -> None:
    scene = own(Kink, KinkNumbers, numbers)
    n: Any = scene.numbers
    pull = n.curvature * abs(n.centre)
    assert states(scene, "add_loss", n.centre)
    assert states(scene, "held", pull)
    assert says(scene, "zoom") == ("priced" if n.steep != 1 else "")
    assert all(0 < lowest(n.curvature, n.centre, n.weak, power) / n.centre < 1 for power in (1, 2))
    for strength in (n.weak, 0.999 * pull, 1.001 * pull, n.more, n.most):
        one, two = (lowest(n.curvature, n.centre, strength, power) for power in (1, 2))
        assert (one == 0) == (strength > pull)
        assert 0 < two / n.centre < 1


def plain(start: Fraction, amount: Fraction, count: int) -> list[Fraction]:
    walk = [start]
    for _ in range(count):
        walk.append(walk[-1] - amount * ((walk[-1] > 0) - (walk[-1] < 0)))
    return walk


def exact(value: float) -> Fraction:
    return Fraction(str(value))


steps = some(
    start=st.sampled_from([1.2, 1.5, 1.8, 2.0, 2.1, 2.4, 2.5, 2.7, 3.0, 3.2]),
    step=st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7]),
    strength=st.sampled_from([0.5, 1.0, 1.2]),
    curvature=between(0.1, 1),
    centre=between(0.4, 3),
    settling=st.just(30),
)


@FEW
@given(steps)
@example(SLOW)
def test_steps(numbers: dict[str, Any]) -> None:
    scene = own(Steps, StepsNumbers, {"settling": 30, **numbers})
    n: Any = scene.numbers
    amount = exact(n.step) * exact(n.strength)
    count = exact(n.start) / amount
    assert count.denominator == 1
    one = plain(exact(n.start), amount, int(count))
    two = [exact(n.start) * (1 - amount) ** k for k in range(len(one))]
    assert one[-1] == 0 < min(one[:-1])
    assert two[1] < one[1]
    ahead = all(second < first for first, second in zip(one[1:-1], two[1:-1], strict=True))
    assert says(scene, "race") == ("overtaken" if not ahead else "share" if amount != Fraction(1, 2) else "")
    assert says(scene, "add_loss") == ("share" if amount != Fraction(1, 2) else "")
    assert states(scene, "race", n.start, int(count))
    assert states(scene, "rule", n.step, float(amount))
    assert states(scene, "push", 1)
    assert lowest(n.curvature, n.centre, n.strength, 1) == 0
    assert states(scene, "balance", lowest(n.curvature, n.centre, n.strength, 2), n.centre)
    # From there down the loss pulls the other way, and never harder than L1 pushes.
    down = np.linspace(0, n.centre, 21)
    assert (n.curvature * (n.centre - down) <= n.strength).all()


rattles = some(
    start=between(0.1, 3.2),
    even=st.sampled_from([0.5, 1.2, 1.5, 1.8, 2.0, 2.4, 3.0, 3.2]),
    step=st.sampled_from([0.2, 0.25, 0.3, 0.4, 0.5, 0.6]),
    strength=st.sampled_from([0.8, 1.0, 1.2]),
    halvings=st.integers(1, 9),
    count=st.integers(2, 20),
    widest=between(0.2, 4),
    seed=st.integers(0, 99),
)


@FEW
@given(rattles)
def test_reaches_zero(numbers: dict[str, Any]) -> None:
    scene = own(ReachesZero, ReachesZeroNumbers, numbers)
    n: Any = scene.numbers
    amount, start = exact(n.step) * exact(n.strength), exact(n.start)
    assert plain(exact(n.even), amount, int(exact(n.even) / amount))[-1] == 0
    across = int(start // amount) + 1
    walk = plain(start, amount, across + 40)
    assert set(walk[across:]) == {walk[across], walk[across + 1]}
    assert walk[across] < 0 < walk[across + 1]
    assert states(scene, "uneven", float(amount), n.even, n.start)
    assert states(scene, "zoom", float(walk[across]), float(walk[across + 1]))
    assert states(scene, "proximal", float(amount), n.start, across)
    weight, smaller = Fraction(walk[n.at_first]), amount
    for _ in range(n.halvings):
        smaller /= 2
        further = plain(weight, smaller, int(abs(weight) // smaller) + 1)
        assert 0 not in further
        weight = further[-1]
    assert abs(weight) <= smaller
    far = max(map(abs, n.starts)) // float(amount) + 1
    missed = sum(plain(Fraction(start), amount, int(far) + n.further)[-1] != 0 for start in n.starts)
    assert states(scene, "many", n.count, float(amount), n.count - missed, n.count)


@FEW
@given(some(weak=between(0.03, 0.33), first=st.just(0.02), more=between(0.34, 1), times=between(1.1, 29)))
def test_one_weight(numbers: dict[str, Any]) -> None:
    scene = own(OneWeight, OneWeightNumbers, numbers)
    n: Any = scene.numbers
    x = np.arange(-10, 10) / 10
    curvature = 2 * float(np.mean(x**2))
    threshold = curvature / 2
    not_yet, never = lowest(curvature, 0.5, n.weak, 1), lowest(curvature, 0.5, n.times * threshold, 2)
    assert not_yet > 0
    assert says(scene, "not_yet") == ("far" if not_yet > 0.1 else "")
    assert states(scene, "not_yet", n.weak, not_yet)
    assert states(scene, "threshold", threshold)
    assert states(scene, "never", n.times, never)


shrinkages = some(
    curvature=between(0.3, 3),
    strength=between(0.3, 3),
    largest=between(1, 9),
    resting=between(0.5, 6),
    strong=between(1, 9),
    curvatures=st.tuples(between(0.3, 2), between(0.3, 2)) | between(0.3, 2).map(lambda each: (each, each)),
    centre=st.tuples(between(0.3, 6), between(0.3, 6)),
    one_left=between(0.3, 4),
    none_left=between(2, 9),
)


@FEW
@given(shrinkages)
@example(ALIKE)
def test_shrinkage(numbers: dict[str, Any]) -> None:
    scene = own(Shrinkage, ShrinkageNumbers, numbers)
    n: Any = scene.numbers
    one, two = (lowest(n.curvature, n.largest, n.strength, power) for power in (1, 2))
    assert states(scene, "in_and_out", n.largest, one, two)
    weak, strong = (lowest(n.curvature, n.resting, strength, 1) for strength in (n.weak, n.strong))
    assert weak > strong == 0 < lowest(n.curvature, n.resting, n.strong, 2)

    def left(strength: float) -> int:
        pairs = zip(n.curvatures, n.centre, strict=True)
        return sum(lowest(h, centre, strength, 1) > 0 for h, centre in pairs)

    first = min(h * centre for h, centre in zip(n.curvatures, n.centre, strict=True))
    assert [left(each) for each in (0.999 * first, 1.001 * first, n.one_left, n.none_left)] == [2, 1, 1, 0]
    assert states(scene, "two_axes", first)
    # What is taken depends on the side of zero where the output is: an input above zero may be in the gap.
    for centre in np.linspace(-n.largest, n.largest, 11):
        output, amount = lowest(n.curvature, centre, n.strength, 1), n.strength / n.curvature
        assert output == pytest.approx(centre - amount if output > 0 else centre + amount if output < 0 else 0)
    alike = "alike" if len(set(n.curvatures)) == 1 else ""
    assert says(scene, "two_axes") == says(scene, "remember") == alike


beliefs = some(
    strength=between(0.65, 1.7),
    curvature=between(0.1, 2),
    centre=between(0.05, 0.99),
    moved=between(0.05, 1),
    sharper=between(0.7, 4.5),
    narrow=between(0.02, 0.5),
    wide=between(0.3, 2),
)


@FEW
@given(beliefs)
def test_priors(numbers: dict[str, Any]) -> None:
    scene = own(Priors, PriorsNumbers, numbers)
    n: Any = scene.numbers

    def laplace(w: float, centre: float = n.centre) -> float:
        return float(np.exp(-n.strength * abs(w) - 0.5 * n.curvature * (w - centre) ** 2))

    def bell(strength: float, w: float) -> float:
        return float(np.sqrt(strength / (2 * np.pi)) * np.exp(-0.5 * strength * w * w))

    def mean(centre: float) -> float:
        moment, mass = (
            quad(lambda w, k: w**k * laplace(w, centre), -40, 40, args=(k,), points=[0, centre])[0] for k in (1, 0)
        )
        return float(moment / mass)

    assert n.strength / 2 > bell(n.strength, 0)
    within = quad(lambda w: n.strength / 2 * np.exp(-n.strength * w), 0, n.narrow)[0]
    assert within > quad(lambda w: bell(n.strength, w), 0, n.narrow)[0]
    assert bell(n.sharper, 0) > n.strength / 2
    for centre in (n.centre, n.moved):
        assert lowest(n.curvature, centre, n.strength, 1) == 0 < mean(centre)
    usual, sharper = (lowest(n.curvature, n.centre, strength, 2) for strength in (n.strength, n.sharper))
    assert 0 < sharper < usual
    assert states(scene, "posterior", n.centre)
    assert states(scene, "mode", usual)
    assert states(scene, "sharper", sharper)
    assert states(scene, "mean", mean(n.centre))
    limit = n.strength / n.curvature
    assert states(scene, "remember", limit)
    modes = [lowest(n.curvature, share * limit, n.strength, 1) for share in (0.5, 0.999, 1.001)]
    assert modes[:2] == [0, 0] < modes[2:]


regions = some(
    hessian=st.tuples(between(0.3, 2), between(-0.8, 0.8), between(0.3, 2)).map(
        lambda each: ((each[0], each[1]), (each[1], each[2]))
    )
    | st.just(((1.0, 0.0), (0.0, 1.0))),
    centre=st.tuples(between(-2.4, 2.4), between(-2.4, 2.4) | st.just(0.0)),
    on_an_edge=between(0.7, 1.6),
    tightest=between(0.4, 0.9),
    while_turning=between(0.4, 1.3),
    approach=between(0, 0.6),
    sway=between(-3, 3),
    turns=st.integers(-3, 3),
    visits=st.integers(4, 24),
)


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
    """The least of the loss over a disk that does not hold ``centre``, by its multiplier."""

    def at(multiplier: float) -> FloatArray:
        return np.asarray(np.linalg.solve(hessian + multiplier * np.eye(2), hessian @ centre))

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


@settings(FEW, max_examples=30)
@given(regions)
@example({})
@example(EDGE)
@example({"centre": (2.4, 0.0)})
@example({"centre": (-0.5, 2.2), "sway": 0.0, "approach": 0.0})
@example({"hessian": ((1.0, 0.6), (0.6, 0.7)), "centre": (0.6, 1.7)})
@example({"hessian": ((1.0, 0.45), (0.45, 0.4)), "centre": (1.0, 2.0), "tightest": 0.64, "while_turning": 0.8})
def test_shrinking_region(numbers: dict[str, Any]) -> None:
    centre = numbers.get("centre", (1.9, 1.05))
    more = {
        "loosest": round(1.02 * sum(map(abs, centre)) + 0.01, 2),
        "at_first": 0.8,
        "held": 0.65,
        "tightest": 0.6,
    }
    scene = own(ShrinkingRegion, ShrinkingRegionNumbers, more | numbers)
    n: Any = scene.numbers
    hessian, centre = np.array(n.hessian), np.array(n.centre)
    assert np.abs(centre).sum() <= n.loosest
    spent = float(np.abs(centre).sum())
    loosening = np.linspace(n.on_an_edge, spent, 30)[1:-1]
    sparse = {
        t: (np.abs(on_the_diamond(hessian, centre, t)) < 1e-9) for t in (*loosening, n.on_an_edge, n.tightest)
    }
    at_edge, at_last = sparse[n.on_an_edge], sparse[n.tightest]
    if says(scene, "slide") == "axis":
        assert all((zeros == (centre == 0)).all() for zeros in sparse.values())
    elif says(scene, "slide") == "early":
        assert at_edge.any()
        assert states(scene, "slide", corner_between(hessian, centre, n.on_an_edge, spent))
    else:
        assert not any(zeros.any() for zeros in sparse.values() if zeros is not at_last)
        shrunk = np.abs(on_the_diamond(hessian, centre, n.on_an_edge)) < np.abs(centre) - 1e-9
        assert (says(scene, "slide") != "kept") == shrunk.all()
    for t in (n.on_an_edge, n.held, n.tightest):
        assert np.abs(on_the_disk(hessian, centre, t)).min() > 0
    match says(scene, "corner"):
        case "early":
            assert at_edge.tolist() == at_last.tolist() != [False, False]
        case "edge":
            assert not at_last.any()
            assert says(scene, "remember") == "edge"
        case _:
            assert at_last.any()
            assert not at_edge.any()
            assert states(scene, "corner", corner_between(hessian, centre, n.tightest, n.on_an_edge))
    found = 0
    for turned, moved in journey(n):
        assert np.linalg.norm(moved) > n.while_turning
        found += bool((np.abs(on_the_diamond(turned, moved, n.while_turning)) < 1e-9).any())
        assert np.abs(on_the_disk(turned, moved, n.while_turning)).min() > 0
    is_round = np.array_equal(hessian, hessian[0, 0] * np.eye(2)) or not n.turns
    expected = {
        "never": found == 0,
        "always": found == n.visits,
        "seldom": 0 < 2 * found < n.visits,
        "round": is_round and n.visits > found >= n.visits / 2,
        "": not is_round and n.visits > found >= n.visits / 2,
    }
    assert expected[says(scene, "turn")]


CLAIMS: dict[type[Explainer], tuple[Any, dict[str, Any]]] = {
    Kink: (test_kink, {"steep": 2.0}),
    Steps: (test_steps, SLOW),
    ReachesZero: (test_reaches_zero, {"start": 2.3}),
    OneWeight: (test_one_weight, {"weak": 0.1, "first": 0.05}),
    Shrinkage: (test_shrinkage, ALIKE),
    Priors: (test_priors, {"centre": 0.6}),
    ShrinkingRegion: (test_shrinking_region, EDGE),
}


@pytest.mark.parametrize("scene", CLAIMS)
def test_a_false_number_is_noticed(scene: type[Explainer], monkeypatch: pytest.MonkeyPatch) -> None:
    claims, numbers = CLAIMS[scene]
    model = type(scene.numbers)
    facts = model.facts.fget  # type: ignore[attr-defined]
    off = property(lambda numbers: {name: 1.2 * fact for name, fact in facts(numbers).items()})
    claims.hypothesis.inner_test(numbers)
    monkeypatch.setattr(model, "facts", off)
    with pytest.raises(AssertionError):
        claims.hypothesis.inner_test(numbers if scene is not ShrinkingRegion else {})


@pytest.mark.parametrize("scene", [Kink, Steps, OneWeight, Shrinkage, ShrinkingRegion])
def test_words_that_do_not_fit_the_case_are_noticed(
    scene: type[Explainer], monkeypatch: pytest.MonkeyPatch
) -> None:
    claims, numbers = CLAIMS[scene]
    monkeypatch.setattr(type(scene.numbers), "cases", frozenset())
    with pytest.raises(AssertionError):
        claims.hypothesis.inner_test(numbers)
