"""A scene's clip to one clip a beat, without encoding again, and single pictures out of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

import av
import numpy as np
from av.packet import Packet
from av.video.stream import VideoStream
from PIL import Image

from renders.picture.timeline import Timeline
from renders.video.encoder import REORDERED, EncodingError, create_mp4
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.joining import check_frames

__all__ = ["cut", "last_frames", "picture"]


def last_frames(timeline: Timeline) -> list[int]:
    """Return the frame before which the piece of each beat ends; what follows the last beat belongs to it.

    These are the places where the clip was joined of segments, so that it can be cut there.
    """
    return [*(beat.end for beat in timeline.beats[:-1]), timeline.frames]


def cut(source: Path, ends: Sequence[int], fps: int) -> list[bytes]:
    """Cut the MP4 ``source`` into pieces that end before the frames ``ends``, the last of them its length.

    Each piece is an MP4 of its own, frame k at exactly k / fps. Raises ``EncodingError`` where a piece would not
    begin with a picture that stands alone, or frames are missing.
    """
    with av.open(ffmpeg_name(source), "r", format="mp4") as container:
        stream = container.streams.video[0]
        packets = (packet for packet in container.demux(stream) if packet.pts is not None)
        return [_piece(packets, stream, first, end, fps) for first, end in pairwise([0, *ends])]


def picture(clip: bytes, index: int, fps: int) -> Image.Image:
    """Decode the frame ``index`` of an MP4; raises ``EncodingError`` if it has no such frame."""
    with av.open(io.BytesIO(clip), "r", format="mp4") as container:
        stream = container.streams.video[0]
        due = index * _step(stream, fps)
        container.seek(due, stream=stream)
        for frame in container.decode(stream):
            if frame.pts == due:
                return _exact(frame)
    raise EncodingError(f"the clip of a beat has no frame {index}")


def _exact(frame: av.VideoFrame) -> Image.Image:
    """The frame's colours to the nearest level: converted to bytes at once, they would be two levels off."""
    levels = np.rint(frame.to_ndarray(format="gbrpf32le") * 255).clip(0, 255)
    return Image.fromarray(levels.astype(np.uint8))


def _piece(packets: Iterator[Packet[VideoStream]], template: VideoStream, first: int, end: int, fps: int) -> bytes:
    step = _step(template, fps)
    piece = io.BytesIO()
    with create_mp4(piece) as container:
        stream = container.add_stream_from_template(template)
        stream.time_base = template.time_base
        for place, packet in enumerate(islice(packets, end - first)):
            if place == 0 and not packet.is_keyframe:
                raise EncodingError(f"the clip cannot be cut at frame {first}: render it again")
            packet.pts = (packet.pts or 0) - first * step
            packet.dts = (place - REORDERED) * step
            packet.stream = stream
            container.mux_one(packet)
    check_frames(piece, end - first, fps)
    return piece.getvalue()


def _step(stream: VideoStream, fps: int) -> int:
    """A frame's duration by the stream's clock."""
    return int(1 / (fps * (stream.time_base or 1)))
