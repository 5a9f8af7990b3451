"""What Selection and Overfit say and show of custom data is what other solvers find in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from custom_tables import houses, patients, points, table_of
from manim import ValueTracker
from scenes_watched import family, watched
from sklearn.linear_model import Lasso, Ridge

from common.figures.coefficient_paths import CoefficientPaths, view_of
from common.figures.fit_plot import FitPlot
from common.figures.lettering import Lettering
from common.figures.overfit_panel import OverfitPanel
from common.maths.paths.both import unit_of
from common.maths.penalties.norms import L1, L2
from common.stage import ASPECTS, LANDSCAPE, Aspect, Stage
from common.style import DARK
from common.table import Table
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.numbers.overfit import MOST_SHOWN, OverfitNumbers
from scenes.numbers.selection import MOST_LABELLED, SelectionNumbers
from scenes.overfit import Overfit
from scenes.selection import Selection


def selection(table: Table) -> type[Selection]:
    numbers = SelectionNumbers(data=table, **SelectionNumbers.fitting(table))
    return type("Selection", (Selection,), {"numbers": numbers})


def overfit(table: Table) -> type[Overfit]:
    numbers = OverfitNumbers(data=table, **OverfitNumbers.fitting(table))
    return type("Overfit", (Overfit,), {"numbers": numbers})


def many_columns(columns: int, seed: int = 0) -> Table:
    random = np.random.default_rng(seed)
    design = random.normal(size=(120, columns)) + 0.8 * random.normal(size=(120, 1))
    target = design @ random.normal(size=columns) + random.normal(size=120)
    return table_of(**{f"column {number}": column for number, column in enumerate(design.T)}, target=target)


def test_the_films_data_as_a_table_give_the_films_numbers() -> None:
    film, custom = Selection, selection(patients())
    assert SelectionNumbers.fitting(patients()) == {"weakest": 0.3, "strongest": 300.0}
    np.testing.assert_allclose(custom.numbers.paths.arrivals, film.numbers.paths.arrivals)
    assert custom.numbers.facts["crossings"] == film.numbers.facts["crossings"]
    assert (custom.numbers.facts["rows"], custom.numbers.facts["features"]) == (442, 10)


def test_what_is_counted_and_said_is_true_of_the_table() -> None:
    scene = selection(many_columns(8))
    numbers = scene.numbers
    strengths = np.geomspace(numbers.weakest, numbers.strongest, 20_000)
    weights = numbers.paths.ridge.at(strengths)
    assert scene.numbers.facts["crossings"] == ((np.diff(np.sign(weights), axis=0) != 0).any(axis=0)).sum()
    assert (weights != 0).all()
    assert (np.diff(np.linalg.norm(weights, axis=1)) < 0).all()
    zeros = (numbers.paths.lasso.at(strengths) == 0).sum(axis=1)
    assert (zeros[0], zeros[-1]) == (0, 8)
    assert len({float(strength) for strength in numbers.paths.leaving}) == 8
    for language, said in (("en", "120 rows, with 8 features"), ("zh", "120 行的表，有 8 个特征")):
        words = " ".join(beat.said for beat in scene.said(language).beats.values())
        assert said in words
        assert not any(each in words for each in ("patients", "measurements", "病人", "指标"))


@pytest.mark.parametrize("unit", [1e-3, 1e6])
def test_the_targets_unit_changes_neither_words_nor_names(unit: float) -> None:
    one, other = selection(houses()), selection(houses(unit))
    assert one.numbers.labelled == other.numbers.labelled
    assert one.numbers.facts == other.numbers.facts
    assert one.numbers.weakest == other.numbers.weakest


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e6])
def test_what_lambda_is_elsewhere_gives_the_same_weights_there(unit: float) -> None:
    numbers = selection(houses(unit)).numbers
    data, paths, factors = numbers.data_set, numbers.paths, numbers.elsewhere
    scale = lambda columns: (columns - columns.mean(axis=0)) / columns.std(axis=0)  # noqa: E731
    design, target, power = scale(data.design), scale(data.targets), 10.0 ** unit_of(data.targets)
    n = len(target)
    for strength in (numbers.weakest, numbers.telling):
        lasso, ridge = (path.at(strength) * power / data.targets.std() for path in (paths.lasso, paths.ridge))
        theirs = Lasso(alpha=factors["lasso"] * strength, tol=1e-12, max_iter=10**6).fit(design, target)
        np.testing.assert_allclose(lasso, theirs.coef_, atol=1e-8)
        np.testing.assert_allclose(ridge, Ridge(factors["ridge"] * strength).fit(design, target).coef_, rtol=1e-8)
        # glmnet's objective, whose slope is zero: (1/2n)‖y − Xw‖² + λ/2 ‖w‖²
        slope = design.T @ (design @ ridge - target) / n + factors["glmnet"] * strength * ridge
        np.testing.assert_allclose(slope, 0.0, atol=1e-12)


@pytest.mark.parametrize(
    ("unit", "said"),
    [(1e-6, "y × 10⁶: price"), (1e-3, "y × 1000: price"), (1.0, "y: price"), (1e6, "y ÷ 10⁶: price")],
)
def test_the_target_is_named_with_the_unit_in_which_it_is_counted(unit: float, said: str) -> None:
    assert selection(houses(unit)).numbers.target == said
    assert Selection.numbers.target == ""


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_target_stands_beside_the_tags_while_the_paths_are_seen(aspect: str, typeset: Path) -> None:
    table = table_of(
        **{name: houses(1e4).column(name) for name in houses().features}, **{"p" * 80: houses(1e4).column("price")}
    )
    seen: dict[str, list[str]] = {}

    def look(playing: Any, beat: str) -> None:
        on_screen = family(playing)
        seen[beat] = [each.text for each in playing.paths.target if each in on_screen]
        heads = [part for pair in zip(playing.paths.tags, playing.paths.counts, strict=True) for part in pair]
        for name in playing.paths.target:
            for head in heads:
                assert name.get_left()[0] > head.get_right()[0] or name.get_right()[0] < head.get_left()[0]

    rasterise(watched(selection(table), look), Variant("en", aspect, Quality(240, 1)), NoFrames(), typeset)
    assert seen["paths"][0].startswith("y ÷ 10⁴: ppp")
    assert seen["remember"] == []


@pytest.mark.parametrize("seed", range(4))
def test_named_are_weights_that_stay_longest_the_first_that_leaves_and_one_that_crosses_zero(
    seed: int,
) -> None:
    numbers = selection(many_columns(12, seed)).numbers
    assert len(numbers.labelled) == MOST_LABELLED
    longest = [numbers.data_set.names[each] for each in np.argsort(-numbers.paths.leaving)]
    assert set(longest[: MOST_LABELLED - 2]) <= numbers.labelled
    crossing = {
        name
        for name, each in zip(numbers.data_set.names, numbers.paths.crossings, strict=True)
        if any(map(numbers.covers, each))
    }
    assert not crossing or crossing & numbers.labelled


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_names_on_screen_are_the_columns_and_nothing_leaves_its_panel(aspect: str) -> None:
    numbers = selection(houses()).numbers
    paths = numbers.paths
    covered = view_of((paths.lasso, paths.ridge), numbers.weakest, numbers.strongest)
    names = {name: name in numbers.labelled for name in numbers.data_set.names}
    for penalty, path, box in zip(
        (L1, L2), (paths.lasso, paths.ridge), [Stage(ASPECTS[aspect]).body] * 2, strict=True
    ):
        trackers = ValueTracker(np.log10(numbers.strongest)), ValueTracker(0.0)
        plot = CoefficientPaths(penalty, path, [], covered, names, *trackers, DARK)
        plot.fit(box)
        labels = {part.text: part for part in plot.name_labels if isinstance(part, Lettering)}
        assert len(labels) == len(names) == 5
        for part in (*labels.values(), *plot.frame):
            assert box.left - 1e-6 <= part.get_left()[0] <= part.get_right()[0] <= box.right + 1e-6
        heights = [
            plot.curves[number].points[0][1]
            for text in labels
            for number, name in enumerate(names)
            if name.startswith(text.rstrip("…"))
        ]
        order = np.argsort([label.get_y() for label in labels.values()])
        assert (np.diff(np.array(heights)[order]) >= 0).all()


def first_to_leave(scene: type[Selection]) -> str:
    """Of the weights that the lasso uses at first, the one that is 0 before the others as λ grows."""
    numbers = scene.numbers
    zeros = numbers.paths.lasso.at(np.geomspace(numbers.weakest, numbers.strongest, 50_000)) == 0
    leaves = np.where(zeros[0], len(zeros), zeros.argmax(axis=0))
    return numbers.data_set.names[int(leaves.argmin())]


@pytest.mark.parametrize(
    ("columns", "language", "aspect"),
    [(None, "en", "16:9"), (2, "zh", "1:1"), (4, "en", "1:1"), (6, "en", "16:9"), (20, "zh", "9:16")],
)
def test_every_path_is_named_or_counted_and_the_first_that_leaves_is_named(
    columns: int | None, language: str, aspect: str, typeset: Path
) -> None:
    scene = Selection if columns is None else selection(many_columns(columns, 5))
    names, more = scene.numbers.data_set.names, {"en": "{} more", "zh": "另 {} 条"}[language]
    plots: Sequence[CoefficientPaths] = ()

    def look(playing: Any, _: str) -> None:
        nonlocal plots
        plots = playing.paths.plots

    rasterise(watched(scene, look), Variant(language, aspect, Quality(240, 1)), NoFrames(), typeset)
    first = first_to_leave(scene)
    assert len(plots) == 2
    for plot in plots:
        texts = {label.text for label in plot.name_labels if isinstance(label, Lettering)}
        counts = texts & {more.format(number) for number in range(len(names) + 1)}
        named = texts - counts
        rest = len(names) - len(named)
        assert counts == ({more.format(rest)} if rest else set())
        assert any(first.startswith(text.rstrip("…")) or first.endswith(text.lstrip("…")) for text in named)


@pytest.mark.parametrize("seed", range(12))
def test_points_either_overfit_as_it_is_said_or_are_refused(seed: int) -> None:
    try:
        scene = overfit(points(seed))
    except ValueError as error:
        if "another column" not in str(error):
            raise
        return
    numbers, fits, cases = scene.numbers, scene.numbers.fits, scene.numbers.cases
    design = np.column_stack([fits.curve.x**power for power in range(1, 10)])
    others = np.column_stack([numbers.fits.others.x**power for power in range(1, 10)])  # type: ignore[attr-defined]
    middle, spread = design.mean(axis=0), design.std(axis=0)

    def errors(strength: float) -> tuple[float, float]:
        theirs = Ridge(alpha=strength * len(design) / 2, solver="svd").fit(
            (design - middle) / spread, fits.curve.y
        )
        misses = theirs.predict((others - middle) / spread) - numbers.fits.others.y  # type: ignore[attr-defined]
        return float(np.mean(misses**2)), theirs.score((design - middle) / spread, fits.curve.y)

    sweep = np.geomspace(numbers.wild, numbers.stiff, 101)
    new, fit = np.transpose([errors(strength) for strength in sweep])
    assert (np.diff(fit) < 0).all()
    assert scene.numbers.facts["wild"] == pytest.approx(new[0], rel=1e-4)
    assert scene.numbers.facts["best"] == pytest.approx(new.min(), rel=1e-3)
    assert new.min() < min(new[0], new[-1]) / 1.05
    before, after = new[sweep <= numbers.best], new[sweep >= numbers.best]
    if "winding" not in cases:
        assert (np.diff(before) < 0.02 * np.ptp(before)).all()
    if "unsteady" not in cases:
        assert (np.diff(after) > -0.02 * np.ptp(after)).all()
    lasso = Lasso(alpha=numbers.enough / 2, tol=1e-12, max_iter=10**7).fit(
        (design - middle) / spread, fits.curve.y
    )
    assert (lasso.coef_ == 0).sum() == scene.numbers.facts["zeros"] > 0
    for penalty in (L1, L2):
        small, enough = fits.path(penalty, [numbers.small, numbers.enough])
        low, high = numbers.span
        assert ((low < enough) & (enough < high)).all()
        assert ("in_sight" in cases) or ((small < low) | (small > high)).sum() > 4


def test_where_even_a_large_price_helps_it_is_that_price_which_is_said_not_to_be_too_large() -> None:
    random = np.random.default_rng(7)
    x = random.uniform(4, 7, 60)
    table = table_of(x=x, y=0.3 * x + random.normal(0, 2, 60))
    with pytest.raises(ValueError, match=r"no λ is too large.* at 30; take another column"):
        overfit(table)


@pytest.mark.parametrize("aspect", ASPECTS.values(), ids=ASPECTS)
def test_beside_or_below_custom_points_there_is_room_for_objective_and_lambda(aspect: Aspect) -> None:
    scene, stage = overfit(points(4)), Stage(aspect)
    panel = OverfitPanel(stage, DARK, scene.said("en").labels, scene.numbers)
    window, written = panel.plot.window.box, (panel.objective, panel.plot.strength_out)
    assert panel.objective.get_right()[0] < panel.plot.strength_out.get_left()[0]
    for each in written:
        assert stage.safe.left <= each.get_left()[0] < each.get_right()[0] <= stage.safe.right + 1e-9
        if aspect is LANDSCAPE:
            assert stage.body.bottom <= each.get_bottom()[1] < each.get_top()[1] < window.bottom
        else:
            assert window.top < each.get_bottom()[1] < each.get_top()[1] <= stage.safe.top


def test_neither_noise_nor_a_true_curve_is_spoken_of() -> None:
    for language, unsaid in (("en", ("noisy", "true curve", "truth")), ("zh", ("噪声", "真实", "虚线"))):
        words = overfit(points(4)).said(language)
        said = " ".join(beat.said for beat in words.beats.values())
        assert not [each for each in unsaid if each in said]


def test_the_points_stand_in_the_view_and_no_more_are_drawn_than_can_be_told_apart() -> None:
    random = np.random.default_rng(0)
    x = random.uniform(30, 200, 900)
    lesson = overfit(table_of(area=x, price=1e6 * (np.sin(x / 30) + random.normal(size=900) / 2))).numbers.lesson
    assert len(lesson.fits.curve.x) == 10
    assert len(lesson.fits.others.x) == 890  # type: ignore[attr-defined]
    assert len(lesson.shown.x) <= MOST_SHOWN
    view = lesson.view
    for each in (lesson.fits.curve, lesson.shown):
        assert view.x[0] < each.x.min() <= each.x.max() < view.x[1]
        assert view.y[0] < each.y.min() <= each.y.max() < view.y[1]


def test_what_x_and_y_are_is_told_above_the_plot_which_keeps_its_foot_free() -> None:
    numbers = overfit(points(4)).numbers
    names = ("floor area in square metres, garden and cellar included", "price")
    box = Stage(ASPECTS["16:9"]).body
    plot = FitPlot(numbers.fits, L2, ValueTracker(-3.0), DARK, view=numbers.lesson.view, names=names)
    plot.fit(box, box.columns(0.45)[0], foot=1.3)
    y, x = plot.names
    assert y.text == "y: price"
    assert x.text.startswith("x: floor area")
    assert plot.names.width <= box.columns(0.45)[0].width
    assert plot.names.get_bottom()[1] > plot.window.box.top
    assert plot.window.box.bottom == pytest.approx(box.bottom + 1.3)
    assert len(plot.truth.points) == 0
