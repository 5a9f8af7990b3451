"""The picture that stands for a clip before it is played: its last, where everything is on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:  # who has a clip already need not wait for manim
    from renders.products.formats.reel import Reel

__all__ = ["poster_of_reel"]


def poster_of_reel(reel: Reel, *, clear: bool) -> Image.Image:
    """The last picture of ``reel``, without its background if ``clear``."""
    return reel.clear(reel.order[-1]) if clear else reel.whole(reel.order[-1])
