"""In the decoded picture, each optimum's dot stands where another solver puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from scenes_watched import family
from scipy.optimize import minimize, minimize_scalar

from common.explainer import Explainer
from common.figures.chapter_card import ChapterCard
from common.figures.meeting_plane import MeetingPlane
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.certificate import NotOptimal, Optimum
from common.maths.penalties.norms import L1, Penalty
from common.stage import SHORT_SIDE
from common.style import DARK
from renders.critic.watching import play_watched
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from renders.video.encoder import ClipEncoder
from scenes.kink import Kink
from scenes.shrinking_region import ShrinkingRegion

VARIANT = Variant(quality=Quality(720, 3))
UNIT = 720 / SHORT_SIDE
RADIUS = 0.1 * UNIT
REACH = 3 * RADIUS
ZERO = DARK.zero.to_hex().upper()


@dataclass(frozen=True)
class Dot:
    """What a frame should show: where a dot's middle stands in pixels, and its read-outs."""

    x: float
    y: float
    weights: tuple[float, ...]
    read_outs: tuple[tuple[str, str] | None, ...]


def is_on_screen(scene: Explainer, figure: MeetingPlane) -> bool:
    return figure.dot.dot.get_fill_opacity() == 1 and figure.dot in family(scene)


def shown(scene: Explainer, out: ReadOut) -> tuple[str, str] | None:
    """The number as it reads, and its colour; None while it is not, or not fully, there."""
    digit = out[-1][0]
    if out not in family(scene) or digit.get_fill_opacity() < 1:
        return None
    return out.text.strip(), digit.get_fill_color().to_hex().upper()


def pixel(point: FloatArray) -> tuple[float, float]:
    width, height = VARIANT.size
    return float(width / 2 + point[0] * UNIT - 0.5), float(height / 2 - point[1] * UNIT - 0.5)


def planes(scene: Explainer) -> Iterator[Dot]:
    """Solve for the loss and budget of each plane anew, and place the answer by the plane's drawn axes."""
    scene.camera.aim()
    for plane in family(scene):
        if not isinstance(plane, MeetingPlane) or not is_on_screen(scene, plane):
            continue
        assert isinstance(scene, ShrinkingRegion)
        (half,) = (each for each in scene.halves if each.plane is plane)
        if scene.camera.shown(plane.dot.dot) < 1 or abs(scene.camera.zoom.get_value() - 1) > 1e-9:
            continue
        loss, budget = half.loss(), half.budget.get_value()
        w = independent_optimum(loss, plane.penalty, budget)
        (left, right), (low, high) = plane.window.view.x, plane.window.view.y
        along, up = plane.axes[0], plane.axes[1]
        x = along.get_start() + (w[0] - left) / (right - left) * (along.get_end() - along.get_start())
        y = up.get_start() + (w[1] - low) / (high - low) * (up.get_end() - up.get_start())
        yield Dot(*pixel(np.array([x[0], y[1], 0])), tuple(w), tuple(shown(scene, out) for out in plane.read_outs))


def corners(scene: Explainer) -> Iterator[Dot]:
    """Minimise both totals anew, and place the answers by the drawn axes, as the camera sees them."""
    assert isinstance(scene, Kink)
    if any(isinstance(each, ChapterCard) for each in scene.mobjects):
        return
    plot, strength = scene.corner.plot, scene.corner.strength.get_value()
    for (penalty, dot), side in zip(plot.minima.items(), scene.subjects, strict=False):
        if dot not in plot.submobjects or scene.camera.strength(side).get_value() < 1:
            continue

        def objective(w: float, penalty: Penalty = penalty) -> float:
            size = abs(w) if penalty is L1 else w * w / 2
            return 0.5 * scene.numbers.curvature * (w - scene.numbers.centre) ** 2 + strength * size

        found = minimize_scalar(objective, bounds=(-1, 2), method="bounded", options={"xatol": 1e-10})
        w = 0.0 if objective(0.0) <= found.fun + 1e-12 else float(found.x)
        (left, right), (low, high) = plot.window.view.x, plot.window.view.y
        along, up = plot.axes[0], plot.axes[1]
        x = along.get_start() + (w - left) / (right - left) * (along.get_end() - along.get_start())
        y = up.get_start() + (objective(w) - low) / (high - low) * (up.get_end() - up.get_start())
        scene.camera.aim()
        at = scene.camera.meant(dot.dot, np.array([[x[0], y[1], 0]]))[0]
        if (np.abs(at[:2]) < np.array(VARIANT.size) / 2 / UNIT - 0.5).all():
            out = scene.corner.notes.weights[L1]
            yield Dot(*pixel(at), (w,), (shown(scene, out) if penalty is L1 else None,))


def independent_optimum(loss: QuadraticLoss, penalty: Penalty, budget: float) -> FloatArray:
    """Constrained minimum by sequential quadratic programming, the diamond as four half-planes."""
    if penalty is L1:
        signs = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
        inside = {"type": "ineq", "fun": lambda w: budget - signs @ w, "jac": lambda _: -signs}
    else:
        inside = {"type": "ineq", "fun": lambda w: budget**2 - w @ w, "jac": lambda w: -2 * w}
    found = minimize(
        loss.value, np.zeros(2), jac=loss.gradient, constraints=inside, method="SLSQP", options={"ftol": 1e-14}
    )
    return np.where(np.abs(found.x) < 1e-6, 0.0, found.x)


def decoded(path: Path) -> Iterator[FloatArray]:
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="gray").astype(float)


def centroid(luma: FloatArray, near: Dot) -> tuple[float, float]:
    """Middle of the bright disk around where it should be, found afresh from its own middle each time."""
    around = tuple(slice(max(0, round(at - REACH)), round(at + REACH)) for at in (near.y, near.x))
    rows, columns = np.mgrid[around]
    bright = np.clip(luma[around] - 150, 0, 60)
    x, y = near.x, near.y
    for _ in range(4):
        weight = bright * (np.hypot(columns - x, rows - y) < RADIUS + 1)
        x, y = (weight * columns).sum() / weight.sum(), (weight * rows).sum() / weight.sum()
    return float(x), float(y)


def watch(
    scene: type[Explainer], expect: Callable[[Explainer], Iterator[Dot]], path: Path, typeset: Path
) -> dict[int, list[Dot]]:
    """Encode ``scene`` to ``path``; the dots that each frame ought to show."""
    frames: dict[int, list[Dot]] = {}

    def note(playing: Explainer, index: int) -> None:
        frames[index] = list(expect(playing))

    with ClipEncoder(path, VARIANT.size, VARIANT.fps) as encoder:
        play_watched(scene, VARIANT, encoder, note, typeset)
    return frames


@pytest.mark.parametrize(("scene", "expect"), [(ShrinkingRegion, planes), (Kink, corners)])
def test_every_dot_is_within_a_quarter_pixel_and_zero_reads_zero(
    scene: type[Explainer], expect: Callable[[Explainer], Iterator[Dot]], tmp_path: Path, typeset: Path
) -> None:
    frames = watch(scene, expect, tmp_path / "scene.mp4", typeset)
    seen = read = 0
    for index, luma in enumerate(decoded(tmp_path / "scene.mp4")):
        for dot in frames.get(index, []):
            x, y = centroid(luma, dot)
            assert np.hypot(x - dot.x, y - dot.y) <= 0.25, (Fraction(index, VARIANT.fps), dot, x, y)
            for weight, reads in zip(dot.weights, dot.read_outs, strict=True):
                if reads is not None:
                    text, colour = reads
                    room = 0.01 if text.startswith("<") else 0.005 + 1e-6
                    assert abs(float(text.removeprefix("< ")) - weight) <= room, (index, dot)
                    assert (text == "0") == (weight == 0) == (colour == ZERO), (index, dot)
                    read += 1
            seen += 1
    assert seen > 80
    assert read > 40


def test_a_dot_two_pixels_off_would_be_noticed(tmp_path: Path, typeset: Path) -> None:
    class Nudged(ShrinkingRegion):
        def compare(self, *shared: Any, **how: Any) -> None:
            super().compare(*shared, **how)
            for half in self.halves:
                half.plane.add_updater(lambda figure: figure.dot.shift((2 / UNIT, 0, 0)))

    Nudged.__name__ = "ShrinkingRegion"
    frames = watch(Nudged, planes, tmp_path / "nudged.mp4", typeset)
    worst = 0.0
    for index, luma in enumerate(decoded(tmp_path / "nudged.mp4")):
        for dot in frames.get(index, [])[:1]:
            x, y = centroid(luma, dot)
            worst = max(worst, float(np.hypot(x - dot.x, y - dot.y)))
    assert worst > 0.25


def test_a_scene_refuses_to_draw_what_is_not_optimal(monkeypatch: pytest.MonkeyPatch, typeset: Path) -> None:
    def wrong(loss: QuadraticLoss, penalty: Penalty, radius: float) -> Optimum:
        del penalty
        return Optimum(loss.centre * radius / 10, violation=0.3)

    monkeypatch.setattr("common.figures.meeting_plane.budget_optimum", wrong)
    with pytest.raises(NotOptimal):
        rasterise(ShrinkingRegion, VARIANT, NoFrames(), typeset)
