"""What the page shows: the last good picture, and what is wrong now, if anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Condition

__all__ = ["Board", "News"]


@dataclass(frozen=True)
class News:
    """The ``number`` of a change, the picture that is good, and ``fault``, one line, if it is not of now.

    ``seconds`` went by from the save to the picture.
    """

    number: int = 0
    picture: bytes = field(default=b"", repr=False)
    fault: str = ""
    seconds: float = 0.0


class Board:
    """The ``news``, which any thread may read and wait for."""

    def __init__(self) -> None:
        self.news = News()
        self.is_closed = False
        self._changed = Condition()

    def show(self, picture: bytes | None, fault: str, seconds: float) -> None:
        """Show a new picture, or a fault beside the one that there is."""
        with self._changed:
            self.news = News(self.news.number + 1, picture or self.news.picture, fault, seconds)
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> News | None:
        """Wait for news later than ``number``; None if there are none in so many ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_closed or self.news.number > number, seconds)
            return self.news if self.news.number > number else None
