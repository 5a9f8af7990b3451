"""A manim renderer that counts frames and hands the wanted ones, as pixels, to a sink."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from manim import (
    Animation,
    AnimationGroup,
    CairoRenderer,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    Scene,
    config,
)
from manim.utils.family import extract_mobject_family_members

from common.camera import FilmCamera
from common.explainer import moved_by
from common.figures.raster import Raster
from common.style import TEMPO
from renders.picture.canvas import Canvas, Pixels

__all__ = ["FrameRenderer", "NoFrames", "PartDone", "PickedFrames", "Pixels", "Sink"]


_FADES = {FadeIn, FadeOut, Create}
"""Animations that leave what they bring in as it is without them, and take out the rest."""


class PartDone(Exception):  # noqa: N818
    """Raised by a sink that has all it wants: the scene need not be played to its end."""


class Sink(Protocol):
    """The destination of frames. A frame that it does not want is counted and never drawn."""

    def wants(self, index: int) -> bool:
        """Return True if the frame with this index, counted from 0 at the scene's start, is to be drawn."""

    def enter(self, segment: int) -> None:
        """Learn that the frames from here on are of beat ``segment``, counted from 0; may raise ``PartDone``."""

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        """Receive ``count`` equal frames from ``index`` on, one of them wanted.

        ``pixels`` is overwritten after the call: copy what is to be kept. Outside ``rows`` they are those that
        were received before; the first of a segment differ in all rows.
        """


class NoFrames:
    """Wants nothing: what remains is the scene's length and its beats, as far as beat ``last`` if one is named."""

    def __init__(self, last: int | None = None) -> None:
        self._last = last

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """No."""
        return False

    def enter(self, segment: int) -> None:
        """Go on, as far as was asked."""
        if self._last is not None and segment > self._last:
            raise PartDone

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        """Never called."""


class PickedFrames:
    """Keeps a copy of the frames with the given indices in ``pictures``."""

    def __init__(self, indices: Iterable[int]) -> None:
        self._indices = frozenset(indices)
        self.pictures: dict[int, Pixels] = {}

    def wants(self, index: int) -> bool:
        """Return True if it was picked."""
        return index in self._indices

    def enter(self, segment: int) -> None:  # noqa: ARG002
        """Go on until all are there."""
        if self._indices and self._indices == self.pictures.keys():
            raise PartDone

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        """Keep the picked ones."""
        for each in self._indices.intersection(range(index, index + count)):
            self.pictures[each] = pixels.copy()


class _NoFiles:
    """Stands where manim expects its file writer, and writes nothing."""

    def __init__(self, *_: object) -> None:
        self.subcaptions: list[object] = []
        self.output_spec = SimpleNamespace(enabled=False, is_still=False, is_video=False)

    def __getattr__(self, _: str) -> Any:
        return lambda *_, **__: None


class FrameRenderer(CairoRenderer):
    """manim's Cairo renderer without files, cache and sections: all frames are counted, the wanted drawn.

    A scene is cut at its beats: frames before a beat belong to its segment, frames after the last to the last.
    What is drawn in a segment does not depend on what was drawn before it.
    """

    camera: FilmCamera

    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self._sink = sink
        self._segment = -1
        self._held = range(0)
        self._rows: list[range] = []
        self._at_rest: frozenset[Mobject] | None = None
        self.frame = 0

    def init_scene(self, *_: object) -> None:
        """Take the camera now: the scene has only just set the size and colour of its picture."""
        self.camera = FilmCamera()
        self._canvas = Canvas(self.camera)
        self.file_writer = _NoFiles()

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations; a frozen wait is drawn once, however long."""
        self._enter_segment(scene)
        scene.compile_animation_data(*args, **kwargs)
        self._at_rest = None
        step = 1 / config.frame_rate
        times = np.arange(0, scene.duration, step)
        if scene.is_current_animation_frozen_frame():
            self._show(scene, int(scene.duration / step))
        elif self._is_skipped(scene, len(times)):
            self._skip(scene, times)
        else:
            for animation in scene.animations or ():  # what manim finds out besides is for its own renderer
                animation._setup_scene(scene)
                animation.begin()
            if scene.stop_condition is None:
                self._leap(scene, times)
            else:
                scene.play_internal()
        self.num_plays += 1

    def render(self, scene: Scene, *_: object) -> None:
        """Show one moving frame."""
        self._show(scene, 1)

    def update_frame(self, scene: Scene, *_: object, **__: object) -> None:
        """Draw the scene as it is now, where it differs from what was drawn last."""
        if self._canvas.look([*scene.mobjects, *scene.foreground_mobjects], self._at_rest or ()):
            self._hand_over()
            self._rows += self._canvas.paint()
        if self._at_rest is None:
            self._at_rest = _at_rest(scene)

    def scene_finished(self, scene: Scene) -> None:  # noqa: ARG002
        """Hand over the last picture; nothing is left to write."""
        self._hand_over()

    def _enter_segment(self, scene: Any) -> None:
        segment = min(len(scene.beats), len(scene.words.beats) - 1)
        if segment != self._segment:
            self._hand_over()
            self._segment = segment
            self._canvas.forget()
            self._sink.enter(segment)

    def _is_skipped(self, scene: Any, count: int) -> bool:
        """Whether a play of ``count`` frames leaves the same behind however it is gone through, and nobody looks.

        A ring on screen remembers since when it has been closing.
        """
        if scene.stop_condition is not None or self._wants_any(count):
            return False
        of_the_camera = {scene.camera.frame, *scene.camera.strengths}
        moves = (each for each in _parts(scene.animations or ()) if type(each) not in _FADES)
        return not any(scene.rings) or all(each.mobject in of_the_camera for each in moves)

    def _skip(self, scene: Scene, times: npt.NDArray[np.float64]) -> None:
        """Leave everything as it is after a play with frames at these ``times``, none of which is wanted."""
        parts = list(_parts(scene.animations or ()))
        moves = [each for each in parts if type(each) not in _FADES]
        for each in parts:
            each._setup_scene(scene)
        for each in moves:
            each.begin()
        for each in moves:
            each.finish()
        for each in parts:
            # A fade that did not begin has nothing to put back, which its own way to clean up would do.
            kind = Animation if type(each) in _FADES else type(each)
            kind.clean_up_from_scene(each, scene)
        scene.update_mobjects(times[-1])
        self._count(len(times))

    def _leap(self, scene: Any, times: npt.NDArray[np.float64]) -> None:
        """Go to the end of a play with frames at these ``times``, from one that is wanted to the next."""
        wanted = [index for index in range(len(times)) if self._sink.wants(self.frame + index)]
        done = 0
        for index in wanted:
            self._count(index - done)
            self._reach(scene, times[done : index + 1])
            self._show(scene, 1)
            done = index + 1
        if done < len(times):
            self._reach(scene, times[done:])
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self._count(len(times) - done)

    def _reach(self, scene: Any, times: npt.NDArray[np.float64]) -> None:
        """Go to the last of these ``times``, several times faster than through them all.

        Only where a ring begins to close too late to be closed there, the last of them are gone through: it
        remembers since when it has been closing, and no longer than that takes.
        """
        late = times[-math.ceil(TEMPO.bloom * config.frame_rate) - 1 :]
        scene.update_to_time(late[0])
        if len(late) == 1:
            return
        still_open = [ring for ring in scene.rings if not ring.is_zero]
        scene.update_to_time(late[-1])
        if any(ring.is_zero for ring in still_open):
            for time in late:
                scene.update_to_time(time)

    def _show(self, scene: Scene, count: int) -> None:
        """Count ``count`` equal frames; if any is wanted, draw it and hold them until the picture changes."""
        if self._wants_any(count):
            self.update_frame(scene)
            if self._held.stop != self.frame:
                self._hand_over()
            self._held = range(self._held.start if self._held else self.frame, self.frame + count)
        self._count(count)

    def _wants_any(self, count: int) -> bool:
        return any(self._sink.wants(index) for index in range(self.frame, self.frame + count))

    def _hand_over(self) -> None:
        held, self._held = self._held, range(0)
        if held:
            rows, self._rows = self._rows, []
            self._sink.take(held.start, self._canvas.pixels, len(held), rows)

    def _count(self, count: int) -> None:
        self.frame += count
        # A quotient, not a sum of steps: a sum drifts, and both passes must agree to the frame.
        self.time = self.frame / config.frame_rate


def _parts(animations: Iterable[Any]) -> Iterator[Animation]:
    """The animations of which ``animations`` consist."""
    for each in animations:
        if type(each) in {AnimationGroup, LaggedStart}:
            yield from _parts(each.animations)
        else:
            yield each


def _at_rest(scene: Scene) -> frozenset[Mobject]:
    """Return what is in ``scene``, out of reach of the animations under way and of every updater."""
    if scene.updaters:
        return frozenset()
    present = extract_mobject_family_members(scene.mobjects)
    movers = [*moved_by(scene.animations or ()), *filter(_follows, present)]
    return frozenset(present).difference(extract_mobject_family_members(movers))


def _follows(mobject: Mobject) -> bool:
    """Whether it may change by itself: a raster asks trackers without being told."""
    return bool(mobject.updaters) or isinstance(mobject, Raster)
