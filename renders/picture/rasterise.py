"""Play a scene in this process and hand its frames to a sink."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from common.explainer import Explainer, Setting
from common.style import THEMES
from renders.files.scratch import scratch
from renders.picture.renderer import FrameRenderer, PartDone, Sink
from renders.picture.session import session
from renders.picture.timeline import Timeline, UnsteadySceneError
from renders.request.variant import Variant

__all__ = ["rasterise"]


def rasterise(
    scene_class: type[Explainer],
    variant: Variant,
    sink: Sink,
    media: Path | None = None,
    expected: Timeline | None = None,
    renderer: type[FrameRenderer] = FrameRenderer,
) -> Timeline:
    """Play ``scene_class`` from its first frame to its last; the same call gives the same frames.

    A ``sink`` that raises ``PartDone`` ends the playing early: the timeline is then that of the beats so far.

    ``media`` is a folder for manim's pictures of texts and formulas, private to this process; a second
    pass is faster in the folder of the first. Without it, one is made and deleted. What the scene
    raises passes through; ``UnsteadySceneError`` says that it did not go as ``expected`` from an earlier pass.
    ``renderer`` is what draws.
    """
    if media is None:
        with scratch() as folder:
            return rasterise(scene_class, variant, sink, folder, expected, renderer)
    complete = False
    with session(variant.size, media, frame_rate=variant.fps):
        frames = renderer(sink)
        takes = variant.others.takes if variant.others else {}
        setting = Setting(variant.language, THEMES[variant.theme], variant.voice, takes)
        scene = scene_class(setting=setting, renderer=frames)
        with suppress(PartDone):
            scene.render()
            complete = True
        timeline = Timeline(scene_class.__name__, scene.words.title, frames.frame, tuple(scene.beats))
    steady = expected is None or (
        timeline == expected if complete else timeline.beats == expected.beats[: len(timeline.beats)]
    )
    if not steady:
        raise UnsteadySceneError(timeline.name)
    return timeline
