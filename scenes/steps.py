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
from scenes.walking import CLOSE, CLOSER, landing_spot, low_left, plain, settling, walk_boxes

__all__ = ["Steps"]

FIRST, SECOND = 0.3, 0.62  # of the steps that are seen: where both weights stand while only their pushes count


class Steps(Explainer[StepsNumbers]):
    """A fixed amount or a fixed share: which push still acts when the weight is small?"""

    numbers = StepsNumbers()

    def construct(self) -> None:
        """Push, step, race; then the loss joins in."""
        n, theme, labels = self.numbers, self.theme, self.words.labels
        (self.reach,) = self.trackers(n.race + n.halvings)
        box, corner = walk_boxes(self.stage)
        self.plot = plot = WalkPlot(self.reach, labels["step"], theme)
        plot.fit(box)
        self.l1, self.l2 = self.pair = [
            Walker(plot, each, n.step, n.strength, theme, side=side) for each, side in ((L1, -1), (L2, 1))
        ]
        self.subjects = self.l1.parts, self.l2.parts
        self.tags = legend([(labels[each.penalty.name], each.colour) for each in self.pair], corner)
        self.camera.upright(*plot.upright, self.l1.ball, self.l2.ball)
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
            self.hold(max(beat.remaining - 0.8, TEMPO.hold))
            self.play(*(move for each in self.pair for move in (each.forget_pushes(), *each.go_to(0, n.start))))
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
        self.add(plot.add(*(walker.trend() for walker in self.pair)))
        with self.beat("race") as beat:
            beat.show("race", self.attend(), run_time=TEMPO.dim)
            beat.sweep(*both, to=max(1, n.race - 2), until="fade", rate=linear)
            self.play(*self.attend(self.l2.parts), run_time=TEMPO.dim)
            beat.sweep(*both, self.l2.traced, to=n.race - 1, until="same", rate=linear)
            self.play(*self.attend(self.l1.parts), run_time=TEMPO.dim)
            beat.sweep(self.l1.traced, to=n.race - 1, seconds=1)
            beat.land(*both, self.l1.traced, to=n.race, until="land")
            beat.show("halve", self.attend(), (plot.leave_names(),), run_time=TEMPO.dim)
            foot = plot.point(n.race, 0)
            self.play(self.view.animate.bring(foot, low_left(self.stage), CLOSE), run_time=1.2)
            beat.sweep(self.l2.taken, self.l2.traced, to=n.race + n.halvings, seconds=1.5, rate=linear)

    def add_loss(self) -> None:
        """Let a loss pull too: the weight that lost a share settles off zero."""
        n, plot, l2 = self.numbers, self.plot, self.l2
        with self.beat("add_loss") as beat:
            beat.at("ask")
            foot = plot.point(n.race, 0)
            beat.play(self.view.animate.bring(foot, low_left(self.stage), 1.2 * CLOSE), until="no")
            l2.let_go()
            back = self.view.animate.go_home(), *l2.go_to(0, n.start)
            self.play(*back, self.l1.leave(), l2.leave(but=(l2.ball,)), run_time=0.9)
            self.reach.set_value(n.settling)
            for walker in self.pair:
                walker.loss = n.loss
            l2.set_out(settling(n, L2))
            self.centre = plot.level("what the loss wants", Shown(n.centre, n.decimals), self.theme.loss)
            beat.show("loss", (plot.restore_names(), plot.reveal(l2.posts, l2.trail, *self.centre)))
            self.play(l2.show_pushes())
            self.hold(max(beat.until("settle") - 0.3, 0.1))
            self.play(l2.hide_pushes(), run_time=0.3)
            beat.at("settle")
            beat.sweep(l2.taken, to=n.settling, seconds=max(beat.remaining, 2.5), rate=linear)

    def balance(self) -> None:
        """See pushes and pull cancel for one weight, and one push win for the other, down to zero."""
        n, plot, l1, l2 = self.numbers, self.plot, self.l1, self.l2
        with self.beat("balance") as beat:
            beat.at("fade")
            l2.let_go()
            self.play(l2.weight.animate.set_value(n.centre), l2.show_pushes(), run_time=0.7)
            beat.sweep(l2.weight, to=n.optimum(L2), until="cancel", rate=landing)
            self.settled = plot.level("where L2 settles", Shown(n.optimum(L2), n.decimals), l2.colour)
            self.play(plot.reveal(*self.settled))
            l1.stand_at(SECOND * n.settling, n.centre)
            beat.show("full", self.attend(l1.parts), (plot.reveal(l1.ball), l1.show_pushes()))
            beat.land(l1.weight, to=0.0, until="hold")
            self.play(*self.show_claim())
            beat.show("last", (l1.hide_pushes(), l2.leave(), plot.conceal(*self.settled), *l1.go_to(0, n.start)))
            l1.set_out(settling(n, L1))
            plot.add(l1.posts, l1.trail)
            self.play(
                l1.taken.animate.set_value(n.landing - 1),
                rate_func=linear,
                run_time=1,
            )
            self.play(
                *self.hide_claim(),
                plot.leave_names(),
                plot.conceal(*self.centre),
                FadeOut(self.tags),
                run_time=0.4,
            )
            missed = l1.miss(n.landing, n.past)
            self.camera.upright(missed[1])
            go = self.view.animate.bring(plot.point(n.landing, 0), landing_spot(self.stage), CLOSER)
            self.play(go, l1.taken.animate.set_value(n.landing), run_time=1.6)
            self.play(plot.reveal(*missed))
