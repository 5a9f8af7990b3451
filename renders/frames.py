"""A manim renderer that counts frames and hands the wanted ones, as pixels, to a sink."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from manim import CairoRenderer, Mobject, Scene, config

__all__ = ["FrameRenderer", "NoFrames", "PickedFrames", "Pixels", "Sink"]

Pixels = npt.NDArray[np.uint8]
"""Height × width × 4, RGBA, 0 to 255, the upper left pixel first."""


class Sink(Protocol):
    """Where frames go. A frame that it does not want is counted and never drawn."""

    def wants(self, index: int) -> bool:
        """Whether to draw the frame with this index, counted from 0 at the scene's start."""

    def take(self, index: int, pixels: Pixels, count: int) -> None:
        """Receive ``count`` equal frames from ``index`` on, one of them wanted.

        ``pixels`` is overwritten after the call: copy what is to be kept.
        """


class NoFrames:
    """Wants nothing: what remains is the scene's length and its beats."""

    def wants(self, index: int) -> bool:  # noqa: ARG002
        """No."""
        return False

    def take(self, index: int, pixels: Pixels, count: int) -> None:
        """Never called."""


class PickedFrames:
    """Keeps a copy of the frames with the given indices in ``pictures``."""

    def __init__(self, indices: Iterable[int]) -> None:
        self._indices = frozenset(indices)
        self.pictures: dict[int, Pixels] = {}

    def wants(self, index: int) -> bool:
        """Whether it was picked."""
        return index in self._indices

    def take(self, index: int, pixels: Pixels, count: int) -> None:
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
    """manim's Cairo renderer without files, cache and sections: all frames are counted, the wanted drawn."""

    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self._sink = sink
        self.frame = 0

    def init_scene(self, scene: Scene, *_: object) -> None:
        """Take the camera now: the scene has only just set the size and colour of its picture."""
        self.camera = scene.camera_class()
        self.file_writer = _NoFiles()

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations; a frozen wait is drawn once, however long."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        self.static_image = None
        step = 1 / config.frame_rate
        planned = len(np.arange(0, scene.duration, step))
        if scene.is_current_animation_frozen_frame():
            count = int(scene.duration / step)
            if self._wants_any(count):
                self.update_frame(scene)
            self._hand_over(count)
        elif not self._wants_any(planned) and scene.stop_condition is None:
            self._leap(scene, planned)
        else:
            if self._wants_any(planned) and scene.static_mobjects:
                self.update_frame(scene, scene.static_mobjects)
                self.static_image = self.get_frame()
            scene.play_internal()
        self.num_plays += 1

    def render(self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None) -> None:  # noqa: ARG002
        """Draw one moving frame, if it is wanted."""
        if self._sink.wants(self.frame):
            self.update_frame(scene, moving_mobjects)
        self._hand_over(1)

    def update_frame(
        self, scene: Scene, mobjects: Iterable[Mobject] | None = None, *_: object, **__: object
    ) -> None:
        """Draw ``mobjects``, by default all of the scene, on what stands still or on the background."""
        if self.static_image is None:
            self.camera.reset()
        else:
            self.camera.set_frame_to_background(self.static_image)
        drawn = [*scene.mobjects, *scene.foreground_mobjects] if mobjects is None else mobjects
        self.camera.capture_mobjects(drawn)

    def scene_finished(self, scene: Scene) -> None:
        """Nothing is left to write."""

    def _leap(self, scene: Scene, count: int) -> None:
        """Go from the start of a play to its end, several times faster than through its frames."""
        scene.update_to_time(scene.duration)
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self._hand_over(count)

    def _wants_any(self, count: int) -> bool:
        return any(self._sink.wants(index) for index in range(self.frame, self.frame + count))

    def _hand_over(self, count: int) -> None:
        if self._wants_any(count):
            self._sink.take(self.frame, np.asarray(self.camera.pixel_array, np.uint8), count)
        self.frame += count
        # A quotient, not a sum of steps: a sum drifts, and both passes must agree to the frame.
        self.time = self.frame / config.frame_rate
