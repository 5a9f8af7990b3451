"""What the voice leaves unsaid, and the processes in which it speaks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from common.voice.narration import is_spoken
from common.voice.takes import OFF, command_for, film_voice
from common.words import all_words
from renders.build.clip import Clip
from renders.cli.console import complain
from renders.cli.progress import display_for
from renders.request.scenes import Film
from renders.request.variant import Variant
from renders.work.crew import Crew
from renders.work.local import cores

__all__ = ["speakers", "tell_silent", "tell_unspoken"]

_PROCESSES = 2  # each holds the model, in half a gigabyte


def speakers() -> Crew:
    """Form the crew that speaks sentences."""
    return Crew(min(_PROCESSES, cores()), partial(display_for, work="sentences to speak"))


def tell_silent(clips: Iterable[Clip | None], scenes: Film, variant: Variant) -> None:
    """Say in one line which ``clips`` are silent though they should be spoken, and how to have them spoken."""
    silent = [
        scene.name for scene, clip in zip(scenes, clips, strict=True) if clip and not clip.timeline.is_spoken
    ]
    _tell(silent, scenes, variant)


def tell_unspoken(scenes: Film, variant: Variant) -> None:
    """Say the same of ``scenes`` that have no clips, going by their words."""
    language, others = variant.language, variant.others.takes if variant.others else {}
    voice = variant.voice or film_voice(language)
    _tell(
        [each.name for each in scenes if not is_spoken(each.load().said(language), language, voice, others)],
        scenes,
        variant,
    )


def _tell(names: Iterable[str], scenes: Film, variant: Variant) -> None:
    silent = [name for name in dict.fromkeys(names) if name in all_words(variant.language)]
    if not silent or variant.voice == OFF:
        return
    which = f"{silent[0]} is silent: its" if len(silent) == 1 else f"{', '.join(silent)} are silent: their"
    typed = command_for(variant.language, variant.voice or film_voice(variant.language))
    again = ", then this command again" if any(scene.numbers for scene in scenes) else ""
    complain(f"{which} words have no takes; to have them spoken:  {typed}{again}")
