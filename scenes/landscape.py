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
            self.play(*fold.measure(beat.until("ball") - 1))
            self.play(gaze.animate.tilt(50 * DEGREES).zoom(1.1), run_time=1)
            beat.show("ball", fold.let_go(), run_time=0.3)
            beat.play(*fold.roll(), until="best", rate=landing)
        with self.beat("fold") as beat:
            beat.at("raise")
            beat.play(*fold.hide_way(), *fold.charge(n.shallow), until="fold")
            beat.at("axes")
            beat.play(gaze.animate.orbit(18 * DEGREES).tilt(56 * DEGREES), until="cross")
            beat.show("cross", [gaze.animate.tilt(52 * DEGREES).zoom(1.35)], run_time=1.2)
            self.play(*fold.cross(), run_time=3)
        with self.beat("catch") as beat:
            beat.show("shallow", fold.hide_section(), fold.pick_up(), [gaze.animate.tilt(56 * DEGREES).zoom(1.1)])
            self.play(*fold.drop_ball(), run_time=0.6)
            beat.play(*fold.roll(), until="enough", rate=landing)
            self.play(*fold.pick_up(), *fold.charge(n.crease), run_time=1.4, rate_func=landing)
            beat.play(*fold.charge(n.enough), *fold.drop_ball(), until="roll")
            beat.sweep(fold.by.share, to=n.caught, until="along", rate=rush_into)
            beat.land(fold.by.share, to=1.0, until="land")
        self.bend()

    def bend(self) -> None:
        """Bend the same bowl, where the ball stays beside the axis, and look at both from above."""
        n, gaze, (fold, bend) = self.numbers, self.camera.gaze, self.halves
        with self.beat("bend") as beat:
            beat.show("swap", fold.pick_up(), fold.charge(0.0), run_time=1.2)
            self.remove(fold.ground, *fold.numbers)
            self.add(*bend.whole())
            beat.at("bend")
            beat.play(*bend.charge(n.enough), *bend.drop_ball(), until="roll")
            beat.show("roll", bend.roll(), run_time=1.5, rate_func=landing)
            steep = gaze.animate.tilt(66 * DEGREES).zoom(1.4)
            beat.show("more", bend.hide_way(), bend.charge(n.strong), [steep], run_time=2)
        with self.beat("remember") as beat:
            self.emerge(*fold.come_back())
            sit = *bend.hide_numbers(), *bend.sit_down(), gaze.animate.zoom(1.05)
            self.both(LandscapePanel.show_price, *sit, *self.attend(fold.ground), run_time=0.5)
            beat.show("fold", self.show_claim(), bend.charge(n.enough), run_time=1)
            beat.show("bend", self.attend(bend.ground))
        with self.beat("above") as beat:
            beat.at("climb")
            beat.play(gaze.animate.flatten(), *self.hide_claim(), *self.attend(), until="apart")
            self.both(LandscapePanel.draw_lines)
            beat.at("loss")
            self.both(LandscapePanel.draw_loss, run_time=beat.until("price"))
            beat.show("price", fold.draw_price(), bend.draw_price())
            self.both(LandscapePanel.join)
            beat.show("picture", bend.touch(), fold.touch())
            beat.pause(0.6)
            self.both(LandscapePanel.keep_loss)
