"""The type of all arrays of numbers: 64-bit floats, of any shape."""

import numpy as np
import numpy.typing as npt

__all__ = ["FloatArray"]

FloatArray = npt.NDArray[np.float64]
