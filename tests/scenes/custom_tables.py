"""Tables such as a lecturer may have, made up."""

from __future__ import annotations

import numpy as np

from common.maths.data.sets import diabetes
from common.table import Table

__all__ = ["houses", "patients", "points", "table_of"]


def table_of(**columns: np.ndarray) -> Table:
    """A table of those columns, the last of which is the target."""
    return Table(names=tuple(columns), rows=tuple(zip(*(each.tolist() for each in columns.values()), strict=True)))


def houses(unit: float = 1.0) -> Table:
    """Sixty houses, with the price in another unit."""
    random = np.random.default_rng(3)
    area, age = random.normal(90, 30, 60), random.uniform(0, 80, 60)
    rooms, distance = area / 25 + random.normal(0, 0.7, 60), random.exponential(5, 60)
    garden = random.integers(0, 2, 60)
    price = 3 * area + 10 * rooms - 0.8 * age - 4 * distance + 20 * garden + random.normal(0, 40, 60)
    return table_of(area=area, rooms=rooms, age=age, distance=distance, garden=garden, price=unit * price)


def points(seed: int) -> Table:
    """Twenty to a hundred points about a line or a wave, some with x crowded at the left."""
    random = np.random.default_rng(seed)
    rows, kind = int(random.choice([20, 40, 100])), seed % 3
    x = random.uniform(30, 200, rows) if kind < 2 else random.lognormal(4, 0.6, rows)
    y = (np.sin(x / 30) * 100 if kind else 3 * x) + random.normal(0, 40, rows)
    return table_of(x=x, y=y)


def patients() -> Table:
    """The film's data as a custom table."""
    data = diabetes()
    return table_of(**dict(zip(data.names, data.design.T, strict=True)), progression=data.targets)
