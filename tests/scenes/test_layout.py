"""At the end of every beat nothing is cut, and no words lie on others, in every language and shape."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from manim import Mobject
from scenes_watched import SCENES, family, watched

from common.explainer import Explainer
from common.figures.lettering import Lettering
from common.figures.read_out import ReadOut
from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.frames import NoFrames
from renders.options import Quality, Variant
from renders.rasterise import rasterise

TINY = 1e-6


def faults(scene: Explainer) -> list[str]:
    """What is wrong with the words on screen now."""
    words = [m for m in family(scene) if isinstance(m, Lettering | ReadOut) and is_seen(m)]
    safe = scene.stage.safe
    cut = [
        f"{name(m)} is cut"
        for m in words
        if m.get_left()[0] < safe.left - TINY
        or m.get_right()[0] > safe.right + TINY
        or m.get_bottom()[1] < safe.bottom - TINY
        or m.get_top()[1] > safe.top + TINY
    ]
    crossed = [f"{name(a)} lies on {name(b)}" for a, b in combinations(words, 2) if overlap(a, b)]
    return cut + crossed


def is_seen(mobject: Mobject) -> bool:
    members = mobject.family_members_with_points()
    return any(member.get_fill_opacity() > 0 for member in members)


def overlap(a: Mobject, b: Mobject) -> bool:
    """Whether they share room; a text and its own halo share the same."""
    apart = (
        a.get_right()[0] <= b.get_left()[0]
        or b.get_right()[0] <= a.get_left()[0]
        or a.get_top()[1] <= b.get_bottom()[1]
        or b.get_top()[1] <= a.get_bottom()[1]
    )
    return not apart and abs(a.get_center() - b.get_center()).max() > TINY


def name(mobject: Mobject) -> str:
    return str(getattr(mobject, "text", mobject))


@pytest.mark.parametrize(("scene", "language", "aspect"), [*product(SCENES, LANGUAGES, ASPECTS)])
def test_words_stand_free_and_inside_the_safe_area(scene: type[Explainer], language: str, aspect: str) -> None:
    found: list[str] = []

    def at_rest(scene: Explainer, beat: str) -> None:
        found.extend(f"{beat}: {fault}" for fault in faults(scene))

    variant = Variant(language=language, aspect=aspect, quality=Quality(480, 5))
    rasterise(watched(scene, at_rest), variant, NoFrames())
    assert found == []


def test_a_label_moved_onto_another_or_off_the_picture_is_found() -> None:
    found: list[str] = []

    def at_rest(scene: Explainer, _: str) -> None:
        one, two = [m for m in family(scene) if isinstance(m, Lettering)][:2]
        one.move_to(two.get_left())
        found.extend(faults(scene))
        two.shift((20.0, 0.0, 0.0))
        found.extend(faults(scene))

    rasterise(watched(SCENES[0], at_rest), Variant(quality=Quality(480, 5)), NoFrames())
    assert any("lies on" in fault for fault in found)
    assert any("is cut" in fault for fault in found)
