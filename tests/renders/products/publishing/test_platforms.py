from __future__ import annotations

from pathlib import Path

import pytest

from renders.errors import BadInputError
from renders.products.publishing.platforms import LIMITS, Limit, read_platforms

NAMES = ["youtube", "shorts", "bilibili", "douyin", "linkedin", "web"]


def test_every_platform_of_the_command_is_there_and_has_limits():
    known = read_platforms()
    assert list(known.platforms) == NAMES
    assert all(len(known.limits_of(platform)) > 20 for platform in known.platforms.values())


def test_chinese_platforms_speak_chinese_and_upright_ones_publish_scenes():
    platforms = read_platforms().platforms
    assert {name for name in NAMES if platforms[name].language == "zh"} == {"bilibili", "douyin"}
    assert {name for name in NAMES if platforms[name].aspect == "9:16"} == {"shorts", "douyin"}
    assert {name for name in NAMES if platforms[name].pieces == "scenes"} == {"shorts", "douyin"}


def test_every_source_is_used():
    known = read_platforms()
    every = [limit for platform in known.platforms.values() for limit in known.limits_of(platform)]
    assert {limit.source for limit in every} == set(known.sources)


@pytest.mark.parametrize(
    ("limit", "allowed", "refused"),
    [
        ({"is": "h264"}, ["h264"], ["hevc", 264, ""]),
        ({"is": 0}, [0, 0.0], [1, "0", -1]),
        ({"least": 3}, [3, 1e9], [2.999, float("nan"), "3"]),
        ({"most": 2.5}, [2.5, -1], [2.51, "2"]),
        ({"least": 1, "most": 2}, [1, 2], [0.9, 2.1]),
    ],
)
def test_a_limit_allows_its_bounds_and_nothing_beyond(limit, allowed, refused):
    limit = Limit(measure="video.seconds", source="x", **limit)
    assert all(map(limit.allows, allowed))
    assert not any(map(limit.allows, refused))


def test_a_mended_copy_is_read(tmp_path: Path):
    mended = tmp_path / "mine.toml"
    mended.write_text(LIMITS.read_text().replace("most = 180", "most = 60"))
    known = read_platforms(mended)
    (seconds,) = [
        limit.most for limit in known.limits_of(known.platforms["shorts"]) if limit.measure == "video.seconds"
    ]
    assert seconds == 60


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('measure = "video.container"', 'measure = "video.box"', "'video.box' is not measured"),
        ('is = "mp4", source = "youtube-encoding"', 'is = "mp4", source = "nobody"', "'nobody' that is not there"),
        ('is = "mp4"', 'is = "mp4", most = 3', "either `is`, or `least` and/or `most`"),
        ("least = 3, most = 900", "least = 3000, most = 900", "`least` is above `most`"),
        ("most = 180", "most = '180'", "valid number"),
        ("as_of = 2025-06-01", "as_of = 'once'", "valid date"),
        ('groups = ["mp4",', 'groups = ["mp5",', "'mp5' that is not there"),
        ('aspect = "1:1"', 'aspect = "4:5"', "aspect '4:5' is not rendered"),
        ('name = "Douyin"\n', 'name = "Douyin"\ncolour = 1\n', "Extra inputs"),
        ("right = 0.16", "right = 0.6", "captions_in_picture.right: Input should be less than or equal to 0.3"),
        ("bottom = 0.18, source", "bottom = 0.18, width = 3, source", "captions_in_picture.width"),
        ('source = "upright-area" }\n', 'source = "nobody" }\n', "captions_in_picture names a source 'nobody'"),
        ("[platforms.youtube]", "[platforms.youtube", "is not TOML"),
    ],
)
def test_a_faulty_file_of_limits_is_refused_in_one_line_that_names_it(tmp_path: Path, before, after, said):
    text = LIMITS.read_text()
    assert before in text
    faulty = tmp_path / "mine.toml"
    faulty.write_text(text.replace(before, after))
    with pytest.raises(BadInputError) as refused:
        read_platforms(faulty)
    line = str(refused.value)
    assert "\n" not in line
    assert str(faulty) in line
    assert said in line


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"platforms = 3"])
def test_what_is_no_file_of_limits_is_refused(tmp_path: Path, content: bytes):
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    with pytest.raises(BadInputError, match=r"mine\.toml"):
        read_platforms(file)


@pytest.mark.parametrize("name", ["none.toml", ".", "/dev/zero"])
def test_what_cannot_be_read_as_a_file_of_limits_is_refused(tmp_path: Path, name: str):
    with pytest.raises(BadInputError, match="cannot be read"):
        read_platforms(tmp_path / name)
