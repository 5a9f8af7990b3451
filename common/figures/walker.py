"""A weight that walks on a plot of weight against step: a ball, the posts it leaves, and what pushes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from manim import Animation, ValueTracker, VGroup
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Solves, Stands, Zero
from common.figures.hops import Hops
from common.figures.optimum_dot import WeightDot
from common.figures.parts.arrow import Arrow
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Drop
from common.figures.parts.mark import Mark
from common.figures.parts.part import Part
from common.figures.parts.posts import Posts
from common.figures.parts.trail import Trail
from common.figures.walk_plot import WalkPlot
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import Penalty
from common.style import STROKE, Theme

__all__ = ["Walker"]

_POST = 1.5 * STROKE.close
_TRACE = 0.5  # opacity of the way through the air
_CLEAR, _ASIDE = 0.35, 0.13  # scene units from a step to the walkers, and from there to each of two
_SAMPLES = 24  # of each hop
_GHOST = 0.4


class Walker:
    """A weight under ``penalty`` on ``plot``, whose steps down ``strength`` times it are ``step`` long.

    It stands as high as its ``weight``, at its ``berth``; once it has ``set_out``, where it is after so many steps
    as it has ``taken``, on one ``side`` of the step, -1 or 1. While it ``is_free``, its walk stays behind. The
    arrows are as long as the next step: ``push`` is the penalty's share, which ``stops`` at 0 or not, and ``pull``
    that of the ``loss``, if one has joined. ``parts`` are all that is drawn of it.
    """

    def __init__(
        self, plot: WalkPlot, penalty: Penalty, step: float, strength: float, theme: Theme, *, side: int = 0
    ) -> None:
        self.weight, self.berth, self.taken, self.traced, self.stops = (ValueTracker(0.0) for _ in range(5))
        self.plot, self.penalty, self.step, self.strength, self.side = plot, penalty, step, strength, side
        self.loss: OneWeightLoss | None = None
        self.hops: Hops | None = None
        self.is_free = False
        self.colour, name = theme.of(penalty), f"under {penalty.name}"
        moves = self.weight, self.berth, self.taken, self.stops
        self.ball = plot.following(_Ball(self, theme), *moves)
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
                lambda: (0.0, self.taken.get_value() if self.hops else 0.0),
                self.colour,
                STROKE.companion,
                samples=lambda: _SAMPLES * max(1, int(np.ceil(self.taken.get_value()))) + 1,
            ),
            *moves,
        ).set_stroke(opacity=_TRACE)
        self.ghosts = VGroup()
        self.parts = VGroup(self.drop, self.posts, self.trail, self.push, self.pull, self.ball, self.ghosts)
        self.drop.set_z_index(-1)
        for arrow in (self.push, self.pull):
            arrow.set_z_index(2)

    def place(self) -> FloatArray:
        """The coordinates (2,) of the ball."""
        if self.hops is None or self.is_free:
            return np.array([self.berth.get_value(), self.weight.get_value()])
        return np.asarray(self._way(np.array([self.taken.get_value()]))[0])

    @property
    def pushes(self) -> tuple[float, float]:
        """How far the penalty and the loss take the weight in the next step; at a kink, as far as they can."""
        weight, amount = float(self.place()[1]), self.step * self.strength
        plain = -amount * self.penalty.subdifferential(weight).high
        proximal = float(self.penalty.proximal_step(weight, amount)) - weight
        push = plain + self.stops.get_value() * (proximal - plain)
        return push, 0.0 if self.loss is None else -self.step * float(self.loss.slope(weight))

    def ground(self, number: int) -> FloatArray:
        """The scene point (3,) of 0 where it is after step ``number`` of its walk."""
        return self.plot.point(self.time(number), 0.0)

    def time(self, number: int) -> float:
        """When that is, as it is drawn."""
        return float(self._walk.times[number]) + self._offset

    @property
    def landed(self) -> int | None:
        """How many steps it has taken, if it stands there."""
        taken = float(self.taken.get_value())
        return int(taken) if self.hops is not None and not self.is_free and taken == int(taken) else None

    @property
    def is_at_zero(self) -> bool:
        """Whether the weight is exactly 0, and stays there."""
        stands = self.hops is None or self.is_free or self.landed is not None
        return self.penalty.holds_zero and stands and bool(self.place()[1] == 0)

    def stand_at(self, berth: float, weight: float) -> None:
        """Stand there, not on a walk."""
        self.hops = None
        self.berth.set_value(berth)
        self.weight.set_value(weight)
        self.plot.refresh()

    def set_out(self, hops: Hops) -> None:
        """Stand where ``hops`` begin, to take them."""
        self.hops, self.is_free = hops, False
        self.taken.set_value(0.0)
        self.plot.refresh()

    def let_go(self) -> None:
        """Stand free where it is; its walk stays behind."""
        berth, weight = self.place()
        self.berth.set_value(berth)
        self.weight.set_value(weight)
        self.is_free = True
        self.plot.refresh()

    def go_to(self, time: float, weight: float) -> Iterator[Any]:
        """Go free to where a walk begins."""
        yield self.berth.animate.set_value(time + self._offset)
        yield self.weight.animate.set_value(weight)

    def trend(self) -> Curve:
        """Make the curve through the tops of the posts of plain steps, as far as it has been ``traced``."""
        start, amount = self._walk.weights[0], self.step * self.strength

        def weight(x: FloatArray) -> FloatArray:
            time = x - self._offset
            return np.asarray(start - amount * time if self.penalty.holds_zero else start * (1 - amount) ** time)

        name = f"trend under {self.penalty.name}"
        curve = Curve(name, weight, self.colour, STROKE.edge, within=self._traced)
        self.parts.add(self.plot.following(curve, self.traced))
        return curve

    def leave_push(self) -> None:
        """Leave the present push behind, faintly."""
        (x, w), push = self.place(), self.pushes[0]
        name = f"push at {w:g} under {self.penalty.name}"
        ghost = Arrow(name, lambda: np.array([x, w]), lambda: push, self.colour, lambda: 1.0)
        self.plot.following(ghost).set_fill(opacity=_GHOST)
        self.ghosts.add(ghost)
        self.plot.add(ghost)
        self.plot.refresh()

    def forget_pushes(self) -> Iterator[Animation]:
        """Take away what was left of its pushes."""
        ghosts, self.ghosts = self.ghosts, VGroup()
        self.parts.remove(ghosts)
        yield self.plot.conceal(*ghosts, self.push, self.drop)

    def show_pushes(self) -> Iterator[Animation]:
        """Bring in what pushes it now."""
        yield self.plot.reveal(self.push, *(() if self.loss is None else (self.pull,)))

    def hide_pushes(self) -> Iterator[Animation]:
        """Take away what pushes it."""
        yield self.plot.conceal(self.push, self.pull)

    def miss(self, last: int, past: float) -> tuple[Part, Part]:
        """Make what shows where step ``last`` would have led, had it not stopped: the way there, and its end."""
        walk, theme = self._walk, self.plot.theme
        missed = Hops(
            walk.penalty,
            walk.strength,
            np.array([walk.weights[last - 1], past]),
            walk.steps[last - 1 : last],
            begun=float(walk.times[last - 1]),
        )
        way = Trail(
            "way of a step that does not stop",
            lambda taken: self._aside(missed.way(taken)),
            lambda: (0.0, 1.0),
            theme.muted,
            STROKE.companion,
        )
        end = Mark("end of that step", lambda: self._aside(missed.way(np.ones(1)))[0], theme.muted, 0.1)
        return self.plot.following(way), self.plot.following(end)

    def leave(self, *, but: tuple[Part, ...] = ()) -> Iterator[Animation]:
        """Take away all that is drawn of it, ``but`` these."""
        yield self.plot.conceal(
            *(each for each in self.parts if each in self.plot.submobjects and each not in but)
        )

    def _way(self, taken: FloatArray) -> FloatArray:
        """Where it is after so many steps (k,): coordinates (k, 2)."""
        return np.empty((0, 2)) if self.hops is None else self._aside(self.hops.way(taken))

    def _tops(self) -> FloatArray:
        if self.hops is None:
            return np.empty((0, 2))
        whole = np.arange(np.floor(self.taken.get_value()) + 1)
        return self._aside(
            np.concatenate([self.hops.way(whole), self.hops.way(np.array([self.taken.get_value()]))])
        )

    def _arrow(self, name: str, length: Callable[[], float], colour: ManimColor) -> Arrow:
        zoom: Any = self.plot.zoom
        return Arrow(name, self.place, length, colour, zoom.get_value)

    def _traced(self) -> tuple[float, float]:
        return self._offset, self.traced.get_value() + self._offset

    @property
    def _walk(self) -> Hops:
        if self.hops is None:
            raise ValueError("the walker has not set out")
        return self.hops

    @property
    def _offset(self) -> float:
        """Beside the axis, and beside the other walker."""
        return (_CLEAR + self.side * _ASIDE) / self.plot.unit

    def _aside(self, way: FloatArray) -> FloatArray:
        return np.asarray(way + np.array([self._offset, 0.0]))


class _Ball(Part, WeightDot):
    """The ball of ``walker``, ringed where that stays at exactly 0."""

    def __init__(self, walker: Walker, theme: Theme) -> None:
        super().__init__(theme)
        self._walker = walker

    def draw(self, window: Window) -> None:
        """Stand where the walker is."""
        self.stand(window.point(*self._walker.place()), is_zero=self._walker.is_at_zero)

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim where it stands, whether that is 0, and that the last step led there."""
        walker, at = self._walker, self._walker.place()
        under = f"under {walker.penalty.name}"
        yield Stands(f"ball {under}", self.dot, axes.point(at))
        yield Stands(f"ring {under}", self.ring, axes.point(at))
        yield Zero(f"ring {under}", self.ring, walker.is_at_zero)
        if walker.hops is not None and walker.landed:
            problem, weight = walker.hops.problem(walker.landed - 1), walker.hops.weights[walker.landed]
            x = at[0]
            yield Solves(
                f"last step {under}", problem, np.array([weight]), lambda w: axes.point(np.array([x, w[0]])), self
            )
