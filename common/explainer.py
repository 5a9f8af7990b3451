"""The base scene: words, beats, chapter marks, and the renderer's clock."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeAlias

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Mobject, Scene, ValueTracker, config, smooth
from manim.mobject.mobject import _AnimationBuilder
from manim.utils.family import extract_mobject_family_members
from typing_extensions import TypeVar

from common.beats import Beat, Mark
from common.camera import FilmCamera
from common.easing import landing
from common.figures.chapter_card import ChapterCard
from common.figures.half import Half
from common.figures.lettering import Headline, Lettering
from common.figures.parts.part import Part
from common.figures.raster import Raster
from common.figures.zero_ring import ZeroRing
from common.fonts import register_fonts
from common.maths.penalties.norms import L1, L2
from common.numbers import Numbers
from common.stage import ASPECTS, SHORT_SIDE, Aspect, Stage
from common.style import ATTENTION, DARK, TEMPO, Theme
from common.voice.narration import Narration, narrations
from common.voice.takes import Take, film_voice
from common.words import SceneWords, chosen, filled, words_of

__all__ = ["BeatClock", "Explainer", "Model_co", "Setting", "moved_by"]

Model_co = TypeVar("Model_co", bound=Numbers, default=Numbers, covariant=True)
Given = ParamSpec("Given")
Verb: TypeAlias = Iterable[Animation | Mobject | _AnimationBuilder]


@dataclass(frozen=True)
class Setting:
    """What a viewer chooses: the language, the theme, the voice; the aspect follows the picture's pixels.

    ``voice`` is one of ``VOICES``, or off; the film's own, if left empty. ``takes`` are those that are not
    kept with the film, by the keys of their sentences.
    """

    language: str = "en"
    theme: Theme = DARK
    voice: str = ""
    takes: Mapping[str, Take] = field(default_factory=dict)


class BeatClock:
    """What a beat tells the scene: when its words are heard, and how long they still take."""

    def __init__(self, scene: Explainer[Numbers], narration: Narration) -> None:
        self._scene, self._narration, self._start = scene, narration, scene.frame
        self._until = scene.frame + math.ceil(narration.seconds * config.frame_rate)
        self._begun: dict[str, int] = {}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Each mark of the words, and when what it announces began, if it has."""
        return tuple(Mark(name, self._due(name), self._begun.get(name)) for name in self._narration.marks)

    def at(self, mark: str, lead: float = 0.0) -> None:
        """Hold the picture until ``lead`` seconds before the word behind ``mark``; not at all if that is over."""
        late = self._due(mark) - round(lead * config.frame_rate) - self._scene.frame
        if late > 0:
            self._scene.hold(late / config.frame_rate)
        self._begun[mark] = self._scene.frame

    def show(self, mark: str, *verbs: Verb, lead: float = 0.0, **how: Any) -> None:
        """Play all that ``verbs`` give once the word behind the ``mark`` is heard; ``how`` is that of ``play``.

        Where something stands out as it is named, the picture may ``lead`` by so many seconds: ``TEMPO.lead``.
        """
        self.at(mark, lead)
        self._scene.play(*chain(*verbs), **how)

    def _due(self, mark: str) -> int:
        """The frame in which the word behind ``mark`` begins."""
        if mark not in self._narration.marks:
            known = ", ".join(self._narration.marks) or "none"
            raise ValueError(f"{type(self._scene).__name__}: the words of the beat have no mark {mark!r}: {known}")
        return self._start + round(self._narration.marks[mark] * config.frame_rate)

    def until(self, mark: str) -> float:
        """Seconds until the word behind ``mark`` is heard; one at least, for a move that is to be seen."""
        return max((self._due(mark) - self._scene.frame) / config.frame_rate, 1.0)

    @property
    def remaining(self) -> float:
        """Seconds until the words of the beat have been read; 0 once they have."""
        return max(0, self._until - self._scene.frame) / config.frame_rate

    @property
    def seconds(self) -> float:
        """The seconds of a sweep that fills the rest of the beat, within the film's tempo."""
        return min(max(self.remaining - TEMPO.hold, TEMPO.sweep_least), TEMPO.sweep_most)

    def pause(self, share: float) -> None:
        """Hold the picture for a ``share`` of what remains of the words, at least for the film's hold."""
        self._scene.hold(max(TEMPO.hold, share * self.remaining))

    def sweep(
        self,
        *trackers: ValueTracker,
        to: float,
        seconds: float | None = None,
        since: str = "",
        until: str = "",
        rate: Callable[[float], float] = smooth,
        then: Sequence[Verb] = (),
    ) -> None:
        """Move ``trackers`` to a value in so many ``seconds``, or as ``play`` does, if it is said ``until`` when.

        They begin once the word behind ``since`` is heard, if it is given. By default, they move for as long as
        the words still take.
        """
        if since:
            self.at(since)
        moves = [tracker.animate.set_value(to) for tracker in trackers]
        if until:
            self.play(*moves, until=until, rate=rate, then=then)
        else:
            self._scene.play(*moves, run_time=self.seconds if seconds is None else seconds, rate_func=rate)

    def land(self, *trackers: ValueTracker, to: float, since: str = "", until: str) -> None:
        """Move ``trackers`` to where a weight lands on 0, slowly at last, by the word behind ``until``."""
        self.sweep(*trackers, to=to, since=since, until=until, rate=landing)

    def play(
        self,
        *moves: Animation | Mobject | _AnimationBuilder,
        until: str,
        rate: Callable[[float], float] = smooth,
        then: Sequence[Verb] = (),
    ) -> None:
        """Play ``moves`` until the word behind the mark ``until``, ``then`` all that those verbs give.

        A word that is near leaves a second at least.
        """
        self._scene.play(*moves, run_time=self.until(until), rate_func=rate)
        self._begun[until] = self._scene.frame
        if then:
            self._scene.play(*chain(*then))


class Explainer(Scene, Generic[Model_co]):
    """A scene that explains: ``with self.beat(name):`` once for each beat of its words, in their order.

    ``Model_co`` is the class of its numbers; the base has none, and neither has a scene that needs none.
    """

    numbers: Model_co = Numbers()  # type: ignore[assignment]
    """The numbers that the scene's picture is computed from."""

    shaded: ClassVar[bool] = False
    """True if it shows light on surfaces, whose slow gradients need more bits."""

    overlaid: ClassVar[bool] = False
    """True if it compares two panels in one place where the picture is not wide."""

    halves: Sequence[Any] = ()
    """The two panels that it compares, L1's first; see ``compare``."""

    continues: ClassVar[str] = ""
    """The scene on whose last picture it begins, as ``module:Class``; none if empty."""

    subjects: Sequence[Mobject] = ()
    """What the words speak of by turns; see ``attend``."""

    def __init__(self, setting: Setting | None = None, **kwargs: Any) -> None:
        # manim sizes the frame for 16:9 only; without this a portrait picture shows a landscape scene.
        short = min(config.pixel_width, config.pixel_height)
        config.frame_width = SHORT_SIDE * config.pixel_width / short
        config.frame_height = SHORT_SIDE * config.pixel_height / short
        self.setting = setting or Setting()
        config.background_color = self.setting.theme.background
        self._landings: list[int] = []
        self._closed: dict[ZeroRing, bool] = {}
        super().__init__(camera_class=FilmCamera, **kwargs)

    def setup(self) -> None:
        """Prepare words and stage; manim calls this before ``construct``."""
        register_fonts()
        self.theme = self.setting.theme
        self.words = self.said(self.setting.language)
        aspect = _aspect_of(config.pixel_width, config.pixel_height)
        self.stage = Stage(aspect)
        self.beats: list[Beat] = []
        self.claim: Headline | None = None

    @classmethod
    def said(cls, language: str) -> SceneWords:
        """The words that are true of the numbers, facts filled in; raises ``WordsError`` where they cannot be."""
        name = cls.__name__
        return filled(chosen(words_of(name, language), cls.numbers.cases, name), cls.numbers.facts, name)

    @cached_property
    def narrations(self) -> Mapping[str, Narration]:
        """When the words of each beat are heard."""
        language = self.setting.language
        voice = self.setting.voice or film_voice(language)
        return narrations(self.words, language, voice, self.setting.takes)

    @property
    def camera(self) -> FilmCamera:
        """Moved by animations of its ``frame``, the ``view``; what it is to ``fix`` stays put."""
        return self.renderer.camera  # type: ignore[return-value]

    @property
    def view(self) -> Any:
        """What of the world is seen, to be moved: ``view.animate.look_at(box)``."""
        return self.camera.frame

    @property
    def frame(self) -> int:
        """Frames rendered so far, by the renderer's clock."""
        return round(self.renderer.time * config.frame_rate)

    @property
    def _under_way(self) -> str:
        """The name of the beat that is played, or comes next."""
        return list(self.words.beats)[len(self.beats)]

    @property
    def rings(self) -> Iterator[ZeroRing]:
        """The rings on screen, closed, closing or open."""
        return _rings(self.mobjects)

    @property
    def unsettled(self) -> float:
        """Seconds until rings have closed and the chapter card is gone."""
        cards = (each.remaining for each in self.mobjects if isinstance(each, ChapterCard))
        return max([0.0, *(ring.remaining for ring in self.rings), *cards])

    @contextmanager
    def beat(self, name: str) -> Iterator[BeatClock]:
        """Mark a chapter point, and stay until the beat's words have been read."""
        expected = self._under_way
        if name != expected:
            raise ValueError(f"{type(self).__name__} plays beat {name!r} where its words have {expected!r}")
        words = self.words.beats[name]
        start = self.frame
        narration = self.narrations[name]
        clock = BeatClock(self, narration)
        yield clock
        self.hold(max(TEMPO.hold, clock.remaining))
        landings = tuple(frame for frame in self._landings if frame >= start)
        self.beats.append(
            Beat(name, start, self.frame, words.title, words.said, narration.lines, clock.marks, landings)
        )

    def show_card(self) -> None:
        """Let the card with the scene's title come and go over whatever moves now."""
        card = ChapterCard(self.words.title, self.stage, self.theme)
        self.camera.fix(card)
        self.add(card)

    def show_claim(self) -> Iterator[Animation]:
        """Bring in what the beat claims."""
        claim = self.words.beats[self._under_way].claim
        self.claim = Headline(claim, self.stage.headline, self.theme)
        self.camera.fix(self.claim)
        yield FadeIn(self.claim)

    def hide_claim(self) -> Iterator[Animation]:
        """Take it out, so that the next scene can go on from this one's picture."""
        if self.claim is not None:
            yield FadeOut(self.claim)

    def attend(self, *spoken: Mobject) -> Iterator[_AnimationBuilder]:
        """Let ``spoken`` of the ``subjects`` stand out, and the others rest; all stand out if none is named."""
        for subject in self.subjects:
            strength = 1.0 if subject in spoken or not spoken else ATTENTION.resting
            tracker: Any = self.camera.strength(subject)
            if tracker.get_value() != strength:
                yield tracker.animate(run_time=TEMPO.dim).set_value(strength)

    def emerge(self, *subjects: Mobject) -> None:
        """Add ``subjects`` that are not seen until ``attend`` brings them out; meanwhile they may move."""
        for subject in subjects:
            self.camera.strength(subject).set_value(0.0)
        self.add(*subjects)

    def trackers(self, *values: float) -> list[ValueTracker]:
        """Return a tracker for each of the ``values`` at which it begins."""
        return [ValueTracker(value) for value in values]

    def compare(
        self, panel: Callable[Concatenate[Half, Given], Any], *args: Given.args, **how: Given.kwargs
    ) -> None:
        """Make the two ``halves`` of a comparison: a ``panel`` for each penalty, on what both share."""
        self.halves = [panel(half, *args, **how) for half in self.each_half(type(self))]

    def each_half(self, scene: type[Explainer[Any]]) -> Iterator[Half]:
        """Where both halves of a comparison stand, L1's first, and what ``scene`` calls them."""
        labels = scene.said(self.setting.language).labels
        for penalty, box in zip((L1, L2), self.stage.pair(overlaid=self.overlaid), strict=True):
            yield Half(penalty, box, self.stage.aspect, self.theme, labels)

    def put(self, verb: Callable[[Any], Iterable[Mobject]]) -> None:
        """Put on screen at once what ``verb`` of both halves gives."""
        self.add(*chain(*map(verb, self.halves)))

    def both(
        self,
        verb: Callable[[Any], Verb],
        *others: Animation | Mobject | _AnimationBuilder,
        **how: Any,
    ) -> None:
        """Play what ``verb`` of both halves gives at once, and what goes with it; ``how`` is that of ``play``."""
        self.play(*chain(*map(verb, self.halves)), *others, **how)

    def hold(self, seconds: float = TEMPO.hold) -> None:
        """Keep the picture still for ``seconds``, rounded up to whole frames; but first let it settle."""
        frames = math.ceil(round(seconds * config.frame_rate, 6))
        unsettled = self.unsettled
        if unsettled:
            # The first frame of a wait is still that of the moment before.
            moving = min(math.ceil(round(unsettled * config.frame_rate, 6)) + 1, frames)
            self.wait((moving - 1e-6) / config.frame_rate, frozen_frame=False)
            frames -= moving
        if frames:
            self.wait((frames + 1e-6) / config.frame_rate, frozen_frame=True)

    def update_mobjects(self, dt: float) -> None:
        """Let everything follow what moves, the camera last, and note where a weight lands on exactly 0."""
        super().update_mobjects(dt)
        self.camera.frame.update(dt)
        gone = [each for each in self.mobjects if isinstance(each, ChapterCard) and not each.remaining]
        if gone:
            self.remove(*gone)
        rings = {ring: ring.is_zero for ring in self.rings}
        if any(is_zero and not self._closed.get(ring, True) for ring, is_zero in rings.items()):
            self._landings.append(self.frame)
        self._closed = rings

    def add_mobjects_from_animations(self, animations: list[Animation]) -> None:
        """Put on screen what is animated and not there yet; the camera's frame is never there."""
        frame: Any = self.camera.frame
        for animation in animations:
            # manim would add the group of what an AnimationGroup animates, and take the figures apart for it.
            if isinstance(animation, AnimationGroup):
                self.add_mobjects_from_animations(list(animation.animations))
            elif animation.mobject is not frame:
                self._require_figure(animation)
                super().add_mobjects_from_animations([animation])

    def _require_figure(self, animation: Animation) -> None:
        """Refuse to bring in a part whose figure is not on screen: nobody would draw it anew, or check it."""
        part: Any = animation.mobject
        if not (isinstance(part, Part) and animation.is_introducer()):
            return
        if not any(part in figure.get_family() for figure in self.mobjects):
            name = f"{type(self).__name__} brings in a {type(part).__name__}"
            raise ValueError(f"{name} without its figure: add the figure to the scene first")

    def get_moving_mobjects(self, *animations: Animation) -> list[Mobject]:
        """Return what plain manim is to draw at every frame: all, if the camera moves or pixels are computed."""
        camera = self.camera
        of_the_camera = {camera.frame, *camera.strengths}
        if camera.frame.updaters or of_the_camera.intersection(moved_by(animations)) or self._has_rasters():
            return list(self.mobjects)
        return list(super().get_moving_mobjects(*animations))

    def tear_down(self) -> None:
        """Refuse a scene that left out beats that its words promise."""
        left_out = list(self.words.beats)[len(self.beats) :]
        if left_out:
            raise ValueError(f"{type(self).__name__} never plays its beats {', '.join(left_out)}")

    def _has_rasters(self) -> bool:
        return any(isinstance(leaf, Raster) for leaf in extract_mobject_family_members(self.mobjects))


def moved_by(animations: Iterable[Any]) -> Iterator[Mobject]:
    """Return what ``animations`` introduce, remove or change, each with all its parts."""
    for animation in animations:
        if isinstance(animation, AnimationGroup):
            # Its own mobject may lack what is brought in, and hold what stays at rest.
            yield from moved_by(animation.animations)
        else:
            yield animation.mobject


def _rings(mobjects: Iterable[Mobject]) -> Iterator[ZeroRing]:
    """The rings among ``mobjects`` and their parts; no letter is asked, for those are many."""
    for mobject in mobjects:
        if isinstance(mobject, ZeroRing):
            yield mobject
        elif not isinstance(mobject, Lettering):
            yield from _rings(mobject.submobjects)


def _aspect_of(width: int, height: int) -> Aspect:
    ratio = width / height
    return min(ASPECTS.values(), key=lambda aspect: abs(math.log(ratio * aspect.height / aspect.width)))
