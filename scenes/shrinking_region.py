"""The shrinking constraint region: one budget, a diamond and a disk, the same loss."""

from __future__ import annotations

from manim import Restore, linear

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
        """Tighten the budget of either shape, look closely at the corner, then let the loss wander."""
        (self.progress,) = self.trackers(0.0)
        self.compare(MeetingPanel, self.numbers, self.progress)
        self.diamond, self.disk = self.halves
        self.subjects = [half.subject for half in self.halves]
        self.budgets = [half.budget for half in self.halves]
        self.camera.upright(*self.diamond.marks, *self.disk.marks)
        self.put(MeetingPanel.opening)
        self.show_card()
        self.two_budgets()
        self.to_the_corner()
        self.what_holds_it()
        self.many_losses()

    def two_budgets(self) -> None:
        """Open either region, and loosen both until they hold the lowest point."""
        with self.beat("same_budget") as beat:
            beat.at("above")
            beat.at("limit")
            self.both(MeetingPanel.show_budget)
            for mark, half in zip(("diamond", "disk"), self.halves, strict=True):
                beat.at(mark)
                self.play(*half.open_region(), *self.attend(half.subject), run_time=1.2)
            beat.at("same")
            self.play(*self.attend())
            beat.sweep(*self.budgets, to=self.numbers.tightest)
        with self.beat("loosen") as beat:
            beat.at("wide")
            self.both(MeetingPanel.make_room, run_time=TEMPO.dim)
            beat.sweep(*self.budgets, to=self.numbers.loosest, until="free")
            self.both(MeetingPanel.show_centre_name, run_time=TEMPO.enter)

    def to_the_corner(self) -> None:
        """Tighten the diamond's budget: its contact slides down an edge into a corner, and stays there."""
        n, diamond = self.numbers, self.diamond
        with self.beat("slide") as beat:
            beat.at("tighten")
            self.both(MeetingPanel.hide_centre_name, *self.attend(diamond.subject), run_time=TEMPO.dim)
            beat.sweep(*self.budgets, to=n.first_touch, until="grow")
            self.both(MeetingPanel.show_names, run_time=TEMPO.dim)
            beat.play(diamond.spread_contour(), until="edge")
            self.play(*diamond.show_contact())
            beat.sweep(*self.budgets, to=(n.first_touch + n.on_an_edge) / 2, until="not")
            beat.sweep(*self.budgets, to=n.on_an_edge)

    def what_holds_it(self) -> None:
        """Land in the corner, and see closely how far the loss may lean there, and that on the disk it may not."""
        n, diamond, disk = self.numbers, self.diamond, self.disk
        frame = self.camera.frame.save_state()
        with self.beat("corner") as beat:
            beat.at("slide")
            beat.land(*self.budgets, to=n.landing, until="land")
            beat.at("stay")
            beat.sweep(*self.budgets, to=n.firm, until="cone")
            self.both(MeetingPanel.hide_words, *diamond.hide_way(), run_time=0.2)
            self.play(*diamond.approach(frame), run_time=1.2)
            one, other = diamond.leans
            self.play(*diamond.lean_to(one, frame), run_time=beat.until("disk") / 2)
            beat.play(*diamond.lean_to(other, frame), until="disk")
            self.play(*diamond.straighten(), *self.attend(disk.subject), run_time=TEMPO.dim)
            self.play(*disk.take_over(frame))
            self.play(*disk.lean_to(disk.leans[0], frame), run_time=1.2)
            self.play(*disk.straighten(), Restore(frame), run_time=1.2)
            self.both(MeetingPanel.show_words, run_time=TEMPO.enter)
            beat.sweep(disk.budget, to=n.tightest, seconds=2.0)

    def many_losses(self) -> None:
        """Hold the budget, count zeros while the loss wanders, and remember both trails."""
        n = self.numbers
        with self.beat("turn") as beat:
            beat.at("wander")
            self.both(MeetingPanel.clear_way, *self.attend(), run_time=TEMPO.enter)
            self.both(MeetingPanel.show_tally)
            whole = beat.until("count")
            for mark in ("corners", "edges", "disk", "count"):
                share = 1 - (beat.until("count") - beat.until(mark)) / whole
                beat.sweep(self.progress, to=share, until=mark, rate=linear)
        with self.beat("remember") as beat:
            self.both(MeetingPanel.hide_tally, run_time=TEMPO.enter)
            beat.at("keep")
            self.both(MeetingPanel.show_trail, *self.show_claim(), run_time=TEMPO.enter)
            beat.sweep(*self.budgets, to=(n.while_turning + n.tightest) / 2, until="round")
            beat.sweep(*self.budgets, to=n.tightest, until="next")
            self.both(MeetingPanel.show_title, *self.hide_claim())
