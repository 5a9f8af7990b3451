"""Checks, findings and problems: what the critic may find, and where it found it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from common.stage import Box
from renders.request.variant import Variant

__all__ = ["CHECKS", "Finding", "Problem"]

CHECKS: Mapping[str, str] = {
    "layout/outside": "something reaches out of the safe area",
    "layout/overlap": "two texts lie on each other",
    "layout/crossed": "a curve or a dot runs through a text that has no backing",
    "layout/hidden": "a text and its backing cover a dot, or a good part of a curve that means something",
    "layout/cut": "a contour through an optimum is cut off",
    "layout/crowded": "a text stands closer to something than the least gap",
    "layout/jump": "a read-out changes its place or its width",
    "layout/order": "of two things that lie on each other and stay, the lower comes out on top",
    "legibility/size": "letters are smaller than a phone shows well",
    "legibility/contrast": "a text or a line that means something stands out too little from what is around it",
    "legibility/colours": "two colours with different meanings look alike to some viewers",
    "time/reading": "a text goes before it can be read",
    "time/caption": "a caption breaks the limits of its language",
    "time/restless": "something moves while a new sentence comes in",
    "time/short": "a beat is shorter than its words",
    "time/mark": "what a word announces does not begin with it",
    "time/blink": "something goes, or changes its colour, and is as before too soon",
    "time/leap": "a dot is elsewhere from one frame to the next",
    "time/pop": "the ring of a zero is there from one frame to the next",
    "staging/empty": "there is next to nothing to be seen",
    "staging/still": "too many frames of a scene are like the frame before",
    "staging/attention": "what is not spoken of neither rests nor stands out",
    "staging/landing": "no weight lands where the words say so, or the picture does not rest after it",
    "staging/small": "the picture, or its subject, is small where a weight lands",
    "staging/join": "a scene does not begin where the one before it ended",
    "glyphs/missing": "a font lacks a character",
    "flashes/general": "the picture flashes more than three times in a second",
    "flashes/red": "saturated red flashes more than three times in a second",
    "truth/dot": "a dot is not where the mathematics puts it",
    "truth/optimum": "what is marked as an optimum is not one",
    "truth/number": "a printed number is not the number",
    "truth/zero": "the colour of zero is not that of a weight that stays at exactly 0, and of nothing else",
    "truth/words": "a number is said otherwise than it is shown, or as 0 when it is not",
    "truth/curve": "a drawn curve leaves the function that it shows",
    "truth/contact": "a contour does not touch the region at the optimum",
    "truth/surface": "a painted surface is not where it should be, not in its lamp's light, or wrongly lined",
    "truth/light": "the light on a surface changes although only the eye moves",
    "truth/scale": "axes that claim one scale have two",
    "likeness/changed": "the picture is not the one that was accepted",
}
"""Every check by name, and what it finds; the part before the slash is its group."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in one picture, by one of ``CHECKS``.

    ``things`` names what is involved, ``said`` how much is wrong, in figures, and ``boxes`` tells where, in scene
    units.
    """

    check: str
    things: tuple[str, ...]
    said: str
    boxes: tuple[Box, ...] = ()

    def __post_init__(self) -> None:
        if self.check not in CHECKS:
            raise ValueError(f"{self.check} is not a check: choose from {', '.join(CHECKS)}")


@dataclass(frozen=True)
class Problem:
    """A finding in its place: seen first in ``frame`` of a scene, in ``beat``, and last in the frame ``until``."""

    scene: str
    variant: Variant
    beat: str
    frame: int
    until: int
    finding: Finding

    @property
    def seconds(self) -> float:
        """The time at which it is first seen, from the scene's start."""
        return self.frame / self.variant.fps

    def __str__(self) -> str:
        finding = self.finding
        shape = f"{self.variant.language} {self.variant.aspect} {self.variant.theme}"
        things = " and ".join(finding.things)
        return (
            f"{self.scene} {self.beat} {self.seconds:.1f} s ({shape}): {finding.check}: {things}: {finding.said}"
        )
