"""How much light the levels of a picture stand for."""

from __future__ import annotations

import numpy as np

__all__ = ["LINEAR"]

_SRGB = np.arange(256) / 255

LINEAR = np.where(_SRGB <= 0.04045, _SRGB / 12.92, ((_SRGB + 0.055) / 1.055) ** 2.4)
"""Linear light (256,), 0 to 1, of each level of sRGB, 0 to 255."""
