"""Options that commands share, in groups; each is defined once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, Token

from common.stage import ASPECTS
from common.voice.takes import OFF, VOICES, OtherTakes
from common.words import LANGUAGES
from renders.build.site import Site
from renders.cli.progress import display_for
from renders.cli.speaking import speakers
from renders.errors import BadInputError, choose
from renders.files.text import printable
from renders.request.addressed import Typed, customised
from renders.request.custom import Customised
from renders.request.scenes import Film
from renders.request.table import CustomData
from renders.request.variant import QUALITIES, THEME_NAMES, Variant
from renders.voice.custom import custom_takes
from renders.voice.own import own_takes, own_voice
from renders.work.crew import Crew
from renders.work.dask.cluster import ClusterExecutor, Tls, check_address, open_cluster
from renders.work.local import cores

__all__ = [
    "Aspect",
    "BeatName",
    "Custom",
    "FilmArgument",
    "Heard",
    "Jobs",
    "Language",
    "OnePath",
    "Picture",
    "Place",
    "Quality",
    "RequiredClips",
    "SceneName",
    "SceneNames",
    "SlidePicture",
    "SmallPicture",
    "Theme",
    "WidePicture",
    "Workers",
    "flag",
    "one_of",
]


def one_of(*names: str) -> str:
    """Join choices for a help text.

    >>> one_of("dark", "light")
    'dark or light'
    """
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _path(_: type, tokens: Sequence[Token]) -> Path:
    """Parse a path; reject an empty one, which would mean the current folder."""
    (token,) = tokens
    if not token.value:
        raise BadInputError("no name was given: give one, or leave the option out")
    return Path(token.value)


OnePath = Annotated[Path, Parameter(converter=_path, n_tokens=1)]
OptionalPath = Annotated[Path | None, Parameter(converter=_path, n_tokens=1)]


def flag(told: str) -> Parameter:
    """An option that is off unless it is given."""
    return Parameter(help=told, show_default=False)


VOICE_NAMES = "; ".join(f"{', '.join(voices)} ({language})" for language, voices in VOICES.items())

FilmArgument = Annotated[Film, Parameter(parse=False)]
"""The film that the command line works on: passed in by ``run``, not typed."""

SceneNames = Annotated[str, Parameter(name="SCENE", help="Class names; see renders list. All if left out.")]
RequiredClips = Annotated[
    str,
    Parameter(name="SCENE", help="Class names, or SCENE:BEAT for a beat alone; see renders list.", required=True),
]
SceneName = Annotated[str, Parameter(name="SCENE", help="A class name; see renders list.")]
BeatName = Annotated[str, Parameter(help="The name of a beat; see renders list.")]

Language = Annotated[str, Parameter(help=f"The language of the words: {one_of(*LANGUAGES)}.")]
Aspect = Annotated[str, Parameter(help=f"The picture's shape: {one_of(*ASPECTS)}.")]
Quality = Annotated[str, Parameter(help=f"Pixels of the shorter side, and frames a second: {one_of(*QUALITIES)}.")]
Theme = Annotated[str, Parameter(help=f"The background: {one_of(*THEME_NAMES)}.")]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class WidePicture:
    """The variant of a 16:9 picture."""

    language: Language = "en"
    quality: Quality = "1080p30"
    theme: Theme = "dark"

    @property
    def variant(self) -> Variant:
        """The variant that was typed; raises ``BadInputError`` naming what is unknown."""
        return Variant.parse(self.language, "16:9", self.quality, self.theme)


# These stand here, and not where they are used: cyclopts looks for the types of inherited fields beside the class.
@dataclass(frozen=True, kw_only=True)
class SlidePicture(WidePicture):
    """The variant of a picture on a slide."""

    quality: Quality = "720p30"


@dataclass(frozen=True, kw_only=True)
class Picture(WidePicture):
    """The variant of the picture."""

    aspect: Aspect = "16:9"

    @property
    def variant(self) -> Variant:
        """The variant that was typed; raises ``BadInputError`` naming what is unknown."""
        return Variant.parse(self.language, self.aspect, self.quality, self.theme)


@dataclass(frozen=True, kw_only=True)
class SmallPicture(Picture):
    """The variant of a small picture."""

    quality: Quality = "480p15"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Heard:
    """What is heard."""

    voice: Annotated[
        str | None,
        Parameter(
            help=f"Who speaks: {VOICE_NAMES}; a folder of recordings (see renders script); or off. "
            "The film's voice if left out.",
            show_default=False,
        ),
    ] = None
    cues: Annotated[str, Parameter(help="A soft tick where a weight lands on exactly 0: on or off.")] = "on"

    def of(self, variant: Variant, scenes: Film, output: Path, *, writes: bool = True) -> Variant:
        """Return ``variant`` as ``scenes`` in it are to be heard; raises ``BadInputError`` naming what is unknown.

        Takes that this needs, and the film has not, go to the ``output`` folder, if anything is written.
        """
        cues = choose("cues", self.cues, ("on", "off")) == "on"
        takes = output / "voice"
        if folder := self._folder:
            language, voice = variant.language, own_voice(folder)
            recordings = folder / language if (folder / language).is_dir() else folder
            own = own_takes(recordings, voice, scenes, language, takes, writes=writes)
            return replace(variant, voice=voice, cues=cues, others=own)
        heard = replace(variant.spoken_by(self.voice), cues=cues, others=None)
        custom = {scene.name: scene for scene in scenes if scene.numbers}.values()
        others = [custom_takes(scene, heard, takes, speakers() if writes else None) for scene in custom]
        return replace(heard, others=OtherTakes.together(takes, filter(None, others)))

    def of_all(self, variants: Sequence[Variant], scenes: Film, output: Path) -> list[Variant]:
        """Return ``variants`` as they are to be heard: a voice speaks where its language is spoken.

        Of several languages, those have recordings that the folder has a folder of.
        """
        languages = {each.language for each in variants}
        voices = {voice for language in languages for voice in VOICES[language]}
        folder = self._folder

        def speaks(language: str) -> bool:
            if folder:
                return len(languages) == 1 or (folder / language).is_dir()
            return self.voice not in voices - set(VOICES[language])

        if not any(map(speaks, languages)):
            raise BadInputError(f"--voice {folder}: for several languages, put recordings into folders en and zh")
        heard = {language: self if speaks(language) else replace(self, voice=None) for language in languages}
        return [heard[each.language].of(each, scenes, output) for each in variants]

    @property
    def _folder(self) -> Path | None:
        """The folder of a person's recordings, if one was typed; raises ``BadInputError`` if it is not there."""
        if not self.voice or self.voice in {OFF, *chain(*VOICES.values())}:
            return None
        folder = Path(self.voice)
        if folder.is_dir():
            return folder
        if os.sep in self.voice:
            raise BadInputError(f"--voice {printable(self.voice)}: there is no such folder; see renders script")
        return None


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Custom:
    """Custom numbers and data; of several scenes, each for the one that it begins with."""

    numbers: Annotated[
        tuple[str, ...],
        Parameter(
            help="Custom numbers: a TOML file, with a table a scene for several, or SCENE=FILE; may recur.",
            show_default=False,
        ),
    ] = ()
    settings: Annotated[
        tuple[str, ...],
        Parameter(
            name="--set",
            help="One custom number, NAME=VALUE, or SCENE.NAME=VALUE; may be given again.",
            show_default=False,
        ),
    ] = ()
    data: Annotated[
        tuple[str, ...],
        Parameter(
            help="Custom data for Selection or Overfit: CSV or a workbook, or SCENE=FILE; may be given again.",
            show_default=False,
        ),
    ] = ()
    target: Annotated[
        tuple[str, ...], Parameter(help="The column of --data to predict, or SCENE=COLUMN.", show_default=False)
    ] = ()
    features: Annotated[
        tuple[str, ...],
        Parameter(
            name="--feature",
            help="A column to predict it from; may be given again. All columns of numbers if left out.",
            show_default=False,
        ),
    ] = ()

    decimal: Annotated[
        str | None,
        Parameter(
            help="The mark before decimals in --data, a point or a comma: with a comma, 1.351 is 1351. "
            "Found in the cells if left out."
        ),
    ] = None
    drop_missing: Annotated[bool, flag("Leave out rows of --data that lack a value in a column that is used.")] = (
        False
    )

    folder: Annotated[
        str | None,
        Parameter(
            name="--name",
            help="The folder for what custom numbers give, within the variant's: refused if it holds other ones. "
            "A name with a checksum if left out.",
        ),
    ] = None

    @property
    def files(self) -> list[Path]:
        """The files that are named: of ``SCENE=FILE``, the part that is one."""
        return [
            Path(each) if Path(each).exists() else Path(each.partition("=")[2])
            for each in self.numbers + self.data
        ]

    def of(self, scenes: Film, film: Film, *languages: str) -> Customised:
        """Apply them to the ``scenes`` of ``film`` that they are for; raises ``BadInputError`` for bad ones."""
        return self.asked(scenes, film, *languages)()

    def asked(self, scenes: Film, film: Film, *languages: str) -> Callable[[], Customised]:
        """Return what applies them as they are when it is called, in whatever process."""
        typed = Typed(self.numbers, self.settings, self.data, self.target, self.features, self.folder)
        read = partial(CustomData.named, decimal=self.decimal, drop_missing=self.drop_missing)
        return partial(customised, scenes, typed, read, languages, film)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Place:
    """The output folder, and how much is said about failures."""

    output: Annotated[OnePath, Parameter(help="The folder for everything that is made.")] = Path("renders/out")
    debug: Annotated[bool, flag("Show the whole trace of a failure.")] = False

    def site(self, variant: Variant, custom: Customised) -> Site:
        """Where the files of ``variant`` go; raises ``BadInputError`` where ``custom`` numbers find other ones."""
        site = Site(self.output, variant, custom.folder)
        custom.require_room(site.folder)
        return site

    def crew(self, processes: int = 1, connect: Callable[[], ClusterExecutor] | None = None) -> Crew:
        """Form a crew whose progress and failures are shown."""
        return Crew(processes, display_for, connect, traces=self.debug)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Jobs:
    """The number of processes that render on this machine."""

    jobs: Annotated[int | None, Parameter(help="Processes that render at once; all cores if left out.")] = None

    @property
    def processes(self) -> int:
        """The number of processes; raises ``BadInputError`` below 1."""
        if self.jobs is None:
            return cores()
        if self.jobs < 1:
            raise BadInputError(
                f"--jobs {self.jobs}: at least 1 process is needed; leave the option out to use every core"
            )
        return self.jobs

    def crew(self, place: Place) -> Crew:
        """Form the crew; raises ``BadInputError`` for what cannot be one."""
        return place.crew(self.processes)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Workers(Jobs):
    """The workers: processes of this machine, or a cluster."""

    on: Annotated[str | None, Parameter(help="A Dask scheduler to render on: tcp://HOST:PORT.")] = None
    tls_ca: Annotated[OptionalPath, Parameter(help="For a scheduler at tls://...: a PEM file.")] = None
    tls_cert: Annotated[OptionalPath, Parameter(help="For a scheduler at tls://...: a PEM file.")] = None
    tls_key: Annotated[OptionalPath, Parameter(help="For a scheduler at tls://...: a PEM file.")] = None

    def crew(self, place: Place) -> Crew:
        """Form the crew; raises ``BadInputError`` for what cannot be an address, or for TLS without its files."""
        tls, address = self._tls(), self.on
        if address is None:
            return super().crew(place)
        check_address(address, tls)
        return place.crew(self.processes, lambda: open_cluster(address, tls))

    def _tls(self) -> Tls | None:
        files = {"--tls-ca": self.tls_ca, "--tls-cert": self.tls_cert, "--tls-key": self.tls_key}
        if not any(files.values()):
            return None
        for option, file in files.items():
            if file is None or not file.is_file():
                raise BadInputError(
                    f"{option} {file or 'is left out'}: "
                    "TLS needs --tls-ca, --tls-cert and --tls-key, a PEM file each"
                )
        return Tls(*(file for file in files.values() if file))
