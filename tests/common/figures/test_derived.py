"""A figure is redrawn when its trackers move, and at no other time."""

from __future__ import annotations

from manim import Dot, ValueTracker, VGroup

from common.figures.derived import Derived


class Follower(Derived):
    def __init__(self, tracker: ValueTracker) -> None:
        super().__init__(tracker)
        self.tracker, self.redrawn = tracker, 0
        self.dot = Dot()

    def redraw(self) -> None:
        self.redrawn += 1
        self.dot.set_x(self.tracker.get_value())


def test_it_is_redrawn_once_for_each_move_of_a_tracker() -> None:
    tracker = ValueTracker(0.0)
    figure = Follower(tracker)
    for value, redrawn in ((1.0, 1), (1.0, 1), (2.0, 2)):
        tracker.set_value(value)
        figure.update()
        assert figure.redrawn == redrawn
        assert figure.dot.get_x() == value


def test_a_part_is_up_to_date_when_revealed_and_is_not_redrawn_while_it_comes_in() -> None:
    tracker = ValueTracker(0.0)
    figure = Follower(tracker)
    tracker.set_value(3.0)
    figure.reveal(figure.dot)
    assert figure.dot.get_x() == 3.0
    before = figure.redrawn
    figure.update()
    assert figure.redrawn == before


def test_a_concealed_part_leaves_the_figure_which_goes_on_drawing_it() -> None:
    tracker = ValueTracker(0.0)
    figure = Follower(tracker)
    figure.reveal(figure.dot)
    figure.conceal(figure.dot)
    assert figure.dot not in figure.get_family()
    tracker.set_value(4.0)
    figure.update()
    assert figure.dot.get_x() == 4.0


def test_a_copy_is_a_picture_that_follows_nothing() -> None:
    tracker = ValueTracker(0.0)
    figure = Follower(tracker)
    figure.reveal(figure.dot)
    copy = figure.copy()
    assert isinstance(copy, VGroup)
    assert not isinstance(copy, Derived)
    tracker.set_value(5.0)
    copy.update()
    assert copy[0].get_x() == 0.0


def test_a_part_is_stale_once_for_each_new_input_and_again_when_refreshed() -> None:
    tracker = ValueTracker(0.0)
    figure = Follower(tracker)
    asked = [figure.is_stale(figure.dot, *inputs) for inputs in ((1.0,), (1.0,), (2.0,), (2.0, True), (2.0, True))]
    assert asked == [True, False, True, True, False]
    figure.refresh()
    assert figure.is_stale(figure.dot, 2.0, True)
