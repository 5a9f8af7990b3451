"""Where usual words would be false, others stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.words import LANGUAGES, WordsError, all_words, chosen, glyph_errors, key_differences, words_of

TEXT = """
[Corner]
title = "The corner"
[Corner.labels]
[Corner.beats.enter]
title = "In"
headline = "It enters"
said = "It enters at {budget:g}."
[Corner.beats.enter.instead.edge]
headline = "It never enters"
said = "It stays on the edge."
[Corner.beats.enter.instead.inside]
said = "It is {depth:g} inside."
[Corner.beats.leave]
title = "Out"
headline = ""
said = "It leaves."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / f"{language}.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("cases", "said", "headline"),
    [
        (set(), "It enters at {budget:g}.", "It enters"),
        ({"edge"}, "It stays on the edge.", "It never enters"),
        ({"inside"}, "It is {depth:g} inside.", "It enters"),
        ({"inside", "edge"}, "It stays on the edge.", "It never enters"),
    ],
)
def test_a_beat_says_what_its_first_case_says_and_else_the_usual(
    folder: Path, cases: set[str], said: str, headline: str
) -> None:
    words = chosen(words_of("Corner", "en", folder), cases, "Corner")
    assert (words.beats["enter"].said, words.beats["enter"].headline) == (said, headline)
    assert words.beats["enter"].title == "In"
    assert words.beats["leave"].said == "It leaves."
    assert list(words.beats) == ["enter", "leave"]
    assert not words.instead


def test_a_case_without_words_is_a_mistake(folder: Path) -> None:
    with pytest.raises(WordsError, match="no words for the case 'nowhere': edge, inside are known"):
        chosen(words_of("Corner", "en", folder), {"nowhere"}, "Corner")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'headline = "It never enters"',
            'spoken = "?"',
            r"Corner\.beats\.enter\.instead\.edge\.spoken is not known",
        ),
        ('said = "It stays on the edge."', "said = 1", r"Corner\.beats\.enter\.instead\.edge\.said is not text"),
        (
            "[Corner.beats.enter.instead.inside]\nsaid",
            "instead",
            r"Corner\.beats\.enter\.instead\.edge\.instead is not",
        ),
    ],
)
def test_a_fault_in_other_words_is_named(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "en.toml").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(WordsError, match=message):
        words_of("Corner", "en", folder)


def test_other_words_have_glyphs_and_exist_in_every_language_too(folder: Path) -> None:
    (folder / "zh.toml").write_text(
        TEXT.replace("[Corner.beats.enter.instead.inside]", "[Corner.beats.enter.instead.outside]").replace(
            "edge.", "龘。"
        ),
        encoding="utf-8",
    )
    differences = key_differences(all_words("en", folder), all_words("zh", folder))
    assert "missing: Corner.beats.enter.instead.inside.said" in differences
    assert glyph_errors("zh", folder) == ["Corner.beats.enter.instead.edge.said: 龘 (U+9F98)"]
