"""Each sentence is heard on its frame of the joined film, and a landing is heard once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from common.beats import Beat, Line
from common.voice.takes import take_file
from renders.build.hearing import sound_of
from renders.picture.timeline import Timeline
from renders.request.variant import Variant

VARIANT = Variant()
FPS = VARIANT.fps


def timeline(name: str, *landings: int, take: str = "take") -> Timeline:
    lines = (Line("One.", 0.5, 1.5, (), take),) if take else ()
    beats = (Beat("a", 0, 60, "A", "One.", lines), Beat("b", 60, 150, "B", "One.", lines, landings=landings))
    return Timeline(name, name, 150, beats)


def test_takes_stand_where_their_beats_stand_in_the_joined_film() -> None:
    sound = sound_of([timeline("one"), timeline("two")], VARIANT)
    assert sound.seconds == 300 / FPS
    assert [take.start for take in sound.takes] == pytest.approx([0.5, 2.5, 5.5, 7.5])
    assert {take.file for take in sound.takes} == {take_file("take", "en", "af_heart")}
    other = sound_of([timeline("one")], VARIANT.spoken_by("am_michael"))
    assert {take.file.parent.name for take in other.takes} == {"am_michael"}


def test_weights_that_land_together_are_heard_once_and_only_if_that_is_wanted() -> None:
    landings = timeline("one", 70, 72, 100)
    assert sound_of([landings], VARIANT).ticks == pytest.approx((70 / FPS, 100 / FPS))
    assert sound_of([landings], replace(VARIANT, cues=False)).ticks == ()


def test_a_silent_film_is_silent() -> None:
    assert not sound_of([timeline("one", 70, take="")], VARIANT)


def test_a_take_past_the_end_is_refused() -> None:
    late = Beat("a", 0, 10, "A", "One.", (Line("One.", 0.5, 1.5, (), "take"),))
    with pytest.raises(ValueError, match="the picture lasts"):
        sound_of([Timeline("late", "late", 10, (late,))], VARIANT)
