"""One weight fitted to points: a price put on its loss moves the minimum, and one of the two prices onto zero."""

from __future__ import annotations

from manim import linear

from common.explainer import Explainer
from common.figures.cost_board import CostBoard
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.one_weight import OneWeightNumbers

__all__ = ["OneWeight"]


class OneWeight(Explainer[OneWeightNumbers]):
    """Loss plus price, stick by stick: past a threshold L1's minimum is exactly zero, and L2's never is."""

    numbers = OneWeightNumbers()

    def construct(self) -> None:
        """Fit a line, whose loss is least where it meets every point, and put both prices on that loss."""
        n = self.numbers
        self.board = board = CostBoard(self.stage, self.camera, self.theme, self.words.labels, n)
        l1, l2, loss = self.subjects = board.subjects
        self.add(*board.opening())
        self.show_card()
        with self.beat("one_line") as beat:
            beat.at("line")
            self.hold(self.unsettled)
            beat.play(*board.draw_line(), until="turn", then=[board.show_gaps()])
            beat.sweep(*board.line, to=n.steepest, since="gaps", until="loss", then=[board.square_gaps()])
            self.play(*board.take_mean())
        with self.beat("best_line") as beat:
            beat.sweep(board.weight, to=n.best, since="best", until="zero", then=[board.mark_best()])
            self.play(*board.leave_data())
        with self.beat("cost") as beat:
            beat.show("price", board.charge(L1), self.attend(l1))
            beat.sweep(board.strength, to=0.3 * n.first, until="l1", then=[board.legend.name(L1)])
            beat.sweep(board.strength, to=0.6 * n.first, until="l2", then=[board.add_price(L2), self.attend(l2)])
            beat.sweep(board.strength, to=n.first, until="free", then=[board.mark_zero(), self.attend(l1, l2)])
            beat.show("near", board.come_near(), self.attend(l2))
            beat.show("same", self.attend(l1))
            beat.pause(0.6)
            self.play(*board.draw_back(), *self.attend(l1, l2))
        with self.beat("stack") as beat:
            beat.show("lift", board.clear_for(L1), self.attend(l1, loss))
            beat.play(*board.lift(L1), until="sum", rate=linear, then=[board.change_to(L2), self.attend(l2, loss)])
            beat.play(*board.lift(L2), until="lowest", rate=linear, then=[board.mark_least(), self.attend(l1, l2)])
        self.raise_strength()

    def raise_strength(self) -> None:
        """Let the minima write their tracks: one arrives at 0 and stays, the other never does."""
        n, board, (l1, l2, _) = self.numbers, self.board, self.subjects
        sweep = board.strength, board.reached
        with self.beat("not_yet") as beat:
            beat.show("raise", board.mark_zero(), self.attend(l1))
            self.hold()
            beat.play(*board.start_again(), until="weak", then=[board.draw_strengths()])
            beat.play(*board.follow_tracks(1.2 * n.threshold), until="track")
            beat.sweep(*sweep, to=n.weak, until="not", then=[board.show_weight()])
        with self.beat("threshold") as beat:
            beat.land(*sweep, to=n.threshold, since="creep", until="land")
            beat.at("stay")
            beat.play(*board.raise_further(n.more), until="name", then=[board.mark_threshold()])
        with self.beat("never") as beat:
            beat.show("l2", board.count_thresholds(), self.attend(l2))
            beat.play(*board.lengthen(), until="sweep", then=[board.name_most()])
            beat.sweep(*sweep, to=n.most, until="still", then=[board.mark_gap()])
            beat.pause(0.6)
            self.play(self.view.animate.go_home(), run_time=1.2)
        with self.beat("remember") as beat:
            beat.show("tracks", board.name_axis(), self.show_claim(), self.attend(l1, l2), run_time=TEMPO.enter)
            beat.show("where", self.hide_claim(), board.leave_strength(), self.attend(), run_time=TEMPO.enter)
            beat.sweep(board.strength, to=n.threshold, seconds=1.5)
            self.play(*board.leave_tracks())
            beat.show("zero", board.stand_alone(), run_time=1.7)
