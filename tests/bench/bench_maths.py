"""What the mathematics costs: beside the drawing of a frame, beside itself, and beside scikit-learn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from side_by_side import ratio_line, seconds_side_by_side
from sklearn.linear_model import lars_path

from common.maths.data.sets import diabetes
from common.maths.data.standardisation import unit_norm
from common.maths.optima.budget import budget_optimum
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.norms import L1, L2
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import QUALITIES, Variant
from scenes.shrinking_region import ShrinkingRegion

LOSS = ShrinkingRegion.numbers.loss
BUDGETS = np.linspace(ShrinkingRegion.numbers.tightest, 2.9, 1000)


def drawing() -> Callable[[], object]:
    """A call that draws the last frame of ShrinkingRegion at 1080p."""
    played: list[Any] = []

    class Kept(ShrinkingRegion):
        def tear_down(self) -> None:
            super().tear_down()
            played.append(self)

    Kept.__name__ = ShrinkingRegion.__name__
    rasterise(Kept, Variant(quality=QUALITIES["1080p30"]), NoFrames())
    scene = played[0]
    return lambda: scene.renderer.update_frame(scene)


def main() -> None:
    """Print one line a claim."""
    diabetic = unit_norm(diabetes())
    path = lasso_path(LOSS)
    seconds = seconds_side_by_side(
        {
            "frame": drawing(),
            "L1": lambda: budget_optimum(LOSS, L1, 0.9),
            "L2": lambda: budget_optimum(LOSS, L2, 0.9),
            "sweep": lambda: path.at_budget(BUDGETS),
            "path": lambda: lasso_path(diabetic.least_squares()),
            "lars_path": lambda: lars_path(diabetic.data.design, diabetic.data.targets, method="lasso"),
        }
    )
    print(ratio_line("L1 optimum on a ball : 1080p frame", seconds["L1"], seconds["frame"], 0.03))
    print(ratio_line("L2 optimum on a ball : 1080p frame", seconds["L2"], seconds["frame"], 0.03))
    print(ratio_line("1,000 budgets : one", seconds["sweep"], seconds["L1"], 20))
    print(ratio_line("diabetes path : scikit-learn's lars_path", seconds["path"], seconds["lars_path"], 1.5))


if __name__ == "__main__":
    main()
