"""Changes of one number as anyone might try them: up to twice or half of the film's, and of either sign."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renders.request.scenes import SceneRef

__all__ = ["Change", "any_change", "natural_changes"]


@dataclass(frozen=True)
class Change:
    """One number of a scene, changed."""

    scene: SceneRef
    name: str
    value: Any

    @property
    def setting(self) -> str:
        """What is typed after ``--set``."""
        return f"{self.name}={json.dumps(self.value)}"

    def __str__(self) -> str:
        """The scene's name, and the setting."""
        return f"{self.scene.name} {self.setting}"


def natural_changes(scenes: Sequence[SceneRef], count: int, seed: int) -> list[Change]:
    """So many changes, of each of the ``scenes`` by turns."""
    chance = random.Random(seed)
    return [any_change(scenes[number % len(scenes)], chance) for number in range(count)]


def any_change(scene: SceneRef, chance: random.Random) -> Change:
    """Any one number of the scene, or one entry of several, by any factor from 1/2 to 2, rounded to two digits.

    Its sign changes or not where its limits allow it; of a matrix, both entries of a pair change, and those on its
    diagonal have no sign.
    """
    numbers = scene.load().numbers
    fields = type(numbers).model_json_schema()["properties"]
    name = chance.choice(sorted(fields))
    value = numbers.model_dump(mode="json")[name]
    place = _any_place(value, chance)
    return Change(scene, name, _changed(value, fields[name], place, chance))


def _any_place(value: Any, chance: random.Random) -> Sequence[int]:
    if not isinstance(value, list):
        return ()
    number = chance.randrange(len(value))
    return number, *_any_place(value[number], chance)


def _changed(value: Any, field: Any, place: Sequence[int], chance: random.Random, *, signed: bool = True) -> Any:
    if not place:
        return _times(value, field, chance, signed=signed)
    first, *others = place
    changed = list(value)
    signed = signed and [first] != others
    part = field["items"] if "items" in field else field["prefixItems"][first]
    changed[first] = _changed(value[first], part, others, chance, signed=signed)
    if others and others[0] != first:  # the other side of a matrix
        changed[others[0]] = list(value[others[0]])
        changed[others[0]][first] = changed[first][others[0]]
    return changed


def _times(value: float, field: Any, chance: random.Random, *, signed: bool) -> float:
    factor = 2 ** chance.uniform(-1, 1)
    if signed and field.get("minimum", field.get("exclusiveMinimum", -1)) < 0:
        factor *= chance.choice([1, -1])
    if isinstance(value, int):
        step = field.get("multipleOf", 1)
        return step * round(value * factor / step)
    return float(f"{value * factor:.2g}")
