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
            beat.at("budget")
            self.both(MeetingPanel.open_region, budget.animate.set_value(n.at_first), run_time=1.5)
            beat.pause(0.4)
            self.both(MeetingPanel.show_meeting)

        with self.beat("loosen") as beat:
            # From here on contours pass where these names stand: they leave once, and not at each of them.
            self.both(MeetingPanel.hide_centre_name, run_time=TEMPO.enter / 2)
            beat.at("large")
            beat.sweep(budget, to=n.loosest, seconds=beat.remaining)

        with self.beat("slide") as beat:
            beat.at("tighten")
            beat.sweep(budget, to=n.on_an_edge, until="edge")

        with self.beat("corner") as beat:
            beat.sweep(budget, to=min(n.corner, n.on_an_edge), until="reach", rate=linear)
            beat.sweep(budget, to=n.held, seconds=2, rate=linear)
            beat.at("slides")
            beat.sweep(budget, to=n.tightest, rate=linear)

        with self.beat("turn") as beat:
            self.both(MeetingPanel.clear_foot)
            self.both(MeetingPanel.show_tally, budget.animate.set_value(n.while_turning))
            beat.at("turn")
            beat.sweep(progress, to=1.0, seconds=9, rate=linear)

        with self.beat("remember") as beat:
            self.both(MeetingPanel.hide_tally, run_time=TEMPO.enter / 2)
            self.both(MeetingPanel.restore)
            beat.at("corner")
            beat.sweep(budget, to=n.tightest)
