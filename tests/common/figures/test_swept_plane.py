"""The plane on which a budget is swept: names stand clear, the trail is the optima's, the cone is the corner's."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from manim import ValueTracker

from common.figures.clearance import covers
from common.figures.swept_plane import SweptPlane, Together
from common.figures.window import View
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK

LOSS = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), [1.9, 1.05])
BOTH = pytest.mark.parametrize("penalty", [L1, L2])


def plane_at(penalty: Penalty, radius: float, spread: float = 1.0, loss: QuadraticLoss = LOSS) -> SweptPlane:
    budget, still = ValueTracker(radius), Together((ValueTracker(0.0),))
    view = View(x=(-1.3, 3.3), y=(-1.3, 3.3)).facing(loss.centre.tolist())
    plane = SweptPlane(penalty, loss, lambda: loss, budget, still, ValueTracker(spread), DARK, view, 2)
    plane.fit(Box(-3.0, -3.0, 3.0, 3.0))
    return plane


@BOTH
def test_no_contour_runs_through_the_name_of_an_axis_while_the_budget_is_tightened(penalty: Penalty) -> None:
    for radius in np.linspace(0.65, 2.2, 40):
        plane = plane_at(penalty, radius)
        for name in plane.names:
            glyphs = shapely.union_all([shapely.MultiPoint(each.points[:, :2]).convex_hull for each in name])
            assert not glyphs.crosses(shapely.LineString(plane.contour.points[:, :2]))


@pytest.mark.parametrize("signs", [(-1, 1), (1, -1), (-1, -1)])
def test_of_a_mirrored_loss_all_stands_mirrored(signs: tuple[int, int]) -> None:
    mirror = np.diag(signs)
    mirrored = plane_at(L1, 0.8, loss=QuadraticLoss(mirror @ LOSS.hessian @ mirror, mirror @ LOSS.centre))
    usual = plane_at(L1, 0.8)
    for one, other in zip((*mirrored.names, mirrored.dot), (*usual.names, usual.dot), strict=True):
        np.testing.assert_allclose(one.get_center(), other.get_center() * [*signs, 1], atol=1e-9)


def test_no_ghost_passes_the_name_of_the_lowest_point() -> None:
    plane = plane_at(L1, 0.8, loss=QuadraticLoss(LOSS.hessian, LOSS.centre * [-1, 1]))
    assert len(plane.ghosts) < len(plane_at(L1, 0.8).ghosts)
    assert not any(covers(plane.centre_name, ghost.points) for ghost in plane.ghosts)


@BOTH
def test_the_contour_spreads_from_the_lowest_point_to_the_contact(penalty: Penalty) -> None:
    sizes = [plane_at(penalty, 1.2, spread).contour.width for spread in (0.0, 0.5, 1.0)]
    assert sizes[0] == 0
    assert sizes[1] == pytest.approx(sizes[2] / 2)


@BOTH
def test_the_trail_leads_from_the_lowest_point_through_all_optima_to_the_contact(penalty: Penalty) -> None:
    plane = plane_at(penalty, 0.8)
    trail = shapely.LineString(plane.trail.points[:, :2])
    for radius in np.linspace(0.8, 3.0, 30):
        at = plane.window.point(*budget_optimum(LOSS, penalty, radius).certified().weights)
        assert trail.distance(shapely.Point(at[:2])) < 1e-3
    for end, weights in ((0, LOSS.centre), (-1, plane.optimum.weights)):
        np.testing.assert_allclose(plane.trail.points[end], plane.window.point(*weights), atol=1e-9)


@BOTH
def test_the_price_that_is_told_has_the_same_answer_as_the_budget(penalty: Penalty) -> None:
    for radius in (0.7, 1.25, 3.15):
        (price,) = (claim.value for claim in plane_at(penalty, radius).claims() if claim.name.startswith("price"))
        optimum = penalised_optimum(LOSS, penalty, price).certified()
        np.testing.assert_allclose(optimum.weights, budget_optimum(LOSS, penalty, radius).weights, atol=1e-12)


def test_the_cone_opens_between_the_normals_of_both_edges_and_holds_the_pull() -> None:
    plane = plane_at(L1, 0.9)
    cone, pull, *_ = plane.holding
    first, tip, last = cone.sides.points[0], plane.dot.dot.get_center(), cone.sides.points[-1]
    np.testing.assert_allclose((first - tip)[:2] / np.linalg.norm(first - tip), np.array([1, -1]) / np.sqrt(2))
    np.testing.assert_allclose((last - tip)[:2] / np.linalg.norm(last - tip), np.array([1, 1]) / np.sqrt(2))
    head = shapely.Point(pull.points[np.argmax(np.linalg.norm(pull.points - tip, axis=1))][:2])
    assert shapely.Polygon([first[:2], tip[:2], last[:2]]).contains(head)
