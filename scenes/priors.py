"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from manim import linear

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
        board = self.board = BeliefBoard(self.stage, self.theme, self.words.labels, self.numbers, self.camera)
        laplace, gaussian, _ = self.subjects = board.subjects
        self.add(*board.open())
        self.show_card()
        with self.beat("bells") as beat:
            beat.play(*board.rise(laplace), until="laplace")
            self.play(*board.name(laplace))
            beat.play(*board.go_near(), until="gauss")
            self.emerge(board.second())
            beat.play(*board.rise(gaussian), *board.name(gaussian), *self.attend(gaussian), until="small")
            self.play(*self.attend(), *board.fill(), *board.go(), run_time=1.5)
        with self.beat("logarithms") as beat:
            beat.show("log", self.attend(laplace))
            beat.sweep(laplace.flipped, to=0.6, until="v", rate=linear)
            beat.sweep(laplace.flipped, to=1.0, until="bowl", rate=linear)
            self.play(*self.attend(gaussian), run_time=TEMPO.dim)
            beat.sweep(gaussian.flipped, to=1.0, until="same", rate=linear)
            self.play(*self.attend(), *board.name_prices(), run_time=TEMPO.enter)
        with self.beat("peaked") as beat:
            beat.show("peak", board.flip_back())
            beat.play(*board.go_near(), until="narrow")
            self.play(*board.add_band(), run_time=TEMPO.dim)
            beat.sweep(board.radius, to=self.numbers.narrow, until="nil")
            beat.sweep(board.radius, to=0.0, seconds=0.55 * beat.remaining)
            self.play(*board.leave_zero(), run_time=TEMPO.enter)
        self.let_data_in()

    def let_data_in(self) -> None:
        """Multiply both by the likelihood, column by column, climb to their tops, and draw from one."""
        board, n, (laplace, gaussian, data) = self.board, self.numbers, self.board.subjects
        with self.beat("posterior") as beat:
            beat.show("data", board.leave_chances(), run_time=TEMPO.dim)
            beat.play(*board.bring_data(), until="product")
            self.play(*self.attend(laplace, data), *board.cut(laplace), run_time=TEMPO.dim)
            beat.sweep(laplace.grown, to=1.0, until="scale", rate=linear)
            beat.sweep(laplace.scaled, to=1.0, seconds=0.9)
            self.play(*self.attend(gaussian, data), *board.cut(gaussian), run_time=TEMPO.dim)
            beat.sweep(gaussian.grown, to=1.0, seconds=1.0, rate=linear)
            beat.sweep(gaussian.scaled, to=1.0, seconds=0.7)
        with self.beat("mode") as beat:
            beat.show("top", board.set_out(gaussian), self.attend(gaussian))
            beat.play(*board.climb(gaussian), until="gauss")
            self.play(*board.name_mode(gaussian))
            beat.show("laplace", board.set_out(laplace), self.attend(laplace), run_time=TEMPO.dim)
            beat.land(laplace.climbed, to=1.0, until="land")
        with self.beat("remember") as beat:
            beat.show("mean", board.balance())
            beat.show("move", board.show_pull(), run_time=TEMPO.dim)
            beat.sweep(board.centre, to=n.moved, until="held")
            beat.sweep(board.centre, to=n.just, until="within")
            beat.sweep(board.centre, to=n.past, seconds=0.4 * beat.until("sparse"))
            beat.sweep(board.centre, to=n.centre, until="sparse")
            self.play(*board.leave_estimate(), run_time=TEMPO.dim)
            self.play(*self.show_claim(), run_time=TEMPO.dim)
            beat.show("belief", board.rain(1.7), lead=TEMPO.lead)
