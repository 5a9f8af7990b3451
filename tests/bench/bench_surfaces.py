"""What a surface costs: a megapixel of each bowl, beside turning a 1080p frame into the levels of H.264."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from side_by_side import ratio_line, seconds_side_by_side

from common.figures.surfaces.gaze import Viewpoint
from common.figures.surfaces.ground import GroundPicture
from common.figures.surfaces.painting import painted
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.surfaces.eye import Eye
from common.style import DARK
from renders.video.levels import Converter

LOSS = QuadraticLoss([[1.0, -0.35], [-0.35, 0.8]], [1.9, 1.05])
WIDTH, HEIGHT = 960, 780
PIXEL = 6.0 / WIDTH


def painting(penalty: Penalty) -> Callable[[], object]:
    """A call that paints a panel of ``Landscape`` at 1080p, a third of it the bowl."""
    viewpoint = Viewpoint(Eye((0.8, 0.5, 0.5), azimuth=0.7, elevation=0.95, nearness=0.08), (0.0, 0.0), 1.0)
    picture = GroundPicture(
        viewpoint, LOSS, penalty, strength=0.8, rise=0.4, rim=3.6, step=0.35, full=0.8, theme=DARK
    )
    x, y = ((np.arange(n) + 0.5 - n / 2) * PIXEL for n in (WIDTH, HEIGHT))
    return lambda: [painted(sight, skin, x, -y) for sight, skin in picture.layers(PIXEL)]


def main() -> None:
    """Print one line a claim."""
    frame, convert = np.full((1080, 1920, 4), 255, np.uint8), Converter((1920, 1080)).convert
    seconds = seconds_side_by_side(
        {"levels": lambda: convert(frame), "L1": painting(L1), "L2": painting(L2)}, least=0.05
    )
    for name, most in (("L1", 18.0), ("L2", 14.0)):
        a_megapixel = seconds[name] / (WIDTH * HEIGHT / 1e6)
        print(
            ratio_line(
                f"a megapixel of {name}'s surface : 1080p frame to levels", a_megapixel, seconds["levels"], most
            )
        )


if __name__ == "__main__":
    main()
