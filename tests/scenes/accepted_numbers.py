"""Numbers and tables that the program accepts for a scene: from all that it lets in, and from the edge of that."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
from custom_tables import table_of
from hypothesis import reject
from hypothesis import strategies as st

from common.table import Table
from renders.errors import BadInputError
from renders.request import custom
from renders.request.custom import custom_numbers
from renders.request.scenes import SceneRef

__all__ = ["accepted", "accepted_table", "held", "numbers_for", "tables"]

Accept = Callable[[SceneRef, Mapping[str, Any]], SceneRef | None]

_LEAST, _MOST = 1e-12, 1e6  # what is beyond is refused, whatever number it is
_HALVINGS = 10
_DIGITS = (1, 2, 3, 17)
_NAMES = ("area", "面积（平方米）", "distance to the next station by train", "x", "β", "年龄", "rooms")


def accepted(scene: SceneRef, numbers: Mapping[str, Any]) -> SceneRef | None:
    """The scene carrying ``numbers``, as it goes to be drawn, or None where the program refuses them."""
    settings = [f"{name}={json.dumps(value)}" for name, value in numbers.items()]
    with patch.object(custom, "_remedy", return_value=""):  # a search that takes longer than all else
        try:
            return custom_numbers([scene], None, settings, "en").scenes[0]
        except BadInputError:
            return None


def accepted_table(scene: SceneRef, table: Table) -> SceneRef | None:
    """The scene carrying ``table`` and the numbers that follow it, or None where the program refuses it."""
    model = type(scene.load().numbers)
    try:
        return scene.carrying(model(data=table, **model.fitting(table)))
    except ValueError:
        return None


@st.composite
def tables(draw: st.DrawFn, most_features: int, least_rows: int) -> Table:
    """Tables of several kinds of columns, related to each other and to the target or not, in any units."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows, features = draw(st.integers(least_rows, 90)), draw(st.integers(min(2, most_features), most_features))
    common, columns = random.normal(size=rows), []
    for _ in range(features):
        column = draw(
            st.sampled_from(
                [
                    random.normal(size=rows) + draw(st.sampled_from([0.0, 1.0, 30.0])) * common,
                    random.uniform(-1, 1, rows),
                    random.integers(0, 2, rows).astype(float),
                    random.lognormal(0, 2, rows),
                ]
            )
        )
        columns.append(column * 10.0 ** draw(st.integers(-6, 6)))
    standard = np.array([(each - each.mean()) / (each.std() or 1.0) for each in columns])
    bent = np.sin(draw(st.sampled_from([0.1, 1.0, 2.0])) * standard)
    target = random.normal(size=features) @ bent + draw(st.sampled_from([0.1, 1.0])) * random.normal(size=rows)
    names = [f"{name} {number}" for number, name in zip(range(features), 3 * _NAMES, strict=False)]
    unit = 10.0 ** draw(st.integers(-6, 6))
    try:
        return table_of(**dict(zip(names, columns, strict=True)), target=unit * target)
    except ValueError:  # a column that does not vary
        reject()


def held(scene: SceneRef, numbers: Mapping[str, Any]) -> SceneRef | None:
    """The scene with its ``numbers`` changed to these, or None where its model refuses them, words aside."""
    base = scene.load().numbers
    try:
        with warnings.catch_warnings(action="ignore"):
            return scene.carrying(type(base)(**{**base.model_dump(), **numbers}))
    except ValueError:
        return None


@st.composite
def numbers_for(
    draw: st.DrawFn, scene: SceneRef, accept: Accept = accepted, halvings: int = _HALVINGS
) -> dict[str, Any]:
    """Accepted numbers: from the scene's, once or several times, as far towards any others as it goes."""
    base = scene.load().numbers
    fields = type(base).model_json_schema()["properties"]
    usual = {name: value for name, value in base.model_dump(mode="json").items() if name in fields}
    here = usual
    for _ in range(draw(st.integers(1, 3))):
        here = _as_far(partial(accept, scene), here, draw(_others(fields, here)), halvings)
    return {} if here == usual else here  # all are given: none follows


def _as_far(
    accept: Callable[[Any], Any], here: dict[str, Any], there: dict[str, Any], halvings: int
) -> dict[str, Any]:
    """The last numbers on the way from ``here``, which is accepted, that halving finds to be accepted, too."""
    if accept(there):
        return there
    low, high = 0.0, 1.0
    for _ in range(halvings):
        middle = (low + high) / 2
        way = {name: _between(here[name], there[name], middle) for name in here}
        if accept(way):
            low, here_now = middle, way
        else:
            high = middle
    return here_now if low else here


def _between(one: Any, other: Any, share: float) -> Any:
    """A part of the way, by a constant factor where that leads there."""
    if isinstance(one, list):
        return [_between(each, its, share) for each, its in zip(one, other, strict=True)]
    way = one * (other / one) ** share if one * other > 0 else (1 - share) * one + share * other
    return round(way) if isinstance(one, int) else way


def _others(fields: Mapping[str, Any], here: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the numbers as anyone might type them, or several at once as they are in another unit."""
    anew = st.fixed_dictionaries({}, optional={name: _values(each, here[name]) for name, each in fields.items()})
    scaled = st.builds(
        lambda names, power: {name: _times(here[name], 10.0**power) for name in names},
        st.sets(st.sampled_from(sorted(fields)), min_size=1),
        st.floats(-6, 6),
    )
    return st.one_of(anew, scaled).map(lambda changed: {**here, **changed})


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, list):
        return [_times(each, factor) for each in value]
    return max(round(value * factor), 1) if isinstance(value, int) else value * factor


def _values(field: Mapping[str, Any], usual: Any) -> st.SearchStrategy[Any]:
    """Any value within the limits of its JSON schema: in the middle, near the usual one, at the limits."""
    if field["type"] == "array":
        parts = field.get("prefixItems") or len(usual) * [field["items"]]
        return st.tuples(*map(_values, parts, usual)).map(list)
    low = field.get("minimum", field.get("exclusiveMinimum", -_MOST))
    high = field.get("maximum", field.get("exclusiveMaximum", _MOST))
    if field["type"] == "integer":
        step = field.get("multipleOf", 1)
        few = st.integers(low, min(high, low + 40)).map(lambda value: value - value % step)
        return few.filter(lambda value: value >= low)
    size = st.floats(np.log10(_LEAST), np.log10(_MOST)).map(lambda power: 10.0**power)
    signed = st.builds(lambda sign, value: sign * value, st.sampled_from([1, -1] if low < 0 else [1]), size)
    near = st.floats(0.2, 5).map(lambda factor: factor * usual)
    inside = st.builds(lambda share: low + share * (high - low), st.floats(0, 1))
    edge = st.builds(
        lambda end, off: low + off * (high - low) if end else high - off * (high - low),
        st.booleans(),
        st.sampled_from([0.0, 1e-15, 1e-9, 1e-3]),
    )
    digits = st.sampled_from(_DIGITS)
    return st.builds(lambda value, of: float(f"{value:.{of}g}"), st.one_of(near, signed, inside, edge), digits)
