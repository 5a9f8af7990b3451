"""Takes as files: mono Opus, of which the same samples always give the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

__all__ = ["RATE", "encoded", "heard"]

RATE = 48_000
"""Samples a second of Opus, whatever the rate of what was encoded."""

_BITS = 48_000
_CONTAINER = {
    "fflags": "+bitexact",  # else a file would carry a random number and the library's version
    "page_duration": "100000",  # microseconds: decoders cut off what fills the last frame from the second page on
}


def encoded(samples: npt.NDArray[np.float32], rate: int) -> bytes:
    """Encode samples of ``rate``, which Opus has to know, as a file."""
    file = BytesIO()
    with av.open(file, "w", format="ogg", options=_CONTAINER) as container:
        stream = container.add_stream("libopus", rate=rate, layout="mono")
        stream.bit_rate = _BITS
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def heard(file: Path | BytesIO) -> npt.NDArray[np.float32]:
    """Decode a take: samples of ``RATE``."""
    with av.open(file, "r") as container:
        frames = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
    return np.concatenate(frames) if frames else np.empty(0, np.float32)
