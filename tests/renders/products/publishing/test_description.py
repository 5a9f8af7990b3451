from __future__ import annotations

from pathlib import Path

import pytest

from renders.products.publishing.checklist import FAILED, check
from renders.products.publishing.description import description
from renders.products.publishing.platforms import read_platforms
from renders.products.publishing.reading.texts import read_text
from renders.products.surround.wording import wording_of
from renders.video.joining import Chapter

PLATFORMS = read_platforms()
MARKS = [Chapter("The chapter with the longest of titles", start, start + 600) for start in range(0, 6000, 600)]


@pytest.mark.parametrize("name", PLATFORMS.platforms)
def test_what_is_spoken_says_whose_voice_it_is_and_stays_within_the_limits(name: str, tmp_path: Path) -> None:
    platform = PLATFORMS.platforms[name]
    wording = wording_of(platform.language)
    elsewhere = wording.elsewhere.format(scene="Who keeps the weight?", lasso=0.006493, ridge=221.0, glmnet=0.5)
    spoken, silent = (
        description(wording, wording.pitch, MARKS, 30, platform, voice, [elsewhere])
        for voice in (wording.credit, wording.silence)
    )
    assert (spoken.count(wording.credit), spoken.count(wording.silence)) == (1, 0)
    assert (silent.count(wording.credit), silent.count(wording.silence)) == (0, 1)
    file = tmp_path / "description.txt"
    file.write_text(spoken, encoding="utf-8")
    rows = check(read_text(file), platform, PLATFORMS, whole=True)
    assert [row.measure for row in rows if row.measure.startswith("description") and row.verdict == FAILED] == []
