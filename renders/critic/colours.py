"""A check that colours with different meanings stay distinguishable for every viewer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from coloraide import Color

from common.style import Theme
from renders.critic.problem import Finding

__all__ = ["APART", "MEANINGS", "colour_findings"]

MEANINGS = ("l1", "l2", "loss", "zero", "ink")
"""The colours of a ``Theme`` that say what a thing is."""

APART = 10.0
"""The least difference between two meanings, in ΔE of CIEDE2000."""

_VISIONS = ("normal", "protan", "deutan", "tritan")
_METHODS = ("brettel", "machado")  # they disagree by a few ΔE: both must be content


def colour_findings(theme: Theme) -> Iterator[Finding]:
    """Pairs of ``MEANINGS`` nearer than ``APART``, a finding for each kind of vision."""
    colours = {meaning: Color(getattr(theme, meaning).to_hex()) for meaning in MEANINGS}
    for vision in _VISIONS:
        for one, other in combinations(MEANINGS, 2):
            apart = min(_differences(colours[one], colours[other], vision))
            if apart < APART:
                yield Finding(
                    "legibility/colours", (one, other), f"ΔE {apart:.1f} in {vision} vision, at least {APART:g}"
                )


def _differences(one: Color, other: Color, vision: str) -> Iterator[float]:
    if vision == "normal":
        yield one.delta_e(other, method="2000")
        return
    for method in _METHODS:
        yield one.filter(vision, method=method).delta_e(other.filter(vision, method=method), method="2000")
