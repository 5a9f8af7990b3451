"""Are the letters large enough for a phone?"""

from __future__ import annotations

from collections.abc import Iterator

from common.style import TYPE
from renders.critic.problem import Finding
from renders.critic.sight import Sight

__all__ = ["size_findings"]

_ROUNDING = 0.01
_X_HEIGHT = 27 / 28
"""Pixels of 1080 lines that a lowercase x is high, a point of type."""


def size_findings(sight: Sight) -> Iterator[Finding]:
    """Texts, fully there, that are set or scaled smaller than the smallest type."""
    for text in sight.words:
        if text.opacity > 0.95 and text.size < TYPE.note * (1 - _ROUNDING):
            high, least = _X_HEIGHT * text.size, _X_HEIGHT * TYPE.note
            said = f"an x is {high:.0f} px high, at least {least:.0f} px of 1080"
            yield Finding("legibility/size", (text.name,), said, (text.box,))
