"""The place of a picture that is alone on the stage, and of its numbers."""

from __future__ import annotations

from manim import DL, DOWN, LEFT, RIGHT, UP, VGroup

from common.figures.read_out import ReadOut
from common.stage import LANDSCAPE, SQUARE, Aspect, Box, Stage

__all__ = ["above_numbers", "bleeding", "hero_of", "stand_below", "stand_in_corner"]

_LINE = 0.75


def hero_of(stage: Stage) -> Box:
    """The box for a picture that is alone; where the stage is narrow, its numbers stand in a line below."""
    return stage.body if stage.aspect is LANDSCAPE else stage.body.cut_bottom(_LINE)[1]


def stand_in_corner(numbers: VGroup, hero: Box, aspect: Aspect) -> None:
    """Move ``numbers`` to their place: in the corner of the hero, or below it."""
    if aspect is LANDSCAPE:
        numbers.arrange(DOWN, buff=0.22, aligned_edge=LEFT)
        numbers.move_to(hero.corner(DL), aligned_edge=DL)
    else:
        on_one_line(numbers, 0.4)
        numbers.move_to(hero.centre).set_y(hero.bottom - _LINE / 2)


def above_numbers(box: Box, aspect: Aspect) -> Box:
    """What three numbers leave of a panel's ``box``: they stand below the picture."""
    return box.cut_bottom(_LINE * (2.4 if aspect is SQUARE else 1.0))[1]


def stand_below(numbers: VGroup, picture: Box, box: Box, aspect: Aspect) -> None:
    """Move ``numbers`` to what they take of ``box``, below its ``picture``: in a line, if it is wide enough."""
    if aspect is SQUARE:
        numbers.arrange(DOWN, buff=0.2, aligned_edge=LEFT)
    else:
        on_one_line(numbers, 0.35)
    numbers.move_to(box.centre).set_y((box.bottom + picture.bottom) / 2)


def on_one_line(numbers: VGroup, gap: float) -> None:
    """Arrange read-outs beside each other, on one baseline: their equal signs are level."""
    numbers.arrange(RIGHT, buff=gap)
    first, *others = (each for each in numbers if isinstance(each, ReadOut))
    for other in others:
        other.shift((first.sign.get_y() - other.sign.get_y()) * UP)


def bleeding(hero: Box, aspect: Aspect) -> Box:
    """The hero's box, up to the sides of the picture: what is larger runs off there."""
    width, _ = aspect.frame
    return Box(-width, hero.bottom, width, hero.top)
