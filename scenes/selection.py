"""Selection: of twin features L1 takes any split and L2 the even one; on real data L1 drops, L2 fades."""

from __future__ import annotations

from manim import DEGREES, linear

from common.explainer import BeatClock, Explainer
from common.figures.paths_panel import PathsPanel
from common.figures.power_ball import LEAST
from common.figures.power_panel import PowerPanel
from common.figures.side_notes import SideNotes
from common.figures.twin_panel import TwinPanel
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.selection import TWINS, SelectionNumbers

__all__ = ["Selection"]


def rest(beat: BeatClock) -> float:
    """Seconds for a move at the end of a beat, a second at least."""
    return max(beat.remaining - TEMPO.hold, 1.0)


class Selection(Explainer[SelectionNumbers]):
    """L1 picks, and of twins it does not care which; L2 shares; both together do either."""

    numbers = SelectionNumbers()
    shaded = True

    def construct(self) -> None:
        """Split a weight between twins, bend the ball that decides it, and trace the paths of real data."""
        n, gaze = self.numbers, self.camera.gaze.stand(38 * DEGREES, 28 * DEGREES, nearness=0.1)
        labels, theme, place = self.words.labels, self.theme, SideNotes.of(self.stage)
        twins = self.twins = TwinPanel(place, self.stage.aspect, TWINS, n, labels, theme, gaze)
        powers = self.powers = PowerPanel(place, twins.window, labels, theme)
        paths = self.paths = PathsPanel(self.stage, n, labels, theme)
        self.camera.fix(*twins.notes, *powers.notes, *paths.plots)
        self.camera.upright(*twins.upright, *powers.ball.corners)
        self.subjects = twins.valley, twins.l1, twins.l2, paths.l1, paths.l2
        self.add(*twins.opening(), powers.ball, *paths.plots)
        self.show_card()
        self.equal_fits()
        self.one_edge_or_one_point()
        self.other_powers()
        self.real_data()

    def equal_fits(self) -> None:
        """Roll a ball along the valley, and draw the valley on paper."""
        twins, gaze = self.twins, self.camera.gaze
        with self.beat("twins") as beat:
            beat.show("copy", twins.write_model(), run_time=TEMPO.enter)
            beat.play(gaze.animate.turn(24 * DEGREES), until="sum")
            self.play(*twins.collect())
            beat.play(gaze.animate.turn(16 * DEGREES).tilt(38 * DEGREES), until="valley")
            self.play(*twins.number_ball(), run_time=0.2)
            self.play(twins.share.animate.set_value(1.25), run_time=0.9)
            self.play(gaze.animate.flatten(), twins.share.animate.set_value(0.25), run_time=1.5)

    def one_edge_or_one_point(self) -> None:
        """Lay the diamond's edge along a contour, and a disk; then bend the edge."""
        n, twins = self.numbers, self.twins
        with self.beat("every_split") as beat:
            self.play(*twins.draw_lines(), run_time=0.6)
            beat.show("edge", twins.draw_diamond(), run_time=1.5)
            self.play(*twins.mark_edge(), *twins.look_closely(self.view), *self.attend(twins.l1), run_time=1.5)
            beat.at("slide")
            beat.sweep(twins.split, to=0.0, seconds=beat.until("none") - TEMPO.hold)
            beat.at("none")
            beat.sweep(twins.split, to=0.7, seconds=rest(beat))
        with self.beat("share") as beat:
            beat.show("disk", twins.open_disk(), self.attend(twins.l2), twins.look_at_disk(self.view))
            beat.sweep(twins.budgets[L2], to=n.budget, until="half")
            self.play(*twins.touch())
        with self.beat("elastic_net") as beat:
            beat.show("net", twins.mix(), self.attend(twins.l1))
            beat.at("bulge")
            beat.sweep(twins.squared, to=n.squared, until="pin")
            self.play(*twins.pin(), *twins.touch_net(), run_time=TEMPO.enter)
            beat.sweep(twins.squared, to=n.squared / 4, seconds=rest(beat) / 2)
            beat.sweep(twins.squared, to=n.squared, seconds=rest(beat))

    def other_powers(self) -> None:
        """Take the power of the ball from 2 to 0, and back to the one that has both corners and no dents."""
        twins, powers, power = self.twins, self.powers, self.powers.power
        with self.beat("family") as beat:
            beat.show("p2", twins.leave_loss(), self.attend(), run_time=TEMPO.enter)
            self.play(*twins.leave_disk(), *powers.take_over(self.view), run_time=1.2)
            beat.sweep(power, to=1.0, until="p1")
            self.play(*powers.join_corners())
            beat.at("half")
            beat.sweep(power, to=0.5, until="p0")
            beat.sweep(power, to=LEAST, seconds=1.2)
            self.play(*powers.count())
            beat.show("only", powers.fill_out(LEAST), run_time=TEMPO.dim)
            beat.sweep(power, to=1.0, seconds=2.0)

    def real_data(self) -> None:
        """Raise λ on real data, under either penalty, and look closely at zero."""
        n, paths = self.numbers, self.paths
        with self.beat("paths") as beat:
            beat.show("data", self.powers.leave_words(), run_time=TEMPO.dim)
            leaving = *self.powers.leave(), *self.twins.leave_plane()
            self.play(*leaving, *paths.open(), self.view.animate.go_home(), run_time=0.8)
            self.play(*paths.count(L1), run_time=TEMPO.dim)
            beat.play(*paths.name_weights(), *paths.go(L1, paths.before), until="l1", rate=linear)
            beat.sweep(paths.exponents[L1], to=paths.last, until="l2", rate=linear)
            self.play(*paths.rename(), *paths.count(L2), *self.attend(paths.l2), run_time=TEMPO.dim)
            beat.sweep(paths.exponents[L2], to=paths.last, seconds=rest(beat), rate=linear)
        with self.beat("remember") as beat:
            beat.show("closer", paths.come_close(), run_time=TEMPO.dim)
            beat.sweep(paths.doublings, to=n.doublings, seconds=beat.until("on") - TEMPO.enter)
            self.play(*paths.mark_crossings(), run_time=TEMPO.enter)
            beat.show("on", paths.leave_counts(), run_time=0.2)
            beat.sweep(paths.doublings, to=0.0, until="selects")
            self.play(*self.show_claim(), *self.attend(paths.l1), run_time=TEMPO.dim)
            beat.show("shares", self.attend(paths.l2), run_time=TEMPO.dim)
            self.play(*self.attend(), *paths.name_again(), run_time=TEMPO.enter)
