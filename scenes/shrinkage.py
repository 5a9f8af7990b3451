"""Shrinkage: one weight in, one weight out. L1 subtracts down to zero, L2 rescales and never gets there."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, FadeIn, FadeOut, ValueTracker, VGroup, linear

from common.explainer import Explainer
from common.figures.read_out import ReadOut
from common.figures.shrinkage_derivation import ShrinkageDerivation
from common.figures.shrinkage_graph import ShrinkageGraph
from common.figures.shrinkage_plane import ShrinkagePlane
from common.figures.written_panel import WrittenPanel
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import SQUARE, Box
from common.style import TEMPO, TYPE
from scenes.numbers.shrinkage import ShrinkageNumbers

__all__ = ["Shrinkage"]

CASES_HEIGHT, RULE_HEIGHT = {False: 1.55, True: 1.75}, {False: 0.5, True: 0.85}  # True in narrow panels


class Shrinkage(Explainer[ShrinkageNumbers]):
    """L1 subtracts, and a whole interval of inputs becomes zero; L2 rescales, and only zero does."""

    numbers = ShrinkageNumbers()

    def construct(self) -> None:
        """Derive what comes out of one weight, then watch two."""
        self.is_narrow = self.stage.aspect is SQUARE
        self.read_out_size = TYPE.note if self.is_narrow else TYPE.read_out
        self.two_weights(after=self.one_weight())

    def one_weight(self) -> VGroup:
        """Feed weights in, derive what comes out, and raise λ; return what then makes room."""
        n = self.numbers
        self.centre, self.reached, self.strength = self.trackers(n.largest, n.largest, n.strength)
        halves = map(self.half, (L1, L2), self.stage.pair())
        graphs, (subtract, rescale), panels = zip(*halves, strict=True)
        within = n.within * graphs[0].threshold
        self.add(*(graph.add(*graph.picture) for graph in graphs), subtract, rescale)
        self.add(*(part for panel in panels for part in (panel.title, panel.read_outs)))

        with self.beat("in_and_out") as beat:
            beat.pause(0.35)
            self.feed(n.resting, beat.remaining, self.reached)

        with self.beat("sides") as beat:
            self.play(*(graph.conceal(graph.captions) for graph in graphs), *(p.hide_read_outs() for p in panels))
            self.play(subtract.reveal(subtract.lines[0]))
            beat.pause(0.2)
            self.play(subtract.reveal(subtract.lines[1], subtract.lines[3]))
            self.feed(-n.largest, beat.remaining, self.reached)

        with self.beat("shortcut") as beat:
            self.play(subtract.reveal(subtract.lines[2]))
            self.feed(0.0, 0.4 * beat.remaining)
            beat.pause(0.4)
            self.feed(within, 1)

        with self.beat("dead_zone") as beat:
            for change in subtract.correct():
                self.play(change, run_time=TEMPO.enter)
            beat.pause(0.25)
            self.play(*(graph.fill_gap() for graph in graphs), *(panel.show_read_outs() for panel in panels))
            self.play(graphs[0].reveal(graphs[0].zone))
            for change in subtract.solve_zero():
                self.play(change, run_time=TEMPO.enter)
            self.feed(-(within + graphs[0].threshold) / 2, beat.remaining)

        with self.beat("scale") as beat:
            self.play(rescale.reveal(*rescale.lines))
            self.feed(n.largest, 0.4 * beat.remaining)
            self.feed(0.0, beat.remaining)

        with self.beat("strength") as beat:
            self.feed(n.resting, 1)
            self.play(*(FadeOut(graph.input_out) for graph in graphs))
            self.play(*(FadeIn(graph.strength_out) for graph in graphs))
            self.play(self.strength.animate.set_value(n.weak), run_time=0.25 * beat.remaining)
            beat.sweep(self.strength, to=n.strong)

        return VGroup(*graphs, subtract, rescale, *(VGroup(g.output_out, g.strength_out) for g in graphs))

    def two_weights(self, after: VGroup) -> None:
        """Raise the λ of two weights with two curvatures."""
        self.joint = ValueTracker(0.0)
        planes, panels = zip(*map(self.plane, (L1, L2), self.stage.pair()), strict=True)

        with self.beat("two_axes") as beat:
            self.play(FadeOut(*after))
            self.add(*planes)
            self.play(*(plane.reveal(plane.ground, plane.dot) for plane in planes))
            self.play(*(panel.show_read_outs() for panel in panels), *(FadeIn(p.strength_out) for p in planes))
            self.play(*(plane.reveal(plane.rule) for plane in planes))
            for plane in planes:
                plane.add(*plane.way)
            self.shrink(self.numbers.first_zero, 3)
            self.hold()
            self.shrink(self.numbers.one_left, beat.remaining)

        with self.beat("remember") as beat:
            self.shrink(self.numbers.none_left, beat.seconds)

    def feed(self, centre: float, seconds: float, *along: ValueTracker) -> None:
        """Let other weights in, up to ``centre``; the trackers ``along`` go there, too."""
        moves = (tracker.animate.set_value(centre) for tracker in (self.centre, *along))
        self.play(*moves, run_time=max(seconds, 1))

    def shrink(self, strength: float, seconds: float) -> None:
        """Raise the λ of both weights evenly."""
        self.play(self.joint.animate.set_value(strength), run_time=max(seconds, 1), rate_func=linear)

    def half(self, penalty: Penalty, box: Box) -> tuple[ShrinkageGraph, ShrinkageDerivation, WrittenPanel]:
        """The graph of what comes out under ``penalty``, why it does, and their panel."""
        n, trackers = self.numbers, (self.centre, self.strength, self.reached)
        names = self.words.labels["into"], self.words.labels["out"]
        graph = ShrinkageGraph(
            penalty, n.curvature, n.largest, *trackers, self.theme, self.read_out_size, names, n.decimals
        )
        read_outs, height = [graph.input_out, graph.output_out], CASES_HEIGHT[self.is_narrow]
        panel = self.panel(penalty, box, read_outs, height, inset=True)
        graph.fit(panel.picture, is_true_to_scale=True)
        graph.strength_out.move_to(graph.input_out, LEFT)
        size = TYPE.note if self.is_narrow else TYPE.label
        derivation = ShrinkageDerivation(graph, self.theme, *trackers, size=size)
        derivation.fit(panel.words)
        return graph, derivation, panel

    def plane(self, penalty: Penalty, box: Box) -> tuple[ShrinkagePlane, WrittenPanel]:
        """The plane of two weights under ``penalty``, and its panel."""
        n = self.numbers
        plane = ShrinkagePlane(penalty, n.loss, self.joint, n.none_left, self.theme, self.read_out_size, n.of_two)
        panel = self.panel(penalty, box, plane.read_outs, RULE_HEIGHT[self.is_narrow])
        plane.fit(panel.picture, panel.words)
        return plane, panel

    def panel(
        self, penalty: Penalty, box: Box, read_outs: Sequence[ReadOut], height: float, *, inset: bool = False
    ) -> WrittenPanel:
        """One half of the comparison."""
        title, colour = self.words.labels[penalty.name], self.theme.of(penalty)
        return WrittenPanel(box, self.stage.aspect, title, colour, read_outs, height, inset=inset)
