"""Garbage collection of the store: clips that the film no longer uses, their size, and their deletion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from common.voice.takes import OWN, OtherTakes, read_digests
from renders.build.stock import stocks_of
from renders.build.store import ClipStore
from renders.errors import BadInputError
from renders.files.unfinished import sweep
from renders.request.scenes import Film
from renders.request.variant import Variant

__all__ = ["clean"]


def clean(film: Film, output: Path, *, delete: bool) -> str:
    """Say what could be freed in ``output``, or free it; return it in lines.

    Kept are the clips of ``film``'s scenes as they are now, and the segments that an interrupted build has
    finished of them, in every variant that has a folder there. Raises ``BadInputError`` if ``output`` is none.
    """
    if not output.is_dir():
        raise BadInputError(f"there is no output folder {output}: name the one to clean with --output")
    store = ClipStore(output / "store")
    kept: set[str] = set()
    for folder in output.iterdir():
        variant = Variant.of_name(folder.name)
        if variant:
            if variant.voice.startswith(OWN):
                digests = read_digests(variant.language, variant.voice, output / "voice")
                variant = replace(variant, others=OtherTakes(output / "voice", {}, digests))
            for stock in stocks_of(film, variant):
                kept |= {stock.key, *stock.segment_keys.values()}
            if delete:
                sweep(folder)
    stored = store.entries().keys()
    unused = stored - kept
    room = f"{len(unused)} of {len(stored)} stored clips and segments, {_megabytes(store.size(unused))}"
    if not delete:
        return f"{room}, would be freed; --delete frees them" if unused else "nothing to free"
    store.remove(unused)
    store.sweep()
    return f"{room}, freed"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
