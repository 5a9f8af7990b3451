"""Estimates of rendering times, from the seconds and frames that beats took before, remembered in a file."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import fmean

from common.words import reading_seconds
from renders.files.atomic import aside
from renders.request.variant import Variant

__all__ = ["BeatCost", "Costs"]

# Measured on this film, 480p15 to 1080p60, two busy cores: drawing takes 5.5 ms a frame on average, whatever its
# size; converting and encoding 3 ms a megapixel. Only a first build, without a file, goes by _SECONDS and _SETUP.
_DRAWING = 1.8  # megapixels of encoding that a frame's drawing is worth
_SECONDS = 0.003  # a frame and megapixel
_SETUP = 0.6  # to reach the first wanted beat, which may be late in its scene

_ABSURD = 10**9  # no number of a sound file comes near


@dataclass(frozen=True)
class BeatCost:
    """The cost of a beat: CPU ``seconds`` for ``frames`` of ``width`` × ``height`` pixels, ``fps`` a second."""

    scene: str
    beat: str
    language: str
    width: int
    height: int
    fps: int
    frames: int
    seconds: float

    @property
    def effort(self) -> float:
        """The work that the seconds are proportional to: for each frame, its drawing and its megapixels."""
        return self.frames * (_DRAWING + self.width * self.height / 1e6)


class Costs:
    """Remembered costs. Seconds are CPU seconds of the process at work: a busy machine changes them little.

    Two builds at once each save what they know; the later file stays. That costs a guess, no more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._setups: dict[str, float] = {}
        self._beats: dict[tuple[str, str, str, int, int, int], BeatCost] = {}

    @classmethod
    def load(cls, file: Path) -> Costs:
        """Read what ``save`` wrote to ``file``: nothing, if there is no such file or it is not sound."""
        costs = cls(file)
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            for scene, seconds in content["setups"].items():
                costs.remember_setup(scene, seconds)
            for row in content["beats"]:
                costs._note(BeatCost(**row))
        except Exception:  # Whatever is wrong with it: a guess is not worth a failed build.
            return cls(file)
        return costs

    def save(self) -> None:
        """Write the file, whole or not at all; where that cannot be, it is left undone."""
        content = {
            "setups": dict(sorted(self._setups.items())),
            "beats": [asdict(self._beats[key]) for key in sorted(self._beats)],
        }
        with suppress(OSError), aside(self._file) as part:
            part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

    def remember(self, scene: str, beat: str, variant: Variant, frames: int, seconds: float) -> None:
        """Note that a beat took ``seconds`` for its ``frames``; a beat known already goes half the way there.

        A noisy run so moves it little. Raises ``ValueError`` for numbers that no render has.
        """
        cost = _cost(scene, beat, variant, frames, seconds)
        if known := self._beats.get(_key(cost)):
            cost = _cost(scene, beat, variant, frames, fmean((seconds, known.seconds * frames / known.frames)))
        self._note(cost)

    def remember_setup(self, scene: str, seconds: float) -> None:
        """Note what a part of ``scene`` took before its first wanted beat; ``ValueError`` as for ``remember``."""
        if not 0 <= seconds < _ABSURD:
            raise ValueError(f"{scene} was set up in {seconds} seconds")
        self._setups[scene] = fmean((seconds, self._setups.get(scene, seconds)))

    def expect(self, scene: str, beat: str, said: str, variant: Variant) -> BeatCost:
        """Guess a beat's cost: from itself, else from it in another picture or language, else from all beats.

        A beat lasts at least as long as it takes to read what is ``said``; one that was never rendered in this
        language is expected to last just that.
        """
        least = math.ceil(reading_seconds(said, variant.language) * variant.fps)
        wanted = _cost(scene, beat, variant, least, 0)
        known = self._nearest(wanted)
        if known and known.language == wanted.language:
            wanted = replace(wanted, frames=max(least, round(known.frames * wanted.fps / known.fps)))
        rate = known.seconds / known.effort if known else self._rate()
        return replace(wanted, seconds=rate * wanted.effort)

    def setup(self, scene: str) -> float:
        """Guess the seconds of a scene's set-up: from itself, else from the other scenes."""
        return self._setups[scene] if scene in self._setups else fmean(self._setups.values() or [_SETUP])

    def _note(self, cost: BeatCost) -> None:
        """Keep ``cost`` if it is sound: what is expected from it later, and saving it, must not fail."""
        if not all(isinstance(name, str) for name in (cost.scene, cost.beat, cost.language)):
            raise TypeError("scenes, beats and languages have names")
        counts = (cost.width, cost.height, cost.fps, cost.frames)
        if not all(isinstance(count, int) and 0 < count < _ABSURD for count in counts):
            raise ValueError(f"beat {cost.beat} of {cost.scene} had {cost.frames} frames")
        if not 0 <= cost.seconds < _ABSURD:
            raise ValueError(f"beat {cost.beat} of {cost.scene} took {cost.seconds} seconds")
        self._beats[_key(cost)] = cost

    def _nearest(self, wanted: BeatCost) -> BeatCost | None:
        """The same beat, if possible in the same language, at the most similar number of pixels a second."""

        def distance(known: BeatCost) -> tuple[bool, float]:
            ratio = known.width * known.height * known.fps / (wanted.width * wanted.height * wanted.fps)
            return known.language != wanted.language, abs(math.log(ratio))

        same = [cost for cost in self._beats.values() if (cost.scene, cost.beat) == (wanted.scene, wanted.beat)]
        return self._beats.get(_key(wanted)) or min(same, key=distance, default=None)

    def _rate(self) -> float:
        """Seconds a unit of effort, over all beats."""
        effort = sum(cost.effort for cost in self._beats.values())
        return sum(cost.seconds for cost in self._beats.values()) / effort if effort else _SECONDS


def _cost(scene: str, beat: str, variant: Variant, frames: int, seconds: float) -> BeatCost:
    width, height = variant.size
    return BeatCost(scene, beat, variant.language, width, height, variant.fps, frames, seconds)


def _key(cost: BeatCost) -> tuple[str, str, str, int, int, int]:
    """Aspect and quality stand there as pixels and pace: no name can go out of date."""
    return cost.scene, cost.beat, cost.language, cost.width, cost.height, cost.fps
