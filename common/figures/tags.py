"""The name of a penalty, as it stands beside all that is drawn of it."""

from __future__ import annotations

from collections.abc import Mapping

from common.figures.lettering import Lettering, lettering
from common.maths.penalties.norms import Penalty
from common.style import TYPE, Theme

__all__ = ["tag_of"]


def tag_of(penalty: Penalty, labels: Mapping[str, str], theme: Theme, size: float = TYPE.title) -> Lettering:
    """Write what ``labels`` call ``penalty``, bold and in its colour, ``size`` in points of ``TYPE``."""
    return lettering(labels[penalty.name], size, theme.of(penalty), bold=True)
