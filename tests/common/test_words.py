"""The words agree across languages, fit the screen, and every fault in their files is caught by name."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from common.words import (
    LANGUAGES,
    BeatWords,
    MissingGlyphError,
    UnknownWordsError,
    WordsError,
    all_words,
    glyph_errors,
    key_differences,
    reading_seconds,
    require_glyphs,
    words_of,
)

SOUND = """
[Corner]
title = "The corner"
[Corner.labels]
L1 = "L1: a diamond"
L2 = "L2: a disk"
[Corner.beats.enter]
title = "One loss"
claim = "Same loss"
said = "Two weights, one loss."
[Corner.beats.leave]
title = "Zero"
said = "One weight is zero."
"""

ENTER = SOUND[SOUND.index("[Corner.beats.enter]") : SOUND.index("[Corner.beats.leave]")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        (tmp_path / f"{language}.toml").write_text(SOUND, encoding="utf-8")
        (tmp_path / f"{language}-custom.toml").touch()
    return tmp_path


def plant(folder: Path, old: str, new: str, language: str = "zh") -> None:
    assert old in SOUND
    (folder / f"{language}.toml").write_text(SOUND.replace(old, new), encoding="utf-8")


# The film's own files


def test_every_language_has_the_same_keys_in_the_same_order() -> None:
    first, *others = (all_words(language) for language in LANGUAGES)
    for other in others:
        assert key_differences(first, other) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_has_a_glyph(language: str) -> None:
    assert glyph_errors(language) == []
    require_glyphs(language)


# Reading a file


def test_a_beat_need_not_have_a_claim(folder: Path) -> None:
    first, last = words_of("Corner", "zh", folder).beats.values()
    assert (first.claim, last.claim) == ("Same loss", "")


def test_a_claim_that_one_language_lacks_is_named(folder: Path) -> None:
    plant(folder, 'title = "Zero"', 'title = "Zero"\nclaim = "A corner holds"')
    all_words.cache_clear()
    both = (all_words(language, folder) for language in LANGUAGES)
    assert key_differences(*both) == ["extra: Corner.beats.leave.claim"]


def test_a_sound_file_is_read_as_it_is_written(folder: Path) -> None:
    words = words_of("Corner", "en", folder)
    assert words.title == "The corner"
    assert words.labels == {"L1": "L1: a diamond", "L2": "L2: a disk"}
    assert list(words.beats) == ["enter", "leave"]
    assert words.beats["enter"] == BeatWords("One loss", "Two weights, one loss.", claim="Same loss")


def test_words_cannot_be_changed(folder: Path) -> None:
    words = words_of("Corner", "en", folder)
    with pytest.raises(FrozenInstanceError):
        words.title = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        words.labels["L1"] = "Another"  # type: ignore[index]


def test_a_file_is_read_once(folder: Path) -> None:
    assert words_of("Corner", "en", folder) is words_of("Corner", "en", folder)


@pytest.mark.parametrize(
    ("scene", "language", "remedy"),
    [("Corne", "en", r"add \[Corne\] to common/words/en.toml"), ("Corner", "fr", "choose one of en, zh")],
)
def test_an_unknown_scene_or_language_is_one_line_that_says_what_to_do(
    scene: str, language: str, remedy: str, folder: Path
) -> None:
    with pytest.raises(UnknownWordsError, match=remedy) as raised:
        words_of(scene, language, folder)
    assert isinstance(raised.value, LookupError)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('said = "One weight is zero."\n', "", "zh.toml: Corner.beats.leave.said is missing"),
        ('title = "The corner"\n', "", "zh.toml: Corner.title is missing"),
        ('title = "The corner"', 'title = "The corner"\nsubtitle = "?"', "zh.toml: Corner.subtitle is not known"),
        ('title = "Zero"', 'title = "Zero"\nspoken = "?"', "zh.toml: Corner.beats.leave.spoken is not known"),
        ('title = "Zero"', "title = 0", "zh.toml: Corner.beats.leave.title is not text but int"),
        ('claim = "Same loss"', "claim = []", "zh.toml: Corner.beats.enter.claim is not text but list"),
        ('L2 = "L2: a disk"', "L2 = 2", "zh.toml: Corner.labels.L2 is not text but int"),
        ('L2 = "L2: a disk"', 'L2 = ""', "zh.toml: Corner.labels.L2 is empty"),
        ('title = "The corner"', 'title = ""', "zh.toml: Corner.title is empty"),
        ('"One weight is zero."', '" "', "zh.toml: Corner.beats.leave.said is empty"),
        (SOUND, 'Corner = "words"', "zh.toml: Corner is not a table but str"),
        (SOUND, '[Corner]\ntitle = "?"\nlabels = {}\nbeats = {}', "zh.toml: Corner.beats is empty"),
        ('"Zero"', '"Zero', r"zh\.toml: .*line 12"),
    ],
)
def test_a_planted_fault_is_caught_and_named(folder: Path, old: str, new: str, message: str) -> None:
    plant(folder, old, new)
    with pytest.raises(WordsError, match=message):
        words_of("Corner", "zh", folder)


def test_a_missing_or_garbled_file_is_named(folder: Path) -> None:
    (folder / "en.toml").unlink()
    with pytest.raises(WordsError, match=r"en\.toml is missing"):
        words_of("Corner", "en", folder)
    (folder / "zh.toml").write_bytes('title = "零"'.encode("gb2312"))
    with pytest.raises(WordsError, match=r"zh\.toml: .*utf-8"):
        words_of("Corner", "zh", folder)


# Comparing two languages


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ('L2 = "L2: a disk"\n', "", ["missing: Corner.labels.L2"]),
        ('L2 = "L2: a disk"\n', 'L2 = "L2"\nL3 = "L3"\n', ["extra: Corner.labels.L3"]),
        (ENTER, "", [f"missing: Corner.beats.enter.{field}" for field in ("title", "claim", "said")]),
        (
            SOUND,
            SOUND.replace(ENTER, "") + ENTER,
            ["out of order: Corner.beats.leave.title where Corner.beats.enter.title should be"],
        ),
        (SOUND, SOUND.replace("a disk", "圆盘"), []),
    ],
)
def test_a_key_that_differs_between_languages_is_named(
    folder: Path, old: str, new: str, difference: list[str]
) -> None:
    plant(folder, old, new)
    assert key_differences(all_words("en", folder), all_words("zh", folder)) == difference


# Glyphs


@pytest.mark.parametrize(("absent", "code"), [("𠮷", "U+20BB7"), ("龘", "U+9F98")])
def test_a_character_without_a_glyph_is_named_with_its_key(folder: Path, absent: str, code: str) -> None:
    plant(folder, "a disk", f"圆{absent}")
    assert glyph_errors("en", folder) == []
    assert glyph_errors("zh", folder) == [f"Corner.labels.L2: {absent} ({code})"]
    with pytest.raises(MissingGlyphError, match=rf"zh\.toml .*Corner\.labels\.L2: {absent} \(U\+{code[2:]}\)"):
        require_glyphs("zh", folder)


# Reading time


def test_a_longer_text_takes_longer_to_read() -> None:
    for language, word in (("en", "weight "), ("zh", "权重")):
        times = [reading_seconds(word * count, language) for count in (10, 20, 40)]
        assert times == sorted(set(times))


@pytest.mark.parametrize(
    ("text", "language", "seconds"),
    [
        ("one two three four five six seven eight", "en", 3.0),
        ("尖角把一个权重留在零，", "zh", 11 / 5.18),
        ("L1 领先， 只有 L1 到达。", "zh", 12 / 5.18),
        ("零", "zh", 1.0),
        ("zero", "en", 1.0),
    ],
)
def test_words_take_as_long_as_they_do_aloud(text: str, language: str, seconds: float) -> None:
    assert reading_seconds(text, language) == pytest.approx(seconds)


def test_nobody_reads_an_unknown_language() -> None:
    with pytest.raises(UnknownWordsError):
        reading_seconds("Bonjour", "fr")
