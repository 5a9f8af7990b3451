"""The project's files that a module needs, found without importing it."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import util
from pathlib import Path

import grimp
from grimp.exceptions import SourceSyntaxError

from common.voice.takes import film_voice, read_digests
from common.words import LANGUAGES, SceneWords, all_words
from common.words.loading import FOLDER, files_of
from renders.errors import BadInputError
from renders.request.variant import Variant
from renders.work.signals import interrupts_later
from renders.work.versions import versions

__all__ = ["Sources"]

_PROJECT = ("common", "scenes", "renders")

_WORDS = frozenset(FOLDER / file for language in LANGUAGES for file in files_of(language))


class Sources:
    """The project's files and what draws below it, each read once; a new one sees later edits."""

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
        beats = {name: dict(beat.texts) for name, beat in words.beats.items()}
        custom = {
            beat: {case: [each.unless, dict(each.fields)] for case, each in others.items()}
            for beat, others in words.custom.items()
        }
        said = [words.title, dict(words.labels), beats, custom]
        return _sha256(json.dumps(said, ensure_ascii=False).encode())

    def takes(self, scene: str, variant: Variant) -> str:
        """Digest of when the scene of that name is heard to say what."""
        if variant.others:
            return variant.others.digests.get(scene, "silent")
        return read_digests(variant.language, variant.voice or film_voice(variant.language)).get(scene, "silent")

    def files(self, *roots: str) -> dict[str, str]:
        """Digests of all files that the modules ``roots`` need, by their paths within the project."""
        modules = self._closure(roots)
        files = {_path(name, file): file for name, file in modules.items()}
        files |= {path: file for path, (file, owners) in self._data.items() if not owners.isdisjoint(modules)}
        return {path: self._digest(file) for path, file in files.items()}

    @cached_property
    def versions(self) -> dict[str, str]:
        """The versions of what draws and encodes below the project."""
        return versions()

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

    def _closure(self, roots: Iterable[str]) -> dict[str, Path]:
        """The ``roots`` and all modules of the project that are loaded with them, and their files."""
        found: dict[str, Path] = {}
        waiting = [*roots]
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
    return BadInputError(f"{file} cannot be read as Python: fix its line {line or 1}")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_leftover(file: Path) -> bool:
    """Return True for a hidden file or an editor's copy: these come with every edit, and nothing reads them."""
    return file.name.startswith((".", "#")) or file.name.endswith("~")
