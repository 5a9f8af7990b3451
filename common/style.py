"""The look in one file: colours by meaning, type sizes, line weights, tempo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manim import ManimColor

from common.maths.penalties.norms import L1, L2, Penalty

__all__ = ["ATTENTION", "DARK", "LIGHT", "STROKE", "SURFACE", "TEMPO", "THEMES", "TYPE", "Theme"]


@dataclass(frozen=True)
class Theme:
    """One meaning, one colour. ``faint`` is for ghosts and grids, which carry no meaning of their own."""

    name: str
    background: ManimColor
    ink: ManimColor
    muted: ManimColor
    faint: ManimColor
    l1: ManimColor
    l2: ManimColor
    loss: ManimColor
    zero: ManimColor
    l1_body: ManimColor
    l2_body: ManimColor
    loss_body: ManimColor

    def body(self, penalty: Penalty) -> ManimColor:
        """The colour of a lit surface under ``penalty``: a line needs a darker one to be read."""
        return {L1: self.l1_body, L2: self.l2_body}[penalty]

    @property
    def is_dark(self) -> bool:
        """True if what is drawn is lighter than what it is drawn on."""
        return sum(self.background.to_rgb()) < sum(self.ink.to_rgb())

    @property
    def engraved(self) -> ManimColor:
        """The colour of what is written on a lit surface: the darker of background and ink."""
        return self.background if self.is_dark else self.ink

    def of(self, penalty: Penalty) -> ManimColor:
        """The colour that everything about ``penalty`` has, from the first frame to the last."""
        return {L1: self.l1, L2: self.l2}[penalty]


def _theme(name: str, **colours: str) -> Theme:
    return Theme(name, **{meaning: ManimColor(colour) for meaning, colour in colours.items()})


DARK = _theme(
    "dark",
    background="#10131A",
    ink="#ECEFF4",
    muted="#8A93A6",
    faint="#2A3040",
    l1="#F5A623",
    l2="#00ABF0",
    loss="#70D391",
    zero="#F45C92",
    l1_body="#F5A623",
    l2_body="#00ABF0",
    loss_body="#70D391",
)

LIGHT = _theme(
    "light",
    background="#FFFFFF",
    ink="#10131A",
    muted="#5A6375",
    faint="#D6DBE4",
    l1="#A86000",
    l2="#0A78C8",
    loss="#31673D",
    zero="#D10056",
    l1_body="#E8912A",
    l2_body="#2A93DC",
    loss_body="#3FA873",
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT)}


@dataclass(frozen=True)
class _Type:
    """Font sizes in points at a picture whose short side is 1080 pixels; none is under 28."""

    card: float = 68
    formula: float = 50
    claim: float = 37
    title: float = 30
    read_out: float = 38
    label: float = 32
    note: float = 28


@dataclass(frozen=True)
class _Stroke:
    """Line widths in manim's units: a hundredth of a scene unit, 1.35 pixels of a picture with 1080 lines."""

    close: float = 8
    subject: float = 6
    edge: float = 4
    companion: float = 3
    axis: float = 2
    ghost: float = 2
    guide: float = 1.5


@dataclass(frozen=True)
class _Surface:
    """Widths of lines on a lit surface, in the units of ``STROKE``."""

    level: float = 1.3
    axis: float = 2.2


@dataclass(frozen=True)
class _Tempo:
    """Durations in seconds."""

    enter: float = 0.6
    hold: float = 0.5
    sweep_least: float = 3.0
    sweep_most: float = 6.0
    landing: float = 0.35
    bloom: float = 0.6
    dim: float = 0.3
    lead: float = 0.2
    card: float = 2.1
    card_in: float = 0.25
    card_out: float = 0.35
    claim: float = 2.5


@dataclass(frozen=True)
class _Attention:
    """Opacities: of what the words do not speak of, of the picture under a chapter card, of a landing's bloom."""

    resting: float = 1 / 3
    under_card: float = 0.3
    bloom: float = 0.12
    bloom_on_white: float = 0.15


ATTENTION = _Attention()
TYPE = _Type()
STROKE = _Stroke()
SURFACE = _Surface()
TEMPO = _Tempo()
