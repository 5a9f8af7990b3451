"""With any numbers that a scene takes, each claim of its story is true; others are refused, each by its claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from accepted_numbers import held, numbers_for
from custom_tables import points
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import ORACLES
from other_numbers import OTHER_NUMBERS
from pydantic import ValidationError

from common.explainer import Explainer
from common.numbers import Premise, Visible
from common.words import LANGUAGES, words_of
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM

NUMBER = re.compile(r"(?<!L)−?\d+(?:\.\d+)?")
SCENES = {scene.name: scene for scene in map(SceneRef.parse, FILM + CLIPS)}
SLOW = {"Overfit", "Selection", "ShrinkingRegion", "ThreeWeights"}
TYPED: Mapping[str, Mapping[str, Any]] = {
    "Steps": {
        "start": st.sampled_from([-2.4, 1.2, 1.5, 1.8, 2.0, 2.1, 2.4, 2.5, 2.7, 3.0, 3.2]),
        "step": st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7]),
        "strength": st.sampled_from([0.5, 1.0, 1.2]),
        "curvature": st.integers(10, 100).map(lambda hundreds: hundreds / 100),
        "settling": st.just(30),
    },
    "ReachesZero": {
        "start": st.integers(10, 320).map(lambda hundreds: hundreds / 100),
        "even": st.sampled_from([0.5, 1.2, 1.5, 1.8, 2.0, 2.4, 3.0, 3.2]),
        "step": st.sampled_from([0.2, 0.25, 0.3, 0.4, 0.5, 0.6]),
        "strength": st.sampled_from([0.8, 1.0, 1.2]),
        "halvings": st.integers(1, 9),
        "count": st.integers(2, 20),
        "seed": st.integers(0, 99),
    },
}
"""Numbers of walks, which land on 0 in decimals alone."""

ROUND = ((1.0, 0.0), (0.0, 1.0))
ON_AN_AXIS = {
    "hessian": ((1.0, 0.0), (0.0, 0.5)),
    "centre": (1.5, 1.35),
    "loosest": 3.14,
    "sway": 0.83798122500839,
    "turns": 0,
    "visits": 6,
}
REFUSED: Mapping[str, list[tuple[str, dict[str, Any], str]]] = {
    "Overfit": [
        ("thread", {"degree": 8}, "degree is 8, but must be at least 9"),
        (
            "thread",
            {"data": points(4), "seed": 3},
            "noise and seed are of points that are drawn, but here they are",
        ),
        ("penalise", {"stiff": 1e-09}, "stiff is 1e-09, but must be above wild, 1e-08"),
        ("penalise", {"wild": 0.01}, "the fit does not overfit: its error on new points is 0.112, and at"),
        ("too_much", {"stiff": 0.02}, "no λ is too large: the error on new points is 0.112 at the best, and"),
        ("shrink", {"small": 0.03}, "enough is 0.024, but must be above small, 0.03"),
        ("shrink", {"small": 1e-12, "enough": 2e-12}, "L1 has removed no weight at 2e-12: enough must be more"),
    ],
    "OneWeight": [
        ("not_yet", {"first": 0.31}, "first is 0.31, but must be below weak, 0.3"),
        ("not_yet", {"weak": 0.3345}, "weak is 0.3345, but must be further below 0.335"),
        ("never", {"times": 2.0}, "times is 2, but must be above 2.985"),
        ("not_yet", {"weak": 0.34}, "weak is 0.34, but must be below 0.335"),
        ("threshold", {"more": 0.3}, "more is 0.3, but must be above 0.335"),
        ("cost", {"first": 0.01}, "first is 0.01, but must be at least 0.01976"),
        ("one_line", {"x": (1.0,) * 19}, "x has 19 numbers and y 20, but both must have as many"),
        ("one_line", {"steepest": 1.3}, "flattest and steepest are -0.3 and 1.3, but must be from -0.45 to 0.5"),
        ("best_line", {"x": (1.0, 2.0), "y": (1.0, -1.0)}, "the best line through 0 explains 10% of y, but must"),
        (
            "best_line",
            {"y": tuple(np.arange(-100.0, 100.0, 10.0))},
            "the best slope is 100, but its size must be from 0.01",
        ),
        ("not_yet", {"x": (0.05, 0.01), "y": (0.1, 0.015)}, "the slope of the loss at 0 is 0.0"),
    ],
    "Kink": [
        ("zoom", {"centre": 0.04}, "centre is 0.04, but must be 0.05 or more away from 0"),
        ("zoom", {"weak": 0.08}, "weak is 0.08, but must be at least 0.08375"),
        ("grow", {"weak": 0.31}, "weak is 0.31, but must be at most 0.3015"),
        ("held", {"more": 0.3}, "more is 0.3, but must be above 0.335"),
        ("never", {"most": 0.5}, "most is 0.5, but must be above more, 0.5"),
        ("never", {"most": 1.7}, "most is 1.7, but must be at most 1.675"),
    ],
    "Landscape": [
        (
            "bowl",
            {"hessian": ((1.0, 0.95), (0.95, 1.0))},
            "H is 39 times as curved one way as another, but must be 10 at most",
        ),
        ("bend", {"centre": (1.9, 0.4)}, "centre is (1.9, 0.4) and H times it (1.76, -0.345), but both must"),
        ("bend", {"centre": (1.9, 0.0)}, "centre is (1.9, 0.0) and H times it (1.9, -0.665), but both must"),
        ("bowl", {"start": (1.8, 1.0)}, "start is (1.8, 1.0), but must be 0."),
        ("catch", {"shallow": 0.6}, "shallow is 0.6, but must be below 0.5269"),
        ("catch", {"enough": 0.5}, "enough is 0.5, but must be above 0.5269"),
        ("catch", {"enough": 1.6}, "enough is 1.6, but must be below 1.532"),
        ("catch", {"start": (1.5, 0.0)}, "start is (1.5, 0.0), but must be one from which the ball runs"),
        ("catch", {"start": (1.0, 2.4)}, "from start, (1.0, 2.4), the ball goes 2.46 to the fold and 0.156 along"),
        ("fold", {"shallow": 0.1}, "shallow is 0.1, but must be at least 0.1317"),
        ("catch", {"shallow": 0.5}, "shallow is 0.5, with which the ball would stop 0.0537 from an axis, but"),
        ("bend", {"strong": 0.8}, "strong is 0.8, but must be above enough, 0.8"),
        ("bend", {"strong": 8.0}, "strong is 8, with which the ball would rest 0.0267 from an axis, but it must"),
    ],
    "Shrinkage": [
        ("strength", {"strong": 1.0}, "strong is 1, at which 107 come out as 0, but must be so far above"),
        ("strength", {"largest": 1.2}, "largest is 1.2, but must be at least 2.812"),
        (
            "rain",
            {"largest": 9.0, "strength": 0.9, "strong": 5.0, "inputs": 20, "seed": 21},
            "of inputs, 20, only 1 come out as 0",
        ),
        ("dead_zone", {"largest": 9.0, "strength": 0.5}, "strength is 0.5, but must be at least 0.9"),
    ],
    "Steps": [
        ("push", {"start": 1.0}, "start is 1, but must be 1.2 or more away from 0"),
        ("add_loss", {"centre": 0.05}, "centre is 0.05, but must be 0.1 or more away from 0"),
        ("add_loss", {"centre": -1.5}, "start is 3 and centre -1.5, but both must be on one side of 0"),
        ("rule", {"strength": 1.3}, "step times strength is 0.65, but must be 0.6 at most"),
        ("race", {"start": 2.2}, "start is 2.2, but must be a whole number of steps of 0.5"),
        ("race", {"step": 0.1}, "start must be within 12 steps of 0.1 from 0"),
        ("balance", {"curvature": 0.9}, "curvature times centre is 1.35, the pull at 0, but must not be above"),
        ("balance", {"curvature": 0.05}, "L2 would settle at 0.0714, but must at 0.1 or more: curvature must be"),
        (
            "balance",
            {"start": 1.2, "step": 0.1, "curvature": 0.2, "settling": 20},
            "settling is 20 steps, but then the L2 weight is at 0.324, not yet at 0.25",
        ),
        (
            "balance",
            {"curvature": 1.0, "centre": 0.8},
            "start is 3.0, from which plain steps with the loss would",
        ),
        ("balance", {"settling": 5}, "settling is 5 steps, but then the L1 weight is at 0.331, not yet at"),
        (
            "add_loss",
            {"step": 0.6, "curvature": 2.5, "centre": 0.4},
            "step times the sum of curvature and strength is 2.1, with which steps of L2 would go past where it",
        ),
    ],
    "ReachesZero": [
        ("uneven", {"start": 0.001}, "start is 0.001, but must be 0.002 or more away from 0"),
        ("uneven", {"even": 0.001}, "even is 0.001, but must be 0.002 or more away from 0"),
        ("uneven", {"even": -3.0}, "start is 2.2 and even -3, but both must be on one side of 0"),
        ("many", {"step": 0.2}, "start and even and widest must be within 12 steps of 0.2 from 0"),
        ("many", {"widest": 0.3}, "widest is 0.3, but must be at least 0.5"),
        ("uneven", {"step": 0.7, "even": 2.1}, "step times strength is 0.7, but must be 0.6 at most"),
        ("uneven", {"even": 2.9}, "even is 2.9, but must be a whole number of steps of 0.5"),
        ("uneven", {"start": 2.5}, "start is 2.5, but must not be a whole number of steps of 0.5"),
        ("zoom", {"start": 2.51}, "start is 2.51, but must be 0.1 steps of 0.5 or more off a whole"),
        (
            "smaller_step",
            {"halvings": 9, "step": 0.3},
            "halvings is 9, but must not bring steps of 0.3 below 0.002",
        ),
        ("smaller_step", {"start": 2.25}, "start is 2.25, but must not be one from which halved steps of 0.5"),
    ],
    "ShrinkingRegion": [
        (
            "same_budget",
            {"hessian": ((1.0, 0.95), (0.95, 1.0))},
            "H is 39 times as curved one way as another, but must be 10 at most",
        ),
        ("same_budget", {"at_first": 0.02}, "at_first is 0.02, but must be above least, 0.02"),
        ("same_budget", {"at_first": 2.2}, "at_first is 2.2, but must be below 2.171"),
        ("same_budget", {"at_first": 0.1}, "at_first is 0.1, but must be at least 0.322"),
        ("loosen", {"loosest": 2.0}, "loosest is 2, but must be at least 2.95"),
        ("loosen", {"centre": (1.2, 0.5)}, "loosest is 3.15, but must be at most 2.55"),
        ("slide", {"on_an_edge": 0.85}, "least, tightest, held, on_an_edge and loosest are 0.02, 0.7, 0.9,"),
        ("slide", {"on_an_edge": 2.2}, "on_an_edge is 2.2, but must be below 2.171"),
        ("corner", {"centre": (2.9, 0.0), "tightest": 0.65}, "centre is (2.9, 0.0), but both must be away from 0"),
        ("corner", {"hessian": ROUND, "centre": (1.5, 1.4)}, "tightest is 0.7, but must be at most 0.1"),
        (
            "corner",
            {"hessian": ((2.0, 0.9), (0.9, 0.75)), "centre": (-0.1, 2.4)},
            "H₁₂ is 0.9, but must be nearer to 0, or it leaves one corner for",
        ),
        ("corner", {"tightest": 0.1}, "tightest is 0.1, but must be at least 0.354"),
        ("turn", {"while_turning": 1.4}, "while_turning is 1.4, but must be below 1.302"),
        ("turn", {"while_turning": 0.05}, "while_turning is 0.05, but must be at least 0.4552"),
        (
            "turn",
            {"sway": 0.0, "approach": 0.0, "turns": 0},
            "sway, approach and turns are 0, 0 and 0, but the loss must turn or",
        ),
        ("turn", {"sway": 0.0, "turns": 0}, "at none of 16 stops has L1 a zero: while_turning must be less, or"),
        ("turn", ON_AN_AXIS, "at 1 of 6 stops L2 has a zero: sway must be another"),
    ],
    "Priors": [
        ("mode", {"curvature": 2.5}, "curvature times centre is 1.25, the pull at 0, but must not be above"),
        (
            "remember",
            {"moved": 1.0, "curvature": 1.5},
            "curvature times moved is 1.5, the pull at 0, but must not be above",
        ),
        ("remember", {"moved": 0.55}, "moved is 0.55, but must be 0.1 or more from centre, 0.5"),
        ("peaked", {"strength": 0.63, "curvature": 0.5}, "strength is 0.63, but must be at least 0.65"),
        ("peaked", {"narrow": 1.0}, "narrow is 1, but must be below wide, 1"),
        ("peaked", {"narrow": 0.95}, "narrow is 0.95, but must be below 0.5974"),
        ("remember", {"curvature": 0.1, "centre": 0.1}, "Laplace's mean is 0.014, but must be 0.03 or more"),
        ("posterior", {"centre": 0.01}, "centre is 0.01, but must be 0.05 or more away from 0"),
        ("posterior", {"strength": 5.0}, "a bell is 2.63 high, but must be 2.58 at most: take less strength"),
    ],
    "Selection": [
        ("every_split", {"budget": 0.09}, "budget is 0.09, but must be at least 0.1"),
        ("share", {"budget": 0.3}, "smallest is 0.25, but must be below radius, 0.2121"),
        ("elastic_net", {"budget": 1.9}, "budget is 1.9, but must be at most 1.613"),
        ("paths", {"weakest": 400.0}, "weakest is 400, but must be below strongest, 300"),
        ("paths", {"weakest": 90.0}, "from weakest, 90, to strongest, 300, the lasso drops fewer than two"),
    ],
    "Recap": [
        ("one_move", {"kink": 1.0}, "kink is 1, but must begin below where L1 lands on 0"),
        ("one_move", {"belief": 0.6}, "belief is 0.6, but must begin below where L1 lands on 0"),
        ("one_move", {"paths": 9.0}, "paths is 9, but must begin below where L1 lands on 0"),
        ("one_move", {"threshold": 0.9}, "threshold is 0.9, but must begin above where L1 lands on 0"),
        ("one_move", {"region": 1.0}, "region is 1, but must begin above where L1 lands on 0"),
        (
            "one_move",
            {"threshold": 2.9, "landing": 0.6},
            "threshold would end at -0.267, but must stay above 0: it, or landing,",
        ),
        ("pictures", {"threshold": 3.1}, "threshold is 3.1, but must be at most 3"),
    ],
    "ThreeWeights": [
        (
            "face",
            {"hessian": ((1.0, 0.0, 0.0), (0.0, 5.0, 0.0), (0.0, 0.0, 1.0))},
            "H makes an ellipsoid 2.24 times as long as wide, but 2 is the most",
        ),
        ("solids", {"budget": 2.1}, "budget is 2.1, but must be below 1.517"),
        ("face", {"budget": 1.5}, "budget is 1.5, but must be at most 1.011"),
        ("face", {"budget": 0.5}, "budget is 0.5, but must be at least 0.5089"),
        ("face", {"face": (1.0, 1.15, 0.2)}, "face is (1.0, 1.15, 0.2), with 1 zeros at the contact, but must"),
        ("edge", {"edge": (1.55, 1.3, 1.6)}, "edge is (1.55, 1.3, 1.6), with 0 zeros at the contact, but must"),
        (
            "corner",
            {"corner": (1.9, 1.3, 0.2)},
            "corner is (1.9, 1.3, 0.2), with 1 zeros at the contact, but must",
        ),
        ("ball", {"corner": (2.1, 0.55, -0.55)}, "face, edge and corner are (0.8, 0.85, 1.05), (1.2, 0.95, 0.35)"),
        ("edge", {"edge": (1.55, 1.3, 0.2)}, "the least weight that is not zero is 0.0"),
    ],
}
"""By the scene's name, a beat, numbers with which it is not true or not seen, and how their refusal begins."""


def found(name: str, numbers: Any) -> Mapping[str, tuple[bool, tuple[float, ...]]]:
    """What the oracle of the scene ``name`` finds, by beat or by beat and case."""
    return {key: (bool(so), tuple(stated)) for key, so, *stated in ORACLES[name](numbers)}


def key_of(claim: Premise) -> str:
    return f"{claim.beat}.{claim.otherwise}" if isinstance(claim.otherwise, str) else claim.beat


def near(value: float, number: float, room: float = 1.0) -> bool:
    """Whether ``value`` is the ``number``, rounded by ``room`` at most, to two digits or to four decimals."""
    return (value == 0) == (number == 0) and abs(value - number) <= max(1e-4, min(room, 0.06 * abs(number)))


def states(scene: type[Explainer], beat: str, numbers: tuple[float, ...]) -> bool:
    """Whether the words of ``beat`` in each language state these numbers and no others, and 0 only for a 0."""
    for language in LANGUAGES:
        words = scene.said(language).beats[beat]
        texts = NUMBER.findall(words.said)
        told = {text: float(text.replace("−", "-")) for text in texts}
        for text, value in told.items():
            room = 0.51 * 10 ** -len(text.partition(".")[2])
            if not any(near(value, number, room) for number in numbers):
                return False
        if not all(any(near(value, number) for value in told.values()) for number in numbers):
            return False
    return True


def check(scene: SceneRef) -> None:
    """Compare each claim and each number that the scene states with its oracle."""
    explainer, name = scene.load(), scene.name
    numbers, oracle = explainer.numbers, found(name, explainer.numbers)
    for claim in type(numbers).story:
        if isinstance(claim.otherwise, str):
            assert (claim.otherwise in numbers.cases) == oracle[key_of(claim)][0], (key_of(claim), numbers)
        elif not isinstance(claim, Visible):
            assert oracle[claim.beat][0], (claim.beat, numbers)
    for key, (_, stated) in oracle.items():
        if stated:
            assert states(explainer, key.partition(".")[0], stated), (key, stated, numbers)


def chosen(scene: SceneRef) -> st.SearchStrategy[SceneRef]:
    """The scene carrying any numbers that it takes."""
    if scene.name in TYPED:
        typed: st.SearchStrategy[Any] = st.fixed_dictionaries({}, optional=TYPED[scene.name])
    else:
        typed = numbers_for(scene, accept=held, halvings=2)
    return typed.map(lambda numbers: held(scene, numbers)).filter(bool)


@pytest.mark.parametrize("name", SCENES)
def test_with_any_numbers_each_claim_is_true(name: str) -> None:
    usual = SCENES[name].load()
    others = [SCENES[name].carrying(type(usual.numbers)(**each)) for each in OTHER_NUMBERS.get(name, [])]
    for each in (SCENES[name], *others):
        check(each)

    @settings(
        max_examples=4 if name in SLOW else 25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(chosen(SCENES[name]))
    def each_is_true(scene: SceneRef) -> None:
        check(scene)

    each_is_true()


@pytest.mark.parametrize("name", SCENES)
def test_each_claim_refuses_numbers_and_its_oracle_finds_it_false_of_them(name: str) -> None:
    film = SCENES[name].load().numbers
    model = type(film)
    refusing = [claim for claim in model.story if not isinstance(claim.otherwise, str)]
    tripped = set()
    for beat, changed, reason in REFUSED[name]:
        numbers = {**film.model_dump(), **changed}
        unchecked = model.model_construct(**numbers)
        with pytest.raises(ValidationError, match=re.escape(reason)) as refused:
            model(**numbers)
        claim = next(each for each in refusing if told_by(each, unchecked).startswith(reason))
        assert claim.beat == beat
        assert told_by(claim, unchecked) in str(refused.value)
        tripped.add(claim.says)
        assert isinstance(claim, Visible) or not found(name, unchecked)[beat][0], numbers
    assert tripped == {claim.says for claim in refusing}


def told_by(claim: Premise, numbers: Any) -> str:
    """Why the claim refuses the numbers, or nothing: it may not be told where another does not hold."""
    try:
        return claim.refusal(numbers) or ""
    except ValueError:
        return ""


@pytest.mark.parametrize("name", SCENES)
def test_each_claim_is_about_a_beat_and_each_case_has_its_words_there(name: str) -> None:
    words = words_of(name, "en")
    for claim in type(SCENES[name].load().numbers).story:
        assert claim.beat in words.beats
        assert not isinstance(claim.otherwise, str) or claim.otherwise in words.custom[claim.beat]


WRONG: Mapping[str, Callable[[Any], Any]] = {
    "facts": lambda facts: {name: 1.2 * fact for name, fact in facts.items()},
    "cases": lambda _: frozenset(),
}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *((name, "facts") for name in ORACLES if name != "Recap"),
        *((name, "cases") for name in OTHER_NUMBERS if words_of(name, "en").custom),
    ],
)
def test_wrong_facts_and_cases_are_noticed(name: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = type(SCENES[name].load().numbers)
    right = getattr(model, wrong).fget
    scene = SCENES[name].carrying(model(**OTHER_NUMBERS[name][0])) if wrong == "cases" else SCENES[name]
    check(scene)
    monkeypatch.setattr(model, wrong, property(lambda numbers: WRONG[wrong](right(numbers))))
    with pytest.raises(AssertionError):
        check(scene)
