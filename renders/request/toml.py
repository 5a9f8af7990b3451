"""TOML files that users may edit, each checked against a model of what it holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from renders.errors import BadInputError
from renders.files.text import path_shown, plainly, printable, read_text, shortened

__all__ = ["parsed", "read_model"]

_Model = TypeVar("_Model", bound=BaseModel)

_MOST_BYTES = 2**20
_MOST_DOTS = 1000  # in a line: the parser takes as long as the square of how deep a dotted key goes
_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_COMMA = re.compile(r"=\s*[+-]?\d+,\d+\s*(#.*)?")


def parsed(text: str) -> dict[str, Any]:
    """What the TOML ``text`` says; raises ``ValueError`` that says what is wrong, and shows the line."""
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise ValueError("it is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        place, lines = _PLACE.search(str(error)), text.split("\n")
        line = lines[int(place[1]) - 1].strip() if place else ""
        hint = ", where a point must stand before decimals" if _COMMA.search(line) else ""
        raise ValueError(f"{error}{f': {shortened(line)}' if line else ''}{hint}") from error
    except ValueError as error:
        raise ValueError("it has a number of thousands of digits") from error


def read_model(model: type[_Model], file: Path) -> _Model:
    """Read ``file`` as a ``model``; raise ``BadInputError`` that names what is wrong in it, and where."""
    text, name = read_text(file, _MOST_BYTES, "it needs far less"), path_shown(file)
    try:
        return model.model_validate(parsed(text))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "its contents"
        reason = printable(" ".join(first["msg"].removeprefix("Value error, ").split()))
        raise BadInputError(f"{name}: {printable(place)}: {reason}; fix it there") from error
    except ValueError as error:
        raise BadInputError(f"{name} is not TOML: {plainly(str(error))}; fix it there") from error
