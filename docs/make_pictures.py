"""Draw the README's pictures: a loop of one beat, stills of all scenes, one of custom numbers, and the sheet.

Run it from the root of the project::

    .venv/bin/python -m docs.make_pictures
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PIL import Image

from renders.cli.app import run
from renders.files.atomic import aside
from renders.files.scratch import scratch
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.products.formats.reel import AT_END, draw_reel
from renders.products.formats.watch import Watch
from renders.products.formats.webp import write_webp
from renders.request.scenes import SceneRef
from renders.request.variant import THEME_NAMES, Quality, Variant
from scenes.film import CLIPS, FILM

PICTURES = Path(__file__).parent / "pictures"
STILLS = {
    "Overfit": "exponent",
    "OneWeight": "threshold",
    "Kink": "held",
    "Landscape": "catch",
    "ShrinkingRegion": "corner",
    "Shrinkage": "rain",
    "Steps": "add_loss",
    "ReachesZero": "many",
    "Priors": "mode",
    "Selection": "remember",
    "Recap": "one_move",
    "ThreeWeights": "corner",
}
"""The beat that each scene is known by."""
MOVING = SceneRef.parse("scenes.one_weight:OneWeight")
CUSTOM = "--set", "centre=-0.7"
SHEET = 1280  # pixels across
MOST = 1_500_000
"""Bytes that the loop may cost a reader before the first sentence."""


def draw_loop(theme: str, target: Path) -> None:
    """Write a WebP of the beat that ``MOVING`` is known by, held at its end; raises ``TooLargeError``."""
    variant = Variant(quality=Quality(480, 10), theme=theme)
    with scratch() as media, aside(target) as part:
        timeline = rasterise(MOVING.load(), variant, NoFrames(), media)
        beat = next(each for each in timeline.beats if each.name == STILLS[MOVING.name])
        scene = draw_reel(MOVING, variant, media / "frames")
        frames = scene.order[beat.start : beat.end]
        reel = replace(scene, order=[*frames, *[frames[-1]] * round(AT_END * scene.fps)])
        write_webp(reel, part, Watch(part, len(reel.order), MOST), clear=False)


def draw_still(scene: str, target: Path, *options: str) -> None:
    """Write what ``renders still`` draws of the beat that ``scene`` is known by."""
    with scratch() as output:
        run(["still", scene, STILLS[scene], "--quality", "480p15", "--output", str(output), *options], FILM, CLIPS)
        (drawn,) = output.glob("**/*.png")
        shutil.copyfile(drawn, target)


def draw_sheet(target: Path) -> None:
    """Write the sheet as small as it can just be read."""
    with scratch() as output:
        run(["sheet", "--language", "en", "--theme", "light", "--output", str(output)], FILM, CLIPS)
        with Image.open(output / "sheet" / "sheet-en-16x9-light.png") as sheet:
            sheet.thumbnail((SHEET, SHEET), Image.Resampling.LANCZOS)
            sheet.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    draw_sheet(PICTURES / "sheet.png")
    for each in THEME_NAMES:
        draw_loop(each, PICTURES / f"landing-{each}.webp")
    for name in STILLS:
        draw_still(name, PICTURES / f"{name}.png")
    draw_still("Kink", PICTURES / "Kink-custom.png", *CUSTOM)
