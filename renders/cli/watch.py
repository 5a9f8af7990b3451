"""The command ``renders watch``."""

from __future__ import annotations

import time
import webbrowser
from contextlib import closing
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from renders.cli.options import Custom, FilmArgument, SceneName, SmallPicture
from renders.cli.saying import say
from renders.files.scratch import scratch
from renders.request.scenes import check_glyphs, film_words, find_beat, find_scenes

__all__ = ["watch"]


def watch(
    name: SceneName,
    beat: Annotated[str | None, Parameter(help="The name of a beat; the last if left out.")] = None,
    /,
    *,
    scenes: FilmArgument,
    picture: SmallPicture = SmallPicture(),
    custom: Custom = Custom(),
    port: Annotated[int, Parameter(help="The port of the page; 0 is any that is free.")] = 0,
    open_page: Annotated[
        bool, Parameter(name="--open", negative="--no-open", help="Open the page in the browser.")
    ] = False,
) -> int:
    """Show the last picture of a beat in the browser, and draw it anew at every save; Ctrl-C ends it.

    Save words, numbers or the scene, and the picture follows within about a second; after an edit of a figure, it
    takes a few. A fault is told in one line below the last good picture. Only this machine sees the page.

    Example: renders watch Kink held

    Example: renders watch Kink held --numbers mine.toml
    """
    # No other command should wait for what these import.
    from renders.products.watch.board import Board  # noqa: PLC0415
    from renders.products.watch.changes import Changes  # noqa: PLC0415
    from renders.products.watch.server import serving  # noqa: PLC0415
    from renders.products.watch.shot import Shot  # noqa: PLC0415
    from renders.products.watch.studio import Studio, folder_of  # noqa: PLC0415

    variant = picture.variant
    (scene,) = find_scenes([name], scenes)
    beat = beat or list(film_words([scene], variant.language)[0].beats)[-1]
    find_beat(beat, scene, variant.language)
    check_glyphs(variant.language)
    package = scene.module.partition(".")[0]
    chosen = custom.asked([scene], scenes, variant.language)
    if custom != Custom():
        chosen()  # what is wrong with it from the start is refused
    board = Board()
    with (
        scratch() as media,
        closing(Studio(Shot(chosen, scene.name, beat, variant, media), package)) as studio,
        Changes([folder_of("common"), folder_of(package)], custom.files) as changes,
        serving(board, port, scene=scene.name, beat=beat) as address,
    ):
        say(f"{address}\n")
        if open_page:
            webbrowser.open(address)
        changed: set[Path] = set()
        since = time.monotonic()
        try:
            while True:
                drawn = studio.draw(changed, lambda: changes.are_waiting)
                board.show(drawn.result, drawn.cause, time.monotonic() - since)
                changed, since = changes.wait()
        except KeyboardInterrupt:
            return 0
