"""The command on tiny scenes: what it writes is read by what did not write it, and each check can fail."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
import tiny_scenes
from PIL import Image, ImageDraw

from common.stage import Box
from renders.__main__ import run
from renders.products.publishing.checklist import FAILED, check
from renders.products.publishing.platforms import LIMITS, read_platforms
from renders.products.publishing.reading.texts import read_captions, read_tags, read_text, read_timestamps
from renders.products.publishing.reading.thumbnail import read_thumbnail
from renders.products.publishing.reading.video import read_end_screen, read_video
from renders.products.surround.wording import wording_of
from renders.request import scenes as catalogue

SCENES = ["Moving", "Blink", "Flat"]
FILM = [f"tiny_scenes:{name}" for name in SCENES]
EVERYWHERE = {
    "film.mp4",
    "thumbnail.png",
    "thumbnail-2.png",
    "thumbnail-3.png",
    "title.txt",
    "title.zh.txt",
    "description.txt",
    "description.zh.txt",
    "tags.txt",
    "tags.zh.txt",
    "comment.txt",
    "comment.zh.txt",
    "checklist.md",
    "checklist.json",
}


def _small(tmp: Path) -> Path:
    """Limits for films of seconds, not minutes."""
    text = LIMITS.read_text()
    for before, after in (
        ("seconds = 10, count = 3", "seconds = 1, count = 2"),
        ("seconds = 5, count = 2", "seconds = 1, count = 2"),
        ('"chapters.count", least = 3', '"chapters.count", least = 2'),
        ('"chapters.shortest", least = 10', '"chapters.shortest", least = 1'),
        ('"chapters.shortest", least = 5', '"chapters.shortest", least = 1'),
        # English words stand in for Chinese ones, and those take more letters.
        ('"captions.zh.characters_a_second", most = 9', '"captions.zh.characters_a_second", most = 20'),
    ):
        assert before in text
        text = text.replace(before, after)
    file = tmp / "limits.toml"
    file.write_text(text)
    return file


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("publish")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        options = ["--quality", "480p15", "--output", str(output), "--limits", str(_small(output))]
        assert run(["publish", "youtube", *options], FILM) == 0
        assert run(["publish", "web", "--language", "en", *options], FILM) == 0
        assert run(["publish", "douyin", "Moving", *options], FILM) == 0
    return output / "publish"


@pytest.fixture
def youtube(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published / "youtube" / "en-16x9-dark-480p15", tmp_path / "youtube"))


@pytest.fixture
def web(published: Path) -> Path:
    return published / "web" / "en-16x9-dark-480p15"


def _value(measured, name: str):
    (found,) = [each.value for each in measured if each.measure == name]
    return found


def _frames(folder: Path) -> int:
    with av.open(str(folder / "film.mp4")) as container:
        return sum(1 for _ in container.decode(video=0))


def test_the_folder_holds_all_that_is_uploaded_and_nothing_else(youtube: Path, web: Path, published: Path):
    assert {file.name for file in youtube.iterdir()} == EVERYWHERE | {
        "captions.en.srt",
        "captions.zh.srt",
    }
    assert {file.name for file in web.iterdir()} == EVERYWHERE | {
        "captions.en.vtt",
        "captions.zh.vtt",
        "chapters.vtt",
        "page",
    }
    douyin = published / "douyin" / "zh-9x16-dark-480p15"
    assert [folder.name for folder in douyin.iterdir()] == ["Moving"]


def test_the_checklist_names_requirement_value_limit_source_and_date_and_all_pass(youtube: Path):
    told = json.loads((youtube / "checklist.json").read_text())
    assert told["failed"] == 0
    limits = read_platforms().limits_of(read_platforms().platforms["youtube"])
    assert list(dict.fromkeys(row["measure"] for row in told["rows"])) == [each.measure for each in limits]
    of_titles = {row["file"] for row in told["rows"] if row["measure"] == "title.characters"}
    assert of_titles == {"title.txt", "title.zh.txt"}
    for row in told["rows"]:
        assert row["requirement"]
        # Its scenes say nothing, so that there is no loudness to measure; nor did anyone ask for an end screen.
        absent = row["measure"] in {"audio.loudness", "audio.peak", "end_screen.seconds", "end_screen.free"}
        assert (row["measured"] is None) == absent
        assert row["limit"]
        assert row["source"]
        assert row["as_of"].startswith("202")
    page = (youtube / "checklist.md").read_text()
    assert "All requirements hold" in page
    assert "not verified online" in page
    assert "- [ ] " in page


def test_the_upload_has_sound_and_no_edit_lists_and_the_film_for_the_web_has_neither_sound(
    youtube: Path, web: Path
):
    upload = read_video(youtube / "film.mp4", _frames(youtube), 15)
    assert _value(upload, "video.tracks") == "video, audio"
    assert _value(upload, "video.edit_lists") == 0
    assert _value(upload, "video.b_frames") <= 2
    assert _value(upload, "audio.form") == "AAC-LC, 48000 Hz, stereo"
    assert _value(upload, "audio.drift") < 0.03
    page = read_video(web / "film.mp4", _frames(web), 15)
    assert _value(page, "video.tracks") == "video, chapters"
    assert _value(page, "video.chapters_inside") > 1
    assert _value(upload, "video.chapters_inside") == 0
    assert _value(page, "video.edit_lists") > 0


def test_captions_are_in_the_picture_where_a_platform_takes_no_files_and_its_text_says_so(published: Path):
    douyin = published / "douyin" / "zh-9x16-dark-480p15" / "Moving"
    rows = json.loads((douyin / "checklist.json").read_text())["rows"]
    found = {row["measure"]: row for row in rows if row["measure"].startswith("in_picture.")}
    assert len(found) == 5
    assert {row["verdict"] for row in found.values()} == {"pass"}
    assert found["in_picture.absent"]["measured"] == 0
    description = (douyin / "description.txt").read_text(encoding="utf-8")
    assert wording_of("zh").captions_in_picture in description
    assert wording_of("zh").credit not in description, "for nothing is heard"
    assert wording_of("zh").pitch not in description, "which is about the film"
    assert not [file for file in douyin.iterdir() if file.name.startswith(".")]


def test_the_pictures_of_the_upload_are_those_of_the_film(youtube: Path, web: Path):
    with av.open(str(youtube / "film.mp4")) as upload, av.open(str(web / "film.mp4")) as film:
        for one, other in zip(upload.decode(video=0), film.decode(video=0), strict=True):
            assert float(one.time) == pytest.approx(float(other.time), abs=1e-6)
            assert np.array_equal(one.to_ndarray(), other.to_ndarray())


def test_the_sound_is_silence(youtube: Path):
    with av.open(str(youtube / "film.mp4")) as container:
        assert not any(frame.to_ndarray().any() for frame in container.decode(audio=0))


def test_the_same_film_gives_the_same_bytes(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catalogue, "words_of", tiny_scenes.own_words)
    shutil.copytree(published.parent, tmp_path / "again")
    folder = tmp_path / "again" / "publish" / "youtube" / "en-16x9-dark-480p15"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    shutil.rmtree(folder)
    options = ["--quality", "480p15", "--output", str(tmp_path / "again")]
    assert run(["publish", "youtube", *options, "--limits", str(tmp_path / "again" / "limits.toml")], FILM) == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_captions_of_the_other_language_fit_the_film_that_ispublished(youtube: Path):
    for language in ("en", "zh"):
        measured = read_captions(youtube / f"captions.{language}.srt", language, _frames(youtube) / 15)
        assert _value(measured, f"captions.{language}.cues") == 3
        assert _value(measured, f"captions.{language}.after_end") <= 0


def test_chapters_stand_in_the_description_and_in_the_film_for_the_web(youtube: Path, web: Path):
    assert "\nChapters\n0:00 The Moving\n" in (youtube / "description.txt").read_text()
    with av.open(str(web / "film.mp4")) as container:
        inside = [each["metadata"]["title"] for each in container.chapters()]
    assert inside[0] == "The Moving"
    assert _value(read_timestamps(web / "chapters.vtt", 10), "chapters.count") == len(inside)


def test_a_requirement_that_is_not_met_fails_and_says_which(renders: Callable, published: Path, tmp_path: Path):
    shutil.copytree(published.parent, tmp_path / "out")
    limits = tmp_path / "strict.toml"
    limits.write_text((tmp_path / "out" / "limits.toml").read_text().replace("most = 180", "most = 1"))
    options = ["--quality", "480p15", "--output", str(tmp_path / "out"), "--limits", str(limits)]
    result = renders("Moving", ["publish", "shorts", *options])
    assert result.code == 1
    assert "film.mp4: seconds: 3" in result.err.replace(str(tmp_path), "")
    assert "the limit is at most 1" in result.err
    folder = tmp_path / "out" / "publish" / "shorts" / "en-9x16-dark-480p15" / "Moving"
    assert json.loads((folder / "checklist.json").read_text())["failed"] == 1
    assert "1 of" in (folder / "checklist.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publish", "youtubes"], "did you mean youtube?"),
        (["publish", "youtube", "Movin"], "did you mean Moving?"),
        (["publish", "youtube", "--language", "fr"], "unknown language 'fr'"),
        (["publish", "youtube", "--quality", "8k"], "unknown quality '8k'"),
        (["publish", "youtube", "--theme", "grey"], "unknown theme 'grey'"),
        (["publish", "youtube", "--jobs", "0"], "at least 1 process"),
        (["publish", "shorts", "--full-film", "here"], "--full-film here: not the address of a page"),
        (["publish", "youtube", "--source", "ftp://here"], "--source ftp://here: not the address of a page"),
        (["publish", "web", "--series"], "--series: web gets a page with every scene"),
        (["publish", "shorts", "--end-screen"], "--end-screen follows a film that is uploaded as a whole"),
        (
            ["publish", "youtube", "Moving", "--end-screen"],
            "--end-screen follows a film that is uploaded as a whole",
        ),
        (["publish", "youtube", "--on", "here"], "not an address"),
        (["publish", "youtube", "--tls-ca", "ca.pem"], "TLS needs"),
        (["publish", "youtube", "--limits", "none.toml"], "none.toml cannot be read: no such file"),
        (["publish"], "see renders publish --help"),
    ],
)
def test_bad_input_is_refused_in_one_line(renders: Callable, tmp_path: Path, arguments, said):
    result = renders("Moving", [*arguments, "--output", str(tmp_path / "out")])
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_scene_that_fails_leaves_the_folder_of_the_film_unwritten(renders: Callable, tmp_path: Path):
    result = renders("Moving Failing", ["publish", "web", "--quality", "480p15", "--output", str(tmp_path)])
    assert result.code == 1
    assert not (tmp_path / "publish").exists()


# Each check can fail.


def _encode_anew(source: Path, target: Path, options: dict[str, str]) -> None:
    """Write a video again with other ``options`` of the encoder, without sound, its index last."""
    with av.open(str(source)) as read, av.open(str(target), "w", format="mp4") as write:
        video = write.add_stream("libx264", rate=15, options=options)
        video.width, video.height, video.pix_fmt = 854, 480, "yuv420p"
        for frame in read.decode(video=0):
            frame.pict_type = 0
            write.mux(video.encode(frame))
        write.mux(video.encode())


def test_a_file_encoded_otherwise_is_found_out(youtube: Path, tmp_path: Path):
    wrong = tmp_path / "film.mp4"
    open_gop = {"x264-params": "open-gop=1:keyint=30:min-keyint=30:bframes=3:scenecut=0", "profile": "main"}
    _encode_anew(youtube / "film.mp4", wrong, open_gop)
    measured = read_video(wrong, _frames(youtube) + 1, 15)
    platforms = read_platforms()
    failed = {
        row.measure
        for row in check(measured, platforms.platforms["youtube"], platforms, whole=False)
        if row.file and row.verdict == FAILED
    }
    assert failed == {
        "video.index",
        "video.profile",
        "video.colour",
        "video.open_gops",
        "video.gop_share",
        "video.frames_lost",
        "video.tracks",
        "video.edit_lists",
    }


def test_a_damaged_video_has_lost_frames(youtube: Path):
    whole = _frames(youtube)
    data = (youtube / "film.mp4").read_bytes()
    (youtube / "film.mp4").write_bytes(data[: len(data) * 3 // 4])
    assert _value(read_video(youtube / "film.mp4", whole, 15), "video.frames_lost") > 0


def test_an_end_screen_is_measured_apart_from_what_is_before_it(tmp_path: Path):
    film = _halves(tmp_path / "film.mp4")
    last, whole = (read_end_screen(film, frames, 15) for frames in (15, 30))
    assert (_value(last, "end_screen.seconds"), _value(whole, "end_screen.seconds")) == (1, 2)
    assert _value(last, "end_screen.free") == pytest.approx(0.5, abs=0.01)
    assert _value(whole, "end_screen.free") < 0.05


def _halves(target: Path) -> Path:
    """A video of a second whose left half holds something, after one whose right half does."""
    with av.open(str(target), "w", format="mp4") as write:
        video = write.add_stream("libx264", rate=15, options={"g": "8"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        for number in range(30):
            pixels = np.zeros((180, 320, 3), np.uint8)
            pixels[20:160, slice(170, 310) if number < 15 else slice(10, 160)] = 255
            write.mux(video.encode(av.VideoFrame.from_ndarray(pixels, "rgb24")))
        write.mux(video.encode())
    return target


@pytest.mark.parametrize(
    ("cues", "name", "value"),
    [
        ("1\n00:00:00,000 --> 00:00:01,000\n" + "x" * 43 + "\n\n", "characters_a_line", 43),
        ("1\n00:00:00,000 --> 00:00:01,000\na\nb\nc\n\n", "lines", 3),
        ("1\n00:00:00,000 --> 00:00:01,000\n" + "x" * 21 + "\n\n", "characters_a_second", 21),
        ("1\n00:00:00,000 --> 00:00:00,500\na\n\n", "shortest", 0.5),
        ("1\n00:00:00,000 --> 00:00:07,500\na\n\n", "longest", 7.5),
        (
            "1\n00:00:00,000 --> 00:00:02,000\na\n\n2\n00:00:01,500 --> 00:00:03,000\nb\n\n",
            "overlaps",
            1,
        ),
        ("1\n00:00:00,000 --> 00:00:06,500\na\n\n", "after_end", 1.5),
    ],
)
def test_captions_that_cannot_be_read_are_found_out(tmp_path: Path, cues, name, value):
    file = tmp_path / "captions.en.srt"
    file.write_text(cues)
    assert _value(read_captions(file, "en", 5.0), f"captions.en.{name}") == pytest.approx(value)


def test_texts_are_measured_as_platforms_count(tmp_path: Path):
    (tmp_path / "title.txt").write_text("a<b>稀\n", encoding="utf-8")
    title = read_text(tmp_path / "title.txt")
    assert [_value(title, f"title.{name}") for name in ("characters", "bytes", "angle_brackets")] == [5, 7, 2]
    (tmp_path / "tags.txt").write_text("one, three\n")
    tags = read_tags(tmp_path / "tags.txt")
    assert [_value(tags, f"tags.{name}") for name in ("count", "characters", "longest")] == [2, 10, 5]


def test_chapters_are_found_as_a_platform_finds_them(tmp_path: Path):
    text = tmp_path / "description.txt"
    text.write_text("At 0:30 nothing.\n0:01 One\n0:05 Two\n1:00:00 Three\n")
    found = read_timestamps(text, 3602)
    assert [_value(found, f"chapters.{name}") for name in ("count", "first", "shortest")] == [3, 1, 2]
    text.write_text("No times.\n")
    assert read_timestamps(text, 3602) == []


def test_a_thumbnail_that_cannot_be_read_when_small_is_found_out(tmp_path: Path):
    file = tmp_path / "thumbnail.png"
    title = Box(0.1, 0.5, 0.9, 0.9)
    picture = Image.new("RGB", (1280, 720), "#10131A")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((300, 200, 320, 240), fill="#2A3040")
    draw.rectangle((1200, 690, 1279, 719), fill="white")
    picture.save(file)
    measured = read_thumbnail(file, title)
    assert _value(measured, "thumbnail.letters") < 6
    assert _value(measured, "thumbnail.contrast") < 4.5
    assert _value(measured, "thumbnail.free_corner") == "no"
