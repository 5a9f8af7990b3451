"""The last picture of a beat, drawn while its scene is played but once."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renders.errors import BadInputError
from renders.request.custom import Customised
from renders.request.variant import Variant

if TYPE_CHECKING:
    from renders.picture.renderer import Pixels
    from renders.work.jobs import Counter

__all__ = ["Shot"]


@dataclass(frozen=True)
class Shot:
    """The end of ``beat``, in the only scene that ``chosen`` gives; ``media`` is as for ``rasterise``."""

    chosen: Callable[[], Customised]
    name: str
    beat: str
    variant: Variant
    media: Path

    def run(self, counter: Counter) -> bytes:
        """Draw it as the files are now; return it as PNG."""
        from PIL import Image  # noqa: PLC0415

        from renders.picture.rasterise import rasterise  # noqa: PLC0415

        (scene,) = self.chosen().scenes
        sink = _OnePicture()
        rasterise(_ending(scene.load(), self.beat, sink), self.variant, sink, self.media)
        if sink.pixels is None:
            raise BadInputError(f"{self.name} plays no beat {self.beat}")
        data = io.BytesIO()
        Image.fromarray(sink.pixels).convert("RGB").save(data, format="PNG", compress_level=1)
        counter.advance(1)
        return data.getvalue()


class _OnePicture:
    """A sink that wants nothing before it is ``due``."""

    def __init__(self) -> None:
        self.due = False
        self.pixels: Pixels | None = None

    def wants(self, index: int) -> bool:  # noqa: ARG002
        return self.due

    def enter(self, segment: int) -> None:
        """Go on: the scene ends by itself."""

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        self.pixels = pixels.copy()


def _ending(scene: Any, last: str, sink: _OnePicture) -> Any:
    """``scene`` as far as the end of the beat ``last``, whose picture goes to ``sink``.

    When a beat ends is known only as it does: leaping to its last frame would take another pass.
    """
    from renders.picture.renderer import PartDone  # noqa: PLC0415

    @contextmanager
    def beat(self: Any, name: str) -> Iterator[Any]:
        with scene.beat(self, name) as clock:
            yield clock
        if name == last:
            sink.due = True
            self.renderer.render(self)
            self.renderer.scene_finished(self)
            raise PartDone

    return type(scene.__name__, (scene,), {"beat": beat, "__module__": scene.__module__})
