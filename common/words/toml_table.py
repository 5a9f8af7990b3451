"""Read a TOML file of words table by table, and name the file and the key of whatever is not as it should be."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["TomlTable", "WordsError", "read_table"]


class WordsError(ValueError):
    """A file of words is not as it should be; the message names the file and the key."""


@dataclass(frozen=True)
class TomlTable:
    """A table of a TOML file that knows its own name, for the sake of the messages."""

    file: str
    key: str
    content: Mapping[str, Any]

    def only(self, *names: str, may_have: tuple[str, ...] = ()) -> None:
        """Require each of ``names``, and allow no other but what it ``may_have``."""
        for name in (*self.content, *names):
            if name not in (*names, *may_have):
                raise self.error(name, f"is not known: expected {', '.join((*names, *may_have))}")
            if name not in self.content:
                raise self.error(name, "is missing")

    def table(self, name: str) -> "TomlTable":
        """The table ``name``; an empty one where there is none."""
        value = self.content.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"is not a table but {type(value).__name__}")
        return TomlTable(self.file, self._key(name), value)

    def tables(self) -> Iterator[tuple[str, "TomlTable"]]:
        """All that it holds, each of which has to be a table, by name."""
        for name in self.content:
            yield name, self.table(name)

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        """The text ``name``."""
        value = self.content[name]
        if not isinstance(value, str):
            raise self.error(name, f"is not text but {type(value).__name__}")
        if not (may_be_empty or value.strip()):
            raise self.error(name, "is empty")
        return value

    def some_of(self, name: str, choices: tuple[str, ...], which: str) -> tuple[str, ...]:
        """The list ``name``, of which each is one of ``choices``, those ``which``; empty where there is none."""
        value = self.content.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f"is not a list but {type(value).__name__}")
        for each in value:
            if each not in choices:
                raise self.error(name, f"has {each!r}, which is none of {which}: {', '.join(choices) or 'none'}")
        return tuple(value)

    def error(self, name: str, fault: str) -> WordsError:
        """What to raise for a ``fault`` of ``name``."""
        return WordsError(f"{self.file}: {self._key(name)} {fault}")

    def _key(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name


def read_table(folder: Path, name: str) -> TomlTable:
    """The whole of the file ``name`` in ``folder``; raises ``WordsError`` unless it is TOML in UTF-8."""
    try:
        return TomlTable(name, "", tomllib.loads((folder / name).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise WordsError(f"{name} is missing: install the project again") from error
    except ValueError as error:  # not UTF-8, or not TOML
        raise WordsError(f"{name}: {error}") from error
