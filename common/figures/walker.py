"""A weight that walks on a plot of weight against step: a ball, the posts it leaves, and what pushes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from manim import Animation, FadeOut, ValueTracker, VGroup
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Penalised, Solves, Stands, Zero
from common.figures.hops import Hops
from common.figures.optimum_dot import WeightDot
from common.figures.parts.arrow import Arrow
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Drop
from common.figures.parts.part import Part
from common.figures.parts.posts import Posts
from common.figures.parts.trail import Trail
from common.figures.walk_plot import WalkPlot
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import Penalty
from common.style import STROKE, Theme

__all__ = ["CLEAR", "Ball", "Walker"]

_POST = 1.5 * STROKE.close
_TRACE = 0.5  # opacity of the way through the air
CLEAR, _ASIDE = 0.35, 0.16  # scene units from a step to the walkers, and from there to each of two
_SAMPLES = 24  # of each hop
_GHOST, _STEP = 0.4, 0.5


class Walker(VGroup):
    """A weight under ``penalty`` on ``plot``, whose steps down ``strength`` times it are ``step`` long.

    It stands as high as its ``weight``, at its ``berth``; once it has ``set_out``, where it is after so many steps
    as it has ``taken``, on one ``side`` of the step, -1 or 1. While it ``is_free``, its walk stays behind. The
    arrows are as long as the next step: ``push`` is the penalty's share, which ``stops`` at 0 or not, and ``pull``
    that of the ``loss``, if one has joined.
    """

    def __init__(
        self, plot: WalkPlot, penalty: Penalty, step: float, strength: float, theme: Theme, *, side: int = 0
    ) -> None:
        super().__init__()
        self.weight, self.berth, self.taken, self.traced, self.stops = (ValueTracker(0.0) for _ in range(5))
        self.plot, self.penalty, self.step, self.strength, self.side = plot, penalty, step, strength, side
        self.loss: OneWeightLoss | None = None
        self.hops = Hops(penalty, strength, np.zeros(2), np.full(1, step))
        self.is_free = True
        self.colour, name = theme.of(penalty), f"under {penalty.name}"
        moves = self.weight, self.berth, self.taken, self.stops
        self.ball = plot.following(Ball(name, self.place, lambda: self.is_at_zero, self._led, theme), *moves)
        self.push = plot.following(
            self._arrow(f"push {name}", lambda: self.pushes[0], self.colour), *moves, plot.zoom
        )
        self.pull = plot.following(
            self._arrow(f"pull {name}", lambda: self.pushes[1], theme.loss), *moves, plot.zoom
        )
        self.drop = plot.following(Drop(f"height {name}", self.place, theme.muted), *moves)
        self.posts = plot.following(Posts(f"posts {name}", self._tops, self.colour, _POST), *moves)
        self.trail = plot.following(
            Trail(
                f"way {name}",
                self._way,
                lambda: (0.0, self.taken.get_value()),
                self.colour,
                STROKE.companion,
                samples=lambda: _SAMPLES * max(1, int(np.ceil(self.taken.get_value()))) + 1,
            ),
            *moves,
        ).set_stroke(opacity=_TRACE)
        self.trend = plot.following(
            Curve(f"trend {name}", self._tread, self.colour, STROKE.edge, within=self._traced), self.traced
        )
        self.ghosts = VGroup()
        self.add(self.drop, self.posts, self.trail, self.trend, self.push, self.pull, self.ball, self.ghosts)
        self.drop.set_z_index(-1)
        for arrow in (self.push, self.pull):
            arrow.set_z_index(2)

    def place(self) -> FloatArray:
        """The coordinates (2,) of the ball."""
        if self.is_free:
            return np.array([self.berth.get_value(), self.weight.get_value()])
        return np.asarray(self._way(np.array([self.taken.get_value()]))[0])

    @property
    def pushes(self) -> tuple[float, float]:
        """How far the penalty and the loss take the weight in the next step; at a kink, as far as they can."""
        weight, amount = float(self.place()[1]), self.step * self.strength
        slopes = self.penalty.subdifferential(weight)
        plain = -amount * (slopes.high if self.plot.side > 0 else slopes.low)
        proximal = float(self.penalty.proximal_step(weight, amount)) - weight
        push = plain + self.stops.get_value() * (proximal - plain)
        return push, 0.0 if self.loss is None else -self.step * float(self.loss.slope(weight))

    @property
    def begins(self) -> float:
        """The time at which walks begin, as it is drawn: beside the axis, and beside the other walker."""
        return (CLEAR + self.side * _ASIDE) / self.plot.unit

    def time(self, number: int) -> float:
        """When it is at step ``number`` of its walk, as it is drawn."""
        return float(self.hops.times[number]) + self.begins

    @property
    def landed(self) -> int | None:
        """How many steps it has taken, if it stands there."""
        taken = float(self.taken.get_value())
        return int(taken) if not self.is_free and taken == int(taken) else None

    @property
    def is_at_zero(self) -> bool:
        """Whether the weight is exactly 0, and stays there."""
        stands = self.is_free or self.landed is not None
        return self.penalty.holds_zero and stands and bool(self.place()[1] == 0)

    def stand_at(self, berth: float, weight: float) -> None:
        """Stand there, not on a walk."""
        self.is_free = True
        self.berth.set_value(berth)
        self.weight.set_value(weight)
        self.plot.refresh()

    def set_out(self, hops: Hops) -> None:
        """Stand where ``hops`` begin, to take them."""
        self.hops, self.is_free = hops, False
        self.taken.set_value(0.0)
        self.traced.set_value(0.0)
        self.plot.refresh()

    def walk(self, hops: Hops) -> Iterator[Animation]:
        """Come in where ``hops`` begin, as far as it is not there."""
        self.set_out(hops)
        self.plot.add(self.trail, self.trend)
        yield from self.plot.bring(self.posts, self.ball)

    def reappear(self, weight: float) -> Iterator[Animation]:
        """Vanish, and come in again at ``weight``, with what pushes it there; the walk stays behind."""
        yield FadeOut(self.ball.copy())
        self.stand_at(self.place()[0], weight)
        yield self.plot.reveal(self.ball)
        yield from self.show_pushes()

    def push_at(self, weight: float) -> Iterator[Any]:
        """Go to ``weight``, and leave the present push behind, faintly."""
        (x, w), push = self.place(), self.pushes[0]
        name = f"push at {w:g} under {self.penalty.name}"
        ghost = self._arrow(name, lambda: push, self.colour, lambda: np.array([x, w]))
        self.ghosts.add(self.plot.following(ghost).set_fill(opacity=_GHOST))
        self.plot.add(ghost).refresh()
        yield self.weight.animate.set_value(weight)

    def line_up(self) -> Iterator[Any]:
        """Go to where walks begin, and forget what pushed it elsewhere."""
        ghosts, self.ghosts = self.ghosts, VGroup()
        self.remove(ghosts)
        yield from self.plot.take(*ghosts, self.push, self.pull, self.drop)
        yield self.berth.animate.set_value(self.begins)

    def show_pushes(self) -> Iterator[Animation]:
        """Bring in what pushes it now."""
        yield self.plot.reveal(self.push, *(() if self.loss is None else (self.pull,)))

    def step_to(self, number: int, weight: float) -> Arrow:
        """Make an arrow as long as step ``number`` would be if it led to ``weight``, where that ends."""
        x, before = self.time(number), float(self.hops.weights[number - 1])
        name = f"step {number} to {weight:g} under {self.penalty.name}"
        arrow = self._arrow(name, lambda: weight - before, self.colour, lambda: np.array([x, before]))
        return self.plot.following(arrow, self.plot.zoom).set_z_index(-1).set_fill(opacity=_STEP)

    def leave(self) -> Iterator[Animation]:
        """Take away all that is drawn of it."""
        yield from self.plot.take(*self)

    def _way(self, taken: FloatArray) -> FloatArray:
        """Where it is after so many steps (k,): coordinates (k, 2)."""
        return self._aside(self.hops.way(taken))

    def _tops(self) -> FloatArray:
        """One where it has landed each time."""
        return self._way(np.arange(int(self.taken.get_value()) + 1.0))

    def _tread(self, x: FloatArray) -> FloatArray:
        """The weights of plain steps on a line through their tops: straight for those that are all alike."""
        start, amount = self.hops.weights[0], self.step * self.strength
        time = x - self.begins
        fixed = start - np.sign(start) * amount * time
        return np.asarray(fixed if self.penalty.holds_zero else start * (1 - amount) ** time)

    def _led(self) -> tuple[Penalised, float] | None:
        return None if self.is_free else self.hops.led(self.taken.get_value())

    def _arrow(
        self,
        name: str,
        length: Callable[[], float],
        colour: ManimColor,
        tail: Callable[[], FloatArray] | None = None,
    ) -> Arrow:
        zoom: Any = self.plot.zoom
        return Arrow(name, tail or self.place, length, colour, zoom.get_value)

    def _traced(self) -> tuple[float, float]:
        return self.begins, self.traced.get_value() + self.begins

    def _aside(self, way: FloatArray) -> FloatArray:
        return np.asarray(way + np.array([self.begins, 0.0]))


class Ball(Part, WeightDot):
    """The ball of a weight at the coordinates ``place()`` (2,), ringed while it ``is_at_zero()``, and stays there.

    ``led()`` is what its last step solved, and the weight to which that led, while it stands there.
    """

    def __init__(
        self,
        under: str,
        place: Callable[[], FloatArray],
        is_at_zero: Callable[[], bool],
        led: Callable[[], tuple[Penalised, float] | None],
        theme: Theme,
    ) -> None:
        super().__init__(theme)
        self._under, self._place, self._is_at_zero, self._led = under, place, is_at_zero, led

    def draw(self, window: Window) -> None:
        """Stand where the weight is."""
        self.stand(window.point(*self._place()), is_zero=self._is_at_zero())

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where it stands, whether that is 0, and that the last step led there."""
        x, w = self._place()
        yield Stands(f"ball {self._under}", self.dot, axes.point(np.array([x, w])))
        yield Stands(f"ring {self._under}", self.ring, axes.point(np.array([x, w])))
        yield Zero(f"ring {self._under}", self.ring, self._is_at_zero())
        led = self._led()
        if led is not None:
            problem, weight = led

            def place(weights: FloatArray) -> FloatArray:
                return axes.point(np.array([x, *weights]))

            yield Solves(f"last step {self._under}", problem, np.array([weight]), place, self)
