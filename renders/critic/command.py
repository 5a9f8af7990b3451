"""The command ``renders inspect``."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.arguments import OUT, Debug, Jobs, Output, Scenes
from renders.catalogue import Film, film_words, find_scenes, scene_name
from renders.commands import draw
from renders.critic.problem import CHECKS, Problem
from renders.local import LocalExecutor
from renders.options import QUALITIES, THEME_NAMES, Variant, choose, job_count
from renders.reporting import complain, report_files, succeeding
from renders.saying import say
from renders.store import aside, open_folder
from renders.tasks import AcceptTask, Inspected, InspectTask

if TYPE_CHECKING:
    from renders.critic.verdicts import Verdicts

__all__ = ["checks_named", "inspect"]

_QUALITY = QUALITIES["480p15"]
_ALL, _NONE = "all", "none"


def _or_all(names: Iterable[str]) -> str:
    return "|".join([_ALL, *names])


def inspect(
    ctx: typer.Context,
    scenes: Scenes = None,
    language: Annotated[str, typer.Option(help="One language, or all.", metavar=_or_all(LANGUAGES))] = _ALL,
    aspect: Annotated[str, typer.Option(help="One shape of picture, or all.", metavar=_or_all(ASPECTS))] = _ALL,
    theme: Annotated[str, typer.Option(help="One ground, or all.", metavar=_or_all(THEME_NAMES))] = _ALL,
    fail_on: Annotated[
        str,
        typer.Option(
            help="What makes the exit code 1: checks, or groups of them such as layout.",
            metavar=f"{_ALL}|{_NONE}|CHECK,...",
        ),
    ] = _ALL,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Accept how scenes look now; later pictures are compared with that."),
    ] = False,
    jobs: Jobs = None,
    output: Output = OUT,
    debug: Debug = False,
) -> None:
    """Look for what is wrong with the film: places, letters, time to read, flashes, truth, changed pictures.

    Every problem has a number: here, on the contact sheets, and on the page inspect.html. What had no problem is
    not inspected again until something has changed that bears on it.

    Example: renders inspect Kink --language zh --fail-on layout,truth/dot
    """
    # No other command should wait for what this imports.
    from renders.critic.verdicts import Verdicts  # noqa: PLC0415

    failing = checks_named(fail_on)
    chosen = find_scenes(scenes, ctx.obj)
    shapes = _some("aspect", aspect, ASPECTS)
    languages, themes = _some("language", language, LANGUAGES), _some("theme", theme, THEME_NAMES)
    processes = job_count(jobs)
    folder = open_folder(output / "inspect")
    if accept:
        plain = [Variant(aspect=shape, quality=_QUALITY) for shape in shapes]
        accepting = [AcceptTask(scene, variant, folder) for scene in chosen for variant in plain]
        draw(accepting, LocalExecutor(processes, len(accepting)), debug=debug)
        return
    choices = itertools.product(languages, shapes, themes)
    variants = [Variant(words, shape, _QUALITY, ground) for words, shape, ground in choices]
    tasks = [InspectTask(scene, variant) for scene in chosen for variant in variants]
    for spoken in languages:
        film_words(chosen, spoken)
    verdicts = Verdicts(output / "store" / "verdicts", tasks)
    waiting = [task for task in tasks if not verdicts.stands(task)]
    inspected = _run(waiting, verdicts, processes, folder, debug=debug) if waiting else []
    problems = [problem for each in inspected for problem in each.problems]
    _write(problems, inspected, chosen, variants, folder)
    if len(waiting) < len(tasks):
        kept = len(tasks) - len(waiting)
        say(f"{kept} of {len(tasks)} had no problem before, and nothing has changed: not inspected again\n")
    if len(inspected) < len(waiting) or any(problem.finding.check in failing for problem in problems):
        raise typer.Exit(1)


def checks_named(typed: str) -> frozenset[str]:
    """The checks in a list of names and groups, parted by commas; raises ``BadInputError`` for an unknown one."""
    if typed in {_ALL, _NONE}:
        return frozenset(CHECKS if typed == _ALL else ())
    groups = dict.fromkeys(map(_group, CHECKS))
    names = {choose("check", name.strip(), [_ALL, _NONE, *groups, *CHECKS]) for name in typed.split(",")}
    return frozenset(check for check in CHECKS if {check, _group(check)} & names)


def _group(check: str) -> str:
    return check.partition("/")[0]


def _some(what: str, typed: str, known: Iterable[str]) -> list[str]:
    return list(known) if typed == _ALL else [choose(what, typed, [*known, _ALL])]


def _run(
    tasks: Sequence[InspectTask], verdicts: Verdicts, processes: int, folder: Path, *, debug: bool
) -> list[Inspected]:
    """Inspect, keep the good verdicts as they come, and say by name what could not be inspected."""
    inspected: dict[int, Inspected] = {}
    executor = LocalExecutor(processes, len(tasks))
    with closing(succeeding(tasks, [1] * len(tasks), executor, folder, debug=debug)) as results:
        for number, result in results:
            inspected[number] = result
            if not result.problems:
                verdicts.keep(tasks[number])
    return [inspected[number] for number in sorted(inspected)]


def _write(
    problems: Sequence[Problem],
    inspected: Iterable[Inspected],
    scenes: Film,
    variants: Sequence[Variant],
    folder: Path,
) -> None:
    """Write sheets and page, and say each problem by its number."""
    # No other command should wait for these libraries.
    from renders.critic.likeness import CHANGED, side_by_side  # noqa: PLC0415
    from renders.critic.report import write_report  # noqa: PLC0415
    from renders.critic.sheet import counted  # noqa: PLC0415

    pictures = {problem: each.pictures[problem.frame] for each in inspected for problem in each.problems}
    names = [scene_name(scene) for scene in scenes]
    written = write_report(folder, problems, pictures, scenes=names, variants=variants)
    for problem in problems:
        if problem.finding.check == CHANGED:
            aspect = problem.variant.aspect
            written.append(folder / f"inspect-{problem.scene}-{aspect.replace(':', 'x')}-compared.png")
            with aside(written[-1]) as part:
                side_by_side(problem.scene, aspect, pictures[problem]).save(part, format="PNG")
    for number, problem in enumerate(problems, 1):
        complain(f"{number}. {problem}")
    report_files(written)
    looked = f"{counted(len(CHECKS), 'check')} of {counted(len(scenes), 'scene')}"
    say(f"{looked} in {counted(len(variants), 'variant')}: {counted(len(problems), 'problem')}\n")
