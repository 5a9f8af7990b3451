"""Grouping of missing beats into parts, by their expected cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from renders.build.costs import BeatCost, Costs
from renders.build.schedule import Part, SceneCost, plan
from renders.build.stock import Stock
from renders.request.scenes import SceneRef
from renders.request.variant import Variant

__all__ = ["BeatCosts", "expected", "frames_of", "plan_parts"]

BeatCosts = Mapping[SceneRef, Mapping[int, BeatCost]]
"""The expected cost of missing beats, by scene and beat number."""


def expected(stocks: Sequence[Stock], variant: Variant, costs: Costs) -> BeatCosts:
    """Guess what the missing beats of each scene will cost."""
    return {
        stock.scene: {
            number: costs.expect(stock.scene.name, beat, stock.words.beats[beat].said, variant)
            for number, beat in stock.beats.items()
            if number not in stock.segments
        }
        for stock in stocks
        if stock.clip is None
    }


def plan_parts(beats: BeatCosts, costs: Costs, workers: int) -> list[Part]:
    """Choose which of the missing ``beats`` to render together, the longest part first."""
    scenes = {
        scene: SceneCost(costs.setup(scene.name), {number: cost.seconds for number, cost in missing.items()})
        for scene, missing in beats.items()
    }
    return plan(scenes, workers)


def frames_of(part: Part, beats: BeatCosts) -> int:
    """Return how many frames ``part`` is expected to have."""
    return sum(beats[part.scene][number].frames for number in range(part.first, part.last + 1))
