"""A derivation beside a picture: the lines that hold now are lit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from manim import DOWN, LEFT, UP, Animation, ValueTracker, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Wears, Zero
from common.figures.derived import Derived
from common.figures.lettering import Lettering, formula
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["Derivation", "Step"]

_LEADING = 0.5
"""Scene units from one baseline to the next, at the size of labels."""

_BASELINE = 0.2  # below the middle of a line, in leadings
_GAP = 0.1


def _always() -> bool:
    return True


@dataclass(frozen=True, eq=False)
class Step:
    """One line, in Typst: ``then``, perhaps only in the case ``when``; ``holds`` says whether that is so now.

    ``is_zero`` marks the case of a weight that is exactly 0: it is lit in the zero colour.
    """

    then: str
    when: str = ""
    holds: Callable[[], bool] = _always
    is_zero: bool = False


class Derivation(Derived):
    """The condition ``steps[0]``, and what follows from it in each case, from the highest weight to the lowest.

    Where there is the width for it the cases stand side by side, the lowest weight on the left as on an axis.
    ``trackers`` are those on which the steps depend. Call ``fit`` before the first drawing.
    """

    def __init__(
        self, steps: Sequence[Step], theme: Theme, *trackers: ValueTracker, size: float = TYPE.label
    ) -> None:
        super().__init__(*trackers)
        self.steps, self._theme, self._size = list(steps), theme, size
        self._leading = _LEADING * size / TYPE.label
        self._is_wide = True

    def fit(self, box: Box) -> None:
        """Set the lines in the middle of ``box``, to be revealed one by one."""
        count = len(self.steps) - 1
        widths, column = [self._set(step).width for step in self.steps], box.width / max(count, 1)
        self._is_wide = count > 1 and max(widths[1:]) + _GAP <= column
        middle, rows = float(box.centre[0]), 3 if self._is_wide else len(self.steps)
        self._x: list[float] = [middle] * len(self.steps)
        if self._is_wide:
            apart = (box.width - max(widths[1:])) / (count - 1)
            self._x[1:] = [middle + ((count + 1) / 2 - number) * apart for number in range(1, count + 1)]
        self._left = (
            None if self._is_wide or not any(step.when for step in self.steps) else middle - max(widths) / 2
        )
        top = box.centre[1] + (rows - 1) / 2 * self._leading - _BASELINE * self._leading
        self._y = [
            top - self._leading * min(number, 1 if self._is_wide else number) for number in range(count + 1)
        ]
        self.lines = [self._stand(number, step) for number, step in enumerate(self.steps)]
        self.redraw()

    def restate(self, number: int, step: Step) -> Animation:
        """Bring in ``step`` where the line ``number`` stood, which has been concealed."""
        self.steps[number], self.lines[number] = step, self._stand(number, step)
        return self.reveal(self.lines[number])

    def redraw(self) -> None:
        """Light the lines that hold now."""
        for step, line in zip(self.steps, self.lines, strict=True):
            holds = step.holds()
            if self.is_stale(line, holds):
                line.set_fill(self._colour(step, holds), family=True)

    def claims(self) -> Iterator[Claim]:
        """What the derivation claims: which of its lines hold now."""
        for step, line in zip(self.steps, self.lines, strict=True):
            holds = step.holds()
            said = f"{step.when or step.then} {'holds' if holds else 'does not hold'} now"
            yield Wears(f"line {step.when or step.then}", line, self._colour(step, holds), said)
            if step.is_zero:
                yield Zero(f"line {step.when or step.then}", line, holds)

    def _colour(self, step: Step, holds: bool) -> ManimColor:
        if not holds:
            return self._theme.muted
        return self._theme.zero if step.is_zero else self._theme.ink

    def _stand(self, number: int, step: Step) -> VMobject:
        """The line ``step`` in the place ``number``."""
        line = self._set(step).shift(self._y[number] * UP)
        return line.set_x(self._x[number]) if self._left is None else line.set_x(self._left, LEFT)

    def _set(self, step: Step) -> VMobject:
        """The line, its first baseline at y = 0; side by side with others, below the case for which it is."""
        if step.when and self._is_wide:
            then = self._write(step.then).shift(self._leading * DOWN)
            return VGroup(self._write(step.when).set_x(then.get_x()), then)
        return self._write(f"{step.when}: quad {step.then}" if step.when else step.then)

    def _write(self, source: str) -> Lettering:
        """A formula on the line y = 0: an x set together with it tells where its baseline is."""
        line = formula(f"x {source}", self._size, self._theme.muted)
        mark = line[0]
        line.remove(mark)
        line.text = source
        return line.shift(mark.get_bottom()[1] * DOWN)
