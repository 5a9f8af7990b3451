"""The kink in |w|: at zero it offers an interval of slopes, and that holds the minimum there."""

from __future__ import annotations

from common.explainer import Explainer
from common.figures.kink_panel import KinkPanel
from common.style import TEMPO
from scenes.numbers.kink import KinkNumbers

__all__ = ["Kink"]

DOUBLINGS = 6


class Kink(Explainer[KinkNumbers]):
    """A corner at zero outpulls the loss; a flat bottom never does."""

    numbers = KinkNumbers()

    def construct(self) -> None:
        """Zoom in on the two penalties, add the loss, then raise λ."""
        n = self.numbers
        strength, blend, doublings = self.trackers(n.steep, 0.0, 0.0)
        self.compare(KinkPanel, n.loss, strength, blend, doublings, n.steep, n.most, n.decimals)
        self.put(KinkPanel.opening)

        with self.beat("zoom") as beat:
            self.hold()
            self.both(KinkPanel.draw_penalty)
            beat.at("zoom")
            self.both(KinkPanel.show_zoom)
            beat.sweep(doublings, to=DOUBLINGS)

        with self.beat("add_loss") as beat:
            beat.sweep(doublings, to=0.0, seconds=1.5)
            self.both(KinkPanel.hide_zoom, strength.animate.set_value(n.weak), run_time=TEMPO.enter)
            beat.at("loss")
            self.both(KinkPanel.show_sum)
            beat.sweep(blend, to=1.0, seconds=2)
            beat.at("lowest")
            self.both(KinkPanel.show_minimum)

        with self.beat("slopes") as beat:
            beat.at("left")
            self.both(KinkPanel.draw_tangents)
            beat.at("between")
            self.both(KinkPanel.hide_sum, run_time=TEMPO.enter / 2)
            self.both(KinkPanel.show_line)
            beat.at("name")
            self.both(KinkPanel.show_slopes)

        with self.beat("grow") as beat:
            beat.at("raise")
            beat.sweep(strength, to=n.enough, until="land")

        for name, mark, strongest in (
            ("held", "stay", n.more),
            ("never", "slope", n.most),
            ("remember", "kink", n.enough),
        ):
            with self.beat(name) as beat:
                beat.at(mark)
                beat.sweep(strength, to=strongest)
