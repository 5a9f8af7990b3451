"""With any numbers that a scene takes, what it says is what it shows, and what is not 0 reads 0 nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scenes_watched import watched

from common.explainer import Explainer
from renders.critic.saying import saying_findings
from renders.critic.truth import numbers_on
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.kink import Kink
from scenes.numbers.one_weight import THRESHOLD
from scenes.one_weight import OneWeight
from scenes.priors import Priors
from scenes.reaches_zero import ReachesZero
from scenes.selection import Selection
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps

FAST = Variant(quality=Quality(120, 5))
FEW = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


def typed(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers with three decimals, between these."""
    return st.integers(round(1000 * low), round(1000 * high)).map(lambda thousands: thousands / 1000)


@st.composite
def kinks(draw: st.DrawFn) -> dict[str, float]:
    centre = draw(typed(0.4, 2.5))
    return {"centre": centre, "weak": centre / 4, "more": 1.1 * centre, "most": 3 * centre}


NUMBERS: dict[type[Explainer], st.SearchStrategy[dict[str, float]]] = {
    OneWeight: st.fixed_dictionaries(
        {"first": typed(0.02, 0.2), "weak": typed(0.2, THRESHOLD - 0.002), "more": typed(0.4, 1.1)}
    ),
    Kink: kinks(),
    Shrinkage: st.fixed_dictionaries({"strength": typed(0.7, 1.4), "inputs": st.integers(20, 60)}),
    Steps: st.fixed_dictionaries(
        {"curvature": typed(0.2, 0.6), "small": typed(0.05, 0.8), "settling": st.just(30)}
    ),
    ReachesZero: st.fixed_dictionaries({"start": typed(0.3, 3.2)}),
    ShrinkingRegion: st.fixed_dictionaries({"held": typed(0.7, 0.95), "tightest": typed(0.4, 0.7)}),
    Priors: st.fixed_dictionaries({"centre": typed(0.1, 0.7), "curvature": typed(0.5, 1.1)}),
    Selection: st.fixed_dictionaries({"budget": typed(0.4, 1.6)}),
}
EXAMPLES = {
    Kink: [{"centre": 0.625}, {"centre": 0.7125, "more": 0.6}],
}


def carrying(scene: type[Explainer], numbers: dict[str, Any]) -> type[Explainer]:
    """``scene`` with these numbers; the example is passed over if it refuses them."""
    try:
        return type(scene.__name__, (scene,), {"numbers": type(scene.numbers)(**numbers)})
    except ValidationError:
        assume(False)
        raise


def misread(scene: type[Explainer], media: Path) -> Iterator[str]:
    """What is wrong where the picture comes to rest."""
    found: list[str] = []

    def look(playing: Explainer, beat: str) -> None:
        found.extend(f"{beat}: {finding.things[0]} {finding.said}" for finding in saying_findings(playing))
        for text, value in numbers_on(playing):
            if value != 0 and float(text.split()[-1].replace("−", "-")) == 0:
                found.append(f"{beat}: {value} reads {text}")

    rasterise(watched(scene, look), FAST, NoFrames(), media)
    yield from found


@pytest.mark.parametrize("scene", NUMBERS)
def test_what_is_said_is_what_is_shown_whatever_the_numbers(scene: type[Explainer], typeset: Path) -> None:
    @FEW
    @given(NUMBERS[scene])
    def check(numbers: dict[str, float]) -> None:
        assert list(misread(carrying(scene, numbers), typeset)) == []

    for numbers in EXAMPLES.get(scene, []):
        check = example(numbers)(check)
    check()
