"""Pieces to publish whose captions are in their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from renders.build.site import Site
from renders.files.atomic import open_folder, writing_to
from renders.files.unfinished import unfinished
from renders.products.publishing.caption_task import Captioned, CaptionTask
from renders.products.publishing.inset import Inset
from renders.products.publishing.platforms import FreeArea
from renders.work.crew import Crew

if TYPE_CHECKING:
    from renders.products.publishing.piece import Piece

__all__ = ["captioned"]


@contextmanager
def captioned(
    pieces: Mapping[Path, Piece], area: FreeArea | None, site: Site, crew: Crew
) -> Iterator[Mapping[Path, Piece]]:
    """Draw captions into the pictures of all ``pieces``, if that is wanted; those of which one fails are left out.

    The clips with captions are there only for as long as this is open.
    """
    if area is None or not pieces:
        yield pieces
        return
    inset = Inset.of(site.variant, area)
    with ExitStack() as at_last:
        of_piece: dict[Path, list[CaptionTask]] = {}
        for folder, piece in pieces.items():
            with writing_to(open_folder(folder)):
                aside = at_last.enter_context(unfinished(folder))
            of_piece[folder] = [
                CaptionTask(clip, site.variant, inset, aside / f"{clip.timeline.name}.mp4") for clip in piece.clips
            ]
        tasks = [task for of_one in of_piece.values() for task in of_one]
        lengths = [task.clip.timeline.frames for task in tasks]
        made: dict[Path, Captioned] = {}
        executor = crew.hire_here(len(tasks))
        with closing(crew.succeeding(tasks, lengths, executor, site.folder)) as results:
            for number, result in results:
                made[tasks[number].target] = result
        yield {
            folder: replace(piece, captioned=[made[task.target] for task in of_piece[folder]])
            for folder, piece in pieces.items()
            if all(task.target in made for task in of_piece[folder])
        }
