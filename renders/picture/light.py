"""Luminance of the levels of a picture, and the contrast between two."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["LINEAR", "LUMA", "contrast_ratio", "relative_luminance"]

FloatArray = npt.NDArray[np.float64]

_SRGB = np.arange(256) / 255

LINEAR = np.where(_SRGB <= 0.04045, _SRGB / 12.92, ((_SRGB + 0.055) / 1.055) ** 2.4)
"""Linear light (256,), 0 to 1, of each level of sRGB, 0 to 255."""

LUMA = np.array([0.2126, 0.7152, 0.0722])
"""The weights (3,) of red, green and blue in BT.709, of linear light as of levels."""


def relative_luminance(levels: npt.NDArray[np.uint8]) -> FloatArray:
    """Relative luminance (…,), 0 to 1, of colours (…, 3) in levels of sRGB."""
    return np.asarray(LINEAR[levels] @ LUMA)


def contrast_ratio(one: npt.ArrayLike, other: npt.ArrayLike) -> FloatArray:
    """The contrast ratios of WCAG 2.2 between luminances that fit together, 1 to 21."""
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))
