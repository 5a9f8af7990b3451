"""The command ``renders inspect``."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.cli.console import complain, report_files
from renders.cli.options import FilmArgument, Jobs, Place, SceneNames, flag, one_of
from renders.cli.saying import say
from renders.cli.stills import draw
from renders.critic.problem import CHECKS, Problem
from renders.critic.task import AcceptTask, Inspected, InspectTask, InspectTasks
from renders.errors import choose
from renders.files.atomic import aside, open_folder
from renders.request.scenes import Film, film_words, find_scenes
from renders.request.variant import THEME_NAMES, Quality, Variant
from renders.work.crew import Crew

if TYPE_CHECKING:
    from renders.critic.verdicts import Verdicts

__all__ = ["checks_named", "inspect"]

_QUALITY = Quality(480, 10)
"""Fewer frames a second than any film has: most of the time goes with them, and flashes may not be as fast."""
_ALL, _NONE = "all", "none"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Views:
    """In which variants scenes are looked at."""

    language: Annotated[str, Parameter(help=f"One language, or all: {one_of(_ALL, *LANGUAGES)}.")] = _ALL
    aspect: Annotated[str, Parameter(help=f"One shape of picture, or all: {one_of(_ALL, *ASPECTS)}.")] = _ALL
    theme: Annotated[str, Parameter(help=f"One background, or all: {one_of(_ALL, *THEME_NAMES)}.")] = _ALL

    @property
    def variants(self) -> list[Variant]:
        """All that were chosen; raises ``BadInputError`` naming what is unknown."""
        shapes = _some("aspect", self.aspect, ASPECTS)
        languages, themes = _some("language", self.language, LANGUAGES), _some("theme", self.theme, THEME_NAMES)
        choices = itertools.product(languages, shapes, themes)
        return [Variant(words, shape, _QUALITY, theme) for words, shape, theme in choices]


def inspect(
    *names: SceneNames,
    scenes: FilmArgument,
    views: Views = Views(),
    fail_on: Annotated[
        str,
        Parameter(
            help="What makes the exit code 1: all, none, or checks parted by commas, or groups such as layout."
        ),
    ] = _ALL,
    accept: Annotated[bool, flag("Accept how scenes look now; later pictures are compared with that.")] = False,
    jobs: Jobs = Jobs(),
    place: Place = Place(),
) -> int:
    """Look for what is wrong with the film: places, letters, time to read, flashes, truth, changed pictures.

    Every problem has a number: here, on the contact sheets, and on the page inspect.html. What had no problem is
    not inspected again until something has changed that bears on it.

    Example: renders inspect Kink --language zh --fail-on layout,truth/dot
    """
    # No other command should wait for what this imports.
    from renders.critic.verdicts import Verdicts  # noqa: PLC0415

    failing = checks_named(fail_on)
    chosen, variants, crew = find_scenes(names, scenes), views.variants, jobs.crew(place)
    folder = open_folder(place.output / "inspect")
    if accept:
        plain = [
            Variant(aspect=shape, quality=_QUALITY) for shape in dict.fromkeys(each.aspect for each in variants)
        ]
        accepting = [AcceptTask(scene, variant, folder) for scene in chosen for variant in plain]
        return draw(accepting, crew.hire_here(len(accepting)), crew)
    tasks = [
        InspectTask(scene, each, seen_elsewhere=each.theme != variants[0].theme)
        for scene in chosen
        for each in variants
    ]
    for spoken in dict.fromkeys(each.language for each in variants):
        film_words(chosen, spoken)
    verdicts = Verdicts(place.output / "store" / "verdicts", tasks)
    waiting = [task for task in tasks if not verdicts.stands(task)]
    inspected = _run(waiting, verdicts, crew, folder) if waiting else []
    problems = [problem for each in inspected for problem in each.problems]
    _write(problems, inspected, chosen, variants, folder)
    if len(waiting) < len(tasks):
        kept = len(tasks) - len(waiting)
        say(f"{kept} of {len(tasks)} had no problem before, and nothing has changed: not inspected again\n")
    failed = len(inspected) < len(waiting) or any(problem.finding.check in failing for problem in problems)
    return 1 if failed else 0


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


def _run(waiting: Iterable[InspectTask], verdicts: Verdicts, crew: Crew, folder: Path) -> list[Inspected]:
    """Inspect, keep the good verdicts as they come, and say by name what could not be inspected."""
    alike = itertools.groupby(waiting, lambda task: (task.scene, task.variant.language, task.variant.aspect))
    several = [InspectTasks(tuple(tasks)) for _, tasks in alike]
    sizes = [len(each.tasks) for each in several]
    inspected: dict[int, list[Inspected]] = {}
    with closing(crew.succeeding(several, sizes, crew.hire_here(len(several)), folder)) as results:
        for number, result in results:
            inspected[number] = result
            for task, each in zip(several[number].tasks, result, strict=True):
                if not each.problems:
                    verdicts.keep(task)
    return [each for number in sorted(inspected) for each in inspected[number]]


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
    names = [scene.name for scene in scenes]
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
