"""The base of all parts: a drawing that knows its formula."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from copy import deepcopy

from manim import Mobject, VMobject
from manim.mobject.opengl.opengl_compatibility import ConvertToOpenGL

from common.figures.claims import Axes, Claim
from common.figures.window import Window

__all__ = ["Part"]


class Part(VMobject, metaclass=ConvertToOpenGL):
    """A drawing of one formula, which is evaluated anew at each drawing and for each claim.

    Its metaclass is that of manim's shapes, so that both have one base whatever renderer a user's settings name.
    """

    @abstractmethod
    def draw(self, window: Window) -> None:
        """Draw what the formula gives now, as seen through ``window``."""

    @abstractmethod
    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Yield what the drawing shows, by the drawn ``axes``, according to the formula as it is now."""

    def __deepcopy__(self, memo: dict[int, Mobject]) -> VMobject:  # type: ignore[override]
        """Copy the picture without its formula: animations copy a lot."""
        twin = memo[id(self)] = VMobject()
        vars(twin).update((name, deepcopy(vars(self)[name], memo)) for name in vars(twin))
        return twin
