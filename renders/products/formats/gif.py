"""Reels as GIF, with the 256 colours that suit their pictures best."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.format import VideoFormat

from renders.products.formats.reel import Reel
from renders.products.formats.watch import Watch
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["write_gif"]

_CLOCK = 100
"""Delays are in hundredths of a second."""


def write_gif(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:  # noqa: ARG001
    """Write ``reel`` as a loop without end; it is never ``clear``."""
    # Dithering would put a grain on plain backgrounds, move it about, and take more bytes.
    palette = _palette(reel)
    graph = Graph()
    graph.threads = 1
    pictures = _source(graph, reel.size)
    colours = _source(graph, (palette.width, palette.height), palette.format.name)
    mapped, sink = graph.add("paletteuse", "dither=none:diff_mode=rectangle"), graph.add("buffersink")
    pictures.link_to(mapped, 0, 0)
    colours.link_to(mapped, 0, 1)
    mapped.link_to(sink)
    graph.configure()
    colours.push(palette)
    colours.push(None)
    last = _moment(reel.runs[-1][1], reel.fps)
    options = {"loop": "0", "final_delay": str(last), "fflags": "+bitexact"}
    with closing(av.open(ffmpeg_name(target), "w", format="gif", options=options)) as container:
        stream = container.add_stream("gif", rate=_CLOCK)
        stream.width, stream.height = reel.size
        stream.pix_fmt = "pal8"
        stream.codec_context.time_base = Fraction(1, _CLOCK)
        place = 0
        for picture, count in reel.pictures(clear=False):
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
            frame.pts, frame.time_base = _moment(place, reel.fps), Fraction(1, _CLOCK)
            pictures.push(frame)
            place += count
            for ready in _pulled(sink):
                container.mux(stream.encode(ready))
            watch.passed(count)
        pictures.push(None)
        for ready in _pulled(sink):
            container.mux(stream.encode(ready))
        container.mux(stream.encode())


def _palette(reel: Reel) -> av.VideoFrame:
    """The colours that all pictures together need."""
    graph = Graph()
    graph.threads = 1
    graph.link_nodes(
        _source(graph, reel.size),
        graph.add("palettegen", "stats_mode=full:reserve_transparent=0"),
        graph.add("buffersink"),
    ).configure()
    for place, (picture, _) in enumerate(reel.pictures(clear=False)):
        frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
        frame.pts, frame.time_base = place, Fraction(1, _CLOCK)
        graph.vpush(frame)
    graph.vpush(None)
    palette = graph.vpull()
    palette.pts = 0
    return palette


def _source(graph: Graph, size: tuple[int, int], pixels: str = "rgb24") -> FilterContext:
    width, height = size
    return graph.add_buffer(width=width, height=height, format=VideoFormat(pixels), time_base=Fraction(1, _CLOCK))


def _moment(frames: int, fps: int) -> int:
    """Frames in the format's own time."""
    return round(frames * _CLOCK / fps)


def _pulled(sink: FilterContext) -> Iterator[av.VideoFrame]:
    """Yield the frames that the graph has ready."""
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, av.VideoFrame):
            yield frame
