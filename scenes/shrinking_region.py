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
    overlaid = True
    continues = "scenes.landscape:Landscape"

    def construct(self) -> None:
        """Open a region for either budget, loosen both, and tighten them until they meet a contour."""
        (self.progress,) = self.trackers(0.0)
        self.compare(MeetingPanel, self.numbers, self.progress, self.camera)
        n, (diamond, disk) = self.numbers, self.halves
        self.subjects, self.budgets = zip(*((half.subject, half.budget) for half in self.halves), strict=True)
        self.put(MeetingPanel.opening)
        self.show_card()
        with self.beat("same_budget") as beat:
            beat.show("above", diamond.brighten(), disk.brighten())
            beat.at("limit")
            beat.show("diamond", diamond.open_region(), self.attend(diamond.subject), run_time=1.2)
            beat.show("disk", disk.open_region(), self.attend(disk.subject), run_time=1.2)
            beat.show("same", diamond.show_price(), disk.show_price(), self.attend())
            beat.sweep(*self.budgets, to=n.first_touch)
        with self.beat("loosen") as beat:
            beat.show("wide", diamond.make_room(), disk.make_room(), run_time=TEMPO.dim)
            beat.sweep(*self.budgets, to=n.loosest, until="free")
            self.both(MeetingPanel.show_centre_name, run_time=TEMPO.enter)
        with self.beat("slide") as beat:
            beat.show("tighten", diamond.hide_price(), disk.hide_price(), self.attend(diamond.subject))
            beat.sweep(*self.budgets, to=n.first_touch, until="grow")
            self.both(MeetingPanel.spread_contour, run_time=beat.until("edge"))
            beat.show("edge", diamond.show_contact(), disk.show_contact(), diamond.show_numbers())
            beat.sweep(*self.budgets, to=n.on_an_edge, until="not")
        self.into_the_corner()

    def into_the_corner(self) -> None:
        """Land in the corner, lean the loss there and on the disk, then count zeros while it wanders."""
        n, (diamond, disk) = self.numbers, self.halves
        with self.beat("corner") as beat:
            beat.at("slide")
            beat.land(*self.budgets, to=n.landing, until="land")
            beat.at("stay")
            beat.sweep(*self.budgets, to=n.firm, until="cone")
            self.both(MeetingPanel.hide_words, *diamond.hide_numbers(), run_time=0.2)
            self.play(*diamond.approach(), run_time=1.2)
            self.play(*diamond.lean_to(diamond.leans[0]), run_time=0.6)
            beat.play(*diamond.lean_to(diamond.leans[1]), until="disk")
            beat.show("disk", diamond.straighten(), disk.take_over(), self.attend(disk.subject))
            self.hold(0.8)
            self.play(*disk.straighten(), *diamond.step_back(), run_time=1.2)
            self.both(MeetingPanel.show_words, run_time=TEMPO.enter)
            beat.sweep(*self.budgets, to=n.tightest, seconds=2.0)
        with self.beat("turn") as beat:
            beat.show("wander", diamond.clear_way(), disk.clear_way(), self.attend(), run_time=TEMPO.dim)
            self.both(MeetingPanel.show_tally, run_time=TEMPO.enter)
            whole = beat.until("count")
            self.subjects = [half.looks for half in self.halves]
            for mark, *spoken in ("corners",), ("edges",), ("disk", disk.looks), ("count",):
                share = 1 - (beat.until("count") - beat.until(mark)) / whole
                beat.play(self.progress.animate.set_value(share), *self.attend(*spoken), until=mark, rate=linear)
        with self.beat("remember") as beat:
            self.both(MeetingPanel.hide_tally, *self.attend(), run_time=TEMPO.enter)
            beat.show("keep", diamond.show_trail(), disk.show_trail(), self.show_claim(), run_time=TEMPO.enter)
            beat.sweep(*self.budgets, to=(n.while_turning + n.tightest) / 2, until="round")
            beat.sweep(*self.budgets, to=n.tightest, until="next")
            self.play(*self.hide_claim())
            self.both(MeetingPanel.show_title)
