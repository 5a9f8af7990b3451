"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from typing import Any

from manim import UP, linear
from manim.utils.rate_functions import ease_in_out_sine

from common.easing import landing
from common.explainer import BeatClock, Explainer
from common.figures.belief_board import BeliefBoard
from common.figures.bell import Bell
from common.style import TEMPO
from scenes.numbers.priors import PriorsNumbers

__all__ = ["Priors"]

WHOLE, NEARER, NEAR, NEAREST, CLOSE = 1.0, 1.1, 1.35, 1.5, 2.0


class Priors(Explainer[PriorsNumbers]):
    """The kink puts the mode at zero; neither prior believes in a weight of exactly zero."""

    numbers = PriorsNumbers()

    def construct(self) -> None:
        """Show both bells and their logarithms, doubt the peak, let the data in, and set mode beside mean."""
        self.board = board = BeliefBoard(self.stage, self.theme, self.words.labels, self.numbers)
        self.laplace, self.gaussian = board.bells
        self.subjects = self.laplace, self.gaussian, board.evidence
        self.camera.fix(board.notes)
        self.camera.upright(*board.upright)
        self.view.bring(board.origin, board.origin, NEAR)
        self.add(*board.opening())
        self.show_card()
        self.believe()
        self.doubt()
        self.multiply()
        self.estimate()

    def believe(self) -> None:
        """Bring in both bells, and turn them into prices."""
        n, board, laplace, gaussian = self.numbers, self.board, self.laplace, self.gaussian
        with self.beat("bells") as beat:
            beat.at("ask")
            beat.sweep(laplace.strength, to=n.strength, until="laplace")
            self.play(*board.name(laplace))
            beat.at("gauss")
            self.emerge(board.second())
            rise = gaussian.strength.animate.set_value(n.strength)
            beat.play(rise, *self.attend(gaussian), *board.name(gaussian), until="small")
            self.play(*self.attend(), *board.add_band(), run_time=TEMPO.dim)
            self.play(board.radius.animate.set_value(n.wide), run_time=1.2)

        with self.beat("logarithms") as beat:
            beat.show("log", self.attend(laplace), board.empty(), board.leave_band(), self.go(WHOLE))
            self.turn(laplace, beat, "v")
            self.play(*self.attend(gaussian))
            self.turn(gaussian, beat, "bowl")
            beat.show("same", self.attend(), board.name_prices())

    def doubt(self) -> None:
        """Turn them back, and make a band around zero ever narrower."""
        n, board = self.numbers, self.board
        with self.beat("peaked") as beat:
            self.play(*board.leave_prices(), run_time=TEMPO.dim)
            beat.at("peak")
            for step in ("turned", "bent"):
                self.play(*(getattr(bell, step).animate.set_value(0.0) for bell in board.bells), run_time=0.9)
            beat.play(*self.go(NEAREST), *self.attend(self.laplace), *board.fill(), until="narrow")
            self.play(*self.attend(), *board.add_band(), *board.read_chances(), run_time=TEMPO.dim)
            beat.sweep(board.radius, to=n.narrow, until="nil")
            beat.sweep(board.radius, to=0.0, rate=ease_in_out_sine)

    def multiply(self) -> None:
        """Let the data in, and multiply the priors by their likelihood, column by column."""
        n, board = self.numbers, self.board
        with self.beat("posterior") as beat:
            self.play(*board.leave_band(), *board.leave_chances(), run_time=TEMPO.dim)
            beat.at("data")
            board.bring_data()
            beat.play(board.centre.animate.set_value(n.centre), *self.go(WHOLE), until="product")
            for bell, share in zip(board.bells, (0.5, 1.0), strict=True):
                self.play(*self.attend(bell, board.evidence), *board.stand_columns(bell), run_time=TEMPO.dim)
                self.play(bell.grown.animate.set_value(1.0), run_time=max(share * beat.remaining, 1), rate_func=linear)

    def estimate(self) -> None:
        """Climb to both tops, and set the mean and draws beside that of Laplace."""
        n, board, laplace, gaussian = self.numbers, self.board, self.laplace, self.gaussian
        with self.beat("mode") as beat:
            self.play(*board.leave_columns(), run_time=TEMPO.dim)
            beat.at("top")
            self.play(*board.set_out())
            beat.play(*self.go(NEARER), *self.attend(gaussian), until="gauss")
            self.play(gaussian.climbed.animate.set_value(1.0), run_time=1.6)
            self.play(*board.drop_plumb(gaussian))
            beat.show("laplace", self.attend(laplace), run_time=TEMPO.dim)
            beat.play(laplace.climbed.animate.set_value(1.0), *self.close(CLOSE), until="land", rate=landing)

        with self.beat("remember") as beat:
            beat.show("mean", board.balance(), self.go(WHOLE), run_time=1.5)
            beat.at("move")
            board.follow()
            beat.sweep(board.centre, board.moved, to=n.moved, until="held")
            beat.sweep(board.centre, to=n.centre, until="sparse")
            self.play(*board.leave_numbers(), *self.show_claim())
            beat.at("belief")
            self.play(*board.rain(), run_time=TEMPO.dim)
            self.play(board.fallen.animate.set_value(1.0), *self.close(CLOSE), run_time=2.2, rate_func=linear)

    def turn(self, bell: Bell, beat: BeatClock, until: str) -> None:
        """Take the logarithm, and turn it upside down by the word behind the mark."""
        self.play(bell.bent.animate.set_value(1.0), run_time=beat.until(until) / 2)
        beat.sweep(bell.turned, to=1.0, until=until)

    def close(self, times: float) -> Any:
        """Go so close to the peak."""
        yield self.view.animate.bring(self.board.peak, UP, times)

    def go(self, times: float) -> Any:
        """Go so close to 0, which stays where it is."""
        yield self.view.animate.bring(self.board.origin, self.board.origin, times)
