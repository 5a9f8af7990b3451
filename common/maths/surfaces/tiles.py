"""A picture of a body in tiles, of which those that may show the same faces are computed together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.body import Meetings, Numbers32, Sight

__all__ = ["SIDE", "Tiles", "tiled"]

SIDE = 16
MOST = 128  # tiles at a time, so that their numbers stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Tiles:
    """Some tiles of the picture: the ``rows`` and ``columns`` (n,) where they stand, counted in tiles, and more.

    ``u``, (1, SIDE, n), and ``v``, (SIDE, 1, n), are the places of their pixels; ``met`` is what their rays meet.
    Tiles come last, so that rows are long.

    >>> from common.maths.surfaces.eye import Eye
    >>> from common.maths.surfaces.solids import ball
    >>> above, ends = Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2), np.linspace(-8, 8, 160)
    >>> [(tiles.rows.size, tiles.u.shape) for tiles in tiled(Sight(ball(0.2), above), ends, -ends)]
    [(16, (1, 16, 16))]
    """

    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    u: Numbers32
    v: Numbers32
    met: Meetings


def tiled(sight: Sight, u: FloatArray, v: FloatArray) -> Iterator[Tiles]:
    """Yield the tiles of the picture with pixels at ``u``, (w,), and ``v``, (h,), on which the body may be seen.

    w and h are multiples of SIDE. The corners and middles of all tiles are asked first. A tile needs the faces
    that are met at its corners and its neighbours', or all if they are planes, so that what is narrower than a
    tile may be missed between them.

    >>> from common.maths.surfaces.eye import Eye
    >>> from common.maths.surfaces.solids import ball
    >>> sight, ends = Sight(ball(9.0), Eye((0.0, 0.0, 0.0), 0.0, np.pi / 2)), np.linspace(-1, 1, 32)
    >>> [tiles.met.hits.all() for tiles in tiled(sight, ends, -ends)]
    [np.True_]
    """
    across, along = (np.append(ends[::SIDE], ends[-1]) for ends in (u, v))
    met = sight.meet(across[np.newaxis], along[:, np.newaxis])
    faces = (np.int64(1) << met.front.astype(np.int64)) | (np.int64(1) << met.back.astype(np.int64))
    # What a missed ray enters last and leaves first is what makes it miss; or else any face that it never meets.
    # Planes are cheap, and may be seen from so flat that they would fall between corners.
    flat = all(face.is_flat for face in sight.body.faces)
    faces = np.where(flat | np.isnan(met.enter), np.int64((1 << len(sight.body.faces)) - 1), faces)
    middles = sight.meet(u[np.newaxis, SIDE // 2 :: SIDE], v[SIDE // 2 :: SIDE, np.newaxis]).hits
    may_show = (_about(met.hits.astype(np.int64)) > 0) | ndimage.maximum_filter(middles, 3)
    sets = np.where(may_show | ~may_show.any(), _about(faces), 0)  # it may be narrower than a tile
    columns_u, rows_v = (each.astype(np.float32).reshape(-1, SIDE).T for each in (u, v))
    for faces_there in np.unique(sets[sets > 0]).tolist():
        rows, columns = np.nonzero(sets == faces_there)
        among = [i for i in range(len(sight.body.faces)) if faces_there >> i & 1]
        for start in range(0, rows.size, MOST):
            here = slice(start, start + MOST)
            u_here = np.take(columns_u, columns[here], axis=1)[np.newaxis]
            v_here = np.take(rows_v, rows[here], axis=1)[:, np.newaxis]
            yield Tiles(rows[here], columns[here], u_here, v_here, sight.meet(u_here, v_here, among))


def _about(corners: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Join the sets at the corners of each tile and of its eight neighbours: (r + 1, c + 1) to (r, c)."""
    for axis in (0, 1):
        wide = np.pad(corners, [(1, 1) if each == axis else (0, 0) for each in (0, 1)])
        count = corners.shape[axis] - 1
        parts = [np.take(wide, range(k, k + count), axis=axis) for k in range(4)]
        corners = parts[0] | parts[1] | parts[2] | parts[3]
    return corners
