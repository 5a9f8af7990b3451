"""The camera of every scene: it moves and zooms over the world, while what is fixed to the picture stays put."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import cairo
import numpy as np
from manim import DL, DR, UL, UR, Camera, Mobject, ValueTracker, VMobject
from manim.utils.bezier import interpolate

from common.figures.lettering import Label, Lettering
from common.figures.raster import Paint, Raster
from common.figures.read_out import ReadOut
from common.figures.surfaces.gaze import Gaze
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box

__all__ = ["FilmCamera", "Frame", "Patch", "View", "Zoom"]

_Shift: TypeAlias = tuple[float, float, float]

_STAYS: _Shift = (0.0, 0.0, 0.0)
_AT_HOME = 1e-9  # scene units by which a frame that returned may miss its first place
_WHOLE = 6  # digits of a pixel: an edge through a pixel's centre is no matter of rounding


class Frame(Mobject):
    """The part of the world that fills the picture: moved and scaled by its methods, and by animations of them.

    It is no part of the scene, and is never seen.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._home = Box(-width / 2, -height / 2, width / 2, height / 2)
        self.look_at(self._home)

    def look_at(self, box: Box) -> Self:
        """Stand where all of ``box`` is seen, as large as can be, and nothing that cannot be seen from afar."""
        home = self._home
        share = max(box.width / home.width, box.height / home.height)
        most = (1 - share) * home.corner(UR)
        return self._stand(np.clip(box.centre, -most, most), share)

    def bring(self, place: FloatArray, to: FloatArray, times: float) -> Self:
        """Stand ``times`` as close as at first, so that ``place`` (3,) is seen where ``to`` is seen from afar."""
        return self._stand(place - to / times, 1 / times)

    def go_home(self) -> Self:
        """Stand where the frame stood at first."""
        return self.look_at(self._home)

    def _stand(self, centre: FloatArray, share: float) -> Self:
        self.points = centre + share * np.array([self._home.corner(at) for at in (UL, UR, DL, DR)])
        return self

    def interpolate(
        self, mobject1: Mobject, mobject2: Mobject, alpha: float, path_func: Callable[..., Any] = interpolate
    ) -> Self:
        """Stand between two frames so that the picture grows by equal factors in equal times.

        All points of the world travel on straight lines across the picture, away from the one that stays.
        """
        growth = math.log(mobject2.width / mobject1.width)
        share = math.expm1(alpha * growth) / math.expm1(growth) if growth else alpha
        return super().interpolate(mobject1, mobject2, share, path_func)

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:  # noqa: ARG002
        """Do nothing: it has none."""
        return self


@dataclass(frozen=True)
class View:
    """How the world appears: its point p at ``zoom`` · p + ``shift``.

    What keeps its size is moved by its own of ``shifts`` instead; what does not have its full strength has the
    opacity of ``strengths``.
    """

    zoom: float
    shift: _Shift
    shifts: Mapping[Mobject, _Shift]
    strengths: Mapping[Mobject, float]

    @property
    def moves(self) -> bool:
        """False if everything appears where it is."""
        return self.zoom != 1 or self.shift != _STAYS

    def of(self, mobject: Mobject) -> tuple[float, _Shift]:
        """Zoom and shift of ``mobject``."""
        return (1.0, self.shifts[mobject]) if mobject in self.shifts else (self.zoom, self.shift)


@dataclass(frozen=True)
class Patch:
    """The pixels of a raster: the upper left one, and where their centres are, as ``Raster.paint`` wants it."""

    left: int
    top: int
    x: FloatArray
    y: FloatArray

    @property
    def key(self) -> tuple[int, int, bytes, bytes]:
        """The same for the same patch."""
        return self.left, self.top, self.x.tobytes(), self.y.tobytes()

    def painted(self, raster: Raster) -> cairo.ImageSurface:
        """What is seen of ``raster``."""
        pixels: Paint = np.require(raster.paint(self.x, self.y), np.uint8, ["C", "W"])
        height, width = len(self.y), len(self.x)
        if pixels.shape != (height, width, 4):
            raise ValueError(f"{type(raster).__name__} painted {pixels.shape} for {height} × {width} pixels")
        # cairo thinks BGRA where manim's pixels are RGBA: both are handed over as they are.
        return cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, width, height)

    def stamp(self, surface: cairo.ImageSurface, opacity: float, context: cairo.Context[Any]) -> None:
        """Lay what was painted over the picture of ``context``, pixel on pixel."""
        context.save()
        context.identity_matrix()
        context.set_source_surface(surface, self.left, self.top)
        context.get_source().set_filter(cairo.Filter.NEAREST)
        context.paint_with_alpha(opacity)
        context.restore()


@dataclass(frozen=True)
class Zoom:
    """How many times larger than at first the world is for a camera, for figures to be drawn from."""

    camera: FilmCamera

    def get_value(self) -> float:
        """The number now."""
        return float(self.camera.frame_width / self.camera.frame.width)


class FilmCamera(Camera):
    """A camera whose ``frame`` is moved, scaled and animated like any mobject: ``frame.animate.scale(1 / 4)``.

    Its ``gaze`` goes round the surfaces of a scene, and tilts: ``gaze.animate.orbit(angle)``. Lines stay as wide
    as they are. Where the frame stands at first, the picture is that of manim's own camera.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.frame = Frame(self.frame_width, self.frame_height)
        self.zoom = Zoom(self)
        self.gaze = Gaze()
        self._fixed: list[Mobject] = []
        self._upright: list[tuple[Mobject, Mobject]] = []
        self._strengths: dict[Mobject, ValueTracker] = {}
        self._view: View | None = None

    def fix(self, *mobjects: Mobject) -> None:
        """Keep ``mobjects``, with all parts that they ever have, where they are in the picture."""
        self._fixed += mobjects

    def upright(self, *mobjects: Mobject, about: Mobject | None = None) -> None:
        """Let ``mobjects``, with all parts that they ever have, keep their size while they move with the world.

        Each goes as a whole where its centre goes; or where that of ``about`` goes, as a label does with its dot.
        """
        self._upright += [(mobject, about or mobject) for mobject in mobjects]

    def strength(self, mobject: Mobject) -> ValueTracker:
        """The opacity with which all of ``mobject`` is drawn except its words and numbers, 1 at first."""
        return self._strengths.setdefault(mobject, ValueTracker(1.0))

    @property
    def strengths(self) -> Iterable[ValueTracker]:
        """The trackers of all strengths."""
        return self._strengths.values()

    def aim(self) -> View | None:
        """Take in where the frame stands, what is fixed and what rests; none while all is as it was at first."""
        home = np.array([self.frame_width, self.frame_height, 0.0]) / 2
        strengths = self._resting()
        if np.abs(np.abs(self.frame.points) - home).max() < _AT_HOME:
            self._view = View(1.0, _STAYS, {}, strengths) if strengths else None
        else:
            zoom, centre = self.zoom.get_value(), self.frame.get_center()
            shifts: dict[Mobject, _Shift] = {}
            for mobject, about in self._upright:
                at = _centre(about)
                shifts |= dict.fromkeys(mobject.get_family(), _shift(zoom * (at - centre) - at))
            for mobject in self._fixed:
                shifts |= dict.fromkeys(mobject.get_family(), _STAYS)
            self._view = View(zoom, _shift(-zoom * centre), shifts, strengths)
        return self._view

    def seen(self, mobject: Mobject, points: FloatArray) -> FloatArray:
        """Where ``points`` (n, 3) of ``mobject`` appear: the scene points that stood there at first."""
        if self._view is None or not self._view.moves:
            return points
        zoom, shift = self._view.of(mobject)
        return zoom * np.asarray(points) + shift

    def meant(self, mobject: Mobject, points: FloatArray) -> FloatArray:
        """Where ``mobject``, which marks ``points`` (n, 3) of the world, is to appear, whatever size it keeps."""
        if self._view is None or self._view.shifts.get(mobject) == _STAYS:
            return points
        return self._view.zoom * points + self._view.shift

    def magnified(self, mobject: Mobject) -> float:
        """How many times larger than it is ``mobject`` appears."""
        return self._view.of(mobject)[0] if self._view else 1.0

    def shown(self, mobject: Mobject) -> float:
        """The opacity that ``mobject`` has for the camera, besides its own."""
        return self._view.strengths.get(mobject, 1.0) if self._view else 1.0

    def get_fill_rgbas(self, vmobject: VMobject) -> Any:
        """Colours (k, 4) of what fills ``vmobject``."""
        return self._weakened(vmobject, super().get_fill_rgbas(vmobject))

    def get_stroke_rgbas(self, vmobject: VMobject, background: bool = False) -> Any:
        """Colours (k, 4) of the outline of ``vmobject``, or of that behind it."""
        return self._weakened(vmobject, super().get_stroke_rgbas(vmobject, background))

    def patch(self, raster: Raster) -> Patch:
        """The pixels whose centres lie within ``raster``, as far as they are in the picture."""
        (zoom, shift), box = self._view.of(raster) if self._view else (1.0, _STAYS), raster.box
        scale = self.pixel_width / self.frame_width
        left, x = _centres(zoom * box.left + shift[0], zoom * box.right + shift[0], scale, self.pixel_width)
        top, y = _centres(-zoom * box.top - shift[1], -zoom * box.bottom - shift[1], scale, self.pixel_height)
        return Patch(left, top, (x - shift[0]) / zoom, (-y - shift[1]) / zoom)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw ``mobjects`` as they appear now."""
        self.aim()
        super().capture_mobjects(mobjects, **kwargs)

    def transform_points_pre_display(self, mobject: Mobject, points: FloatArray) -> FloatArray:
        """Where manim is to draw ``points`` (n, 3) of ``mobject``."""
        return super().transform_points_pre_display(mobject, self.seen(mobject, points))

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[Any]) -> Self:
        """Draw a leaf, of whichever kind."""
        if not isinstance(vmobject, Raster):
            return super().display_vectorized(vmobject, ctx)
        patch = self.patch(vmobject)
        opacity = vmobject.opacity * self.shown(vmobject)
        if opacity and patch.x.size and patch.y.size:
            patch.stamp(patch.painted(vmobject), opacity, ctx)
        return self

    def _resting(self) -> Mapping[Mobject, float]:
        """The leaves that do not have their full strength, and that which they have."""
        resting: dict[Mobject, float] = {}
        for mobject, tracker in self._strengths.items():
            strength = float(tracker.get_value())
            if strength != 1:
                for leaf in _wordless(mobject):
                    resting[leaf] = resting.get(leaf, 1.0) * strength
        return resting

    def _weakened(self, mobject: Mobject, rgbas: Any) -> Any:
        strength = self.shown(mobject)
        return rgbas if strength == 1 else rgbas * [1.0, 1.0, 1.0, strength]


def _wordless(mobject: Mobject) -> Iterator[Mobject]:
    """The leaves of ``mobject``, without those of texts."""
    if len(mobject.points):
        yield mobject
    for part in mobject.submobjects:
        if not isinstance(part, Lettering | ReadOut | Label):
            yield from _wordless(part)


def _centres(start: float, end: float, scale: float, pixels: int) -> tuple[int, FloatArray]:
    """The first pixel with its centre from ``start`` on, and the centres of all before ``end``.

    In scene units from the middle of a picture of so many ``pixels``, with ``scale`` of them a unit.
    """
    first, beyond = (math.ceil(round(edge * scale + pixels / 2 - 0.5, _WHOLE)) for edge in (start, end))
    within = np.arange(min(max(first, 0), pixels), max(min(beyond, pixels), 0))
    return int(within[0]) if within.size else 0, np.asarray((within + 0.5 - pixels / 2) / scale, np.float64)


def _centre(mobject: Mobject) -> FloatArray:
    """``mobject.get_center()``, several times as fast."""
    points = [leaf.points[at::4] for leaf in mobject.family_members_with_points() for at in (0, 3)]
    ends = np.concatenate(points) if points else np.zeros((1, 3))
    return np.asarray((ends.min(axis=0) + ends.max(axis=0)) / 2)


def _shift(vector: FloatArray) -> _Shift:
    x, y, z = vector.tolist()
    return x, y, z
