"""Shrinkage: one weight in, one weight out. L1 subtracts down to zero, L2 divides and never gets there."""

from __future__ import annotations

from manim import ValueTracker, linear

from common.explainer import Explainer
from common.figures.meeting_panel import MeetingPanel
from common.figures.output_board import OutputBoard
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.shrinking_region import ShrinkingRegion

__all__ = ["Shrinkage"]


class Shrinkage(Explainer[ShrinkageNumbers]):
    """L1 subtracts, and a whole interval of inputs becomes zero; L2 divides, and only zero does."""

    numbers = ShrinkageNumbers()
    overlaid = True
    continues = "scenes.shrinking_region:ShrinkingRegion"

    def construct(self) -> None:
        """Take a weight out of the plane, derive what comes out of it, and let many fall in."""
        board = self.board = OutputBoard(self.stage, self.theme, self.words.labels, self.numbers, self.camera)
        self.subjects = board.l1, board.l2
        region = ShrinkingRegion.numbers, ValueTracker(1.0), self.camera
        diamond, disk = (MeetingPanel(half, *region) for half in self.each_half(ShrinkingRegion))
        self.add(*diamond.closing(), *disk.closing(), board.plot, board.slopes, board.rain)
        self.show_card()
        with self.beat("in_and_out") as beat:
            self.hold(1.0)
            self.play(*diamond.clear(), *diamond.leave_axes(), *disk.go(), *disk.leave_axes(), run_time=0.6)
            beat.play(*diamond.project(), until="into")
            self.play(*board.put_in(diamond.plane.axes[0], diamond.foot), run_time=1.4)
            beat.show("out", diamond.go(), board.stand_up())
        with self.beat("sides") as beat:
            beat.show("pos", board.subtract())
            beat.play(*board.follow_down(), until="neg")
            self.play(*board.leave_right(), run_time=TEMPO.dim)
            self.play(*board.add_same(), run_time=TEMPO.enter)
            beat.play(*board.follow_up(), until="gap")
            self.play(*board.see_gap())
        with self.beat("dead_zone") as beat:
            beat.show("interval", board.open_interval())
            beat.play(*board.fill(), until="fit")
            self.play(*board.choose(), run_time=TEMPO.dim)
            self.play(*board.ask(0.6), run_time=0.6 * beat.until("land"))
            beat.land(board.plot.paid, to=board.enough, until="land")
            beat.show("name", board.flatten(), run_time=1.2)
        with self.beat("scale") as beat:
            beat.show("l2", board.smooth(), self.attend(board.l2), lead=TEMPO.lead, run_time=TEMPO.enter)
            self.play(*board.draw_back(), run_time=0.8)
            self.play(*board.divide(), run_time=0.4)
            self.play(*board.pay(L2), run_time=0.6)
            beat.show("ratio", board.divided())
            beat.play(*board.follow("line", 0.0), until="zero")
            self.play(*board.follow("line", -board.plot.largest), run_time=1.5)
        self.many()

    def many(self) -> None:
        """Let it rain, raise λ, and remember both graphs."""
        board, n = self.board, self.numbers
        with self.beat("rain") as beat:
            beat.show("rain", board.make_room(), self.attend(board.l1), run_time=TEMPO.enter)
            self.play(*board.open_rain(), run_time=0.4)
            beat.sweep(board.rain.fallen, to=1.0, until="land", rate=linear)
            beat.show("none", self.attend(board.l2), lead=TEMPO.lead)
        with self.beat("strength") as beat:
            beat.show("raise", self.attend(board.l1), board.clear(), lead=TEMPO.lead)
            self.play(*board.turn_up(0.2 * n.strength + 0.8 * n.strong, beat.until("tilt") - TEMPO.lead))
            beat.show("tilt", self.attend(board.l2), board.turn_up(n.strong, 2.0), lead=TEMPO.lead)
        with self.beat("remember") as beat:
            beat.show("l1", board.hide_heads(), board.feed(L1), self.attend(board.l1), lead=TEMPO.lead)
            self.play(*board.ask(0.9), run_time=beat.until("l2") - TEMPO.lead)
            beat.show("l2", board.feed(L2), self.show_claim(), self.attend(board.l2), lead=TEMPO.lead)
            beat.play(*board.ask(0.5), until="train")
            self.play(*self.attend())
