"""The commands ``renders voice`` and ``renders script``: what speaks the film, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from cyclopts import Parameter

from common.voice.lexicon import UnknownWordError
from common.voice.takes import VOICES
from common.words import LANGUAGES
from renders.cli.console import report_files
from renders.cli.options import Custom, FilmArgument, Language, Place, SceneNames, one_of
from renders.cli.saying import say
from renders.cli.speaking import speakers
from renders.errors import BadInputError, choose
from renders.request.scenes import check_words, find_scenes
from renders.voice.making import make_takes, remove_orphans, sentences_in, write_digests
from renders.voice.script import script_of

__all__ = ["script", "voice"]

_LANGUAGES: Mapping[str, str] = {name: language for language, names in VOICES.items() for name in names}


def voice(
    *,
    scenes: FilmArgument,
    name: Annotated[
        str | None, Parameter(name="--voice", help=f"A voice: {one_of(*_LANGUAGES)}; the film's if left out.")
    ] = None,
) -> int:
    """Speak the sentences of the film that have no take yet, and remove takes that nothing says any more.

    Example: renders voice --voice am_michael
    """
    names = [choose("voice", name, _LANGUAGES)] if name else [each for each, *_ in VOICES.values()]
    crew = speakers()
    complete = True
    for each in names:
        language = _LANGUAGES[each]
        sentences = sentences_in(scenes, language)
        try:
            made, failed = make_takes(sentences, language, each, crew)
        except UnknownWordError as error:
            raise BadInputError(str(error)) from error
        complete = complete and not failed
        removed = remove_orphans(sentences, language, each)
        write_digests(scenes, language, each)
        say(f"{each}: {len(sentences)} sentences, {made} spoken anew, {removed} takes removed\n")
    return 0 if complete else 1


def script(
    *names: SceneNames,
    scenes: FilmArgument,
    language: Language = "en",
    custom: Custom = Custom(),
    place: Place = Place(),
) -> int:
    """Print what scenes say, beat by beat, with their numbers in it; nothing is rendered.

    What a beat claims on screen stands in brackets, and before each sentence the name under which to record it for
    --voice FOLDER. It is written as text, too, and as a page to print: script.txt and script.html.

    Example: renders script Kink --language zh

    Example: renders script Kink --set centre=0.7
    """
    # No other command should wait for what this imports.
    from renders.products.script.sheet import script_text, write_script  # noqa: PLC0415

    choose("language", language, LANGUAGES)
    chosen = find_scenes(names, scenes)
    check_words(chosen)
    customised = custom.of(chosen, scenes, language)
    lines = script_of(customised.scenes, language)
    written = write_script(lines, language, place.output / "script" / language / customised.folder)
    say(script_text(lines))
    report_files(written)
    return 0
