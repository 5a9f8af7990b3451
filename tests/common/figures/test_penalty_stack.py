"""The sticks are as long as the penalty, and on the loss their tops are the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from manim import ValueTracker, VMobject
from redrawn import assert_drawn_as_if_new, assert_notices_a_forgotten_input
from scipy.optimize import minimize_scalar

from common.figures.penalty_stack import PenaltyStack
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

BOX = Box(-5.0, -3.0, 1.0, 2.0)
LOSS = OneWeightLoss(curvature=0.67, centre=0.5)
SIZE = {L1: abs, L2: lambda w: w * w / 2}


def stack(penalty: Penalty, trackers: Sequence[ValueTracker]) -> tuple[PenaltyStack, list[VMobject]]:
    figure = PenaltyStack(penalty, LOSS, *trackers, DARK)
    figure.fit(BOX)
    parts = [figure.loss_curve, figure.sticks, figure.penalty_curve, figure.objective, figure.plumb, figure.dot]
    return figure, [figure.axes, figure.loss_term, figure.plus, figure.penalty_term, *parts]


def at(penalty: Penalty, strength: float, lifted: float) -> PenaltyStack:
    return stack(penalty, [ValueTracker(strength), ValueTracker(lifted)])[0]


def sticks(figure: PenaltyStack) -> Iterator[tuple[float, float, float]]:
    """The weight of each stick that is drawn, and the heights of its ends, from the drawing."""
    for stick in figure.sticks:
        if len(stick.points):
            (w, foot), (_, top) = (figure.window.coordinates(stick.points[place]) for place in (0, -1))
            yield w, foot, top


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("lifted", [0.0, 0.3, 0.6, 1.0])
def test_rising_leaves_the_length_of_every_stick_alone(penalty: Penalty, lifted: float) -> None:
    figure = at(penalty, 0.1, lifted)
    drawn = list(sticks(figure))
    assert len(drawn) == 16
    for w, foot, top in drawn:
        assert top - foot == pytest.approx(0.1 * SIZE[penalty](w), abs=1e-9)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_sticks_stand_on_the_axis_first_and_on_the_loss_last(penalty: Penalty) -> None:
    assert all(foot == pytest.approx(0.0) for _, foot, _ in sticks(at(penalty, 0.1, 0.0)))
    for w, foot, _ in sticks(at(penalty, 0.1, 1.0)):
        assert foot == pytest.approx(0.335 * (w - 0.5) ** 2, abs=1e-9)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_sum_goes_through_the_tops_of_the_sticks_that_have_arrived_and_no_further(penalty: Penalty) -> None:
    figure = at(penalty, 0.1, 0.6)
    xy = np.array([figure.window.coordinates(point) for point in figure.objective.points[::4]])
    end = figure.window.coordinates(figure.objective.points[-1])[0]
    assert 0.2 < end < 0.9
    for w, foot, top in sticks(figure):
        if w <= end:
            assert foot == pytest.approx(0.335 * (w - 0.5) ** 2, abs=1e-9)
            assert np.interp(w, *xy.T) == pytest.approx(top, abs=1e-4)
        else:
            assert foot < 0.335 * (w - 0.5) ** 2 + 1e-9


def test_there_is_no_stick_at_zero_where_both_penalties_are_free() -> None:
    for penalty in (L1, L2):
        assert all(abs(w) > 0.05 for w, _, _ in sticks(at(penalty, 3.0, 1.0)))


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("strength", [0.0, 0.2, 0.3, 0.335, 1.0, 3.35])
def test_the_dot_stands_where_another_solver_finds_the_minimum(penalty: Penalty, strength: float) -> None:
    def objective(w: float) -> float:
        return 0.335 * (w - 0.5) ** 2 + strength * SIZE[penalty](w)

    found = minimize_scalar(objective, bounds=(-1, 2), method="bounded", options={"xatol": 1e-11})
    w = 0.0 if objective(0.0) <= found.fun + 1e-14 else float(found.x)
    figure = at(penalty, strength, 1.0)
    drawn = figure.window.coordinates(figure.dot.dot.get_center())
    assert drawn == pytest.approx([w, objective(w)], abs=1e-5)
    assert (figure.dot.ring.get_stroke_opacity() == 1) == (w == 0)
    assert (figure.optimum_out.text.strip() == "0") == (w == 0)


def test_a_stick_whose_top_is_far_out_of_sight_fades() -> None:
    short, tall = (at(L1, strength, 1.0).sticks[-1].get_stroke_opacity() for strength in (0.1, 1.0))
    assert (short, tall) == (1, 0)


STOPS = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.4), (0.2, 1.0), (0.335, 1.0), (3.35, 1.0), (0.3, 1.0)]


@pytest.mark.parametrize("penalty", [L1, L2])
def test_it_looks_like_new_wherever_it_has_been(penalty: Penalty) -> None:
    assert_drawn_as_if_new(lambda trackers: stack(penalty, trackers), STOPS)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_an_input_forgotten_would_be_noticed(penalty: Penalty) -> None:
    assert_notices_a_forgotten_input(lambda trackers: stack(penalty, trackers), STOPS)


def test_a_minimum_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> Optimum:
        return Optimum(np.array([0.1]), violation=0.3)

    monkeypatch.setattr("common.figures.penalty_stack.penalised_optimum", wrong)
    with pytest.raises(NotOptimal):
        at(L1, 0.2, 1.0)
