"""Steps: the weight that loses a fixed amount arrives at zero; the one that loses a share does not."""

from __future__ import annotations

from manim import linear, there_and_back

from common.easing import landing
from common.explainer import Explainer
from common.figures.walk_board import WalkBoard
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.steps import StepsNumbers

__all__ = ["Steps"]

NUDGED = 0.6  # of the weight at which pushes cancel


class Steps(Explainer[StepsNumbers]):
    """A fixed amount or a fixed share: which push still acts when the weight is small?"""

    numbers = StepsNumbers()

    def construct(self) -> None:
        """Push, step, race; then the loss joins in."""
        n = self.numbers
        board = WalkBoard(self.stage, self.theme, self.words.labels, n, self.camera, (L1, L2), n.seen)
        l1, l2 = self.subjects = board.walkers
        self.add(*board.compare(n.start))
        self.show_card()
        with self.beat("push") as beat:
            beat.sweep(l1.weight, l2.weight, to=n.near, since="heard", until="near")
            for weight, mark in ((n.equal, "equal"), (n.start, "far")):
                beat.play(*l1.push_at(weight), *l2.push_at(weight), until=mark)
            beat.pause(0.5)
            self.play(*board.line_up(), run_time=1)
        with self.beat("rule") as beat:
            for walker, mark in ((l1, "l1"), (l2, "l2")):
                walk = board.walk(walker, n.plain_walk(walker.penalty, n.halvings))
                beat.show(mark, walk, self.attend(walker), run_time=TEMPO.dim)
                beat.sweep(walker.taken, to=1, seconds=1, rate=linear)
                self.play(*board.write_step(walker), run_time=TEMPO.dim)
        with self.beat("race") as beat:
            beat.show("race", self.attend(), board.take_notes(), run_time=0.8)
            beat.sweep(l1.taken, l2.taken, to=max(1, n.race - 2), until="fade", rate=linear)
            self.play(*self.attend(l2))
            beat.sweep(l1.taken, l2.taken, l2.traced, to=n.race - 1, until="same", rate=linear)
            self.play(*self.attend(l1))
            beat.sweep(l1.traced, to=n.race - 1, seconds=1)
            beat.land(l1.taken, l2.taken, l1.traced, to=n.race, until="land")
            beat.show("first", self.attend(), board.plot.leave_names(), run_time=TEMPO.dim)
            self.play(*board.see_foot(), run_time=1.3)
        with self.beat("add_loss") as beat:
            beat.sweep(l2.taken, l2.traced, to=n.seen, since="ask", until="no", rate=linear)
            self.play(*board.clear(), run_time=TEMPO.enter)
            self.play(*board.stand_again(), run_time=TEMPO.dim)
            beat.show("loss", [board.plot.reveal(l2.pull)], run_time=TEMPO.dim)
            beat.show("wants", board.mark_wanted(), run_time=TEMPO.dim)
            beat.sweep(l2.weight, to=n.near, until="settle")
            self.play(*l2.line_up(), l2.weight.animate.set_value(n.start), run_time=TEMPO.enter)
            self.play(*board.walk(l2, n.settling_walk(L2)), run_time=TEMPO.dim)
            beat.sweep(l2.taken, to=n.settling, seconds=max(beat.remaining - TEMPO.hold, 1.4), rate=linear)
        with self.beat("balance") as beat:
            beat.show("fade", l2.reappear(n.centre), board.take_notes(), run_time=TEMPO.enter)
            beat.play(*board.see_rest(), until="cancel", rate=landing)
            self.play(*board.mark_rest(), run_time=TEMPO.dim)
            beat.sweep(l2.weight, to=NUDGED * n.optimum(L2), seconds=1.2, rate=there_and_back)
            walk = board.walk(l1, n.settling_walk(L1), stops=True)
            beat.show("full", [self.view.animate.go_home()], self.attend(l1), walk, lead=TEMPO.lead, run_time=0.5)
            beat.play(l1.taken.animate.set_value(n.outpulled), *board.mark_wanted(), until="beats", rate=linear)
            self.play(*l1.show_pushes(), run_time=TEMPO.dim)
            beat.land(l1.taken, to=n.landing, until="hold")
            beat.show("claim", self.show_claim(), run_time=TEMPO.dim)
            beat.show("last", board.leave_first_way(), run_time=TEMPO.dim)
            self.play(*self.hide_claim(), *board.see_last_hop(n), run_time=1.4)
            self.play(*board.miss(n))
