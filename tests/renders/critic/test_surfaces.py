"""Painted surfaces are measured against their equations: a planted fault is found by name, a true one has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from manim import DEGREES, RIGHT, UP, ValueTracker, VGroup, tempconfig

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.claims import Lamp, Lit, Perspective, Shape
from common.figures.landscape import Landscape, LandscapeTrackers
from common.figures.raster import Paint, Raster
from common.figures.seats import Seats
from common.figures.solid_meeting import SolidMeeting
from common.figures.surface_claims import ground_claim, meeting_claim
from common.figures.surfaces import bowl
from common.figures.surfaces.bowl import BowlSkin
from common.figures.surfaces.gaze import Gaze, Viewpoint
from common.figures.surfaces.ground import GroundPicture
from common.figures.surfaces.meeting import MeetingPicture
from common.figures.surfaces.painting import Gradient, Places, cover
from common.figures.surfaces.relief import Relief
from common.figures.surfaces.shading import STRENGTH, lamp, mixed
from common.figures.surfaces.surface import Surface
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.level_line import level_line
from common.stage import LANDSCAPE, Box
from common.style import DARK, LIGHT, Theme
from renders.critic.lights import Lights
from renders.critic.rays import Rays, project
from renders.critic.surfaces import Painted, Seen, surface_faults
from renders.critic.truth import dots_on, truth_findings
from scenes.numbers.landscape import LandscapeNumbers
from scenes.numbers.three_weights import ThreeWeightsNumbers

BOX = Box(-1.6, -1.3, 1.4, 1.3)
LOSS = QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), np.array([1.9, 1.05]))
LOSS_3 = QuadraticLoss(np.array([[1.0, -0.2, 0.1], [-0.2, 0.8, 0.0], [0.1, 0.0, 1.2]]), np.array([0.9, 1.1, 0.4]))
SEATS = Seats(LANDSCAPE, BOX, BOX, BOX)
PIXEL = 8 / 1080
CLOSE, FAR = 1080, 240


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    """Pictures of 1080p."""
    with tempconfig(resolution(CLOSE)):
        yield


def resolution(lines: int) -> dict[str, Any]:
    return {"pixel_width": lines * 16 // 9, "pixel_height": lines, "frame_width": 128 / 9, "frame_height": 8.0}


def ground(
    penalty: Penalty = L1,
    strength: float = 0.8,
    azimuth: float = 24,
    elevation: float = 50,
    theme: Theme = DARK,
    **changes: Any,
) -> GroundPicture:
    eye = Eye((0.8, 0.4, 0.5), azimuth * DEGREES, elevation * DEGREES, 0.08 if elevation < 90 else 0.0)
    true = GroundPicture(Viewpoint(eye, (-0.1, -0.1), 0.58), LOSS, penalty, strength, 0.3, 3.6, 0.6, 0.3, theme)
    return replace(true, **changes)


def close_up() -> GroundPicture:
    """Where both folds cross."""
    eye = Eye((0.1, 0.1, 0.4), 24 * DEGREES, 50 * DEGREES)
    return ground(viewpoint=Viewpoint(eye, (-0.1, 0.0), 2.0))


def meeting(
    penalty: Penalty = L1, azimuth: float = 52, level: float = 0.12, theme: Theme = DARK
) -> MeetingPicture:
    eye = Eye((0.0, 0.0, 0.0), azimuth * DEGREES, 18 * DEGREES, 0.1)
    return MeetingPicture(Viewpoint(eye, (-0.1, 0.0), 0.8), penalty, 1.0, LOSS_3, level, theme)


def claimed(picture: GroundPicture | MeetingPicture, drawn: Any = None) -> Lit:
    """What a raster that shows ``drawn`` claims, if ``picture`` is what it should show."""
    raster = Surface(BOX, lambda: drawn or picture)
    if isinstance(picture, MeetingPicture):
        return meeting_claim("solid", raster, picture)
    lowest = penalised_optimum(picture.loss, picture.penalty, picture.strength).weights
    rim = level_line(picture.loss, picture.penalty, picture.strength, picture.rim, lowest)
    return ground_claim("ground", raster, picture, rim)


def faults(claim: Lit, lines: int = CLOSE) -> list[str]:
    with tempconfig(resolution(lines)):
        return list(surface_faults(Painted.by(claim, FilmCamera())))


TRUE: list[Callable[[], GroundPicture | MeetingPicture]] = [
    ground,
    lambda: ground(L2),
    lambda: ground(strength=0.0),
    lambda: ground(elevation=9),
    lambda: ground(azimuth=0, elevation=90),
    lambda: ground(theme=LIGHT),
    meeting,
    lambda: meeting(L2),
    lambda: meeting(level=LOSS_3.constant),
    lambda: meeting(L2, theme=LIGHT),
]


@pytest.mark.parametrize("lines", [CLOSE, FAR])
@pytest.mark.parametrize("picture", TRUE)
def test_a_true_picture_has_no_fault(picture: Callable[[], GroundPicture], lines: int) -> None:
    assert faults(claimed(picture()), lines) == []


@dataclass(frozen=True)
class Wearing:
    """``picture`` with its first skin changed."""

    picture: Any
    change: Callable[[Any], Any]

    @property
    def viewpoint(self) -> Viewpoint:
        return cast(Viewpoint, self.picture.viewpoint)

    def layers(self, pixel: float) -> Sequence[Any]:
        return [(sight, self.change(skin)) for sight, skin in self.picture.layers(pixel)]


def drawn_otherwise(change: Callable[[Any], Any], picture: GroundPicture | MeetingPicture | None = None) -> Lit:
    picture = picture or ground()
    return claimed(picture, Wearing(picture, change))


class LateSign(BowlSkin):
    """A fold's sides are told 0.02 beside it."""

    def _gradient(self, at: Places) -> Gradient:
        beside = Places(at.sight, at.u, at.v, at.tau, at.face, at.pixel, at.noise)
        beside.__dict__["x"] = [at.x[0] + np.float32(0.02), at.x[1], at.x[2]]
        return super()._gradient(beside)


class AxesBeside(BowlSkin):
    """The axes are traced 0.02 beside where a weight is 0."""

    def colours(self, at: Places) -> Any:
        bare = BowlSkin(**{**vars(self), "axis": -1.0}).colours(at)
        gradient = self._gradient(at)
        away = np.abs(at.x[0] + np.float32(0.02)) / at.steepness(0, gradient, at.into(gradient))
        return mixed(bare.ravel(), self.ink, cover(away, self.axis).ravel()).reshape(bare.shape)


def of(kind: type[BowlSkin], **changes: Any) -> Callable[[BowlSkin], BowlSkin]:
    return lambda skin: kind(**{**vars(skin), **changes})


class Drawn(Raster):
    """Draws a claim as the critic sees it, of another shape or in another place."""

    def __init__(self, claim: Lit) -> None:
        super().__init__(BOX)
        self.claim = claim

    def signature(self) -> None:
        """Nothing changes."""

    def paint(self, x: FloatArray, y: FloatArray) -> Paint:
        at = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        seen = Seen(self.claim, at, float(x[1] - x[0]))
        rgba = np.column_stack([seen.colour, 255 * np.where(seen.hit, 1, seen.cover)])
        return np.rint(rgba).astype(np.uint8).reshape(len(y), len(x), 4)


def drawn_as(picture: GroundPicture, **changes: Any) -> Lit:
    """``picture``, claimed with its true shape, and drawn with another."""
    claim = claimed(picture)
    bare = replace(claim, lines=replace(claim.lines, axes=(), step=np.inf), margin=0.0)
    return replace(bare, raster=Drawn(replace(bare, **changes)))


def facets(shape: Shape, side: float = 0.25) -> Shape:
    """Triangles over a grid of squares in place of the ground."""

    def function(x: FloatArray) -> FloatArray:
        def height(corner: FloatArray) -> FloatArray:
            return shape.function(np.column_stack([corner, np.zeros(len(corner))]))

        first = np.floor(x[:, :2] / side) * side
        across, along = ((x[:, :2] - first) / side).T
        low, high = np.minimum(across, along), np.maximum(across, along)
        middle = first + side * np.where((across > along)[:, np.newaxis], [1.0, 0.0], [0.0, 1.0])
        heights = height(first), height(middle), height(first + side)
        return np.asarray((1 - high) * heights[0] + (high - low) * heights[1] + low * heights[2] - x[:, 2])

    return replace(shape, function=function)


def test_the_critics_own_drawing_has_no_fault() -> None:
    assert faults(drawn_as(ground()), FAR) == []


def facet() -> Lit:
    return drawn_as(ground(L2), shape=facets(claimed(ground(L2)).shape))


def moved() -> Lit:
    claim = claimed(ground())
    x, y = claim.perspective.centre
    return drawn_as(ground(), perspective=replace(claim.perspective, centre=(x + 9 * PIXEL, y)))


def dark_lamp() -> Lit:
    return drawn_as(
        ground(), light=replace(claimed(ground()).light, lamps=(Lamp(lamp(-0.5, -0.3, 0.75), STRENGTH),))
    )


def far_lamps() -> Lit:
    """An octahedron lit as by near lamps, which it claims to be far off."""
    claim = claimed(meeting())
    far = tuple(replace(each, distance=np.inf) for each in claim.light.lamps)
    return replace(claim, light=replace(claim.light, lamps=far))


FAULTS: dict[str, tuple[Callable[[], Lit], int]] = {
    "off its lamp's light": (facet, FAR),
    "levels off its lamp's light": (dark_lamp, FAR),
    "levels off its lamp's light at": (far_lamps, FAR),
    "it is seen where it is not": (moved, FAR),
    "off its lamp's light at": (lambda: drawn_otherwise(of(LateSign), close_up()), CLOSE),
    "no line where weight 1 is 0: ": (lambda: drawn_otherwise(of(AxesBeside), close_up()), CLOSE),
    "no line where weight 1 is 0": (lambda: drawn_otherwise(of(BowlSkin, ink=DARK.l1, axis=0.0)), CLOSE),
    "no line at its height": (lambda: drawn_otherwise(of(BowlSkin, step=0.66)), CLOSE),
    "nothing is seen where it is": (lambda: claimed(ground(), ground(rim=3.4)), FAR),
    "seen where it is not: ": (lambda: claimed(ground(), ground(rim=3.8)), FAR),
    "nothing is seen where it is: ": (lambda: claimed(meeting(), meeting(level=LOSS_3.constant)), FAR),
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_planted_fault_is_said(said: str) -> None:
    fault, lines = FAULTS[said]
    assert said in " ".join(faults(fault(), lines))


def test_a_line_a_pixel_off_is_said() -> None:
    claim = claimed(close_up())
    x, y = claim.perspective.centre
    beside = replace(claim.perspective, centre=(x + 0.9 * PIXEL, y))
    said = " ".join(faults(replace(claim, perspective=beside)))
    assert "the line where weight 1 is 0 is 0." in said


def test_what_is_all_but_out_of_the_picture_is_not_measured() -> None:
    claim = claimed(ground())
    claim.raster.shift(8.4 * RIGHT)
    assert faults(claim) == []
    claim.raster.shift(8.4 * RIGHT)
    assert faults(claim) == []


def test_rays_come_back_to_where_they_started() -> None:
    perspective = Perspective((0.3, -0.2, 0.7), 0.6, 0.4, 0.2, (1.0, 2.0), 0.8)
    rays = Rays(perspective, np.array([[0.5, 1.5], [1.2, 2.4]]))
    for tau in (-1.0, 0.0, 2.0):
        np.testing.assert_allclose(project(perspective, rays.points(np.full(2, tau)))[:, :2], rays.at)


def test_the_critic_projects_as_the_film_does() -> None:
    picture = ground()
    points = np.random.default_rng(1).normal(size=(20, 3))
    np.testing.assert_allclose(
        project(Perspective.of(picture.viewpoint), points), picture.viewpoint.points(points), atol=1e-12
    )


def test_a_sliver_between_two_steps_is_met() -> None:
    perspective = Perspective((0.0, 0.0, 0.0), 0.0, 0.0, 0.0, (0.0, 0.0), 1.0)
    corners = Shape(lambda x: np.abs(x).sum(axis=-1) - 1, np.array([-np.ones(3), np.ones(3)]))
    beside = np.array([[1 - 1e-5, 0.0], [1 + 1e-5, 0.0]])
    met = Rays(perspective, beside).meet(corners)
    np.testing.assert_allclose([met.enter[0], met.leave[0]], [-1e-5, 1e-5], rtol=1e-4)
    assert np.isnan([met.enter[1], met.leave[1]]).all()


def seen_by(figure: Any) -> Explainer:
    """As much of a scene as the critic reads."""
    camera = FilmCamera()
    stand_in = SimpleNamespace(mobjects=[figure], foreground_mobjects=[], animations=(), theme=DARK, camera=camera)
    return cast(Explainer, stand_in)


def changes(*claims: Lit) -> list[str]:
    """What is said of the light in one look after another."""
    figure = SimpleFigure()
    lights = Lights()
    with tempconfig(resolution(FAR)):
        scene = seen_by(figure)
        for index, claim in enumerate(claims):
            figure.claim = claim
            figure.submobjects = [claim.raster]
            lights.note(scene, 15 * index)
        return [f"{index}: {finding.check}" for index, finding in lights.findings()]


class SimpleFigure(VGroup):
    """Claims what it is told to."""

    claim: Lit

    def claims(self) -> Iterator[Lit]:
        yield self.claim


@pytest.mark.parametrize("view", [lambda turn: ground(azimuth=turn), lambda turn: meeting(L2, azimuth=turn)])
def test_light_that_stays_while_the_eye_moves_is_not_found(view: Callable[[float], Any]) -> None:
    assert changes(*(claimed(view(turn)) for turn in (20, 23, 29, 32))) == []


def test_light_that_changes_with_the_surface_or_its_colour_is_not_found() -> None:
    assert changes(claimed(ground()), claimed(ground(L2)), claimed(ground(L2, strength=1.2))) == []
    assert changes(claimed(ground()), claimed(ground(theme=LIGHT))) == []


def with_lamp(picture: GroundPicture, turn: float) -> Lit:
    """``picture`` with its lamp gone round by ``turn`` degrees, as it is claimed."""
    x, y, z = bowl.LAMP
    sin, cos = np.sin(turn * DEGREES), np.cos(turn * DEGREES)
    light = replace(claimed(picture).light, lamps=(Lamp((cos * x - sin * y, sin * x + cos * y, z), STRENGTH),))
    claim = drawn_as(picture, light=light)
    return replace(claim, light=light)


def test_a_lamp_that_is_switched_in_an_orbit_is_found() -> None:
    views = [with_lamp(ground(L2, azimuth=turn), 40 * (turn > 26)) for turn in (20, 23, 29, 32)]
    assert [faults(view, FAR) for view in views] == [[]] * 4
    assert changes(*views) == ["30: truth/light"]


def test_a_lamp_that_goes_with_the_eye_is_found() -> None:
    views = [with_lamp(ground(L2, azimuth=turn), turn) for turn in (20, 22.25, 24.5)]
    assert changes(*views) == ["15: truth/light", "30: truth/light"]


def landscape(penalty: Penalty = L1, share: float = 1.0) -> Landscape:
    numbers = LandscapeNumbers()
    by = LandscapeTrackers(*map(ValueTracker, (0.8, share, 0.0, 0.0, 0.0)))
    relief = Relief(penalty, numbers.loss, partial(numbers.flow, penalty), numbers.enough, numbers.view, DARK)
    gaze = Gaze().stand(24 * DEGREES, 50 * DEGREES, 0.4)
    figure = Landscape(relief, numbers.shallow, by, gaze, SEATS)
    return figure.add(figure.surface, figure.dot)


def solids(penalty: Penalty = L1) -> SolidMeeting:
    numbers = ThreeWeightsNumbers()
    gaze, azimuths = Gaze().stand(52 * DEGREES, 18 * DEGREES, 0.35), (52 * DEGREES, 20 * DEGREES)
    moving = *(ValueTracker(at) for at in (0.5, 1.0)), gaze, ValueTracker(0.0)
    around = azimuths, SEATS, DARK
    figure = SolidMeeting(penalty, numbers.budget, numbers.journey, *moving, *around)
    return figure.add(figure.surface, figure.centre, figure.dot)


def found(figure: Any) -> set[str]:
    return {f"{finding.check} {finding.things[0]}" for finding in truth_findings(seen_by(figure))}


FIGURES: dict[str, tuple[Callable[[], Any], str]] = {
    "at rest": (landscape, "ball under L1"),
    "on its way": (lambda: landscape(L2, 0.4), "ball under L2"),
    "in contact": (solids, "contact under L1"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_dot_off_the_surface_is_found(name: str) -> None:
    make, thing = FIGURES[name]
    figure = make()
    with tempconfig(resolution(FAR)):
        assert found(figure) == set()
        figure.dot.shift(2 * PIXEL * UP)
        assert found(figure) == {f"truth/dot {thing}"}


@pytest.mark.parametrize("share", [1.0, 0.4])
def test_a_dot_over_its_weights_at_another_height_is_found(share: float) -> None:
    figure = landscape(L1, share)
    picture = figure.picture()
    above = picture.viewpoint.points(picture.height(figure.weights) * [1.0, 1.0, 1.1])
    figure.dot.shift(above - figure.dot.dot.get_center())
    with tempconfig(resolution(FAR)):
        assert found(figure) == {"truth/dot ball under L1"}


def test_a_dot_is_looked_for_where_the_critic_projects_its_optimum() -> None:
    figure = landscape()
    [dot] = dots_on(seen_by(figure))
    picture = figure.picture()
    assert np.allclose(dot.point, picture.viewpoint.points(picture.height(figure.weights))[:2], atol=0.1 * PIXEL)


def test_a_fault_of_a_surface_is_found_by_name() -> None:
    figure = landscape()
    picture = figure.picture()
    figure.surface.picture = lambda: replace(picture, rim=1.1 * picture.rim)
    with tempconfig(resolution(FAR)):
        assert found(figure) == {"truth/surface ground under L1"}
