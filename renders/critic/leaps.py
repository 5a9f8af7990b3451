"""Does a dot go where it goes, or is it elsewhere from one frame to the next?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from manim import Circle, Mobject

from renders.critic.problem import Finding
from renders.critic.sight import FloatArray
from renders.critic.steadiness import Looks

__all__ = ["leap_findings"]

_SEEN = 0.5  # of full opacity
_FAR, _TIMES, _AROUND = 0.15, 3.0, 2  # scene units from one frame to the next; times as far as in so many around
_REST = 0.02  # scene units a frame, at most, on one side of a leap: a hop comes from somewhere, and goes on


def leap_findings(looks: Mapping[int, Looks]) -> Iterator[tuple[int, Finding]]:
    """Find dots that leap while they are seen; each with the frame in which it has.

    ``looks`` has those of each frame at which something changed, which hold until the next.
    """
    for frames, path in _ways(looks):
        lengths, steps = np.linalg.norm(np.diff(path, axis=0), axis=1), np.diff(frames)
        speeds = np.pad(lengths / steps, _AROUND, constant_values=np.inf)  # unseen, it may do anything
        windows = np.lib.stride_tricks.sliding_window_view(speeds, 2 * _AROUND + 1)
        before, after = (part.max(axis=1) for part in (windows[:, :_AROUND], windows[:, _AROUND + 1 :]))
        far = (steps == 1) & (lengths > _FAR) & (lengths > _TIMES * np.maximum(before, after))
        far &= np.minimum(before, after) < _REST
        for number in np.flatnonzero(far).tolist():
            said = f"{lengths[number]:.1f} scene units from one frame to the next"
            yield int(frames[number + 1]), Finding("time/leap", ("dot",), said)


def _ways(looks: Mapping[int, Looks]) -> Iterator[tuple[FloatArray, FloatArray]]:
    """The frames (n,) in which a dot is seen without a break, and where it is then (n, 3)."""
    going: dict[Mobject, list[tuple[int, FloatArray]]] = {}
    for index in sorted(looks):
        seen = {each: look for each, look in looks[index].items() if look[3] >= _SEEN and _is_dot(each)}
        for dot in going.keys() - seen.keys():
            yield _way(going.pop(dot))
        for dot, look in seen.items():
            going.setdefault(dot, []).append((index, look[4:]))
    yield from map(_way, going.values())


def _way(seen: Sequence[tuple[int, FloatArray]]) -> tuple[FloatArray, FloatArray]:
    frames, path = zip(*seen, strict=True)
    return np.array(frames), np.array(path)


def _is_dot(thing: Mobject) -> bool:
    return isinstance(thing, Circle) and bool(thing.get_fill_opacity() >= _SEEN)
