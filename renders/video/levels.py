"""From the pixels of a picture to the levels that H.264 stores: limited BT.709, 4:2:0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.video.format import VideoFormat

if TYPE_CHECKING:  # who only joins clips, or only checks them, need not wait for manim
    from renders.picture.renderer import Pixels

__all__ = ["Converter", "levels"]

# The cheapest of the ways that stay within a level of the exact matrix: tests/bench/bench_encoder.py. Chroma is
# taken where H.264 places it, on the even columns and between the rows.
_TO_BT709 = ":".join(
    (
        "in_range=full",
        "out_range=limited",
        "out_color_matrix=bt709",
        "out_chroma_loc=left",
        "flags=area+full_chroma_inp+bitexact",
    )
)
_BAND = 120
"""Rows that are converted together; an even number, for a row of chroma is made of two."""


class Converter:
    """Converts pictures of ``size`` (width, height in pixels, even), each from the one before."""

    def __init__(self, size: tuple[int, int]) -> None:
        width, height = size
        self._rows = min(_BAND, height)
        self._graph = _graph((width, self._rows))
        # Not from an array: PyAV takes its height for a multiple of four.
        self._frame = av.VideoFrame(width, height, "yuv420p")
        self._luma, *self._chroma = levels(self._frame)

    def convert(self, pixels: Pixels, rows: Sequence[range] | None = None) -> av.VideoFrame:
        """``pixels`` as a frame that is valid until the next call.

        ``rows`` are those in which they differ from the picture before; None for all.
        """
        height = len(self._luma)
        changed = [range(height)] if rows is None else rows
        for start in range(0, height, self._rows):
            if any(each.start < start + self._rows and start < each.stop for each in changed):
                top = min(start, height - self._rows)
                self._convert_band(pixels, slice(top, top + self._rows))
        return self._frame

    def _convert_band(self, pixels: Pixels, band: slice) -> None:
        self._graph.vpush(av.VideoFrame.from_numpy_buffer(pixels[band], format="rgba"))
        part = self._graph.vpull()
        luma, *chroma = levels(part)
        self._luma[band] = luma
        for whole, piece in zip(self._chroma, chroma, strict=True):
            whole[band.start // 2 : band.stop // 2] = piece


def levels(frame: av.VideoFrame) -> list[npt.NDArray[np.uint8]]:
    """The planes of ``frame``, each (rows, columns), to be read and written."""
    return [
        np.frombuffer(cast(Any, plane), np.uint8).reshape(-1, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    ]


def _graph(size: tuple[int, int]) -> Graph:
    width, height = size
    graph = Graph()
    graph.threads = 1
    graph.link_nodes(
        graph.add_buffer(width=width, height=height, format=VideoFormat("rgba"), time_base=Fraction(1, 1)),
        graph.add("scale", _TO_BT709),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ).configure()
    return graph
