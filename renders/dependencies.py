"""All that a scene's clip depends on, found without importing the scene: what the clip's key is made of."""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import metadata, util
from pathlib import Path

import grimp
from grimp.exceptions import SourceSyntaxError
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from common.words import LANGUAGES, SceneWords, all_words
from common.words.loading import FOLDER
from renders.catalogue import scene_name
from renders.interrupts import interrupts_later
from renders.libraries import libraries
from renders.options import BadInputError, Variant

__all__ = ["ROOTS", "VARIANT_INGREDIENTS", "Sources", "differences", "ingredients", "key_of", "packages"]

ROOTS = ("renders.parts", "renders.joining")
"""The modules that make a clip of any scene: every clip depends on them and on what they import."""

VARIANT_INGREDIENTS = ("scene", "language", "aspect", "theme", "quality")
"""Which clip it is; the other ingredients are what it is made of."""

_PROJECT = ("common", "scenes", "renders")
_DRAWING = ("manim[typst]", "numpy", "scipy", "shapely", "fonttools", "av", "pydantic")

_WORDS = frozenset(FOLDER / f"{language}.toml" for language in LANGUAGES)


def ingredients(
    scene: str, variant: Variant, sources: Sources | None = None, roots: Sequence[str] = ROOTS
) -> dict[str, str]:
    """Name all that the clip of ``scene`` depends on, each with its SHA-256 or its value.

    Several scenes may share one reading of the ``sources``; without it they are read as they are now. Of what else
    than a clip is made of the scene, ``roots`` are the modules that make it.

    Raises ``BadInputError`` where a module is missing or is not Python, ``WordsError`` where the words are faulty.
    """
    sources = sources or Sources()
    module, name = scene.partition(":")[0], scene_name(scene)
    everything = {
        "scene": scene,
        "language": variant.language,
        "aspect": variant.aspect,
        "theme": variant.theme,
        "quality": variant.quality.name,
        "words": sources.words(name, variant.language),
        **sources.versions,
        **sources.files(module, roots),
    }
    return dict(sorted(everything.items()))


def key_of(ingredients: Mapping[str, str]) -> str:
    """One key for all ``ingredients``, whatever their order: a SHA-256 in hexadecimal digits."""
    return _sha256(json.dumps(ingredients, sort_keys=True).encode())


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Name the ingredients that are not the same, and say of those that are new or gone that they are.

    >>> differences({"scenes/kink.py": "1f", "old.py": "2e"}, {"scenes/kink.py": "3d", "new.py": "4c"})
    ['new.py (new)', 'old.py (gone)', 'scenes/kink.py']
    """
    return [
        name if name in before and name in after else f"{name} ({'new' if name in after else 'gone'})"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def packages(names: Iterable[str] = _DRAWING) -> dict[str, str]:
    """Versions of the installed packages ``names``, those that draw and encode, and of all that these require."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    wanted = [Requirement(name) for name in names]
    while wanted:
        requirement = wanted.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # one that is wanted only elsewhere
            continue
        versions[name] = about["Version"]
        for line in about.get_all("Requires-Dist", []):
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""}):
                wanted.append(needed)
    return versions


class Sources:
    """The project's files and the packages it draws with, each read once; a new one sees later edits."""

    def __init__(self) -> None:
        self._file = cache(_source_of)
        self._digest = cache(lambda file: _sha256(file.read_bytes()))
        # Past the cache of ``all_words``, which would hide an edit from this process.
        self._words = cache(all_words.__wrapped__)

    def words(self, scene: str, language: str) -> str:
        """Digest of what the scene of that name says and shows; all others' words are left out."""
        words: SceneWords | None = self._words(language).get(scene)
        if words is None:
            return "in the scene's own module"
        beats, *others = [
            {name: vars(beat) for name, beat in each.items()} for each in (words.beats, *words.instead.values())
        ]
        said = [words.title, dict(words.labels), beats, list(words.instead), others]
        return _sha256(json.dumps(said, ensure_ascii=False).encode())

    def files(self, module: str, roots: Sequence[str] = ROOTS) -> dict[str, str]:
        """Digests of all files that ``module`` and the ``roots`` need, by their paths within the project."""
        modules = self._closure(module, roots)
        files = {_path(name, file): file for name, file in modules.items()}
        files |= {path: file for path, (file, owners) in self._data.items() if not owners.isdisjoint(modules)}
        return {path: self._digest(file) for path, file in files.items()}

    @cached_property
    def versions(self) -> dict[str, str]:
        """What draws and encodes below the project: the interpreter, the system, libraries, packages."""
        return {
            "Python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            **libraries(),
            **packages(),
        }

    @cached_property
    def _graph(self) -> grimp.ImportGraph:
        try:
            with interrupts_later():
                return grimp.build_graph(*_PROJECT, exclude_type_checking_imports=True, cache_dir=None)
        except SourceSyntaxError as error:
            raise _not_python(error.filename, error.lineno) from error

    @cached_property
    def _data(self) -> dict[str, tuple[Path, frozenset[str]]]:
        """The files beside the modules, by path, and whose they are.

        A file belongs to the modules of its folder that name it, or to all of them if none does.
        """
        folders: dict[Path, dict[str, str]] = {}
        for module in self._graph.modules:
            file = self._file(module)
            folders.setdefault(file.parent, {})[module] = file.read_text(encoding="utf-8")
        data = {}
        for folder, texts in folders.items():
            package = min(texts)  # the folder's own name is a prefix of the others
            for file in folder.iterdir():
                if file.is_file() and file.suffix != ".py" and not _is_leftover(file) and file not in _WORDS:
                    named = frozenset(module for module, text in texts.items() if file.name in text)
                    data[f"{package.replace('.', '/')}/{file.name}"] = (file, named or frozenset(texts))
        return data

    def _closure(self, module: str, roots: Sequence[str]) -> dict[str, Path]:
        """``module``, the ``roots`` and all modules of the project that are loaded with them, and their files."""
        found: dict[str, Path] = {}
        waiting = [module, *roots]
        while waiting:
            name = waiting.pop()
            if name and name not in found:
                found[name] = self._file(name)
                waiting += [name.rpartition(".")[0], *self._imported_by(name)]
        return found

    def _imported_by(self, module: str) -> set[str]:
        """The project's modules that ``module`` imports; of one outside the project, those beside it too."""
        if module in self._graph.modules:
            return self._graph.find_modules_directly_imported_by(module)
        file = self._file(module)
        return {
            name
            for name in _imported_in(file)
            if name in self._graph.modules or file.with_name(f"{name}.py").is_file()
        }


def _imported_in(file: Path) -> Iterator[str]:
    try:
        tree = ast.parse(file.read_bytes(), str(file))
    except SyntaxError as error:
        raise _not_python(str(file), error.lineno) from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def _source_of(module: str) -> Path:
    """The file of ``module``; only its outermost package is looked up, since a lookup further in would import."""
    top, *rest = module.split(".")
    spec = util.find_spec(top)
    if spec and spec.origin:
        inside = Path(spec.origin).parent.joinpath(*rest)
        choices = (inside / "__init__.py", inside.with_suffix(".py")) if rest else (Path(spec.origin),)
        for file in choices:
            if file.is_file():
                return file
    raise BadInputError(f"there is no module {module}: name a scene as module:Class, as scenes/film.py does")


def _path(module: str, file: Path) -> str:
    end = "/__init__.py" if file.name == "__init__.py" else ".py"
    return module.replace(".", "/") + end


def _not_python(file: str, line: int | None) -> BadInputError:
    return BadInputError(f"{file} cannot be read as Python: mend its line {line or 1}")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_leftover(file: Path) -> bool:
    """Whether it is hidden or an editor's copy: these come with every edit, and nothing reads them."""
    return file.name.startswith((".", "#")) or file.name.endswith("~")
