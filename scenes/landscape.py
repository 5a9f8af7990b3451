"""The loss of two weights as a landscape: L1 folds it along the axes, L2 only bends it."""

from __future__ import annotations

from manim import DEGREES, rush_into

from common.easing import landing
from common.explainer import Explainer
from common.figures.landscape_panel import LandscapePanel
from scenes.numbers.landscape import LandscapeNumbers

__all__ = ["Landscape"]


class Landscape(Explainer[LandscapeNumbers]):
    """A fold holds the ball that rolls into it; a bend holds nothing."""

    numbers = LandscapeNumbers()
    shaded = True

    def construct(self) -> None:
        """Let a ball run down a bowl; fold it, and the ball stops beside the fold, then in it."""
        n, gaze = self.numbers, self.camera.gaze.stand(24 * DEGREES, 9 * DEGREES, nearness=0.4, times=1.05)
        self.compare(LandscapePanel, n, gaze)
        fold, self.subjects = self.halves[0], [half.ground for half in self.halves]
        self.add(*fold.bare())
        self.show_card()
        with self.beat("bowl") as beat:
            beat.at("pull_back")
            beat.play(gaze.animate.tilt(24 * DEGREES).zoom(1.0), until="bowl")
            self.play(*fold.drop(), *fold.show_numbers())
            self.play(gaze.animate.tilt(50 * DEGREES), run_time=2)
            beat.show("ball", fold.let_go(), run_time=0.5)
            beat.play(*fold.roll(), gaze.animate.zoom(1.1), until="best")
        with self.beat("fold") as beat:
            beat.at("raise")
            beat.play(*fold.hide_way(), *fold.charge(n.shallow), until="fold")
            beat.at("axes")
            beat.play(gaze.animate.orbit(18 * DEGREES).tilt(56 * DEGREES), until="cross")
            beat.show("cross", [gaze.animate.tilt(52 * DEGREES).zoom(1.35)], run_time=1.2)
            self.play(*fold.cross(), run_time=3)
        with self.beat("catch") as beat:
            beat.show("shallow", fold.hide_section(), fold.put_back(), [gaze.animate.tilt(56 * DEGREES).zoom(1.1)])
            beat.play(*fold.roll(), until="enough")
            self.play(*fold.put_back(), *fold.charge(n.crease), run_time=1.4, rate_func=landing)
            beat.play(*fold.charge(n.enough), until="roll")
            beat.sweep(fold.by.share, to=n.caught, until="along", rate=rush_into)
            beat.land(fold.by.share, to=1.0, until="land")
        self.bend()

    def bend(self) -> None:
        """Bend the same bowl, where the ball stays beside the axis, and look at both from above."""
        n, gaze, (fold, bend) = self.numbers, self.camera.gaze, self.halves
        with self.beat("bend") as beat:
            beat.show("swap", fold.hide_way(), fold.put_back(), fold.charge(0.0), run_time=1.2)
            self.remove(fold.ground, fold.numbers)
            self.add(*bend.whole())
            beat.at("bend")
            beat.sweep(bend.by.strength, to=n.enough, until="roll")
            beat.play(*bend.roll(), until="more")
            self.play(*bend.hide_way(), *bend.charge(n.strong), gaze.animate.zoom(1.25), run_time=3)
        with self.beat("remember") as beat:
            beat.show("fold", bend.hide_numbers(), run_time=0.3)
            self.emerge(*fold.come_back())
            self.both(LandscapePanel.sit_down, gaze.animate.zoom(1.05), *self.attend(fold.ground), run_time=1)
            self.play(*self.show_claim(), run_time=0.3)
            beat.show("bend", self.attend(bend.ground))
        with self.beat("above") as beat:
            beat.at("climb")
            beat.play(gaze.animate.flatten(), *self.hide_claim(), *self.attend(), until="apart")
            self.both(LandscapePanel.draw_lines)
            self.subjects = [half.ground.price_lines for half in self.halves]
            beat.show("loss", self.attend(fold.ground.loss_lines))
            self.both(LandscapePanel.draw_loss, run_time=beat.until("price"))
            beat.show("price", fold.draw_price(), self.attend(fold.ground.price_lines), run_time=1.4)
            rest = beat.until("picture")
            self.play(*fold.join(rest), *bend.join(rest), *self.attend())
            beat.show("picture", bend.touch(), fold.touch())
            beat.pause(0.6)
            self.both(LandscapePanel.keep_loss)
