"""The film: every scene plays its beats, in time, in every language, and needs no LaTeX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scenes_watched import SCENES

from common.explainer import Explainer
from common.words import LANGUAGES, words_of
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.picture.timeline import Timeline
from renders.request.variant import Quality, Variant
from scenes.film import FILM
from scenes.kink import Kink
from scenes.steps import Steps


def played(scene: type[Explainer], typeset: Path, language: str = "en") -> Timeline:
    return rasterise(scene, Variant(language, quality=Quality(480, 15)), NoFrames(), typeset)


def called(scene: type[Explainer], name: str) -> type[Explainer]:
    scene.__name__ = name
    return scene


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_film_and_its_clips_last_as_they_should_and_every_beat_as_long_as_its_words_without_latex(
    language: str, typeset: Path, latex_calls: Path
) -> None:
    timelines = [played(scene, typeset, language) for scene in SCENES]
    assert not latex_calls.exists()
    film = timelines[: len(FILM)]
    assert 10 * 60 <= sum(timeline.frames for timeline in film) / 15 <= 12 * 60
    for timeline in timelines:
        assert 30 <= timeline.frames / 15 <= 100, timeline.name
        assert 3 <= len(timeline.beats) <= 9, timeline.name
        assert [beat.name for beat in timeline.beats] == list(words_of(timeline.name, language).beats)
        for beat in timeline.beats:
            assert (beat.end - beat.start) / 15 >= beat.lines[-1].end, (timeline.name, beat)


def test_a_scene_that_swaps_or_forgets_a_beat_is_refused(typeset: Path) -> None:
    class Swapping(Kink):
        def construct(self) -> None:
            with self.beat("grow"):
                self.hold()

    with pytest.raises(ValueError, match="'grow' where its words have 'zoom'"):
        played(called(Swapping, "Kink"), typeset)

    class Forgetful(Steps):
        def construct(self) -> None:
            with self.beat("push"):
                self.hold()

    with pytest.raises(ValueError, match=r"never plays its beats rule, race"):
        played(called(Forgetful, "Steps"), typeset)


@pytest.mark.parametrize("scene", SCENES)
def test_a_still_is_the_very_frame_of_the_film(scene: type[Explainer], typeset: Path) -> None:
    """Although a still leaps over what comes before it."""
    variant = Variant(quality=Quality(120, 4))
    whole = PickedFrames(range(10_000))
    timeline = rasterise(scene, variant, whole, typeset)
    for index in range(7, timeline.frames, 97):
        alone = PickedFrames([index])
        rasterise(scene, variant, alone, typeset)
        assert np.array_equal(alone.pictures[index], whole.pictures[index])
