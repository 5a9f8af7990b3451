"""The names of penalties, as they stand beside all that is drawn of them."""

from __future__ import annotations

from collections.abc import Mapping

from manim import DOWN, RIGHT, VGroup

from common.figures.lettering import Lettering, lettering
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["likeness_of", "tag_of", "tags_in"]

_APART = 0.8
_LIKE: Mapping[Penalty, str] = {L1: "sparse", L2: "smooth"}


def tag_of(penalty: Penalty, labels: Mapping[str, str], theme: Theme, size: float = TYPE.title) -> Lettering:
    """Write what ``labels`` call ``penalty``, bold and in its colour, ``size`` in points of ``TYPE``."""
    return lettering(labels[penalty.name], size, theme.of(penalty), bold=True)


def likeness_of(penalty: Penalty, labels: Mapping[str, str], theme: Theme) -> Lettering:
    """Write in one word of ``labels`` what the weights under ``penalty`` are like."""
    return lettering(labels[_LIKE[penalty]], TYPE.claim, theme.of(penalty), bold=True)


def tags_in(box: Box, labels: Mapping[str, str], theme: Theme) -> VGroup:
    """Write what ``labels`` call both penalties side by side in ``box``."""
    tags = VGroup(*(tag_of(each, labels, theme, TYPE.title) for each in (L1, L2)))
    return tags.arrange(RIGHT, buff=_APART, aligned_edge=DOWN).move_to(box.centre)
