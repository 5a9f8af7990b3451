"""Whatever a scene accepts is drawn: it plays to the end of every beat with any numbers and tables it takes."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from accepted_numbers import accepted, accepted_table, numbers_for, tables
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from manim import Scene
from scenes_watched import family, watched

from common.explainer import Explainer
from common.stage import ASPECTS
from common.table import Table
from common.words import LANGUAGES
from renders.critic.sight import Words, look
from renders.picture.rasterise import rasterise
from renders.picture.renderer import FrameRenderer, NoFrames
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from scenes.film import CLIPS, FILM

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
VARIANTS = st.builds(
    Variant, st.sampled_from(sorted(LANGUAGES)), st.sampled_from(sorted(ASPECTS)), st.just(Quality(240, 2))
)
UPRIGHT = Variant(aspect="9:16", quality=Quality(240, 2))
NUMBER = re.compile(r"“(\d[\d.]*|10\^\(-?\d+\))”")
BY_NAME = {scene.name: scene for scene in map(SceneRef.parse, FILM + CLIPS)}

FOUND: list[tuple[str, str, dict[str, Any]]] = [
    ("Overfit", "16:9", {"wild": 1e-10}),
    ("Overfit", "9:16", {"small": 1e-10}),
    ("Overfit", "1:1", {"wild": 1e-12, "stiff": 1e6}),
    ("Kink", "1:1", {"curvature": 1.6, "centre": 1.6, "weak": 0.65, "more": 2.6, "most": 5.12}),
    ("Selection", "1:1", {"weakest": 1e-6, "strongest": 1e4}),
    ("Selection", "16:9", {"budget": 1.6}),
]
"""Numbers with which a scene once could not be drawn, or not be read."""


class Leaping(FrameRenderer):
    """Draws nothing, and shows of each animation its middle and its end."""

    def _is_skipped(self, scene: Scene, count: int) -> bool:  # noqa: ARG002
        return False

    def _leap(self, scene: Scene, count: int) -> None:
        scene.update_to_time(scene.duration / 2)
        super()._leap(scene, count)


def play(scene: SceneRef, variant: Variant, media: Path) -> None:
    """Play it, and look at what stands there whenever the picture holds still."""
    rasterise(watched(scene.load(), at_rest), variant, NoFrames(), media, renderer=Leaping)


def at_rest(scene: Explainer, beat: str) -> None:
    for mobject in family(scene):
        assert np.isfinite(mobject.points).all(), (beat, mobject)
    numbers = [text for text in look(scene).words if NUMBER.fullmatch(text.name)]
    for one, other in combinations(numbers, 2):
        assert are_apart(one, other), (beat, one.name, other.name)


def are_apart(one: Words, other: Words) -> bool:
    across = max(one.box.left - other.box.right, other.box.left - one.box.right)
    along = max(one.box.bottom - other.box.top, other.box.bottom - one.box.top)
    return max(across, along) > 0


@pytest.mark.parametrize("scene", BY_NAME.values(), ids=list(BY_NAME))
def test_numbers_that_are_accepted_are_drawn(scene: SceneRef, typeset: Path) -> None:
    @FEW
    @given(numbers_for(scene), VARIANTS)
    def drawn(numbers: dict[str, Any], variant: Variant) -> None:
        carried = accepted(scene, numbers)
        assert carried is not None
        play(carried, variant, typeset)

    drawn()


@pytest.mark.parametrize(("name", "aspect", "numbers"), FOUND)
def test_numbers_that_were_once_too_much_are_drawn(
    name: str, aspect: str, numbers: dict[str, Any], typeset: Path
) -> None:
    carried = accepted(BY_NAME[name], numbers)
    assert carried is not None
    play(carried, Variant(aspect=aspect, quality=Quality(240, 2)), typeset)


@pytest.mark.parametrize(("name", "most_features", "least_rows"), [("Selection", 20, 24), ("Overfit", 1, 15)])
def test_tables_that_are_accepted_are_drawn(name: str, most_features: int, least_rows: int, typeset: Path) -> None:
    @FEW
    @given(tables(most_features, least_rows), VARIANTS)
    def drawn(table: Table, variant: Variant) -> None:
        carried = accepted_table(BY_NAME[name], table)
        assume(carried is not None)
        play(carried, variant, typeset)

    drawn()


def test_labels_that_run_into_one_another_would_be_noticed(typeset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.figures.coefficient_paths.every_with_room", lambda *_: 1)
    with pytest.raises(AssertionError, match=r"10\^"):
        play(accepted(BY_NAME["Selection"], {"weakest": 1e-6, "strongest": 1e4}), UPRIGHT, typeset)
