from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
import tiny_scenes
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image
from typed import FOLDER, Result

from renders.__main__ import run
from renders.picture.rasterise import rasterise
from renders.picture.renderer import PickedFrames
from renders.products.formats.reel import AT_END
from renders.request import scenes as catalogue
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from renders.work import crew

Levels = npt.NDArray[np.int64]

VARIANT = Variant.parse("en", "16:9", "480p15", "dark")
SMALL = ["--quality", "480p15"]
FPS = 15
BACKGROUND = (0x10, 0x13, 0x1A)
CLEAR = ("webm", "webp", "png-sequence", "mov")
Typed = Callable[[str, list[str]], Result]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with Moving in every format."""
    output = tmp_path_factory.mktemp("formats")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        formats = ["--as", "mp4,webm,gif,webp,png-sequence,mov", "--jobs", "1"]
        assert run(["clip", "Moving", *formats, *SMALL, "--output", str(output)], ["tiny_scenes:Moving"]) == 0
    return output / FOLDER


@pytest.fixture(scope="module")
def drawn(made: Path) -> list[Levels]:
    """The frames of Moving as the film has them, and the last again while a loop holds it."""
    assert made
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        everything = PickedFrames(range(10_000))
        timeline = rasterise(SceneRef("tiny_scenes", "Moving").load(), VARIANT, everything)
    frames = [everything.pictures[index][:, :, :3].astype(int) for index in range(timeline.frames)]
    last = next(iter(groupby(reversed(frames), key=lambda frame: frame.tobytes())))[1]
    return [*frames, *[frames[-1]] * max(0, round(AT_END * FPS) - len(list(last)))]


def decoded(file: Path) -> list[Image.Image]:
    """The frames of a video with their transparency, by FFmpeg's decoders."""
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == FPS
        if file.suffix == ".webm":  # FFmpeg's own decoder of VP9 leaves transparency out
            decoder = av.CodecContext.create("libvpx-vp9", "r")
            frames = [frame for packet in container.demux(stream) for frame in decoder.decode(packet)]  # type: ignore[attr-defined]
        else:
            frames = list(container.decode(stream))
    assert [round(frame.time * FPS) for frame in frames] == list(range(len(frames)))
    return [
        Image.fromarray(
            frame.reformat(
                format="rgba",
                src_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.MPEG,
                threads=1,
            ).to_ndarray()
        )
        for frame in frames
    ]


def pages(file: Path) -> list[Image.Image]:
    """The frames of a picture that moves, by Pillow, each as often as its time says."""
    frames = []
    begin = 0.0
    with Image.open(file) as opened:
        for page in range(opened.n_frames):
            opened.seek(page)
            opened.load()
            end = begin + opened.info["duration"] / 1000
            frames += [opened.convert("RGBA")] * (round(end * FPS) - round(begin * FPS))
            begin = end
    return frames


def frames_of(made: Path, name: str) -> list[Image.Image]:
    if name == "png-sequence":
        return [Image.open(file) for file in sorted((made / "Moving").iterdir())]
    file = made / f"Moving.{name}"
    return pages(file) if name in ("gif", "webp") else decoded(file)


def on(background: tuple[int, int, int], picture: Image.Image) -> Levels:
    return np.asarray(
        Image.alpha_composite(Image.new("RGBA", picture.size, background), picture).convert("RGB")
    ).astype(int)


def blended(drawn: Levels, clear: Levels, background: tuple[int, int, int]) -> Levels:
    """``drawn``, put on another background; ``clear`` tells how much of the background shows."""
    shows = 1 - clear[:, :, np.newaxis] / 255
    return np.asarray(drawn + shows * (np.array(background) - BACKGROUND)).round().astype(int)


@pytest.mark.parametrize(
    ("name", "mean", "worst"),
    [("webm", 0.6, 110), ("mov", 0.3, 24), ("webp", 0.02, 2), ("png-sequence", 0.02, 2), ("gif", 0.3, 24)],
)
def test_every_frame_is_that_of_the_scene_and_has_its_time(
    made: Path, drawn: list[Levels], name: str, mean: float, worst: int
) -> None:
    frames = frames_of(made, name)
    assert len(frames) == len(drawn)
    for frame, wanted in zip(frames[::5], drawn[::5], strict=True):
        off = np.abs(on(BACKGROUND, frame.convert("RGBA")) - wanted)
        assert off.mean() < mean
        assert off.max() <= worst


def test_a_mov_says_what_editors_ask(made: Path) -> None:
    data = (made / "Moving.mov").read_bytes()
    header = data[: data.index(b"mdat")]
    assert b"moov" in header, "the header comes first"
    entry = header.index(b"ap4h")
    assert header[entry + 78 : entry + 80] == b"\x00\x20", "32 bits a pixel: with transparency"
    assert b"fiel\x01\x00" in header, "progressive"
    assert b"colrnclc" + b"\x00\x01" * 3 in header, "BT.709"
    mode = header.index(b"vmhd") + 8
    assert header[mode : mode + 2] == b"\x01\x00", "colours are not multiplied with their opacity"


def test_a_mov_is_black_where_it_is_empty(made: Path) -> None:
    assert np.asarray(frames_of(made, "mov")[-1])[:20].max() <= 1


@pytest.mark.parametrize("name", CLEAR)
def test_the_background_is_left_out_and_soft_edges_stay_soft(made: Path, drawn: list[Levels], name: str) -> None:
    picture = frames_of(made, name)[-1]
    clear = np.asarray(picture)[:, :, 3].astype(int)
    assert (clear[:20] <= 1).all()
    assert clear.max() >= 254
    assert np.count_nonzero((clear > 30) & (clear < 225)) > 300
    white = (255, 255, 255)
    reference = np.asarray(frames_of(made, "png-sequence")[-1])[:, :, 3].astype(int)
    off = np.abs(on(white, picture) - blended(drawn[-1], reference, white))
    assert off.mean() < 0.8


@pytest.mark.parametrize("name", ["gif", "webp"])
def test_a_loop_has_no_end_and_holds_its_last_picture(made: Path, name: str) -> None:
    with Image.open(made / f"Moving.{name}") as opened:
        assert opened.info["loop"] == 0
        opened.seek(opened.n_frames - 1)
        opened.load()
        assert opened.info["duration"] >= 1000 * AT_END


def test_a_gif_has_a_palette_of_its_own(made: Path, drawn: list[Levels]) -> None:
    wanted = {tuple(colour) for colour in drawn[-1].reshape(-1, 3)[::7]}
    with Image.open(made / "Moving.gif") as opened:
        colours = np.array(opened.getpalette(), int).reshape(-1, 3)
    assert 50 < len(colours) <= 256
    assert all(np.abs(colours - colour).max(axis=1).min() <= 24 for colour in wanted)


def test_silent_files_hold_one_video_and_nothing_else(made: Path) -> None:
    for name in ("webm", "mov", "gif"):
        with av.open(str(made / f"Moving.{name}")) as container:
            assert [stream.type for stream in container.streams] == ["video"]


def test_one_file_with_a_background_gives_the_poster_one(made: Path, drawn: list[Levels]) -> None:
    with Image.open(made / "Moving.png") as poster:
        assert poster.mode == "RGB"
        assert np.abs(np.asarray(poster).astype(int) - drawn[-1]).max() <= 2


@pytest.mark.parametrize(
    ("more", "mode"),
    [
        (["--as", "webp"], "RGBA"),
        (["--as", "webp", "--opaque"], "RGB"),
        (["--as", "webp,gif"], "RGB"),
        ([], "RGB"),
    ],
)
def test_the_poster_is_the_last_picture_in_every_format(
    renders: Typed, tmp_path: Path, more: list[str], mode: str
) -> None:
    assert renders("Crossed", ["clip", "Crossed", *more, *SMALL, "--output", str(tmp_path)]).code == 0
    still = renders("Crossed", ["still", "Crossed", "first", *SMALL, "--output", str(tmp_path)])
    with Image.open(tmp_path / FOLDER / "Crossed.png") as poster, Image.open(still.out.strip()) as last:
        assert poster.mode == mode
        off = np.abs(on(BACKGROUND, poster.convert("RGBA")) - np.asarray(last).astype(int))
    assert off.mean() < (0.3 if more else 2.5)  # an mp4's own is as exact as the mp4


def test_opaque_files_have_no_transparency(renders: Typed, tmp_path: Path) -> None:
    formats = ["--as", "webm,webp,png-sequence,mov", "--opaque"]
    assert renders("Crossed", ["clip", "Crossed", *formats, *SMALL, "--output", str(tmp_path)]).code == 0
    folder = tmp_path / FOLDER
    for name in ("webm", "mov"):
        with av.open(str(folder / f"Crossed.{name}")) as container:
            assert "yuva" not in container.streams.video[0].codec_context.pix_fmt
            frame = next(container.decode(video=0)).reformat(format="rgb24", src_colorspace=Colorspace.ITU709)
        assert np.abs(frame.to_ndarray()[0, 0].astype(int) - BACKGROUND).max() <= 2
    for file in (folder / "Crossed.webp", folder / "Crossed" / "0001.png"):
        with Image.open(file) as opened:
            assert opened.mode == "RGB"
            assert opened.getpixel((0, 0)) == BACKGROUND


def test_the_bytes_are_the_same_each_time(renders: Typed, made: Path, tmp_path: Path) -> None:
    formats = ["--as", "webm,gif,webp,png-sequence,mov", "--jobs", "2"]
    result = renders("Moving", ["clip", "Moving", *formats, *SMALL, "--output", str(tmp_path)])
    assert result.code == 0
    for path in (tmp_path / FOLDER).rglob("*.*"):
        if path.name != "Moving.png":  # with mp4 among them, it has a background
            before = made / path.relative_to(tmp_path / FOLDER)
            assert (path.name, digest(path)) == (path.name, digest(before))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_stands_as_it_was_made_is_not_made_again(
    renders: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / FOLDER

    def files(*more: str) -> list[str]:
        result = renders(
            "Crossed", ["clip", "Crossed", "--as", "gif,png-sequence", *more, *SMALL, "--output", str(tmp_path)]
        )
        assert result.code == 0
        return result.out.splitlines()

    def hired(*_: object) -> None:
        raise ArithmeticError("somebody is to draw")

    first = files()
    monkeypatch.setattr(crew, "LocalExecutor", hired)
    assert files() == first
    with pytest.raises(ArithmeticError):
        files("--theme", "light")
    with pytest.raises(ArithmeticError):
        files("--opaque")
    (folder / "Crossed" / "0003.png").write_bytes(b"flipped")
    with pytest.raises(ArithmeticError):
        files()


def test_a_choice_that_was_made_to_fit_is_told_again(renders: Typed, tmp_path: Path) -> None:
    arguments = ["clip", "Crossed", "--as", "webp", "--max-mb", "8", *SMALL, "--output", str(tmp_path)]
    told = [renders("Crossed", arguments).err.splitlines()[-1] for _ in range(2)]
    assert told[0].startswith("renders: Crossed.webp: 0.0")
    assert told[0] == told[1]


def test_an_mp4_has_its_poster_and_what_was_there_stays(renders: Typed, made: Path, tmp_path: Path) -> None:
    result = renders("Moving", ["clip", "Moving", *SMALL, "--output", str(tmp_path)])
    names = ["Moving.mp4", "Moving.srt", "Moving.vtt", "Moving.png"]
    assert result.out.split() == [str(tmp_path / FOLDER / name) for name in names]
    assert digest(tmp_path / FOLDER / "Moving.mp4") == digest(made / "Moving.mp4")


def test_a_shorter_sequence_leaves_no_frames_of_a_longer_one(renders: Typed, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER / "Crossed"
    folder.mkdir(parents=True)
    (folder / "9999.png").touch()
    arguments = ["clip", "Crossed", "--as", "png-sequence", *SMALL, "--output", str(tmp_path)]
    assert renders("Crossed", arguments).code == 0
    assert max(file.name for file in folder.iterdir()) < "0100.png"
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("place", ["file", "folder"])
def test_a_sequence_takes_nobodys_place(renders: Typed, tmp_path: Path, place: str) -> None:
    target = tmp_path / FOLDER / "Crossed"
    target.parent.mkdir(parents=True)
    if place == "folder":
        target.mkdir()
    mine = target / "mine.txt" if place == "folder" else target
    mine.write_text("mine", encoding="utf-8")
    arguments = ["clip", "Crossed", "--as", "png-sequence", *SMALL, "--output", str(tmp_path)]
    result = renders("Crossed", arguments)
    assert result.code == 2
    assert str(target) in result.err.splitlines()[-1]
    assert "--output" in result.err
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_scene_that_fails_takes_no_other_with_it(renders: Typed, tmp_path: Path) -> None:
    arguments = ["clip", "Failing", "Crossed", "--as", "webp", *SMALL, "--output", str(tmp_path)]
    result = renders("Failing Crossed", arguments)
    assert result.code == 1
    assert "Failing failed: ArithmeticError: the optimum is not optimal" in result.err
    assert (tmp_path / FOLDER / "Crossed.webp").exists()


BAD = [
    (["--as", "avi"], "'avi'", "choose from mp4, webm, gif, webp, png-sequence, mov"),
    (["--as", "gfi"], "'gfi'", "did you mean gif?"),
    (["--as", ""], "''", "choose from"),
    (["--as", "gif,"], "''", "choose from"),
    (["--as", "gif,webm", "--transparent"], "gif", "webm, webp, png-sequence, mov"),
    (["--transparent"], "mp4", "webm"),
    (["--as", "gif", "--max-mb", "0"], "--max-mb 0", "such as 8"),
    (["--as", "gif", "--max-mb", "-8"], "--max-mb -8", "such as 8"),
    (["--as", "gif", "--max-mb", "nan"], "--max-mb nan", "such as 8"),
    (["--as", "gif", "--max-mb", "inf"], "--max-mb inf", "such as 8"),
    (["--as", "gif", "--max-mb", "8MB"], "--max-mb", "renders clip --help"),
    (["--as", "png-sequence", "--max-mb", "8"], "png-sequence", "leave out one"),
    (["--as", "gif", "--dry-run"], "--dry-run", "leave out one"),
]


@pytest.mark.parametrize(("more", "named", "remedy"), BAD)
def test_bad_input_is_one_line_and_nothing_is_written(
    renders: Typed, tmp_path: Path, more: list[str], named: str, remedy: str
) -> None:
    result = renders("Moving", ["clip", "Moving", *more, *SMALL, "--output", str(tmp_path)])
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert named in result.err
    assert remedy in result.err
    assert not list(tmp_path.iterdir())
