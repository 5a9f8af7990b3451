"""Scenes that are watched while they play: a film scene that calls back at the end of each beat."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject

from common.explainer import Explainer
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM

SCENES = tuple(SceneRef.parse(scene).load() for scene in FILM + CLIPS)


def watched(scene: type[Explainer], at_rest: Callable[[Explainer, str], None]) -> type[Explainer]:
    """``scene``, telling ``at_rest`` the beat each time that its picture holds still."""

    class Watched(scene):  # type: ignore[misc, valid-type]
        def hold(self, seconds: float = 0.5) -> None:
            at_rest(self, list(self.words.beats)[len(self.beats)])
            super().hold(seconds)

    Watched.__name__ = scene.__name__
    return Watched


def family(scene: Explainer) -> list[Mobject]:
    """Every mobject on screen, once."""
    members = [member for mobject in scene.mobjects for member in mobject.get_family()]
    return list(dict.fromkeys(members))
