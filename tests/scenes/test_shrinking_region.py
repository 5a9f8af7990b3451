"""What ShrinkingRegion says and shows is what the solver finds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from manim import ValueTracker

from common.figures.clearance import covers
from common.figures.meeting_plane import MeetingPlane
from common.figures.swept_plane import SweptPlane
from common.figures.window import View
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box, Stage
from common.style import DARK
from renders.request.custom import custom_numbers
from renders.request.scenes import SceneRef
from scenes.numbers.shrinking_region import VIEW, ShrinkingRegionNumbers
from scenes.shrinking_region import ShrinkingRegion

NUMBERS = ShrinkingRegion.numbers
SCENE = SceneRef.parse("scenes.shrinking_region:ShrinkingRegion")
ROUND = ((1.0, 0.0), (0.0, 1.0))


def test_the_loose_budget_shrinks_nothing_and_the_edge_is_not_sparse() -> None:
    loss = NUMBERS.loss
    for penalty in (L1, L2):
        assert np.array_equal(budget_optimum(loss, penalty, NUMBERS.loosest).weights, loss.centre)
    for budget in np.linspace(NUMBERS.on_an_edge, NUMBERS.loosest, 200):
        assert not budget_optimum(loss, L1, budget).zeros.any()


def test_near_a_budget_of_one_the_corner_takes_hold_and_keeps_it_while_the_disk_never_does() -> None:
    loss = NUMBERS.loss
    budgets = np.linspace(NUMBERS.on_an_edge, NUMBERS.tightest, 2000)
    held = [bool(budget_optimum(loss, L1, budget).zeros[1]) for budget in budgets]
    first = held.index(True)
    assert budgets[first] == pytest.approx(ShrinkingRegion.numbers.facts["corner"], abs=0.001)
    assert all(held[first:])
    assert NUMBERS.tightest < NUMBERS.held < budgets[first]
    assert not any(budget_optimum(loss, L2, budget).zeros.any() for budget in budgets)


def test_the_corner_holds_the_contact_through_its_whole_cone_and_lets_go_beyond() -> None:
    n = NUMBERS
    assert n.firm == n.held
    at, leans = n.leaning(L1), n.leans
    for lean in np.linspace(*leans, 41):
        optimum = budget_optimum(at(lean), L1, n.firm).certified()
        np.testing.assert_array_equal(optimum.weights, [n.firm, 0.0])
    assert leans[1] - leans[0] == pytest.approx(np.pi / 2, rel=0.01)
    for lean in np.array(leans) * 1.02:
        assert budget_optimum(at(lean), L1, n.firm).certified().weights.all()


def test_the_contact_is_seen_on_an_edge_first_whatever_the_numbers() -> None:
    early = ShrinkingRegionNumbers(on_an_edge=0.95)
    assert early.cases == {"early"}
    for n in (NUMBERS, early):
        assert budget_optimum(n.loss, L1, n.first_touch).weights.all()
        assert n.first_touch > n.on_an_edge
        assert n.landing <= n.corner


def test_the_contact_of_the_disk_may_cross_an_axis_on_its_way() -> None:
    crossing = {"hessian": ((1.0, 0.5), (0.5, 0.45)), "centre": (2.6, -0.2), "loosest": 2.85, "on_an_edge": 2.603}
    assert "crosses" in ShrinkingRegionNumbers(**crossing, tightest=0.7).cases


def test_the_tally_finds_corners_common_but_not_certain_and_no_zero_on_the_disk() -> None:
    at = NUMBERS.journey
    stops = NUMBERS.stops
    found = {
        penalty: sum(budget_optimum(at(s), penalty, NUMBERS.while_turning).zeros.any() for s in stops)
        for penalty in (L1, L2)
    }
    assert len(stops) / 3 < found[L1] < len(stops)
    assert found[L2] == 0


def test_its_words_follow_its_numbers() -> None:
    class Curved(ShrinkingRegion):
        numbers = ShrinkingRegionNumbers(hessian=ROUND, centre=(2.0, 0.8), while_turning=1.2)

    Curved.__name__ = "ShrinkingRegion"
    # With H = I the second weight enters when the first has come down to 1.2.
    for language in ("en", "zh"):
        assert "1.01" in ShrinkingRegion.said(language).beats["corner"].said
        assert "1.2" in Curved.said(language).beats["corner"].said


def plane_of(numbers: ShrinkingRegionNumbers, view: View, penalty: Penalty, progress: float) -> MeetingPlane:
    budget = numbers.while_turning if progress else numbers.tightest
    trackers = ValueTracker(budget), ValueTracker(progress)
    plane = MeetingPlane(penalty, lambda: numbers.journey(progress), *trackers, DARK, view)
    plane.fit(Box(-2.0, -2.0, 2.0, 2.0))
    return plane


OTHERS = (
    ShrinkingRegionNumbers(centre=(-1.9, -1.05)),
    ShrinkingRegionNumbers(hessian=((0.5, 0.0), (0.0, 2.5)), centre=(-1.2, 1.7)),
    ShrinkingRegionNumbers(
        hessian=((90.0, 20.0), (20.0, 60.0)),
        centre=(5.0, 3.6),
        loosest=9.0,
        at_first=4.0,
        on_an_edge=4.0,
        held=2.5,
        tightest=2.0,
        while_turning=3.0,
    ),
    ShrinkingRegionNumbers(centre=(2.4, 0.3), loosest=2.8, sway=-2.5),
)


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("numbers", OTHERS)
def test_all_of_each_contour_that_touches_is_seen(numbers: ShrinkingRegionNumbers, penalty: Penalty) -> None:
    for progress in (0.0, 0.25, 0.6, 0.75):
        plane = plane_of(numbers, numbers.view, penalty, progress)
        (whole,) = plane.contour.get_subpaths()
        np.testing.assert_allclose(whole[0], whole[-1], atol=1e-9)
        assert plane.ghosts[0].width > 0.2


def test_the_film_s_view_would_cut_other_contours() -> None:
    cut = plane_of(OTHERS[2], VIEW, L1, 0.0).contour.points
    assert np.abs(cut[0] - cut[-1]).max() > 0.1


def test_the_film_is_seen_as_it_was_made_and_a_mirrored_loss_in_a_mirrored_picture() -> None:
    assert NUMBERS.view == VIEW
    for x, y in ((-1, 1), (1, -1), (-1, -1)):
        off = x * y * NUMBERS.hessian[0][1]
        mirrored = ShrinkingRegionNumbers(centre=(x * 1.9, y * 1.05), hessian=((1.0, off), (off, 0.8)))
        assert mirrored.view == VIEW.facing((x, y))


@pytest.mark.parametrize("centre", [(3.4, 1.05), (-2.7, 1.05), (1.9, -1.05)])
def test_no_contour_comes_to_the_name_of_an_axis_while_the_loss_turns(centre: tuple[float, float]) -> None:
    (scene,) = custom_numbers([SCENE], None, [f"centre={[*centre]}"], "en").scenes
    numbers = scene.load().numbers
    for progress in np.linspace(0, 1, 21):
        planes = [swept_plane_of(numbers, penalty, progress) for penalty in (L1, L2)]
        for name, plane in product(planes[0].names, planes):
            assert not covers(name, plane.contour.points, 0.03)


def swept_plane_of(numbers: ShrinkingRegionNumbers, penalty: Penalty, progress: float) -> SweptPlane:
    budget, at, spread = map(ValueTracker, (numbers.while_turning, progress, 1.0))
    loss = numbers.journey(progress)
    plane = SweptPlane(penalty, numbers.loss, lambda: loss, budget, at, spread, DARK, numbers.view, 2)
    plane.fit(Stage(LANDSCAPE).pair()[0].cut_top(0.65)[1])  # as in a panel
    return plane
