"""Is it true? What the figures claim, measured on what is drawn and against a second solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, TypeAlias

import numpy as np
import shapely
from manim import Mobject, VMobject
from manim.utils.color import ManimColor

from common.camera import FilmCamera
from common.explainer import Explainer, moved_by
from common.figures.claims import (
    Appears,
    Axes,
    Claim,
    Claiming,
    Follows,
    Function,
    Joins,
    Level,
    Lifted,
    Lit,
    Reaches,
    Reads,
    Scatters,
    Shows,
    Solves,
    Stands,
    Supports,
    ToScale,
    Touches,
    Traces,
    Wears,
    Zero,
)
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.stage import SHORT_SIDE, Box
from common.style import Theme
from renders.critic.dots import LIMIT, DotOnScreen
from renders.critic.problem import Finding
from renders.critic.rays import project
from renders.critic.sight import box_of
from renders.critic.solving import Solution, holds_zero, solve
from renders.critic.surfaces import Painted, surface_faults

__all__ = [
    "Claims",
    "claims_on",
    "dots_on",
    "numbers_on",
    "painted_on",
    "shown_to_say",
    "surface_findings",
    "truth_findings",
]

_PIXELS = 1080 / SHORT_SIDE
"""Pixels a scene unit, where errors are measured; a coarser picture shows less of them, a close look more."""

_OVERLAP = 0.5  # pixels
_SCALE_LIMIT = 0.01
_ASIDE = 1e-3  # of the view, where a graph is measured beside 0
_GAP = 1e-5  # between two curves that are one line
_ROUNDING = 1e-6  # of numbers that another solver found
_SEEN = 0.02
_SHADE = 2.5 / 255  # that a fade may leave a colour away from what it was
_ALONG = np.array([0.0, 0.25, 0.5, 0.75, 1.0])  # where each Bézier curve is measured
_BERNSTEIN = np.stack([(1 - _ALONG) ** 3, 3 * _ALONG * (1 - _ALONG) ** 2, 3 * _ALONG**2 * (1 - _ALONG), _ALONG**3])

Claims: TypeAlias = Sequence[tuple[Claiming, Sequence[Claim]]]
"""Figures, and what each claims: to find that out takes long, and so is done once for all who ask."""

_Fault: TypeAlias = tuple[str, str]
"""The check's name, and what is wrong in figures."""


@dataclass(frozen=True, eq=False)
class _Picture:
    """The mobjects of the scene, by identity, and those that an animation is changing just now."""

    present: frozenset[int]
    in_transit: frozenset[int]
    theme: Theme
    camera: FilmCamera

    def too_far(self, claim: Claim, check: str, units: float, where: str = "off") -> Iterator[_Fault]:
        """A fault if ``units`` of the scene are more than the limit in pixels as the camera sees them, or none."""
        leaves = (leaf for part in claim.parts for leaf in part.family_members_with_points())
        pixels = units * _PIXELS * max(map(self.camera.magnified, leaves), default=1.0)
        if not pixels <= LIMIT:
            yield check, f"{pixels:.2f} px {where}, at most {LIMIT}"

    def in_sight(self, curve: VMobject) -> FloatArray:
        """Points (k, 5, 2) along the Bézier curves of ``curve``, of those that the camera sees some of."""
        samples = _samples(curve)
        in_space = np.pad(samples.reshape(-1, 2), ((0, 0), (0, 1)))
        seen = _in_picture(self.camera.seen(curve, in_space), self.camera).reshape(samples.shape[:2])
        return np.asarray(samples[seen.any(axis=1)])

    def is_settled(self, mobject: Mobject) -> bool:
        """Return True if it is in the scene, and no animation introduces, removes or moves it."""
        return id(mobject) in self.present and self.in_transit.isdisjoint(map(id, mobject.get_family()))

    def shows(self, mobject: Mobject) -> bool:
        """Return True if it is settled and visible."""
        return self.is_settled(mobject) and _is_seen(mobject)

    def has_zero_colour(self, leaf: Mobject) -> bool:
        """Return True if it visibly has the colour of zero, and no animation introduces or removes it."""
        if not isinstance(leaf, VMobject) or not len(leaf.points) or id(leaf) in self.in_transit:
            return False
        zero = self.theme.zero.to_rgb()
        layers = [leaf.fill_rgbas[0], *([leaf.stroke_rgbas[0]] if leaf.stroke_width > 0 else [])]
        return any(
            rgba[3] > _SEEN and all(abs(one - other) < _SHADE for one, other in zip(rgba, zero, strict=False))
            for rgba in layers
        )

    def bears(self, claim: Claim) -> bool:
        """Return True if ``claim`` is made: all that it is about is on screen."""
        if isinstance(claim, Shows | Zero):
            return self.is_settled(claim.mobject)
        if isinstance(claim, Solves):
            return any(map(self.shows, claim.parts))
        axes = getattr(claim, "axes", ())
        lines = [axes.along.line, axes.up.line] if isinstance(axes, Axes) else []
        return all(map(self.shows, claim.parts)) and all(
            self.in_transit.isdisjoint(map(id, line.get_family())) for line in lines
        )


def claims_on(scene: Explainer) -> Claims:
    """Each figure that ``scene`` shows now, and what it claims."""
    return [(figure, list(figure.claims())) for figure in _claiming(scene)]


def truth_findings(scene: Explainer, claims: Claims | None = None) -> Iterator[Finding]:
    """Measure all ``claims`` that ``scene`` makes now, found here if they are not given; changes nothing."""
    picture = _picture_of(scene)
    scene.camera.aim()
    first: dict[tuple[type, int], tuple[str, float]] = {}
    zeros: set[int] = set()
    for figure, made in claims_on(scene) if claims is None else claims:
        for claim in made:
            zeros.update(id(leaf) for part in _weights_in(claim) for leaf in part.get_family())
            if not picture.bears(claim):
                continue
            for check, said in _faults(claim, picture):
                yield Finding(check, (claim.name,), said, _boxes(claim, scene.camera))
            if isinstance(claim, ToScale):
                for number, axis in enumerate(claim.axes):
                    name, unit = first.setdefault((type(figure), number), (claim.name, axis.unit))
                    if _ratio(axis.unit, unit) > 1 + _SCALE_LIMIT:
                        said = (
                            f"1 is {_px(axis.unit)} px in one and {_px(unit)} px in the other, at most 1 % apart"
                        )
                        yield Finding("truth/scale", (claim.name, name), said, _boxes(claim, scene.camera))
    for mobject in scene.mobjects:
        others = [leaf for leaf in mobject.get_family() if id(leaf) not in zeros and picture.has_zero_colour(leaf)]
        if others:
            said = "in the colour of zero, but it is no weight that stays at exactly 0"
            boxes = tuple(box_of(each, scene.camera) for each in others[:4])
            yield Finding("truth/zero", (type(mobject).__name__,), said, boxes)


def numbers_on(scene: Explainer) -> Iterator[tuple[str, float]]:
    """Each number that can be read off ``scene`` now, as it is drawn, and what it should be."""
    picture = _picture_of(scene)
    for figure in _claiming(scene):
        for claim in figure.claims():
            if isinstance(claim, Reads):
                shown = [(claim.read_out, claim.value)]
            elif isinstance(claim, Solves):
                shown = [*zip(claim.read_outs, claim.weights.tolist(), strict=False)]
            else:
                continue
            yield from ((out.drawn, value) for out, value in shown if picture.shows(out))


def dots_on(scene: Explainer) -> tuple[DotOnScreen, ...]:
    """The dots of all optima that ``scene`` shows now, each where another solver puts it."""
    picture, camera = _picture_of(scene), scene.camera
    camera.aim()
    return tuple(
        DotOnScreen(
            claim.name,
            (float(at[0]), float(at[1])),
            float(claim.dot.dot.width) / 2 * camera.magnified(claim.dot.dot),
            claim.dot.dot.get_fill_color().to_hex().upper(),
            is_full=opacity == 1 and picture.is_settled(claim.dot),
        )
        for figure in _claiming(scene)
        for claim in figure.claims()
        if isinstance(claim, Solves) and claim.place is not None and claim.dot is not None
        if picture.shows(claim.dot) or not picture.in_transit.isdisjoint(map(id, claim.dot.get_family()))
        if (opacity := claim.dot.dot.get_fill_opacity() * camera.shown(claim.dot.dot)) > _SEEN
        for at in camera.meant(claim.dot.dot, np.array([_placed(claim, solve(claim.problem).weights)]))
        if _in_picture(at, camera, claim.dot.dot.width)
    )


def painted_on(scene: Explainer, claims: Claims | None = None) -> Iterator[Painted]:
    """All surfaces that ``scene`` shows now, as they are painted."""
    picture = _picture_of(scene)
    scene.camera.aim()
    for _, made in claims_on(scene) if claims is None else claims:
        for claim in made:
            if isinstance(claim, Lit) and picture.bears(claim):
                yield Painted.by(claim, scene.camera)


def surface_findings(scene: Explainer) -> Iterator[Finding]:
    """Measure the surfaces alone that ``scene`` shows now."""
    for painted in painted_on(scene):
        for said in surface_faults(painted):
            yield Finding("truth/surface", (painted.claim.name,), said, _boxes(painted.claim, scene.camera))


def shown_to_say(claims: Claims) -> Iterator[Mobject]:
    """All that is shown or left out because that says something, with all its parts."""
    for _, made in claims:
        for claim in made:
            if isinstance(claim, Shows | Zero):
                yield from claim.mobject.get_family()


@singledispatch
def _faults(claim: Claim, picture: _Picture) -> Iterator[_Fault]:
    raise TypeError(f"{claim} of {picture} cannot be measured")


@_faults.register
def _(claim: Stands, picture: _Picture) -> Iterator[_Fault]:
    yield from picture.too_far(claim, "truth/dot", float(np.linalg.norm(claim.mobject.get_center() - claim.at)))


@_faults.register
def _(claim: Appears, picture: _Picture) -> Iterator[_Fault]:
    place = project(claim.perspective, claim.at)
    yield from picture.too_far(claim, "truth/dot", float(np.linalg.norm(claim.mobject.get_center() - place)))


@_faults.register
def _(claim: Lit, picture: _Picture) -> Iterator[_Fault]:
    yield from (("truth/surface", said) for said in surface_faults(Painted.by(claim, picture.camera)))


@_faults.register
def _(claim: Shows, _: _Picture) -> Iterator[_Fault]:
    if _is_seen(claim.mobject) != claim.when:
        yield "truth/optimum", f"{'missing' if claim.when else 'shown'}, but stands for: {claim.said}"


@_faults.register
def _(claim: Wears, _: _Picture) -> Iterator[_Fault]:
    if not _is_colour(claim.mobject, claim.colour):
        yield "truth/number", f"{_colour_of(claim.mobject)}, but {claim.said}: {claim.colour.to_hex().upper()}"


@_faults.register
def _(claim: Zero, picture: _Picture) -> Iterator[_Fault]:
    if any(map(picture.has_zero_colour, claim.mobject.get_family())) != claim.stays:
        said = "a weight stays" if claim.stays else "no weight stays"
        yield "truth/zero", f"{'not ' if claim.stays else ''}in the colour of zero, but {said} at exactly 0"


@_faults.register
def _(claim: Reads, picture: _Picture) -> Iterator[_Fault]:
    yield from _misread(claim.read_out, claim.value, claim.value == 0, claim.marks_zero, picture.theme)


@_faults.register
def _(claim: Solves, picture: _Picture) -> Iterator[_Fault]:
    solution = solve(claim.problem)
    zeros, holds = _settled(solution, claim.weights), holds_zero(claim.problem)
    is_optimal = _agree(claim, solution)
    if not is_optimal:
        yield "truth/optimum", f"{_listed(claim.weights)} is shown, but {_listed(solution.weights)} is the optimum"
    dot = claim.dot
    if dot is not None and claim.place is not None and picture.shows(dot.dot):
        if is_optimal:
            place = _placed(claim, solution.weights)
            yield from picture.too_far(claim, "truth/dot", float(np.linalg.norm(dot.dot.get_center() - place)))
        if picture.is_settled(dot.ring) and _is_seen(dot.ring) != (holds and any(zeros)):
            said = f"{sum(zeros)} of {len(zeros)} weights are exactly 0{'' if holds else ', in passing'}"
            yield "truth/optimum", f"{'ringed' if _is_seen(dot.ring) else 'not ringed'} as zero, but {said}"
    for out, weight, is_zero in zip(claim.read_outs, solution.weights, zeros, strict=False):
        if picture.shows(out):
            yield from _misread(out, 0.0 if is_zero else float(weight), is_zero, holds, picture.theme)


@_faults.register
def _(claim: Follows, picture: _Picture) -> Iterator[_Fault]:
    curves, axes = picture.in_sight(claim.curve), claim.axes
    if not len(curves):
        return
    xy = axes.coordinates(curves.reshape(-1, 2))
    across, up = axes.along.unit, axes.up.unit
    step = LIMIT / _PIXELS / across
    value, before, after = (claim.function(xy[:, 0] + by) for by in (0.0, -step, step))
    steepness = (after - before) / (2 * step) * up / across
    worst = float((np.abs(xy[:, 1] - value) * up / np.hypot(1, steepness)).max())
    for corner in claim.corners:
        x, y = axes.point(np.array([corner, float(claim.function(np.array([corner]))[0])]))[:2]
        if (curves[..., 0].min(axis=1) <= x).any() and (curves[..., 0].max(axis=1) >= x).any():
            worst = max(worst, _distance(np.array([[x, y]]), curves))
    yield from picture.too_far(claim, "truth/curve", worst)


@_faults.register
def _(claim: Supports, picture: _Picture) -> Iterator[_Fault]:
    axes, step = claim.axes, _ASIDE * (claim.axes.along.high - claim.axes.along.low)
    left, value, right = claim.function(step * np.array([-1.0, 0.0, 1.0]))
    farther = claim.function(2 * step * np.array([-1.0, 1.0]))
    # As steep as the graph is on each side, but for its third derivative.
    slopes = np.array([-1, 1]) * (4 * np.array([left, right]) - farther - 3 * value) / (2 * step)
    borders = slopes[:, np.newaxis] * axes.up.unit / axes.along.unit
    at = axes.point(np.array([0.0, value]))[:2]

    def past(part: VMobject) -> tuple[FloatArray, FloatArray]:
        """How far the points of ``part`` are from the graph's at 0, (n,), and beyond each border, (2, n)."""
        leaves = [leaf for leaf in part.family_members_with_points() if isinstance(leaf, VMobject)]
        away = np.concatenate([_samples(leaf).reshape(-1, 2) for leaf in leaves]) - at
        x, y = np.where(away[:, :1] < 0, -away, away).T
        return np.hypot(x, y), np.array([[-1], [1]]) * (y - borders * x) / np.hypot(1, borders)

    for part in (claim.lines, claim.wedge, claim.level):
        if not part.family_members_with_points():
            continue
        reach, crossing = past(part)
        yield from picture.too_far(claim, "truth/curve", float(crossing.max()), "above the graph")
        if part is claim.wedge:
            left_out = -crossing[:, reach > reach.max() / 2].max(axis=1).min()
            yield from picture.too_far(claim, "truth/curve", float(left_out), "left out")
    if slopes[0] < -_ROUNDING < _ROUNDING < slopes[1] and not _is_seen(claim.level):
        yield "truth/optimum", "no level line is shown, but one supports the graph"


@_faults.register
def _(claim: Level, picture: _Picture) -> Iterator[_Fault]:
    points = _samples(claim.curve).reshape(-1, 2)
    yield from picture.too_far(
        claim,
        "truth/curve",
        float(_height(claim.function, claim.level, points, claim.axes).max()),
    )


@_faults.register
def _(claim: Traces, picture: _Picture) -> Iterator[_Fault]:
    points = _samples(claim.curve).reshape(-1, 2)
    path = np.stack([claim.path[:-1, :2], claim.path[1:, :2]], axis=1)
    yield from picture.too_far(claim, "truth/curve", _distance(points, path))


@_faults.register
def _(claim: Scatters, picture: _Picture) -> Iterator[_Fault]:
    curves, meant = _samples(claim.cloud), claim.at[:, :2]
    if len(curves) % len(meant):
        yield "truth/dot", f"{len(curves)} curves cannot be {len(meant)} dots"
        return
    dots = curves.reshape(len(meant), -1, 2)
    apart = (dots.min(axis=1) + dots.max(axis=1)) / 2 - meant
    yield from picture.too_far(claim, "truth/dot", float(np.linalg.norm(apart, axis=1).max()))


@_faults.register
def _(claim: Joins, picture: _Picture) -> Iterator[_Fault]:
    ends = (claim.curve.points[0], claim.start), (claim.curve.points[-1], claim.end)
    yield from picture.too_far(
        claim, "truth/curve", max(float(np.linalg.norm(drawn - meant)) for drawn, meant in ends)
    )


@_faults.register
def _(claim: Reaches, picture: _Picture) -> Iterator[_Fault]:
    way = (claim.end - claim.start)[:2]
    length = float(np.linalg.norm(way))
    if length == 0:
        yield "truth/curve", "drawn, but it stands for 0"
        return
    away = _samples(claim.shape).reshape(-1, 2) - claim.start[:2]
    along, aside = away @ way / length, away @ np.array([-way[1], way[0]]) / length
    middle = abs(float(aside.min() + aside.max())) / 2
    yield from picture.too_far(
        claim,
        "truth/curve",
        max(abs(float(along.min())), abs(float(along.max()) - length), middle),
    )


@_faults.register
def _(claim: Touches, picture: _Picture) -> Iterator[_Fault]:
    contour, edge = _samples(claim.contour), _samples(claim.edge)
    gaps = np.abs(contour[:, 0] - np.roll(contour[:, -1], 1, axis=0)).max(axis=1) > _GAP
    if gaps.any():
        yield "layout/cut", f"drawn in {max(1, gaps[1:].sum() + 1)} open lines, but it goes round"
    at = claim.axes.point(claim.at)[:2]
    if not _is_outside(at, claim.axes):
        yield from picture.too_far(claim, "truth/contact", _distance(at[np.newaxis], contour), "past the optimum")
    level = float(claim.loss(np.asarray(claim.at)[np.newaxis])[0])
    depths = (
        _height(claim.norm, claim.budget, contour.reshape(-1, 2), claim.axes, below=True),
        _height(claim.loss, level, edge.reshape(-1, 2), claim.axes, below=True),
    )
    deepest = max(float(depth.max()) for depth in depths) * _PIXELS
    if deepest > _OVERLAP:
        yield "truth/contact", f"{deepest:.1f} px of overlap with the region, at most {_OVERLAP}"


@_faults.register
def _(claim: ToScale, _: _Picture) -> Iterator[_Fault]:
    units = [axis.unit for axis in claim.axes]
    if claim.square and _ratio(min(units), max(units)) > 1 + _SCALE_LIMIT:
        said = " and ".join(f"{_px(unit)} px" for unit in units)
        yield "truth/scale", f"1 is {said} long on its axes, at most 1 % apart"


def _picture_of(scene: Explainer) -> _Picture:
    present = {id(each) for each in _family(scene)}
    moving = moved_by(getattr(scene, "animations", None) or ())
    in_transit = {id(each) for mobject in moving for each in mobject.get_family()}
    return _Picture(frozenset(present), frozenset(in_transit), scene.theme, scene.camera)


def _family(scene: Explainer) -> Iterator[Mobject]:
    for mobject in (*scene.mobjects, *scene.foreground_mobjects):
        yield from mobject.get_family()


def _claiming(scene: Explainer) -> list[Claiming]:
    """The figures that claim something, once each."""
    kinds = {kind for kind in {type(each) for each in _family(scene)} if issubclass(kind, Claiming)}
    return list(dict.fromkeys(each for each in _family(scene) if type(each) in kinds))


def _is_seen(mobject: Mobject) -> bool:
    return any(
        leaf.get_fill_opacity() > _SEEN or (leaf.get_stroke_width() > 0 and leaf.get_stroke_opacity() > _SEEN)
        for leaf in mobject.get_family()
        if isinstance(leaf, VMobject) and len(leaf.points)
    )


def _boxes(claim: Claim, camera: FilmCamera) -> tuple[Box, ...]:
    return tuple(box_of(part, camera) for part in claim.parts if len(part.family_members_with_points()))


def _misread(out: ReadOut, value: float, is_zero: bool, marks_zero: bool, theme: Theme) -> Iterator[_Fault]:
    text = out.drawn
    bound, _, number = text.rpartition(" ")
    decimals = len(number.partition(".")[2])
    try:
        read = float(number.replace("−", "-"))
    except ValueError:
        read = np.nan
    room = 0.5 * 10.0**-decimals + _ROUNDING
    if bound:
        is_right = abs(value) <= room and (0 < value < read if bound == "<" else read < value < 0)
    else:
        is_right = (number == "0") == (read == 0) == is_zero and abs(read - value) <= room
    if not is_right:
        true = "0" if is_zero else f"{value:.{decimals + 2}f}"
        yield "truth/number", f"reads {text or 'nothing'}, but is {true}"
    digits = next((cell for cell in reversed(out.family_members_with_points()) if _is_seen(cell)), out)
    if _is_colour(digits, theme.zero) != (marks_zero and is_zero):
        said = "0" if is_zero else "not 0"
        yield "truth/number", f"reads {text} in {_colour_of(digits)}, but the number is {said}"


def _weights_in(claim: Claim) -> Iterator[Mobject]:
    """Return the subjects of ``claim`` that have the colour of zero while a weight is 0."""
    if isinstance(claim, Zero):
        yield claim.mobject
    elif isinstance(claim, Reads) and claim.marks_zero:
        yield claim.read_out
    elif isinstance(claim, Solves):
        yield from claim.read_outs
        if claim.dot is not None:
            yield claim.dot.ring


def _agree(claim: Solves, solution: Solution) -> bool:
    """Return True if the weights shown and the weights found look the same, exact zeros included."""
    shown, found = np.asarray(claim.weights), solution.weights
    if any(zero is not None and zero != (weight == 0) for zero, weight in zip(solution.zeros, shown, strict=True)):
        return False
    if claim.place is None:
        return bool(np.abs(shown - found).max() <= 1e-5 * max(1.0, np.abs(found).max()))
    return bool(np.linalg.norm(_placed(claim, shown) - _placed(claim, found)) * _PIXELS <= LIMIT)


def _placed(claim: Solves, weights: FloatArray) -> FloatArray:
    """Where ``claim``, which has a place for them, puts weights; points of space go where the critic sees them."""
    if isinstance(claim.place, Lifted):
        return project(claim.place.perspective, claim.place.lift(weights))
    assert claim.place is not None
    return claim.place(weights)


def _settled(solution: Solution, shown: FloatArray) -> tuple[bool, ...]:
    """Return which weights are exactly 0; as shown, where another solver cannot tell."""
    pairs = zip(solution.zeros, shown, strict=True)
    return tuple(bool(weight == 0) if zero is None else zero for zero, weight in pairs)


def _samples(curve: VMobject) -> FloatArray:
    """Points (k, 5, 2) along the k Bézier curves of ``curve``, both ends of each among them."""
    return np.asarray(np.einsum("ps,kpd->ksd", _BERNSTEIN, curve.points[:, :2].reshape(-1, 4, 2)))


def _distance(points: FloatArray, paths: FloatArray) -> float:
    """Return how far the farthest of ``points`` (n, 2) is from straight-edged ``paths`` (k, m, 2)."""
    lines = shapely.MultiLineString([*paths])
    return float(shapely.distance(shapely.points(points), lines).max())


def _height(function: Function, level: float, points: FloatArray, axes: Axes, below: bool = False) -> FloatArray:
    """Return how far ``points`` (n, 2) are from where ``function`` is ``level``, by its slope, in scene units.

    ``below`` counts only what lies lower.
    """
    xy, units = axes.coordinates(points), np.array([axes.along.unit, axes.up.unit])
    steps = np.diag(LIMIT / _PIXELS / units)
    ups = [function(xy + step) - function(xy - step) for step in steps]
    slope = np.hypot(*ups) / (2 * LIMIT / _PIXELS)
    height = (function(xy) - level) / np.maximum(slope, 1e-12)
    return np.asarray(np.maximum(-height, 0.0) if below else np.abs(height))


def _is_outside(point: FloatArray, axes: Axes) -> bool:
    """Return True if ``point`` (2,) lies outside the axes' ranges."""
    xy = axes.coordinates(point[np.newaxis])[0]
    return not all(axis.low <= each <= axis.high for axis, each in zip((axes.along, axes.up), xy, strict=True))


def _in_picture(points: FloatArray, camera: FilmCamera, margin: float = 0.0) -> Any:
    """Whether ``points`` (..., 3) as they appear are in the picture, ``margin`` or more from its edges."""
    half = np.array([camera.frame_width, camera.frame_height]) / 2 - margin
    return (np.abs(points[..., :2]) <= half).all(axis=-1)


def _ratio(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


def _px(units: float) -> str:
    return f"{units * _PIXELS:.1f}"


def _listed(weights: FloatArray) -> str:
    return "(" + ", ".join(f"{weight:.4g}" for weight in weights) + ")"


def _colour_of(mobject: Mobject) -> str:
    leaf: Any = next(iter(mobject.family_members_with_points()), mobject)
    colour = leaf.get_fill_color() if leaf.get_fill_opacity() > _SEEN else leaf.get_stroke_color()
    return str(colour.to_hex().upper())


def _is_colour(mobject: Mobject, colour: ManimColor) -> bool:
    """Return True if it is practically ``colour``: a fade may leave it a step of 255 away."""
    worn = ManimColor(_colour_of(mobject)).to_int_rgb()
    return bool(np.abs(worn.astype(int) - colour.to_int_rgb()).max() <= 2)
