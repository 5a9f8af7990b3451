"""Play a scene in this process and hand its frames to a sink."""

from __future__ import annotations

import tempfile
from configparser import ConfigParser
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim._config.utils import ManimConfig, config_file_paths

from common.explainer import Explainer, Setting
from common.style import THEMES
from renders.frames import FrameRenderer, PartDone, Sink
from renders.options import Variant
from renders.timeline import Timeline, UnsteadySceneError

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
        with tempfile.TemporaryDirectory(prefix="renders-") as folder:
            return rasterise(scene_class, variant, sink, Path(folder), expected, renderer)
    width, height = variant.size
    choices = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": variant.fps,
        "background_opacity": 1.0,
        "seed": 0,
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        # manim fills in braces of this path.
        "media_dir": str(media).replace("{", "{{").replace("}", "}}"),
    }
    complete = False
    with tempconfig(_manims_defaults()), tempconfig(choices):
        frames = renderer(sink)
        scene = scene_class(setting=Setting(variant.language, THEMES[variant.theme]), renderer=frames)
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


@cache
def _manims_defaults() -> dict[str, Any]:
    """What manim does unless told otherwise: a ``manim.cfg`` of the user must not change the film."""
    library, *_ = config_file_paths()
    parser = ConfigParser()
    parser.read(library, encoding="utf-8")
    return dict(ManimConfig().digest_parser(parser))
