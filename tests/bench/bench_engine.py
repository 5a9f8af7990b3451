"""What the render engine costs: beside plain manim, beside its own encoder, and beside itself.

``python bench_engine.py --quality 480p15 --rounds 1 --only a,d`` is a quick try.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from time import perf_counter

import av
import numpy as np
from longer_film import copy_project, lengthen
from side_by_side import verdict_line
from spending import Spent, spend

from renders.build.costs import Costs
from renders.build.forecast import seconds_of_build
from renders.build.planning import expected
from renders.build.site import Site
from renders.build.stock import look_up
from renders.request.variant import QUALITIES, Variant
from renders.work.local import cores
from scenes.film import FILM

CORES = cores()
LENGTHS = (1, 2, 4, 8)
CURVE = "480p15"
EDITED = "Kink"
MANIM_QUALITIES = {"480p15": "-ql", "720p30": "-qm", "1080p60": "-qh", "2160p60": "-qk"}


@dataclass(frozen=True)
class Reading:
    """``above`` : ``below`` in one round, or ``above`` alone, and between what it is to lie."""

    claim: str
    above: float
    below: float | None = None
    least: float = -inf
    most: float = inf


class Turn:
    """One round on a copy of the project: a run starts in a fresh folder and serves all claims that ask for it."""

    def __init__(self, project: Path, work: Path, quality: str) -> None:
        self.project, self.work, self.quality = project, work, quality
        self._films: dict[int, Spent] = {}

    def output(self, jobs: int) -> Path:
        """Where ``film`` with so many workers has put its files."""
        return self.work / f"film-{jobs}"

    def film(self, jobs: int) -> Spent:
        """The whole film from nothing."""
        if jobs not in self._films:
            self._films[jobs] = self.renders(["film"], self.output(jobs), jobs)
        return self._films[jobs]

    def renders(
        self,
        command: Sequence[str],
        output: Path,
        jobs: int = CORES,
        *,
        quality: str | None = None,
        project: Path | None = None,
    ) -> Spent:
        """Any run of the command line."""
        options = ["--quality", quality or self.quality, "--jobs", str(jobs), "--output", output]
        return spend("-m", "renders", *command, *options, project=project or self.project)

    def other_project(self, name: str) -> Path:
        """One more copy of the project."""
        return copy_project(self.work / name, self.project)


def against_manim(turn: Turn) -> Iterator[Reading]:
    """(a) The film, beside manim's own way with the same scenes, one after another."""
    ours = turn.film(CORES)
    media = turn.work / "manim"
    options = ["--fps", str(QUALITIES[turn.quality].fps), "--disable_caching", "--media_dir", media]
    plain, frames = [], 0
    for scene in FILM:
        module, name = scene.split(":")
        file = module.replace(".", "/") + ".py"
        flag = MANIM_QUALITIES[turn.quality]
        plain.append(spend("-m", "manim", "render", flag, *options, file, name, project=turn.project))
        frames += sum(map(_frames, media.glob(f"videos/*/*/{name}.mp4")))
    (film,) = turn.output(CORES).glob("*/film.mp4")
    yield Reading("(a) frames of the film : frames of manim's", _frames(film), frames, least=1, most=1)
    yield Reading("(a) film : manim, wall s", ours.wall, sum(each.wall for each in plain), most=0.40)
    yield Reading("(a) film : manim, CPU s", ours.cpu, sum(each.cpu for each in plain), most=0.55)


def _frames(video: Path) -> int:
    with av.open(str(video)) as container:
        return container.streams.video[0].frames


def against_the_floor(turn: Turn) -> Iterator[Reading]:
    """(b) Drawing and encoding, beside encoding alone."""
    script = Path(__file__).with_name("encoding_floor.py")
    whole, floor = map(float, spend(script, turn.quality, project=turn.project).out.split())
    yield Reading("(b) rendering : encoding from memory, CPU ms a frame", whole, floor, most=1.6)


def more_workers(turn: Turn) -> Iterator[Reading]:
    """(c) What a second worker brings."""
    yield Reading("(c) one worker : two, wall s", turn.film(1).wall, turn.film(2).wall, least=1.85)


def nothing_changed(turn: Turn) -> Iterator[Reading]:
    """(d) The same command once more; a worker that draws would be reported on standard error."""
    turn.film(CORES)
    again = turn.renders(["film"], turn.output(CORES))
    yield Reading("(d) rebuild with nothing changed, wall s", again.wall, most=1.0)
    yield Reading("(d) lines that tell of drawing", len(again.err.splitlines()), most=0)


def one_edit(turn: Turn) -> Iterator[Reading]:
    """(e) A comment more in one scene, beside that scene's clip from nothing; both know what it will cost."""
    turn.film(CORES)
    built = shutil.copytree(turn.output(CORES), turn.work / "edited-film")
    alone = turn.work / "alone"
    alone.mkdir()
    shutil.copy(built / "costs.json", alone)
    edited = turn.other_project("edited")
    with (edited / "scenes" / f"{EDITED.lower()}.py").open("a") as file:
        file.write("# edited\n")
    cold = turn.renders(["clip", EDITED], alone)
    warm = turn.renders(["film"], built, project=edited)
    yield Reading(f"(e) film after an edit of {EDITED} : {EDITED} alone, wall s", warm.wall, cold.wall, most=1.2)


def memory(turn: Turn) -> Iterator[Reading]:
    """(f) The greatest process of a build."""
    yield Reading("(f) peak memory of a worker, MB", turn.film(CORES).peak, most=700)


def forecast(turn: Turn) -> Iterator[Reading]:
    """What ``--dry-run`` says, beside what came: knowing nothing, and knowing the run with the other workers."""
    for jobs, other in ((1, 2), (2, 1)):
        real = turn.film(jobs).wall
        turn.film(other)
        crew = f"{jobs} worker{'s' * (jobs > 1)}"
        guess, learned = (_expected(turn.quality, output, jobs) for output in (None, turn.output(other)))
        yield Reading(f"forecast : {crew}, learned, wall s", learned, real, least=0.85, most=1.15)
        yield Reading(f"forecast : {crew}, first build, wall s", guess, real)


def _expected(quality: str, learned: Path | None, jobs: int) -> float:
    """Seconds that a cold build is expected to take, with the costs that are remembered in ``learned``."""
    variant = Variant(quality=QUALITIES[quality])
    with tempfile.TemporaryDirectory() as empty:
        stocks = look_up(FILM, Site(Path(empty), variant))
    costs = Costs.load((learned or Path(empty)) / "costs.json")
    return seconds_of_build(expected(stocks, variant, costs), costs, jobs)


def other_lengths(turn: Turn) -> Iterator[Reading]:
    """The curve: films of several times the length, on two workers."""
    once = 0.0
    for times in LENGTHS:
        project, output = turn.other_project(f"project-{times}"), turn.work / f"times-{times}"
        lengthen(project, times)
        cold, again = (turn.renders(["film"], output, 2, quality=CURVE, project=project) for _ in range(2))
        once = once or cold.wall
        yield Reading(f"{times} × the film : {times} times the film, {CURVE}, wall s", cold.wall, times * once)
        yield Reading(f"{times} × the film, rebuild with nothing changed, wall s", again.wall)


CLAIMS: Mapping[str, Callable[[Turn], Iterator[Reading]]] = {
    "a": against_manim,
    "b": against_the_floor,
    "c": more_workers,
    "d": nothing_changed,
    "e": one_edit,
    "f": memory,
    "forecast": forecast,
    "curve": other_lengths,
}
MINUTES = {"a": 8.0, "b": 5.5, "c": 2.5, "e": 1.0, "curve": 3.5}
"""Of a round at 1080p60 on two quiet cores."""


def line(readings: list[Reading]) -> str:
    """One claim in all rounds."""
    first = readings[0]
    above = np.array([each.above for each in readings])
    if first.below is None:
        return verdict_line(first.claim, above, least=first.least, most=first.most)
    below = np.array([each.below for each in readings], float)
    note = f"{np.median(above):.3g} : {np.median(below):.3g}"
    return verdict_line(first.claim, above / below, note, least=first.least, most=first.most)


def machine() -> str:
    """Which machine this is, and how busy."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        rows = cpuinfo.read_text().splitlines()
        model = next((row.partition(": ")[2] for row in rows if row.startswith("model name")), model)
    return f"{CORES} cores, {model}, load {os.getloadavg()[0]:.1f}"


def main() -> None:
    """Print one line a claim."""
    parser = argparse.ArgumentParser(description="Measure the render engine.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quality", choices=MANIM_QUALITIES, default="1080p60")
    parser.add_argument("--only", default=",".join(CLAIMS), help="of " + ",".join(CLAIMS))
    typed = parser.parse_args()
    chosen = {name: CLAIMS[name] for name in typed.only.split(",")}
    minutes = typed.rounds * sum(MINUTES.get(name, 0) for name in chosen)
    print(machine())
    print(f"{typed.rounds} rounds at {typed.quality}; about {minutes:.0f} minutes at 1080p60", flush=True)
    readings: dict[str, list[Reading]] = {}
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        for number in range(1, typed.rounds + 1):
            with tempfile.TemporaryDirectory(dir=folder) as work:
                turn = Turn(project, Path(work), typed.quality)
                for claim in chosen.values():
                    for reading in claim(turn):
                        readings.setdefault(reading.claim, []).append(reading)
                        passed = (perf_counter() - start) / 60
                        print(f"round {number}, minute {passed:.1f}: {line([reading])}", file=sys.stderr)
    for each in readings.values():
        print(line(each))


if __name__ == "__main__":
    main()
