"""A beat as it was played; free of manim, so that code which only reads beats need not load it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Beat"]


@dataclass(frozen=True)
class Beat:
    """One idea of a scene as it was rendered: frames ``start`` to ``end`` (not included), and its words."""

    name: str
    start: int
    end: int
    title: str
    said: str
