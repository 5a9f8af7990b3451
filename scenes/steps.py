"""Steps: the weight that loses a fixed amount arrives at zero; the one that loses a share does not."""

from __future__ import annotations

from manim import FadeOut, linear

from common.easing import landing
from common.explainer import Explainer
from common.figures.walk_plot import WalkPlot, legend
from common.figures.walker import Walker
from common.maths.penalties.norms import L1, L2
from common.numerals import Shown
from common.style import TEMPO
from scenes.numbers.steps import StepsNumbers
from scenes.walking import foot, last_hop, plain, settling, walk_boxes

__all__ = ["Steps"]

FIRST, SECOND = 0.3, 0.62  # of the steps that are seen: where weights stand while only their pushes count
BELOW = 0.6  # of the weight at which pushes cancel


class Steps(Explainer[StepsNumbers]):
    """A fixed amount or a fixed share: which push still acts when the weight is small?"""

    numbers = StepsNumbers()

    def construct(self) -> None:
        """Push, step, race; then the loss joins in."""
        n, theme, labels = self.numbers, self.theme, self.words.labels
        (self.reach,) = self.trackers(n.race + n.halvings)
        box, corner = walk_boxes(self.stage)
        self.plot = plot = WalkPlot(self.reach, labels["step"], theme, self.camera.zoom)
        plot.fit(box)
        self.l1, self.l2 = self.pair = [
            Walker(plot, each, n.step, n.strength, theme, side=side) for each, side in ((L1, -1), (L2, 1))
        ]
        self.subjects = self.l1.parts, self.l2.parts
        self.tags = legend([(labels[each.penalty.name], each.colour) for each in self.pair], corner)
        for part, place in plot.upright:
            self.camera.upright(part, about=place)
        self.camera.upright(self.l1.ball, self.l2.ball)
        self.camera.fix(self.tags)
        self.add(plot.add(plot.axes, plot.ticks, plot.names), self.tags)
        self.push()
        self.race()
        self.add_loss()
        self.balance()

    def push(self) -> None:
        """Compare both pushes near zero and far from it; then take a step with each."""
        n, plot = self.numbers, self.plot
        for walker, share in zip(self.pair, (FIRST, SECOND), strict=True):
            walker.stand_at(share * self.reach.get_value(), n.start)
            plot.add(walker.drop, walker.push, walker.ball)
        self.show_card()
        with self.beat("push") as beat:
            beat.at("heard")
            for weight, mark in ((n.small, "near"), (n.equal, "equal"), (n.start, "far")):
                beat.play(*(each.weight.animate.set_value(weight) for each in self.pair), until=mark)
                for walker in self.pair:
                    walker.leave_push()
            self.hold(max(beat.remaining - TEMPO.dim - TEMPO.enter - TEMPO.hold, TEMPO.hold))
            self.play(*(move for each in self.pair for move in each.forget_pushes()), run_time=TEMPO.dim)
            self.play(*(move for each in self.pair for move in each.go_to(0, n.start)), run_time=TEMPO.enter)
        with self.beat("rule") as beat:
            for walker in self.pair:
                walker.set_out(plain(n, walker.penalty))
                plot.add(walker.posts, walker.trail)
            for walker, mark in zip(self.pair, ("l1", "l2"), strict=True):
                beat.show(mark, self.attend(walker.parts), run_time=TEMPO.dim)
                self.play(walker.taken.animate.set_value(1), run_time=1, rate_func=linear)

    def race(self) -> None:
        """Race to zero: one walks straight to it, the other on a curve that never arrives."""
        n, plot, both = self.numbers, self.plot, [each.taken for each in self.pair]
        plot.add(*(walker.trend() for walker in self.pair))
        with self.beat("race") as beat:
            beat.show("race", self.attend(), run_time=TEMPO.dim)
            beat.sweep(*both, to=max(1, n.race - 2), until="fade", rate=linear)
            self.play(*self.attend(self.l2.parts), run_time=TEMPO.dim)
            beat.sweep(*both, self.l2.traced, to=n.race - 1, until="same", rate=linear)
            self.play(*self.attend(self.l1.parts), run_time=TEMPO.dim)
            beat.sweep(self.l1.traced, to=n.race - 1, seconds=1)
            beat.land(*both, self.l1.traced, to=n.race, until="land")
            beat.show("halve", self.attend(), plot.leave_names(), run_time=TEMPO.dim)
            on = [each.animate.set_value(n.race + 1) for each in (self.l2.taken, self.l2.traced)]
            self.play(self.view.animate.bring(*foot(self.stage, plot, n)), *on, run_time=1.3)

    def add_loss(self) -> None:
        """Let a loss pull too: the weight that lost a share settles off zero."""
        n, plot, l2 = self.numbers, self.plot, self.l2
        with self.beat("add_loss") as beat:
            beat.at("ask")
            beat.sweep(l2.taken, l2.traced, to=n.race + n.halvings, until="no", rate=linear)
            l2.let_go()
            back = self.view.animate.go_home(), *l2.go_to(0, n.start)
            self.play(*back, *self.l1.leave(), *l2.leave(but=(l2.ball,)), run_time=0.8)
            self.reach.set_value(n.settling)
            for walker in self.pair:
                walker.loss = n.loss
            self.centre = plot.level("what the loss wants", Shown(n.centre, n.decimals), self.theme.loss)
            beat.show("loss", plot.restore_names(), plot.bring(*self.centre, l2.pull), run_time=TEMPO.enter)
            beat.sweep(l2.weight, to=n.small, seconds=beat.until("settle") / 2)
            beat.sweep(l2.weight, to=n.start, until="settle")
            self.play(*plot.take(l2.pull), run_time=TEMPO.dim)
            l2.set_out(settling(n, L2))
            plot.add(l2.posts, l2.trail)
            beat.sweep(l2.taken, to=n.settling, seconds=max(beat.remaining - TEMPO.hold, 2), rate=linear)

    def balance(self) -> None:
        """See pushes and pull cancel for one weight, and one push win for the other, down to zero."""
        n, plot, l1, l2 = self.numbers, self.plot, self.l1, self.l2
        with self.beat("balance") as beat:
            beat.at("fade")
            l2.let_go()
            beat.sweep(l2.weight, to=n.centre, seconds=TEMPO.enter)
            self.play(*l2.show_pushes(), run_time=TEMPO.dim)
            beat.sweep(l2.weight, to=n.optimum(L2), until="cancel", rate=landing)
            self.settled = plot.level("where L2 settles", Shown(n.optimum(L2), n.decimals), l2.colour)
            self.play(*plot.bring(*self.settled))
            beat.sweep(l2.weight, to=BELOW * n.optimum(L2), seconds=0.5)
            beat.sweep(l2.weight, to=n.optimum(L2), seconds=0.5)
            l1.stand_at(SECOND * n.settling, n.centre)
            beat.show("full", self.attend(l1.parts), plot.bring(l1.ball), l1.show_pushes())
            beat.land(l1.weight, to=0.0, until="hold")
            self.play(*self.show_claim())
            beat.show("last", l1.hide_pushes(), run_time=TEMPO.dim)
            self.play(*l1.go_to(0, n.start), run_time=TEMPO.enter)
            l1.set_out(settling(n, L1))
            plot.add(l1.posts, l1.trail)
            self.play(l1.taken.animate.set_value(n.landing - 1), rate_func=linear, run_time=1)
            gone = *l2.leave(), *plot.take(*self.centre, *self.settled), *plot.leave_names(), FadeOut(self.tags)
            self.play(*self.hide_claim(), *gone, run_time=TEMPO.dim)
            missed = l1.miss(n.landing, n.past)
            self.camera.upright(missed[1])
            self.play(
                self.view.animate.bring(*last_hop(self.stage, plot, n)),
                l1.taken.animate.set_value(n.landing),
                run_time=1.4,
            )
            self.play(*plot.bring(*missed))
