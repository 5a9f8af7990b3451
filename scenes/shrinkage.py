"""Shrinkage: one weight in, one weight out. L1 subtracts down to zero, L2 divides and never gets there."""

from __future__ import annotations

from manim import ValueTracker, linear

from common.explainer import Explainer
from common.figures.half import Half
from common.figures.meeting_panel import MeetingPanel
from common.figures.output_board import OutputBoard
from common.maths.penalties.norms import L1, L2
from common.style import TEMPO
from scenes.numbers.shrinkage import ShrinkageNumbers
from scenes.shrinking_region import ShrinkingRegion

__all__ = ["Shrinkage"]

NEAR, ANSWERED, LAST = 0.9, 0.6, 0.5  # of the way to an end of the gap, for inputs in it
ENOUGH = 1.02 * ANSWERED  # of λ, for nothing to be left of that input


class Shrinkage(Explainer[ShrinkageNumbers]):
    """L1 subtracts, and a whole interval of inputs becomes zero; L2 divides, and only zero does."""

    numbers = ShrinkageNumbers()
    overlaid = True
    continues = "scenes.shrinking_region:ShrinkingRegion"

    def construct(self) -> None:
        """Take a weight out of the plane, derive what comes out of it, and let many fall in."""
        board = self.board = OutputBoard(self.stage, self.theme, self.words.labels, self.numbers, self.camera)
        self.subjects = board.l1, board.l2
        diamond, disk = self.last_picture()
        self.show_card()
        with self.beat("in_and_out") as beat:
            beat.at("axis")
            self.add(board.plot, board.slopes, board.rain)
            beat.play(*diamond.clear(), *disk.go(), *board.slide_out(diamond.plane.axes[0]), until="into")
            self.play(*board.put_in(diamond.plane.centre), *diamond.leave_axes(), *disk.leave_axes())
            beat.show("out", diamond.go(), board.stand_up())
            self.play(*board.answer(L1))
        with self.beat("sides") as beat:
            beat.show("pos", board.cases.condition("right"))
            self.play(*board.pay(L1))
            self.play(*board.solve("right"))
            beat.play(*board.follow_down(), until="neg")
            self.play(*board.turn(), run_time=TEMPO.enter)
            self.play(*board.solve("left"), run_time=TEMPO.dim)
            beat.play(*board.follow_up(), until="gap")
            self.play(*board.leave_cases(), run_time=TEMPO.dim)
            self.play(*board.see_gap(), run_time=1)
            self.play(*board.ask(NEAR), run_time=0.8)
        with self.beat("dead_zone") as beat:
            beat.show("interval", board.open_interval())
            beat.play(*board.fill(), until="fit")
            self.play(*board.choose(), run_time=TEMPO.dim)
            for share in (-NEAR, ANSWERED):
                self.play(*board.ask(share), run_time=0.4 * beat.until("land"))
            self.play(*board.free(), run_time=TEMPO.dim)
            beat.land(board.plot.paid, to=ENOUGH, until="land")
            beat.show("name", board.flatten(), run_time=1.2)
        with self.beat("scale") as beat:
            beat.show("l2", board.draw_back(), self.attend(board.l2), run_time=1)
            self.play(*board.divide(), run_time=0.4)
            self.play(*board.pay(L2), run_time=0.6)
            beat.show("ratio", board.solve("line"))
            beat.play(*board.follow("line", 0.0), until="zero")
            self.play(*board.follow("line", -board.plot.largest), run_time=1.5)
        self.many()

    def many(self) -> None:
        """Let it rain, raise λ, and remember both graphs."""
        board, n = self.board, self.numbers
        with self.beat("rain") as beat:
            beat.show("rain", board.make_room(), self.attend(board.l1), run_time=TEMPO.enter)
            self.play(*board.open_rain(), run_time=0.4)
            beat.sweep(board.rain.fallen, to=0.6, until="pile", rate=linear)
            beat.sweep(board.rain.fallen, to=1.0, until="land", rate=linear)
            beat.show("none", self.attend(board.l2))
        with self.beat("strength") as beat:
            beat.show("raise", self.attend(board.l1), board.clear())
            beat.sweep(board.plot.strength, to=n.strong, until="tilt")
            self.play(*self.attend(board.l2))
            for strength in (n.strength, n.strong):
                beat.sweep(board.plot.strength, to=strength, seconds=0.8)
        with self.beat("remember") as beat:
            beat.show("l1", board.hide_heads(), board.feed(L1), self.attend(board.l1), run_time=TEMPO.dim)
            beat.play(*board.ask(NEAR), until="l2")
            self.play(*board.feed(L2), *self.show_claim(), *self.attend(board.l2), run_time=TEMPO.dim)
            beat.play(*board.ask(LAST), until="train")
            self.play(*self.attend())

    def last_picture(self) -> list[MeetingPanel]:
        """Add both halves of that on which ShrinkingRegion ends."""
        boxes = zip((L1, L2), self.stage.pair(overlaid=True), strict=True)
        labels = ShrinkingRegion.said(self.setting.language).labels
        halves = [Half(*each, self.stage.aspect, self.theme, labels) for each in boxes]
        panels = [MeetingPanel(half, ShrinkingRegion.numbers, ValueTracker(1.0), self.camera) for half in halves]
        for panel in panels:
            self.add(*panel.closing())
        return panels
