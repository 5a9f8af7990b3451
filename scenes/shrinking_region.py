"""The shrinking constraint region: one budget, a diamond and a disk, the same loss."""

from __future__ import annotations

from manim import linear

from common.explainer import Explainer
from common.figures.meeting_panel import MeetingPanel
from common.style import TEMPO
from scenes.numbers.shrinking_region import ShrinkingRegionNumbers

__all__ = ["ShrinkingRegion"]


class ShrinkingRegion(Explainer[ShrinkingRegionNumbers]):
    """One budget, two shapes: the diamond's corner holds a weight at zero."""

    numbers = ShrinkingRegionNumbers()

    def construct(self) -> None:
        """Tighten the budget, then turn the loss."""
        n = self.numbers
        budget, progress = self.trackers(n.least, 0.0)
        self.compare(MeetingPanel, n.journey, budget, progress, n.view, n.decimals, n.stops, n.while_turning)
        self.put(MeetingPanel.opening)

        with self.beat("same_budget") as beat:
            beat.pause(0.3)
            self.both(MeetingPanel.open_region, budget.animate.set_value(n.at_first), run_time=1.5)
            beat.pause(0.4)
            self.both(MeetingPanel.show_meeting)

        with self.beat("loosen") as beat:
            # From here on contours pass where these names stand: they leave once, and not at each of them.
            self.both(MeetingPanel.hide_centre_name, run_time=TEMPO.enter)
            beat.sweep(budget, to=n.loosest, seconds=beat.remaining)

        with self.beat("slide") as beat:
            beat.sweep(budget, to=n.on_an_edge)

        with self.beat("corner") as beat:
            beat.sweep(budget, to=n.held, seconds=3.5, rate=linear)
            beat.pause(0.2)
            beat.sweep(budget, to=n.tightest, rate=linear)

        with self.beat("turn") as beat:
            beat.sweep(budget, to=n.while_turning, seconds=2)
            self.both(MeetingPanel.clear_foot)
            self.both(MeetingPanel.show_tally)
            beat.sweep(progress, to=1.0, seconds=9, rate=linear)

        with self.beat("remember") as beat:
            self.both(MeetingPanel.hide_tally)
            self.both(MeetingPanel.restore)
            beat.sweep(budget, to=n.tightest)
