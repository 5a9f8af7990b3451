"""TOML files that users may edit, each checked against a model of what it holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from renders.errors import BadInputError
from renders.files.text import plainly, printable, read_text

__all__ = ["read_model"]

_Model = TypeVar("_Model", bound=BaseModel)

_MOST_BYTES = 2**20


def read_model(model: type[_Model], file: Path) -> _Model:
    """Read ``file`` as a ``model``; raise ``BadInputError`` that names what is wrong in it, and where."""
    text, name = read_text(file, _MOST_BYTES, "it needs far less"), printable(str(file))
    try:
        return model.model_validate(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "its contents"
        reason = printable(" ".join(first["msg"].removeprefix("Value error, ").split()))
        raise BadInputError(f"{name}: {printable(place)}: {reason}; fix it there") from error
    except (RecursionError, ValueError) as error:
        raise BadInputError(f"{name} is not TOML: {plainly(str(error))}; fix it there") from error
