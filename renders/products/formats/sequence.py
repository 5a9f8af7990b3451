"""Reels as a folder of PNGs, one a frame, as editors of video take them."""

from __future__ import annotations

import io
from pathlib import Path

from renders.errors import BadInputError
from renders.products.formats.reel import Reel
from renders.products.formats.watch import Watch

__all__ = ["check_place", "write_sequence"]


def write_sequence(reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:
    """Write ``reel`` into the folder ``target``: ``0001.png``, ``0002.png``, …; transparent if ``clear``."""
    digits = max(4, len(str(len(reel.order))))
    place = 0
    for picture, count in reel.pictures(clear=clear):
        data = io.BytesIO()
        picture.save(data, format="PNG")
        for _ in range(count):
            place += 1
            (target / f"{place:0{digits}}.png").write_bytes(data.getvalue())
        watch.passed(count)


def check_place(target: Path) -> None:
    """Raise ``BadInputError`` if something else than an earlier sequence is in the place of ``target``."""
    if not target.exists():
        return
    if not target.is_dir():
        raise BadInputError(f"{target} is in the way of the folder of PNGs: move it, or name another --output")
    others = sorted(
        path.name for path in target.iterdir() if not (path.suffix == ".png" and path.stem.isdecimal())
    )
    if others:
        raise BadInputError(
            f"{target} holds {others[0]}, which is not one of its frames: move it, or name another --output"
        )
