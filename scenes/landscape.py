"""The loss of two weights as a landscape: L1 folds it along the axes, L2 only bends it."""

from __future__ import annotations

from manim import DEGREES, FadeIn, rush_from, rush_into

from common.explainer import Explainer
from common.figures.hero import hero_of
from common.figures.landscape_panel import LandscapePanel
from scenes.numbers.landscape import LandscapeNumbers

__all__ = ["Landscape"]


class Landscape(Explainer[LandscapeNumbers]):
    """A fold holds the ball that rolls into it; a bend holds nothing."""

    numbers = LandscapeNumbers()
    shaded = True

    def construct(self) -> None:
        """Let a ball roll down the loss, then add either price, and look from above."""
        self.gaze = self.camera.gaze.stand(24 * DEGREES, 9 * DEGREES, nearness=0.4, times=1.05)
        self.compare(LandscapePanel, self.numbers, self.gaze, hero_of(self.stage))
        self.add(*self.halves[0].bare(), *self.halves[0].floor())
        self.loss_alone()
        self.under_l1()
        self.under_l2()
        self.from_above()

    def loss_alone(self) -> None:
        """Rise over the edge of a bowl, and let a ball run to its bottom."""
        fold, _ = self.halves
        with self.beat("bowl") as beat:
            beat.at("pull_back")
            self.play(self.gaze.animate.tilt(24 * DEGREES).zoom(1.0), run_time=2)
            beat.at("bowl")
            self.play(*fold.drop(), *fold.show_numbers())
            self.play(self.gaze.animate.tilt(50 * DEGREES), run_time=2)
            beat.at("ball")
            self.play(*fold.hide_drop(), *fold.leave_floor(), run_time=0.3)
            self.play(*fold.name_axes(), *fold.let_go(), run_time=0.4)
            beat.sweep(fold.by.share, to=1.0, until="best")

    def under_l1(self) -> None:
        """Fold the ground, and let the ball go twice: it stops beside the fold, then in it."""
        n, (fold, _) = self.numbers, self.halves
        with self.beat("fold") as beat:
            beat.at("raise")
            self.play(*fold.hide_way(), run_time=0.4)
            beat.sweep(fold.by.strength, to=n.shallow, until="fold")
            beat.at("axes")
            beat.play(self.gaze.animate.orbit(18 * DEGREES).tilt(56 * DEGREES), until="cross")
            self.play(*fold.cross(), run_time=2)
            self.play(*fold.name_jump())

        with self.beat("catch") as beat:
            beat.at("shallow")
            self.play(*fold.hide_section(), *fold.put_back(), run_time=0.6)
            fold.show_way()
            beat.sweep(fold.by.share, to=1.0, until="enough")
            self.play(*fold.put_back(), run_time=0.6)
            self.play(fold.by.strength.animate.set_value(n.enough), self.gaze.animate.zoom(1.15), run_time=1.5)
            beat.at("roll")
            beat.sweep(fold.by.share, to=n.caught, until="along", rate=rush_into)
            beat.sweep(fold.by.share, to=1.0, until="land", rate=rush_from)

    def under_l2(self) -> None:
        """Bend the same ground beside it, where the ball never stops on an axis; then remember both."""
        n, (fold, bend) = self.numbers, self.halves
        with self.beat("bend") as beat:
            beat.at("swap")
            self.play(*fold.hide_numbers(), *fold.hide_way(), run_time=0.4)
            self.play(fold.by.seat.animate.set_value(1.0), self.gaze.animate.zoom(1.0), *fold.rest(), run_time=1.2)
            bend.by.seat.set_value(1.0)
            self.add(*bend.bare())
            self.play(FadeIn(bend.ground), *bend.name_axes(), *fold.come_down(), *bend.come_down())
            beat.at("bend")
            beat.sweep(bend.by.strength, to=n.enough, seconds=1.5)
            self.play(*bend.let_go(), run_time=0.3)
            beat.at("roll")
            beat.sweep(bend.by.share, to=1.0, until="more")
            self.play(*bend.hide_way(), run_time=0.4)
            self.play(bend.by.strength.animate.set_value(n.strong), run_time=2)

        with self.beat("remember") as beat:
            beat.at("fold")
            self.play(*fold.wake(), *bend.rest())
            beat.at("bend")
            self.play(*bend.wake(), *fold.rest())

    def from_above(self) -> None:
        """Climb until the ground is a plane; there the total comes apart."""
        fold, bend = self.halves
        with self.beat("above") as beat:
            beat.at("climb")
            self.both(LandscapePanel.hide_names, run_time=0.3)
            beat.play(self.gaze.animate.flatten(), *fold.wake(), until="apart")
            self.both(LandscapePanel.draw_lines)
            beat.at("loss")
            beat.sweep(fold.by.loss, bend.by.loss, to=1.0, until="price")
            beat.sweep(fold.by.price, bend.by.price, to=1.0, seconds=2)
            beat.at("picture")
            self.both(LandscapePanel.touch)
