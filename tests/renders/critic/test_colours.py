"""Colours with different meanings stay apart for every viewer, and two that do not are found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from manim import ManimColor

from common.style import DARK, THEMES, Theme
from renders.critic.colours import colour_findings


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_meanings_of_both_themes_stay_apart(theme: Theme) -> None:
    assert [*colour_findings(theme)] == []


def test_a_red_and_a_green_of_one_lightness_are_found_for_deutan_viewers_though_others_see_them_apart() -> None:
    theme = replace(DARK, loss=ManimColor("#4CC38A"), zero=ManimColor("#FF5D8F"))
    found = {(finding.check, finding.things): finding.said for finding in colour_findings(theme)}
    said = found["legibility/colours", ("loss", "zero")]
    assert said.startswith("ΔE ")
    assert said.endswith(" in deutan vision, at least 10")


def test_one_colour_with_two_meanings_is_found_for_every_viewer() -> None:
    visions = [finding.said for finding in colour_findings(replace(DARK, l1=DARK.ink))]
    assert visions == [
        f"ΔE 0.0 in {kind} vision, at least 10" for kind in ("normal", "protan", "deutan", "tritan")
    ]
