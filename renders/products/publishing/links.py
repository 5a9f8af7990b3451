"""Addresses that only who publishes can know."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from renders.errors import BadInputError
from renders.files.text import printable

__all__ = ["Links"]


@dataclass(frozen=True)
class Links:
    """Where the ``full_film`` is watched, and where the ``source`` code is; None if that is not known yet.

    Raises ``BadInputError`` for what is no address of a page.
    """

    full_film: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Look at what was typed."""
        for option, link in (("--full-film", self.full_film), ("--source", self.source)):
            if link is not None and not _is_address(link):
                raise BadInputError(
                    f"{option} {printable(link)}: not the address of a page; type one such as https://example.org/film"
                )

    def missing(self, *, whole: bool) -> list[str]:
        """What is left to be done by hand where one is not known; the ``whole`` film need not lead to itself."""
        lines = {
            "--source": ("" if self.source else "the source code"),
            "--full-film": ("" if self.full_film or whole else "the full film"),
        }
        return [
            f"Add the address of {what} to the descriptions, or publish again with {option} URL."
            for option, what in lines.items()
            if what
        ]


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(link) & set(' <>"\t\r\n')
