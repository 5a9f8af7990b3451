"""The film passes its own critic; and what is planted in a scene comes out of a whole inspection by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, Line, ManimColor, Rectangle
from manim.utils.exceptions import EndSceneEarlyException

from common.explainer import BeatClock, Explainer
from common.figures.corner import Corner
from common.figures.meeting_panel import MeetingPanel
from common.figures.window import draw_polylines
from common.maths.penalties.norms import L1
from common.numerals import Shown
from common.stage import ASPECTS, LANDSCAPE
from common.style import DARK, LIGHT
from common.words import LANGUAGES, SceneWords, glyph_errors
from common.words.loading import FOLDER
from renders.critic import inspection
from renders.critic.inspection import inspect_scene
from renders.critic.task import InspectTask
from renders.request.scenes import Film, SceneRef
from renders.request.variant import THEME_NAMES, Quality, Variant
from renders.work.jobs import Counter
from scenes.film import CLIPS, FILM
from scenes.kink import Kink
from scenes.numbers.kink import KinkNumbers
from scenes.shrinking_region import ShrinkingRegion

SMALL, SLOW = Quality(480, 10), Quality(480, 5)
"""Frames a second to look for whatever may be wrong, and for what stays: most of the time goes with the frames."""


@pytest.fixture(autouse=True)
def _typeset_once(typeset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An inspection has a folder of its own for texts and formulas; here, all have one."""
    monkeypatch.setattr(inspection, "scratch", lambda: nullcontext(typeset))


def found(scene: SceneRef, variant: Variant) -> list[str]:
    [inspected] = inspect_scene([InspectTask(scene, variant)], Counter(None, 0))
    return [str(problem) for problem in inspected.problems]


LOOKS = [*product(LANGUAGES, THEME_NAMES)]


def some(film: Film) -> Iterator[tuple[SceneRef, Variant]]:
    """Each scene in the film's aspect and in one of the others, the one in another language and theme.

    Eight scenes have all twelve variants between them. `make inspect` looks at every one of all.
    """
    wide, *others = ASPECTS
    for number, scene in enumerate(film):
        rounds, turn = divmod(number, len(LOOKS))
        for aspect, look in ((wide, turn), (others[(rounds + turn) % len(others)], -1 - turn)):
            language, theme = LOOKS[look]
            yield scene, Variant(language, aspect, SMALL, theme)


@pytest.mark.parametrize(
    ("scene", "variant"),
    [
        pytest.param(*each, id=f"{each[0].name}-{each[1].name}")
        for each in some([SceneRef.parse(scene) for scene in (*FILM, *CLIPS)])
    ],
)
def test_the_critic_finds_nothing_in_the_film(scene: SceneRef, variant: Variant) -> None:
    assert found(scene, variant) == []


@pytest.mark.parametrize("length", [len(FILM + CLIPS), 2 * len(LOOKS)])
def test_some_of_every_scene_is_all_of_a_film(length: int) -> None:
    scenes = [str(number) for number in range(length)]
    chosen = [(scene, each.language, each.aspect, each.theme) for scene, each in some(scenes)]
    assert len(chosen) == 2 * length
    assert {scene for scene, _, aspect, _ in chosen if aspect == LANDSCAPE.name} == {*scenes}
    assert {(scene, language) for scene, language, *_ in chosen} == {*product(scenes, LANGUAGES)}
    assert {(scene, theme) for scene, *_, theme in chosen} == {*product(scenes, THEME_NAMES)}
    assert {tuple(variant) for _, *variant in chosen} == {*product(LANGUAGES, ASPECTS, THEME_NAMES)}


class Spoilt(Explainer[Any]):
    """A comparison with a fault in each half."""

    def compare(self, *shared: Any, **how: Any) -> None:
        super().compare(*shared, **how)
        for half in self.halves:
            self.spoil(half)

    def spoil(self, half: Any) -> None:
        raise NotImplementedError


class SpoiltCorner(Kink):
    """A fault in what is seen from close by."""

    def show_card(self) -> None:
        self.spoil(self.corner)
        super().show_card()

    def spoil(self, corner: Corner) -> None:
        raise NotImplementedError


class LabelOnACurve(SpoiltCorner):
    """A name moved to the corner."""

    def spoil(self, corner: Corner) -> None:
        corner.notes.tags[L1].move_to(corner.close_up.anchor)


class SmallTitle(Spoilt, ShrinkingRegion):
    def spoil(self, half: MeetingPanel) -> None:
        half.title.scale(0.6)


class GreyOnGrey(Spoilt, ShrinkingRegion):
    def spoil(self, half: MeetingPanel) -> None:
        half.title.set_color(ManimColor("#3A3F48"))


class Strobe(ShrinkingRegion):
    colours: ClassVar = {DARK: "#FFF"}

    def construct(self) -> None:
        light = Rectangle(width=8, height=8, stroke_width=0, fill_color=self.colours[self.theme]).set_z_index(-9)

        def blink(mobject: Any) -> None:
            mobject.set_fill(opacity=float(self.frame % 2))

        self.add(light.add_updater(blink))
        super().construct()


class Bleached(Spoilt, ShrinkingRegion):
    """Titles that are too pale by day."""

    def spoil(self, half: MeetingPanel) -> None:
        if self.theme is LIGHT:
            half.title.set_color(ManimColor("#B4BAC4"))


class Gleaming(Strobe):
    """What blinks is hardly darker than the night."""

    colours: ClassVar = {DARK: "#04060A", LIGHT: "#101418"}


class WrongStrength(SpoiltCorner):
    """λ is read out ten per cent too high."""

    def spoil(self, corner: Corner) -> None:
        corner.notes.strength._read = lambda: 1.1 * corner.plot.strength.get_value()


class ShiftedDot(Spoilt, ShrinkingRegion):
    """By two pixels of 1080."""

    def spoil(self, half: MeetingPanel) -> None:
        half.plane.add_updater(lambda figure: figure.dot.shift(2 / 135 * RIGHT))


class SqueezedAxis(Spoilt, ShrinkingRegion):
    def spoil(self, half: MeetingPanel) -> None:
        half.plane.axes[0].stretch(0.97, 0)


class Smoothed(SpoiltCorner):
    """The corner of the total is rounded."""

    def spoil(self, corner: Corner) -> None:
        plot, w = corner.plot, np.linspace(-0.4, 0.4, 801)

        def smooth(_: Any) -> None:
            xy = np.column_stack([w, plot.loss.value(w) + plot.strength.get_value() * np.sqrt(w**2 + 1e-4)])
            draw_polylines(plot.totals[L1], plot.window.curve(xy))

        plot.add_updater(smooth)


class Brief(Kink):
    """The claim goes at once."""

    def hold(self, *seconds: float) -> None:
        if self.claim in self.mobjects:
            self.remove(self.claim)
        super().hold(*seconds)


class Restless(Spoilt, ShrinkingRegion):
    """The titles blink, and of two lines at the foot the lower comes out on top."""

    def spoil(self, half: MeetingPanel) -> None:
        half.title.add_updater(lambda title: title.set_opacity(float(self.frame % 15 < 12)))

    def both(self, verb: Any, *others: Any, **how: Any) -> None:
        if verb is MeetingPanel.show_centre_name:
            for line in self.lines:
                self.add(line)
        super().both(verb, *others, **how)

    def construct(self) -> None:
        below, above = (Line(3 * LEFT, 3 * RIGHT, color=colour) for colour in (self.theme.loss, self.theme.l2))
        self.lines = above, below
        self.add(below.shift(3.4 * DOWN), above.shift(3.4 * DOWN))
        super().construct()


class Popping(SpoiltCorner):
    """The ring is closed as soon as it is there."""

    def spoil(self, corner: Corner) -> None:
        corner.plot.minima[L1].ring.clear_updaters()


class CoarseNumbers(KinkNumbers):
    """Rounded otherwise in the words than in the read-out."""

    @property
    def facts(self) -> Any:
        return {**super().facts, "enough": Shown(self.enough, 2)}


class OtherWords(Kink):
    """The words round otherwise than the read-out."""

    numbers = CoarseNumbers(centre=0.625)


class PinkSlope(SpoiltCorner):
    def spoil(self, corner: Corner) -> None:
        corner.add_updater(lambda figure: figure.wall.ruler.zero.set_color(self.theme.zero))


class Cut(Explainer[Any]):
    """A scene that ends after its beat number ``last``, for what is planted shows by then."""

    last: ClassVar[int | None] = None

    @classmethod
    def said(cls, language: str) -> SceneWords:
        words = super().said(language)
        return replace(words, beats=dict(islice(words.beats.items(), cls.last)))

    @contextmanager
    def beat(self, name: str) -> Iterator[BeatClock]:
        with super().beat(name) as clock:
            yield clock
        if len(self.beats) == self.last:
            raise EndSceneEarlyException


PLANTED: list[tuple[type[Explainer], str, int | None, set[str]]] = [
    (LabelOnACurve, "Kink", 1, {"layout/crossed"}),
    (SmallTitle, "ShrinkingRegion", 1, {"legibility/size"}),
    (GreyOnGrey, "ShrinkingRegion", 1, {"legibility/contrast"}),
    (Strobe, "ShrinkingRegion", 1, {"flashes/general"}),
    (WrongStrength, "Kink", 1, {"truth/number"}),
    (ShiftedDot, "ShrinkingRegion", None, {"truth/dot", "likeness/changed"}),
    (SqueezedAxis, "ShrinkingRegion", 1, {"truth/scale"}),
    (Smoothed, "Kink", 1, {"truth/curve"}),
    (Brief, "Kink", None, {"time/reading"}),
    (Restless, "ShrinkingRegion", 2, {"time/blink", "layout/order"}),
    (Popping, "Kink", 3, {"time/pop"}),
    (OtherWords, "Kink", 4, {"truth/words"}),
    (PinkSlope, "Kink", 2, {"truth/zero"}),
]
"""The fault, in which scene of the film, how many beats it takes to see it, and by what it is found."""


@pytest.mark.parametrize(
    ("scene", "name", "last", "checks"), PLANTED, ids=[scene.__name__ for scene, *_ in PLANTED]
)
def test_a_planted_fault_is_found_by_name(
    monkeypatch: pytest.MonkeyPatch, scene: type[Explainer], name: str, last: int | None, checks: set[str]
) -> None:
    monkeypatch.setattr(SceneRef, "load", lambda _: type(name, (Cut, scene), {"last": last}))
    monkeypatch.setattr(inspection, "_EVERY", 2.0)
    variant = Variant(quality=SMALL if scene in {Strobe, Popping} else SLOW)
    [inspected] = inspect_scene([InspectTask(SceneRef("scenes", name), variant)], Counter(None, 0))
    assert checks <= {problem.finding.check for problem in inspected.problems}


@pytest.mark.parametrize(("scene", "check"), [(Bleached, "legibility/contrast"), (Gleaming, "flashes/general")])
def test_a_fault_of_the_light_theme_is_found_there_and_only_there(
    monkeypatch: pytest.MonkeyPatch, scene: type[Explainer], check: str
) -> None:
    monkeypatch.setattr(SceneRef, "load", lambda _: type("ShrinkingRegion", (Cut, scene), {"last": 1}))
    monkeypatch.setattr(inspection, "_EVERY", 2.0)
    themes = [
        InspectTask(SceneRef("scenes", "ShrinkingRegion"), Variant(theme=theme, quality=SMALL))
        for theme in THEME_NAMES
    ]
    dark, light = inspect_scene(themes, Counter(None, 0))
    assert check not in {problem.finding.check for problem in dark.problems}
    assert check in {problem.finding.check for problem in light.problems}
    assert {problem.variant.theme for problem in light.problems} == {"light"}


def test_a_character_outside_the_fonts_is_found_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for file in FOLDER.glob("*.toml"):
        text = file.read_text(encoding="utf-8").replace("The kink at zero", "The kink at 𠮷")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(inspection, "glyph_errors", partial(glyph_errors, folder=tmp_path))
    assert [
        (finding.check, finding.things, finding.said) for finding in inspection._in_the_words("Kink", Variant())
    ] == [("glyphs/missing", ("Kink.title",), "no font of the film draws 𠮷 (U+20BB7)")]
    assert list(inspection._in_the_words("Steps", Variant())) == []
