"""What a figure claims, as data: a reader who does not trust it can measure the drawing against each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from manim import Mobject, VMobject
from manim.utils.color import ManimColor

from common.figures.optimum_dot import WeightDot
from common.figures.raster import Raster
from common.figures.read_out import ReadOut
from common.figures.surfaces.gaze import Viewpoint
from common.maths.arithmetic.arrays import FloatArray

__all__ = [
    "Appears",
    "Axes",
    "Axis",
    "Budgeted",
    "Claim",
    "Claiming",
    "Follows",
    "Function",
    "Glass",
    "Joins",
    "Lamp",
    "Level",
    "Lifted",
    "Light",
    "Lines",
    "Lit",
    "Penalised",
    "Perspective",
    "Problem",
    "Reaches",
    "Reads",
    "Scatters",
    "Shape",
    "Shows",
    "Solves",
    "Stands",
    "Supports",
    "ToScale",
    "Touches",
    "Traces",
    "Wears",
    "Zero",
]

Function: TypeAlias = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, eq=False)
class Axis:
    """A drawn ``line`` that stands for the numbers from ``low``, at its start, to ``high``, at its end."""

    line: VMobject
    low: float
    high: float

    def points(self, numbers: FloatArray) -> FloatArray:
        """The scene points (n, 3) of ``numbers`` (n,)."""
        start, end = self.line.points[0], self.line.points[-1]
        share = (np.asarray(numbers) - self.low) / (self.high - self.low)
        return np.asarray(start + share[..., np.newaxis] * (end - start))

    def point(self, number: float) -> FloatArray:
        """The scene point (3,) of ``number``."""
        return np.asarray(self.points(np.array([number]))[0])

    @property
    def unit(self) -> float:
        """How long 1 is drawn, in scene units."""
        return float(np.linalg.norm(self.line.points[-1] - self.line.points[0])) / (self.high - self.low)


@dataclass(frozen=True, eq=False)
class Axes:
    """A level and an upright axis, as they are drawn; they say where coordinates stand."""

    along: Axis
    up: Axis

    def points(self, xy: FloatArray) -> FloatArray:
        """The scene points (n, 3) of coordinates (n, 2)."""
        points = np.zeros((len(xy), 3))
        points[:, 0] = self.along.points(xy[:, 0])[:, 0]
        points[:, 1] = self.up.points(xy[:, 1])[:, 1]
        return points

    def point(self, xy: FloatArray) -> FloatArray:
        """The scene point (3,) of coordinates (2,)."""
        return np.asarray(self.points(np.asarray(xy)[np.newaxis])[0])

    def coordinates(self, points: FloatArray) -> FloatArray:
        """The coordinates (n, 2) of scene points (n, 2) or (n, 3)."""
        corners = self.points(np.array([[self.along.low, self.up.low], [self.along.high, self.up.high]]))[:, :2]
        low = np.array([self.along.low, self.up.low])
        high = np.array([self.along.high, self.up.high])
        return np.asarray(low + (points[:, :2] - corners[0]) / (corners[1] - corners[0]) * (high - low))


@dataclass(frozen=True, eq=False)
class Penalised:
    """Minimise ``loss(w)`` plus ``strength`` times the sum of ``penalty(w)`` over w of shape (dimension,).

    ``loss`` takes (..., dimension) to (...) and is smooth; ``penalty`` works on each entry, is even, and is smooth
    apart from 0.
    """

    loss: Function
    penalty: Function
    strength: float
    dimension: int


@dataclass(frozen=True, eq=False)
class Budgeted:
    """Minimise ``loss(w)`` over all w of shape (dimension,) with ``norm(w)`` up to ``budget``.

    Both take (..., dimension) to (...); ``loss`` is smooth, and ``norm`` does not depend on any weight's sign.
    """

    loss: Function
    norm: Function
    budget: float
    dimension: int


Problem: TypeAlias = Penalised | Budgeted


@dataclass(frozen=True)
class Perspective:
    """How space is seen, in numbers alone.

    The eye, gone round by ``azimuth`` anticlockwise and raised by ``elevation`` (radians), is 1 / ``nearness`` off
    its ``target`` (3,), or has parallel rays if that is 0. The target is seen at the scene point ``centre`` (2,),
    and a length of 1 beside it ``unit`` scene units long.
    """

    target: tuple[float, float, float]
    azimuth: float
    elevation: float
    nearness: float
    centre: tuple[float, float]
    unit: float

    @classmethod
    def of(cls, viewpoint: Viewpoint) -> Perspective:
        """The numbers of a figure's ``viewpoint``."""
        eye = viewpoint.eye
        return cls(eye.target, eye.azimuth, eye.elevation, eye.nearness, viewpoint.centre, viewpoint.unit)


@dataclass(frozen=True, eq=False)
class Lifted:
    """Weights (d,) stand for the point ``lift`` (weights) of space, (3,), as it is seen in ``perspective``."""

    perspective: Perspective
    lift: Function


@dataclass(frozen=True, eq=False)
class Shape:
    """The surface where ``function`` is 0, as far as it is no higher than ``top``.

    ``function`` takes (n, 3) to (n,), is convex, and below 0 inside. All that is drawn lies between the corners
    ``bounds`` (2, 3). From inside, a surface is seen only if ``top`` leaves it open.
    """

    function: Function
    bounds: FloatArray
    top: float = np.inf


@dataclass(frozen=True, eq=False)
class Lamp:
    """Light from the direction ``towards`` (3,): ``key`` times the cosine of the angle to it.

    A lamp at a ``distance`` from the origin is so bright there, and as the inverse square elsewhere.
    """

    towards: tuple[float, float, float]
    key: float
    distance: float = np.inf


@dataclass(frozen=True, eq=False)
class Light:
    """``ambient`` light everywhere, and that of ``lamps``.

    The outside of an open surface returns ``outside`` of it; ``edge`` times (1 − the cosine of the angle to the
    eye)³ is added. ``colours`` are those of a rising amount of light: rows of amount, red, green and blue.
    """

    lamps: tuple[Lamp, ...]
    ambient: float
    colours: FloatArray
    outside: float = 1.0
    edge: float = 0.0


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines on a surface: ``ink`` where a coordinate of ``axes`` is 0, and more light at every ``step`` of height.

    The former are ``width`` scene units wide, the latter ``fine``, and they add ``added`` to it.
    """

    axes: tuple[int, ...]
    ink: ManimColor
    width: float
    step: float = np.inf
    fine: float = 0.0
    added: float = 0.0


@dataclass(frozen=True, eq=False)
class Glass:
    """A surface before another, in ``colour``: its opacity is ``clear`` seen straight on, ``dense`` seen along it.

    The far side has the share ``far`` of that.
    """

    shape: Shape
    colour: ManimColor
    clear: float
    dense: float
    far: float


@dataclass(frozen=True, eq=False)
class About:
    """What is common to claims: a ``name``, and what they are about, their next field."""

    name: str

    @property
    def parts(self) -> tuple[Mobject, ...]:
        """What must be part of the picture for the claim to be made; any of them will do."""
        return (getattr(self, fields(self)[1].name),)


@dataclass(frozen=True, eq=False)
class Lit(About):
    """``raster`` shows ``shape`` in ``perspective``, lit and lined, and ``glass`` over it.

    ``beneath`` is the most opacity of what is seen where neither is. It dissolves nearer to its sides than
    ``margin`` scene units.
    """

    raster: Raster
    perspective: Perspective
    shape: Shape
    light: Light
    lines: Lines
    glass: Glass | None = None
    beneath: float = 0.0
    margin: float = 0.0


@dataclass(frozen=True, eq=False)
class Appears(About):
    """The middle of ``mobject`` stands where the point of space ``at`` (3,) is seen in ``perspective``."""

    mobject: Mobject
    at: FloatArray
    perspective: Perspective


@dataclass(frozen=True, eq=False)
class Stands(About):
    """The middle of ``mobject`` stands at the scene point ``at`` (3,)."""

    mobject: Mobject
    at: FloatArray


@dataclass(frozen=True, eq=False)
class Shows(About):
    """``mobject``, once it is part of the picture, can be seen if and only if ``when`` holds.

    ``said`` puts that into words, such as "the weight is exactly 0".
    """

    mobject: Mobject
    when: bool
    said: str


@dataclass(frozen=True, eq=False)
class Wears(About):
    """``mobject`` has ``colour``, because ``said``."""

    mobject: Mobject
    colour: ManimColor
    said: str


@dataclass(frozen=True, eq=False)
class Zero(About):
    """``mobject`` is seen in the colour of zero if and only if a weight is exactly 0 and ``stays`` there.

    What no such claim, and no read-out of a weight, accounts for must not have that colour.
    """

    mobject: Mobject
    stays: bool


@dataclass(frozen=True, eq=False)
class Reads(About):
    """``read_out`` shows ``value``, right to its last digit, and 0 if and only if it is exactly 0.

    Where it ``marks_zero``, because it is a weight that stays there, it has the zero colour then, and only then.
    """

    read_out: ReadOut
    value: float
    marks_zero: bool = False


@dataclass(frozen=True, eq=False)
class Solves(About):
    """``weights`` (d,) are the optimum of ``problem``; ``dot``, if any, stands where ``place`` puts them.

    It is ringed if and only if one of them is exactly 0 and held there. ``read_outs`` are the numbers of the
    weights in order, or none.
    """

    problem: Problem
    weights: FloatArray
    place: Callable[[FloatArray], FloatArray] | Lifted | None = None
    dot: WeightDot | None = None
    read_outs: tuple[ReadOut, ...] = ()

    @property
    def parts(self) -> tuple[Mobject, ...]:
        """What must be on screen for the claim to be made: any of them will do."""
        return (*(() if self.dot is None else (self.dot,)), *self.read_outs)


@dataclass(frozen=True, eq=False)
class Follows(About):
    """``curve``, as much of it as is drawn, lies on y = ``function`` (x), ``corners`` included, by ``axes``.

    ``function`` takes (n,) to (n,); ``corners`` are the x where its slope jumps.
    """

    curve: VMobject
    function: Function
    axes: Axes
    corners: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Supports(About):
    """All ``lines`` go through the graph of the convex ``function`` at 0 and nowhere above it, by ``axes``.

    So does all that ``wedge`` covers, which leaves no such line out. ``level`` is the level one; it can be seen if
    and only if it is one of them.
    """

    lines: VMobject
    wedge: VMobject
    level: VMobject
    function: Function
    axes: Axes


@dataclass(frozen=True, eq=False)
class Level(About):
    """``curve``, as much of it as is drawn, lies where ``function`` is ``level``, by ``axes``.

    ``function`` takes (n, 2) to (n,).
    """

    curve: VMobject
    function: Function
    level: float
    axes: Axes


@dataclass(frozen=True, eq=False)
class Traces(About):
    """``curve``, as much of it as is drawn, lies on the straight-edged ``path`` (n, 3) of scene points."""

    curve: VMobject
    path: FloatArray


@dataclass(frozen=True, eq=False)
class Scatters(About):
    """The parts of ``cloud``, all alike, have their middles at the scene points ``at`` (n, 3), in their order."""

    cloud: VMobject
    at: FloatArray


@dataclass(frozen=True, eq=False)
class Joins(About):
    """The open line ``curve`` begins at the scene point ``start`` (3,) and finishes at ``end`` (3,)."""

    curve: VMobject
    start: FloatArray
    end: FloatArray


@dataclass(frozen=True, eq=False)
class Reaches(About):
    """The outline of ``shape``, such as an arrow or a bar's, reaches from ``start`` (3,) just to ``end`` (3,)."""

    shape: VMobject
    start: FloatArray
    end: FloatArray


@dataclass(frozen=True, eq=False)
class Touches(About):
    """``contour``, a level line of ``loss``, goes through the optimum ``at`` (2,) and does not enter the region.

    The region is where ``norm`` is up to ``budget``, and ``edge`` its drawn outline. Not to be claimed where the
    least loss lies in the region: then nothing touches.
    """

    contour: VMobject
    edge: VMobject
    loss: Function
    norm: Function
    budget: float
    at: FloatArray
    axes: Axes

    @property
    def parts(self) -> tuple[Mobject, ...]:
        """What must be on screen for the claim to be made."""
        return self.contour, self.edge


@dataclass(frozen=True, eq=False)
class ToScale(About):
    """Figures of one kind draw 1 equally long, on the same axis; where ``square``, on both their axes."""

    axes: tuple[Axis, ...]
    square: bool = False

    @property
    def parts(self) -> tuple[Mobject, ...]:
        """What must be on screen for the claim to be made."""
        return tuple(axis.line for axis in self.axes)


Claim: TypeAlias = (
    Stands
    | Appears
    | Lit
    | Shows
    | Wears
    | Zero
    | Reads
    | Solves
    | Follows
    | Supports
    | Level
    | Traces
    | Scatters
    | Joins
    | Reaches
    | Touches
    | ToScale
)


@runtime_checkable
class Claiming(Protocol):
    """A figure that says what it claims."""

    def claims(self) -> Iterator[Claim]:
        """What the picture claims now, each part as if it were on screen."""
