"""What a beat was when it was played; free of manim, so that whoever only reads it need not load that."""

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
