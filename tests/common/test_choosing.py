"""Where usual words would be false, others stand: one case's for a beat, whatever numbers there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.words import (
    LANGUAGES,
    MissingGlyphError,
    WordsError,
    all_words,
    cases_told,
    chosen,
    glyph_errors,
    key_differences,
    require_glyphs,
    words_of,
)

FILM = """
[Corner]
title = "The corner"
[Corner.labels]
[Corner.beats.enter]
title = "In"
claim = "It enters"
said = "It enters at {budget:g}."
[Corner.beats.leave]
title = "Out"
said = "It leaves."
"""

CUSTOM = """
[Corner.enter.edge]
when = "there is an edge"
claim = "It never enters"
said = "It stays on the edge."
[Corner.enter.inside]
when = "it is inside"
unless = ["edge"]
said = "It is {depth:g} inside."
[Corner.enter.outside]
when = "it is outside"
claim = ""
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / f"{language}.toml").write_text(FILM, encoding="utf-8")
        (tmp_path / f"{language}-custom.toml").write_text(CUSTOM, encoding="utf-8")
    return tmp_path


def plant(folder: Path, old: str, new: str, language: str = "en") -> None:
    assert old in CUSTOM
    (folder / f"{language}-custom.toml").write_text(CUSTOM.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("cases", "said", "claim"),
    [
        (set(), "It enters at {budget:g}.", "It enters"),
        ({"edge"}, "It stays on the edge.", "It never enters"),
        ({"inside"}, "It is {depth:g} inside.", "It enters"),
        ({"inside", "edge"}, "It stays on the edge.", "It never enters"),
        ({"outside"}, "It enters at {budget:g}.", ""),
    ],
)
def test_a_beat_says_what_its_foremost_case_says_and_else_the_usual(
    folder: Path, cases: set[str], said: str, claim: str
) -> None:
    words = chosen(words_of("Corner", "en", folder), cases, "Corner")
    assert (words.beats["enter"].said, words.beats["enter"].claim) == (said, claim)
    assert words.beats["enter"].title == "In"
    assert words.beats["leave"].said == "It leaves."
    assert list(words.beats) == ["enter", "leave"]
    assert not words.custom


def test_a_case_without_words_is_a_mistake(folder: Path) -> None:
    with pytest.raises(WordsError, match="no words for the case 'nowhere': edge, inside, outside are known"):
        chosen(words_of("Corner", "en", folder), {"nowhere"}, "Corner")


def test_the_order_of_a_file_is_no_precedence(folder: Path) -> None:
    words = words_of("Corner", "en", folder)
    assert cases_told(words, {"edge", "inside"}, "Corner") == {"enter": "edge"}
    for other in ("edge", "inside"):
        with pytest.raises(WordsError, match=rf"Corner\.enter has words for '{other}' and for 'outside'"):
            cases_told(words, {other, "outside"}, "Corner")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('claim = "It never enters"', 'spoken = "?"', "Corner.enter.edge.spoken is not known: expected when, "),
        ('"It stays on the edge."', "1", "Corner.enter.edge.said is not text but int"),
        ('"It stays on the edge."', '""', "Corner.enter.edge.said is empty"),
        ('when = "it is inside"\n', "", "Corner.enter.inside.when is missing"),
        ('when = "it is inside"', 'when = " "', "Corner.enter.inside.when is empty"),
        ('["edge"]', '"edge"', "Corner.enter.inside.unless is not a list but str"),
        ('["edge"]', "[1]", "Corner.enter.inside.unless has 1, which is none of the cases before it: edge"),
        ('["edge"]', '["inside"]', "Corner.enter.inside.unless has 'inside', which is none of"),
        ('["edge"]', '["outside"]', "Corner.enter.inside.unless has 'outside', which is none of"),
        ("[Corner.enter.edge]", "[Corner.entre.edge]", "Corner.entre is not known: expected enter, leave"),
        ("[Corner.enter.edge]", "[Croner.enter.edge]", "Croner is not known: expected Corner"),
        (CUSTOM, "Corner.enter = 'edge'", "Corner.enter is not a table but str"),
        (CUSTOM, "[Corner.enter]\nedge = 'edge'", "Corner.enter.edge is not a table but str"),
        (CUSTOM, "[Corner", "Expected ']'"),
    ],
)
def test_a_fault_in_custom_words_is_one_line_that_names_file_and_key(
    folder: Path, old: str, new: str, message: str
) -> None:
    plant(folder, old, new)
    with pytest.raises(WordsError) as raised:
        words_of("Corner", "en", folder)
    assert str(raised.value).startswith(f"en-custom.toml: {message}")
    assert "\n" not in str(raised.value)
    assert words_of("Corner", "zh", folder).custom


def test_a_missing_file_of_custom_words_is_named_and_an_empty_one_is_sound(folder: Path) -> None:
    (folder / "en-custom.toml").unlink()
    with pytest.raises(WordsError, match=r"^en-custom\.toml is missing: install the project again"):
        words_of("Corner", "en", folder)
    (folder / "zh-custom.toml").write_text("", encoding="utf-8")
    assert not words_of("Corner", "zh", folder).custom


@pytest.mark.parametrize(
    ("old", "new", "differences"),
    [
        (
            "[Corner.enter.inside]",
            "[Corner.enter.within]",
            [
                "missing: Corner.enter.inside",
                "missing: Corner.enter.inside.unless.edge",
                "extra: Corner.enter.within",
                "extra: Corner.enter.within.unless.edge",
            ],
        ),
        ('unless = ["edge"]\n', "", ["missing: Corner.enter.inside.unless.edge"]),
        ('said = "It stays on the edge."\n', "", []),  # a language may need fewer words changed
    ],
)
def test_cases_and_what_goes_before_them_are_the_same_in_every_language(
    folder: Path, old: str, new: str, differences: list[str]
) -> None:
    plant(folder, old, new, "zh")
    assert key_differences(all_words("en", folder), all_words("zh", folder)) == differences


def test_custom_words_have_glyphs_too_but_when_they_are_said_is_not_shown(folder: Path) -> None:
    plant(folder, "the edge.", "龘。", "zh")
    plant(folder, "there is an edge", "龘", "en")
    assert glyph_errors("en", folder) == []
    assert glyph_errors("zh", folder) == ["Corner.enter.edge.said: 龘 (U+9F98)"]
    with pytest.raises(MissingGlyphError, match=r"^zh-custom\.toml has .* lack: Corner\.enter\.edge\.said: 龘"):
        require_glyphs("zh", folder)
