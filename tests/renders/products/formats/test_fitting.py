from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import pytest
import tiny_scenes
from PIL import Image
from typed import FOLDER, Result

from renders.picture.renderer import FrameRenderer
from renders.products.formats import making, reel
from renders.products.formats.fitting import UnfittingError, fit, qualities
from renders.products.formats.making import make_formats
from renders.products.formats.table import Wanted
from renders.products.formats.task import FormatsTask
from renders.products.formats.watch import TooLargeError, Watch
from renders.request import scenes as catalogue
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Quality, Variant
from renders.work.jobs import Counter

Typed = Callable[[str, list[str]], Result]
BEST = Variant(quality=QUALITIES["1080p60"])


def names(variant: Variant, most_fps: int = 60) -> list[str]:
    return [quality.name for quality in qualities(variant, most_fps)]


def test_frames_are_given_up_before_pixels() -> None:
    assert names(BEST) == ["1080p60", "1080p30", "1080p15", "720p15", "540p15", "480p15", "360p15"]
    assert names(BEST, most_fps=30)[:2] == ["1080p30", "1080p15"]
    assert names(Variant(quality=QUALITIES["480p15"])) == ["480p15", "360p15"]


def proportional(pixels_at_best: int, tried: list[str]) -> Callable[[Quality], int]:
    def write(quality: Quality) -> int:
        tried.append(quality.name)
        return pixels_at_best * quality.short_side**2 * quality.fps // (1080**2 * 60)

    return write


@pytest.mark.parametrize(
    ("most", "chosen"), [(None, "1080p60"), (60, "1080p60"), (59, "1080p30"), (20, "1080p15"), (7, "720p15")]
)
def test_the_first_that_fits_is_chosen(most: int | None, chosen: str) -> None:
    fitted = fit(BEST, 60, most, proportional(60, []))
    assert fitted.quality.name == chosen
    assert (fitted.best.name, fitted.best_size) == ("1080p60", 60)


def test_what_is_bound_to_be_too_large_is_not_tried() -> None:
    tried: list[str] = []
    fit(BEST, 60, 7_000, proportional(60_000, tried))
    assert tried == ["1080p60", "720p15"]


def test_nothing_fits_only_after_the_smallest_was_tried() -> None:
    tried: list[str] = []
    with pytest.raises(UnfittingError, match="at 360p15"):
        fit(BEST, 60, 1, proportional(60_000_000, tried))
    assert tried == ["1080p60", "360p15"]


def test_a_file_is_given_up_as_soon_as_it_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "file"
    watch = Watch(file, frames=100, most=10)
    watch.passed(1)
    file.write_bytes(bytes(10))
    watch.passed(4)
    file.write_bytes(bytes(11))
    with pytest.raises(TooLargeError) as caught:
        watch.passed(5)
    assert caught.value.size == 110


def sizes_of(file: Path) -> tuple[tuple[int, int], float]:
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        assert container.duration is not None
        return (stream.width, stream.height), container.duration / 1e6


@pytest.mark.parametrize("name", ["gif", "webm", "mov", "mp4", "webp"])
def test_a_limit_is_kept_and_the_choice_is_told(
    renders: Typed, tmp_path: Path, whole: dict[str, int], name: str
) -> None:
    most = whole[name] - 1
    arguments = ["clip", "Moving", "--as", name, "--max-mb", str(most / 1e6), "--quality", "480p15"]
    result = renders("Moving", [*arguments, "--output", str(tmp_path)])
    assert result.code == 0
    file = tmp_path / FOLDER / f"Moving.{name}"
    assert str(file) in result.out.splitlines()
    assert file.stat().st_size <= most
    (line,) = [line for line in result.err.splitlines() if line.startswith("renders: ")]
    assert line.startswith(f"renders: Moving.{name}: 0.0" if name != "mov" else "renders: Moving.mov: 0.")
    assert "MB at 360p15; 480p15 would take about" in line
    if name == "webp":
        with Image.open(file) as opened:
            assert opened.size == (640, 360)
    else:
        size, seconds = sizes_of(file)
        assert size == (640, 360)
        assert seconds == pytest.approx(49 / 15, abs=0.02)
    if name == "mp4":
        assert {path.suffix for path in file.parent.iterdir()} == {".mp4", ".srt", ".vtt", ".png"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Sizes in bytes of Moving at 480p15, by format."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        make_formats(task("Moving", folder, "gif,webm,mov,mp4,webp"), Counter(None, 0))
    return {file.suffix[1:]: file.stat().st_size for file in folder.iterdir()}


def task(scene: str, folder: Path, formats: str, max_mb: float | None = None) -> FormatsTask:
    wanted = Wanted.parse(formats, max_mb)
    variant = Variant(quality=QUALITIES["480p15"])
    return FormatsTask(SceneRef("tiny_scenes", scene), variant, folder, wanted, wanted.clear_poster)


def test_what_cannot_fit_is_refused_and_the_rest_is_written(renders: Typed, tmp_path: Path) -> None:
    arguments = ["clip", "Crossed", "--as", "mov,webp", "--max-mb", "0.01", "--quality", "480p15"]
    result = renders("Crossed", [*arguments, "--output", str(tmp_path)])
    assert result.code == 2
    refusals = [line for line in result.err.splitlines() if "would take" in line]
    assert len(refusals) == 1
    assert "Crossed.mov would take about" in refusals[0]
    assert "even at 360p15: raise --max-mb, or choose webm or mp4" in refusals[0]
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["Crossed.png", "Crossed.webp"]


def test_what_is_interrupted_leaves_the_last_good_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "words_of", tiny_scenes.own_words)
    (tmp_path / "Calm.gif").write_bytes(b"good")

    def half(reel: reel.Reel, target: Path, watch: Watch, *, clear: bool) -> None:  # noqa: ARG001
        target.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setitem(making._WRITERS, "gif", half)
    with pytest.raises(KeyboardInterrupt):
        make_formats(task("Calm", tmp_path, "gif"), Counter(None, 0))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"Calm.gif": b"good"}


def test_a_renderer_that_paints_its_background_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def corner() -> int:
        make_formats(task("Calm", tmp_path, "webp"), Counter(None, 0))
        with Image.open(tmp_path / "Calm.webp") as opened:
            return opened.convert("RGBA").getpixel((0, 0))[3]  # type: ignore[index, return-value]

    assert SceneRef("tiny_scenes", "Calm").load()
    assert corner() == 0
    monkeypatch.setattr(reel, "_ClearRenderer", FrameRenderer)
    assert corner() == 255


def test_a_loop_that_ends_at_once_is_given_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pause() -> int:
        make_formats(task("Moving", tmp_path, "gif"), Counter(None, 0))
        with Image.open(tmp_path / "Moving.gif") as opened:
            opened.seek(opened.n_frames - 1)
            return int(opened.info["duration"])

    assert pause() < 5000
    monkeypatch.setattr(reel, "AT_END", 5.0)
    assert pause() == 5000
