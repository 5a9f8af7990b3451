"""One weight fitted to points: a price put on its loss moves the minimum, and one of the two prices onto zero."""

from __future__ import annotations

from manim import DOWN, RIGHT, FadeIn, linear
from manim.utils.rate_functions import ease_out_sine

from common.explainer import Explainer
from common.figures.cost_board import CostBoard
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.one_weight import DATA, LOSS, THRESHOLD, OneWeightNumbers

__all__ = ["OneWeight"]

NEAR, CLOSE = 3.5, 1.8
GO, BACK = 2.0, 1.2  # seconds


class OneWeight(Explainer[OneWeightNumbers]):
    """Loss plus price, stick by stick: past a threshold L1's minimum is exactly zero, and L2's never is."""

    numbers = OneWeightNumbers()

    def construct(self) -> None:
        """Fit a line, put both prices on its loss, then raise λ."""
        self.board = board = CostBoard(self.stage, self.theme, self.words.labels, DATA, LOSS, self.numbers)
        self.l1, self.l2 = board.sides.values()
        self.subjects = self.l1, self.l2, board.plot.loss_curve
        self.camera.fix(*board.fixed)
        for part, place in board.upright:
            self.camera.upright(part, about=place)
        self.add(*board.opening())
        self.fit_a_line()
        self.charge_for_it()
        self.stack_the_prices()
        self.raise_strength()

    def fit_a_line(self) -> None:
        """Turn the line: its loss is traced, and is least where it meets every point."""
        board = self.board
        self.show_card()
        with self.beat("one_line") as beat:
            beat.at("line")
            self.hold(self.unsettled)
            beat.play(*board.draw_line(), until="turn")
            self.play(*board.show_gaps(), run_time=TEMPO.dim)
            beat.at("gaps")
            beat.sweep(board.weight, board.traced, to=self.numbers.steepest, until="loss")
            self.play(*board.square_gaps())
            self.play(*board.take_mean())

        with self.beat("best_line") as beat:
            beat.at("best")
            beat.sweep(board.weight, to=LOSS.centre, until="zero")
            self.play(*board.mark_best())
            self.play(*board.leave_data())
            self.play(FadeIn(board.legend.loss), run_time=TEMPO.dim)

    def charge_for_it(self) -> None:
        """Bring in both prices, and see from close by what they ask for a small weight."""
        board, first = self.board, self.numbers.first
        with self.beat("cost") as beat:
            beat.at("price")
            self.play(*board.charge(L1), FadeIn(board.track.price_out), *self.attend(self.l1), run_time=TEMPO.dim)
            beat.sweep(board.strength, to=0.3 * first, until="l1")
            self.play(*board.legend.name(L1))
            beat.sweep(board.strength, to=0.6 * first, until="l2")
            self.play(*board.legend.name(L2), *board.charge(L2), *self.attend(self.l2))
            beat.sweep(board.strength, to=first, until="free")
            self.play(*self.attend(self.l1, self.l2))
            beat.at("near")
            origin, best = board.plot.origin.get_center(), board.plot.wanted
            self.play(*board.name_margin(0.0, best), *self.attend(self.l2))
            self.play(self.view.animate(run_time=GO).bring(origin, origin * RIGHT + 2.8 * DOWN, NEAR))
            beat.pause(0.3)
            self.play(*self.attend(self.l1))
            self.hold(max(beat.remaining - BACK, TEMPO.hold))
            self.play(self.view.animate(run_time=BACK).go_home(), *self.attend(self.l1, self.l2))
            self.play(*board.name_margin(1.0, best))

    def stack_the_prices(self) -> None:
        """Put each price on the loss, stick by stick."""
        board, loss = self.board, self.board.plot.loss_curve
        with self.beat("stack") as beat:
            beat.at("lift")
            self.play(*board.clear_for(L1), *self.attend(self.l1, loss), run_time=TEMPO.dim)
            beat.play(*board.lift(L1), until="sum", rate=linear)
            self.play(*board.leave_total(L1), *board.charge(L2), *self.attend(self.l2, loss), run_time=TEMPO.dim)
            beat.play(*board.lift(L2), until="lowest", rate=linear)
            self.play(*board.leave_total(L2), *self.attend(self.l1, self.l2), run_time=TEMPO.dim)
            self.play(*board.show_minima())
            self.play(*board.drop())

    def raise_strength(self) -> None:
        """Let the minima write their tracks: one arrives at 0 and stays, the other never does."""
        n, board, track = self.numbers, self.board, self.board.track
        sweep = board.strength, board.reached
        with self.beat("not_yet") as beat:
            beat.at("raise")
            self.hold()
            beat.play(*board.make_room(), until="weak")
            self.play(*board.draw_strengths(), run_time=TEMPO.dim)
            beat.sweep(board.strength, to=0.0, until="track")
            self.play(*board.begin_tracks(), *board.name_margin(0.0), *self.attend(self.l1), run_time=TEMPO.dim)
            rise = (each.animate.set_value(n.weak) for each in sweep)
            end = track.axes[1].get_start()
            beat.play(*rise, self.view.animate.bring(end, end, CLOSE), until="not", rate=ease_out_sine)
            self.play(track.show_weight(L1))

        with self.beat("threshold") as beat:
            beat.at("creep")
            beat.land(*sweep, to=THRESHOLD, until="land")
            beat.at("stay")
            beat.sweep(*sweep, to=n.more, until="name")
            self.play(*board.mark_threshold())

        with self.beat("never") as beat:
            beat.at("l2")
            self.play(*self.attend(self.l2), track.conceal(track.weight_outs[L1]), run_time=TEMPO.dim)
            beat.play(board.scale.animate.set_value(n.most), until="sweep")
            beat.sweep(*sweep, to=n.most, until="still")
            self.play(*board.mark_gap())
            self.hold(max(beat.remaining - BACK, TEMPO.hold))
            self.play(self.view.animate(run_time=BACK).go_home())
            self.play(*board.name_margin(1.0))

        with self.beat("remember") as beat:
            beat.at("tracks")
            self.play(*self.show_claim(), *self.attend(self.l1, self.l2), run_time=TEMPO.enter)
            beat.at("where")
            self.play(*self.hide_claim(), *board.leave_strength(), *self.attend())
            beat.sweep(board.strength, to=THRESHOLD, seconds=1.5)
            self.play(*board.leave_tracks())
            beat.at("zero")
            self.play(*board.stand_alone(), run_time=2.0)
