"""The base of all figures that move: redrawn when, and only when, what they are drawn from has changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator
from copy import deepcopy
from typing import Protocol, TypeAlias

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup, VMobject
from manim.mobject.mobject import _AnimationBuilder

__all__ = ["Derived", "Moves", "Tracker"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]
"""What a verb of a figure gives, to be played."""


class Tracker(Protocol):
    """What a figure is drawn from: a ``ValueTracker``, or one of several numbers."""

    def get_value(self) -> Hashable:
        """The present value."""


class Derived(VGroup, ABC):
    """A group drawn from trackers, whose parts are revealed one by one.

    Subclasses build their parts, then call ``redraw`` once themselves.
    """

    def __init__(self, *trackers: Tracker) -> None:
        super().__init__()
        self._trackers = trackers
        self._drawn_at: tuple[Hashable, ...] | None = None
        self._drawn_from: dict[VMobject, tuple[Hashable, ...]] = {}
        self.add_updater(lambda figure: figure._follow())

    @abstractmethod
    def redraw(self) -> None:
        """Set every part from the trackers' present values."""

    def is_stale(self, part: VMobject, *inputs: Hashable) -> bool:
        """Whether ``part`` was last drawn from other ``inputs``; says so once, so draw it if it is."""
        if self._drawn_from.get(part) == inputs:
            return False
        self._drawn_from[part] = inputs
        return True

    def refresh(self) -> None:
        """Redraw every part, wherever an animation may have left it."""
        self._drawn_at = None
        self._drawn_from.clear()
        self._follow()

    def reveal(
        self,
        *parts: VMobject,
        by: Callable[[VMobject], Animation] = FadeIn,
        run_time: float | None = None,
    ) -> Animation:
        """Bring in ``parts``, which have been drawn all along; the figure itself must be in the scene."""
        # A part that was concealed stands where it then stood; and nothing may be redrawn while it comes in.
        self.refresh()
        self.add(*parts)
        return AnimationGroup(*(by(part) for part in parts), run_time=run_time)

    def conceal(self, *parts: VMobject, run_time: float | None = None) -> Animation:
        """Take ``parts`` out again; the figure keeps drawing them, so that they can come back."""
        self.remove(*parts)
        return AnimationGroup(*(FadeOut(part) for part in parts), run_time=run_time)

    def __deepcopy__(self, memo: dict[int, Mobject]) -> VGroup:  # type: ignore[override]
        """Give a picture of the figure as it is now, which no longer follows anything: animations copy a lot."""
        return VGroup(*(deepcopy(part, memo) for part in self.submobjects))

    def _follow(self) -> None:
        now = tuple(tracker.get_value() for tracker in self._trackers)
        if now != self._drawn_at:
            self._drawn_at = now
            self.redraw()
