"""From pixels to H.264 on this film's own frames: what each way costs, and what it loses."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from time import process_time
from unittest.mock import patch

import av
import numpy as np
from av.filter import Graph
from av.video.format import VideoFormat

from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, Pixels
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.video import encoder
from renders.video import levels as conversion
from renders.video.encoder import ClipEncoder
from renders.video.levels import Converter
from scenes.film import FILM

VARIANT = Variant(quality=QUALITIES["1080p60"])
LENGTH = 40
ROUNDS = 3
CHOSEN = "chosen"

AREA = "area+full_chroma_inp+bitexact"
CONVERSIONS = {
    CHOSEN: AREA,
    "area+bitexact": "area+bitexact",
    "+accurate_rnd": f"{AREA}+accurate_rnd",
    "neighbor": "neighbor+full_chroma_inp+bitexact",
    "fast_bilinear": "fast_bilinear+bitexact",
    "bilinear": "bilinear+full_chroma_inp+bitexact",
    "bicubic": "bicubic+full_chroma_inp+bitexact",
}


def tuned(change: str) -> dict[str, str]:
    """The chosen settings, but for one of x264's own parameters."""
    return encoder._X264 | {"x264-params": f"{encoder._X264['x264-params']}:{change}"}


Settings = tuple[dict[str, str], int]
SETTINGS: dict[str, Settings] = {
    CHOSEN: (encoder._X264, 1),
    "veryfast, crf 18, 4 threads": ({"preset": "veryfast", "crf": "18", "profile": "high"}, 4),
    "veryfast, crf 18": ({"preset": "veryfast", "crf": "18", "profile": "high"}, 1),
    "superfast, crf 20": ({"preset": "superfast", "crf": "20", "profile": "high"}, 1),
    "ultrafast, crf 26": ({"preset": "ultrafast", "crf": "26", "profile": "high"}, 1),
    "chosen, ultrafast": (encoder._X264 | {"preset": "ultrafast"}, 1),
    "chosen, qp 21": (encoder._X264 | {"qp": "21"}, 1),
    "chosen, qp 25": (encoder._X264 | {"qp": "25"}, 1),
    "chosen, whole pixels": (tuned("subme=0"), 1),
    "chosen, quarter pixels": (tuned("subme=2"), 1),
    "chosen, deblocked": (tuned("no-deblock=0"), 1),
    "chosen, 2 threads": (encoder._X264, 2),
}


class Excerpt:
    """A sink that keeps ``LENGTH`` frames from ``start`` on, repeated ones as often as they are shown."""

    def __init__(self, start: int) -> None:
        self.window = range(start, start + LENGTH)
        self.pictures: list[tuple[Pixels, int]] = []

    def enter(self, segment: int) -> None:
        """Segments do not matter here."""

    def wants(self, index: int) -> bool:
        return index in self.window

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:  # noqa: ARG002
        shown = range(max(index, self.window.start), min(index + count, self.window.stop))
        if shown:
            self.pictures.append((pixels.copy(), len(shown)))


def excerpts() -> Iterator[list[tuple[Pixels, int]]]:
    """Frames of each scene, from a third of its way on."""
    for name in FILM:
        scene = SceneRef.parse(name).load()
        excerpt = Excerpt(rasterise(scene, VARIANT, NoFrames()).frames // 3)
        rasterise(scene, VARIANT, excerpt)
        yield excerpt.pictures


@contextmanager
def converting(flags: str) -> Iterator[None]:
    """Let clips be converted with other flags of swscale."""
    with patch.object(conversion, "_TO_BT709", conversion._TO_BT709.replace(AREA, flags)):
        yield


def converter() -> Callable[[Pixels], av.VideoFrame]:
    """What the encoder calls before it compresses."""
    return Converter(VARIANT.size).convert


def exact_bt709(pixels: Pixels) -> np.ndarray:
    """Limited range BT.709 by its definition, chroma on even columns between rows, as planes of yuv420p."""
    r, g, b = np.moveaxis(pixels[..., :3].astype(float), -1, 0)
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    chroma = np.stack([(b - luma) / 1.8556, (r - luma) / 1.5748]) * 224 / 255 + 128
    rows = np.pad((chroma[:, ::2] + chroma[:, 1::2]) / 2, ((0, 0), (0, 0), (1, 1)), "edge")
    chroma = (rows[..., :-2:2] + 2 * rows[..., 1:-1:2] + rows[..., 2::2]) / 4
    return np.concatenate([16 + luma * 219 / 255, chroma.reshape(-1, luma.shape[1])])


def compare_conversions(pictures: list[Pixels]) -> None:
    """Print CPU time a frame, and the greatest errors, of each way from RGBA to 4:2:0."""
    rows = VARIANT.size[1]
    cost: dict[str, list[float]] = {name: [] for name in CONVERSIONS}
    errors: dict[str, np.ndarray] = {}
    for _ in range(ROUNDS):
        for name, flags in CONVERSIONS.items():
            with converting(flags):
                convert = converter()
            convert(pictures[0])
            start = process_time()
            for picture in pictures:
                convert(picture)
            cost[name].append((process_time() - start) / len(pictures))
            errors[name] = np.abs(convert(pictures[-1]).to_ndarray() - exact_bt709(pictures[-1]))
    print(f"{'conversion':28}  ms a frame  luma, levels at most  chroma")
    for name, error in errors.items():
        luma, chroma = error[:rows].max(), error[rows:].max()
        print(f"{name:28}  {1e3 * np.median(cost[name]):10.2f}  {luma:20.2f}  {chroma:6.2f}")


def encode(pictures: list[tuple[Pixels, int]], settings: Settings) -> tuple[io.BytesIO, float]:
    """The clip, and the seconds of CPU time that it took."""
    target = io.BytesIO()
    options, threads = settings
    with patch.object(encoder, "_X264", options), patch.object(encoder, "_THREADS", threads):
        start = process_time()
        with ClipEncoder(target, VARIANT.size, VARIANT.fps) as clip:
            for picture, count in pictures:
                clip.take(clip.frames, picture, count)
    return target, process_time() - start


def likeness(pictures: list[tuple[Pixels, int]], clip: io.BytesIO) -> tuple[list[float], list[float]]:
    """SSIM of all planes and PSNR of luma in dB, of some frames against the same frames not compressed."""
    width, height = VARIANT.size
    graph = Graph()
    judge = graph.add("ssim")
    for pad, name in enumerate(("decoded", "drawn")):
        source = graph.add_buffer(
            width=width,
            height=height,
            format=VideoFormat("yuv420p"),
            name=name,
            time_base=Fraction(1, VARIANT.fps),
        )
        source.link_to(judge, 0, pad)
    judge.link_to(graph.add("buffersink"))
    graph.configure()
    convert = converter()
    drawn = [picture for picture, count in pictures for _ in range(count)]
    likenesses, decibels = [], []
    clip.seek(0)
    with av.open(clip) as container:
        for place, frame in enumerate(container.decode(video=0)):
            if place % 4 == 0:
                true = convert(drawn[place])
                error = frame.to_ndarray()[:height].astype(float) - true.to_ndarray()[:height]
                for pad, each in enumerate((frame, true)):
                    each.pts, each.time_base = place, Fraction(1, VARIANT.fps)
                    graph.push(each, at=pad)
                likenesses.append(float(graph.pull().metadata["lavfi.ssim.All"]))
                decibels.append(10 * np.log10(255**2 / np.mean(error**2)))
    return likenesses, decibels


def compare_settings(scenes: list[list[tuple[Pixels, int]]]) -> None:
    """Print CPU time a frame from pixels to MP4, size and likeness of each setting of x264."""
    cost: dict[str, list[float]] = {name: [] for name in SETTINGS}
    size: dict[str, int] = {}
    quality: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for turn in range(ROUNDS):
        for name, settings in SETTINGS.items():
            clips, seconds = zip(*(encode(scene, settings) for scene in scenes), strict=True)
            cost[name].append(sum(seconds) / (LENGTH * len(scenes)))
            if turn == 0:
                size[name] = sum(len(clip.getvalue()) for clip in clips)
                judged = [likeness(scene, clip) for scene, clip in zip(scenes, clips, strict=True)]
                quality[name] = tuple(np.concatenate(part) for part in zip(*judged, strict=True))
    print(f"\n{'x264':28}  ms a frame  kB a frame     SSIM  lowest  PSNR dB  lowest")
    for name, (likenesses, decibels) in quality.items():
        print(
            f"{name:28}  {1e3 * np.median(cost[name]):10.2f}  {size[name] / LENGTH / len(scenes) / 1e3:10.2f}"
            f"  {likenesses.mean():.5f}  {likenesses.min():.4f}  {decibels.mean():7.1f}  {decibels.min():6.1f}"
        )


def main() -> None:
    """Print both tables, medians of rounds in which all take turns."""
    scenes = list(excerpts())
    compare_conversions([picture for scene in scenes for picture, _ in scene[::5]])
    compare_settings(scenes)


if __name__ == "__main__":
    main()
