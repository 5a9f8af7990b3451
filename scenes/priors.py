"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from manim import linear

from common.easing import landing
from common.explainer import Explainer
from common.figures.belief_board import BeliefBoard
from common.style import TEMPO
from scenes.numbers.priors import PriorsNumbers

__all__ = ["Priors"]


class Priors(Explainer[PriorsNumbers]):
    """The kink puts the mode at zero; neither belief holds a weight of exactly zero."""

    numbers = PriorsNumbers()

    def construct(self) -> None:
        """Turn two bells into prices and back, and doubt that the peak is the reason."""
        n = self.numbers
        self.board = board = BeliefBoard(self.stage, self.theme, self.words.labels, n, self.view)
        laplace, gaussian, _ = self.subjects = board.subjects
        self.camera.fix(board.fixed)
        self.camera.upright(*board.upright)
        self.add(*board.open())
        self.show_card()
        with self.beat("bells") as beat:
            beat.at("ask")
            beat.play(*board.rise(laplace), until="laplace")
            self.play(*board.name(laplace))
            beat.play(*board.go_near(), until="gauss")
            self.emerge(board.second())
            beat.play(*board.rise(gaussian), *self.attend(gaussian), *board.name(gaussian), until="small")
            self.play(*self.attend(), *board.add_band(), run_time=TEMPO.dim)
            beat.sweep(board.radius, to=n.wide, seconds=1.2)
        with self.beat("logarithms") as beat:
            beat.show("log", self.attend(laplace), board.empty(), board.go())
            beat.sweep(laplace.flipped, to=1.0, until="v", rate=linear)
            self.play(*self.attend(gaussian))
            beat.sweep(gaussian.flipped, to=1.0, until="bowl", rate=linear)
            beat.show("same", self.attend(), board.name_prices())
        with self.beat("peaked") as beat:
            self.play(*board.leave_prices(), run_time=TEMPO.dim)
            beat.show("peak", board.flip_back(), run_time=1.8, rate_func=linear)
            beat.play(*board.go_near(), *self.attend(laplace), *board.fill(), until="narrow")
            self.play(*self.attend(), *board.add_band(), run_time=TEMPO.dim)
            beat.sweep(board.radius, to=n.narrow, until="nil")
            beat.sweep(board.radius, to=0.0)
        self.let_data_in()

    def let_data_in(self) -> None:
        """Multiply both by the likelihood, column by column, climb to their tops, and draw from one."""
        n, board, (laplace, gaussian, data) = self.numbers, self.board, self.board.subjects
        with self.beat("posterior") as beat:
            self.play(*board.leave_band(), run_time=TEMPO.dim)
            beat.at("data")
            beat.play(*board.bring_data(n.centre), *board.go(), until="product")
            self.play(*self.attend(laplace, data), *board.cut(laplace), run_time=TEMPO.dim)
            beat.sweep(laplace.grown, to=1.0, seconds=max(beat.remaining / 2, 1), rate=linear)
            self.play(*self.attend(gaussian, data), *board.join(laplace), *board.cut(gaussian), run_time=TEMPO.dim)
            beat.sweep(gaussian.grown, to=1.0, seconds=max(beat.remaining, 1), rate=linear)
        with self.beat("mode") as beat:
            self.play(*board.join(gaussian), run_time=TEMPO.dim)
            beat.show("top", self.attend(gaussian), board.set_out(gaussian))
            beat.play(*board.go(1.1), until="gauss")
            beat.sweep(gaussian.climbed, to=1.0, seconds=1.4)
            self.play(*board.drop_plumb(gaussian), run_time=TEMPO.hold)
            beat.show("laplace", self.attend(laplace), board.set_out(laplace), board.unname(), run_time=TEMPO.dim)
            beat.play(*board.climb(laplace), *board.go_close(), until="land", rate=landing)
        with self.beat("remember") as beat:
            beat.show("mean", board.balance(), board.go(), run_time=2)
            beat.show("move", board.leave_way(), run_time=TEMPO.dim)
            beat.sweep(board.centre, board.moved, to=n.moved, until="held")
            beat.sweep(board.centre, to=n.centre, until="sparse")
            self.play(*board.leave_estimate(), run_time=TEMPO.dim)
            self.play(*self.show_claim(), run_time=TEMPO.dim)
            beat.show("belief", board.rain(2.0))
