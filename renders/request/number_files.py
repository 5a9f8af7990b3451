"""Numbers as a person gives them: in a TOML file, or as ``NAME=VALUE``; and a scene's numbers as such a file."""

from __future__ import annotations

import datetime
import json
import math
import textwrap
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from common.numbers import Numbers
from renders.errors import BadInputError
from renders.files.text import path_shown, plainly, read_text, shortened
from renders.request.toml import parsed

__all__ = ["as_toml", "expectation", "numbers_of", "parse_setting", "read_numbers", "shown"]

_MOST_BYTES = 2**16
_MOST_SHOWN = 40
_WIDTH = 100
_ELSEWHERE = (
    "λ in other programs, where columns and target are scaled to a variance of 1: for the lasso, scikit-learn's"
    " alpha and glmnet's lambda are {lasso:.4g} λ; for ridge, scikit-learn's alpha is {ridge:.4g} λ, and"
    " glmnet's lambda {glmnet:.4g} λ."
)


def read_numbers(file: Path) -> dict[str, Any]:
    """Read the TOML file; raise ``BadInputError``, which names it, if it cannot be read or is empty."""
    name = path_shown(file)
    text = read_text(file, _MOST_BYTES, "a scene's numbers need far less")
    try:
        content = parsed(text.replace("\r\n", "\n") + "\n")
    except ValueError as error:
        raise BadInputError(f"{name} is not TOML: {plainly(str(error))}; write one name = value a line") from error
    if not content:
        raise BadInputError(f"{name} holds no numbers: write one name = value a line")
    return content


def numbers_of(scene: str, content: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Those numbers of a file's ``content`` that are for ``scene``: all but the tables of other ``known`` scenes.

    >>> numbers_of("Kink", {"centre": 0.7, "Steps": {"step": 0.25}, "Kink": {"weak": 0.2}}, {"Steps"})
    {'centre': 0.7, 'weak': 0.2}
    """
    tables = {name for name, value in content.items() if isinstance(value, dict) and name in {scene, *known}}
    own = content[scene] if scene in tables else {}
    return {name: value for name, value in content.items() if name not in tables} | own


def parse_setting(typed: str) -> tuple[str, Any]:
    """Name and value of ``NAME=VALUE``, the value as in TOML; raises ``BadInputError`` that repeats it.

    >>> parse_setting("centre=[1.9, 1.05]")
    ('centre', [1.9, 1.05])
    """
    name, equals, value = (part.strip() for part in typed.partition("="))
    if not (name and equals and value):
        raise BadInputError(f"--set {shortened(typed)}: write NAME=VALUE, such as --set centre=0.7")
    try:
        content = parsed(f"value = {value}")
    except ValueError:
        content = {}
    if content.keys() != {"value"}:
        raise BadInputError(
            f"--set {shortened(typed)}: {shortened(value)} is not a number; write one such as 0.7, "
            "or several as [1.9, 1.05]"
        )
    return name, content["value"]


def as_toml(scene: str, numbers: Numbers, options: str = "--numbers FILE") -> str:
    """The ``numbers`` of the scene of that name as a commented TOML file: what each is, and its limits.

    ``options`` are those that give it to a command.
    """
    schema = type(numbers).model_json_schema()
    what = " ".join(schema.get("description", "").split())
    lines = [
        *_comment(f"{scene}. {what}"),
        "#",
        *_comment(f"Change what you like, and render it: renders clip {scene} {options}"),
        *_comment("What is left out is as in the film, or follows what is not."),
    ]
    if factors := numbers.elsewhere:
        lines += ["#", *_comment(_ELSEWHERE.format_map(factors))]
    values = numbers.model_dump(mode="json")
    following = {each.name for each in numbers.follows if not each.upon}
    for name, field in schema.get("properties", {}).items():
        about = f"{field['description']}: " if "description" in field else ""
        how = "; follows others if left out" if name in following else ""
        lines += ["", *_comment(about + expectation(field) + how), f"{name} = {json.dumps(values[name])}"]
    return "\n".join(lines) + "\n"


def expectation(field: Mapping[str, Any]) -> str:
    """Describe what a ``field`` may hold, given its JSON schema.

    >>> expectation({"type": "number", "exclusiveMinimum": 0, "maximum": 3.2})
    'a number above 0 and at most 3.2'
    >>> expectation({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 40})
    '2 to 40 numbers'
    """
    if field.get("type") != "array":
        return f"a {_kind(field)}{_limits(field, ' ')}"
    if each := field.get("items"):
        return f"{field['minItems']} to {field['maxItems']} {_kind(each)}s{_limits(each, ', each ')}"
    rows = field.get("prefixItems", [])
    parts = rows[0] if rows else {}
    if parts.get("type") == "array":
        inner = parts["prefixItems"]
        return f"{len(rows)} rows of {len(inner)} {_kind(inner[0])}s{_limits(inner[0], ', each ')}"
    return f"{len(rows)} {_kind(parts)}s{_limits(parts, ', each ')}"


def shown(value: Any) -> str:
    """A value as one reads it in TOML, in a few words if it is long."""
    match value:
        case dict():
            text = "a table"
        case datetime.date() | datetime.time():
            return f"{value} (a date or time)"
        case int() if not isinstance(value, bool) and value.bit_length() > 64:
            text = "a number of many digits"
        case float() if not math.isfinite(value):
            text = str(value)
        case str():
            return f"{shortened(json.dumps(value, ensure_ascii=False))} (a text)"
        case list():
            text = f"[{', '.join(map(shown, value[:_MOST_SHOWN]))}]"
        case _:
            text = json.dumps(value)
    return shortened(text)


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def _kind(field: Mapping[str, Any]) -> str:
    return "whole number" if field.get("type") == "integer" else "number"


def _limits(field: Mapping[str, Any], before: str) -> str:
    words = {
        "multipleOf": "a multiple of",
        "exclusiveMinimum": "above",
        "minimum": "at least",
        "exclusiveMaximum": "below",
        "maximum": "at most",
    }
    said = [f"{phrase} {field[limit]:.6g}" for limit, phrase in words.items() if limit in field]
    return before + " and ".join(said) if said else ""
