"""The picture that stands for a reel before it is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from renders.products.surround.poster import poster_frame

if TYPE_CHECKING:  # who has a clip already need not wait for manim
    from renders.products.formats.reel import Reel

__all__ = ["poster_of_reel"]


def poster_of_reel(reel: Reel, *, clear: bool) -> Image.Image:
    """That of its scene, without its background if ``clear``."""
    picture = reel.order[poster_frame(reel.timeline)]
    return reel.clear(picture) if clear else reel.whole(picture)
