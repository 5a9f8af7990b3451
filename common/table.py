"""Tables of custom data, and the base of numbers that can be computed from one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet
from common.numbers import Numbers

__all__ = ["Table", "TableNumbers"]

_LEAST, _MOST = 1e-100, 1e100  # their squares, and sums of those, are still numbers
_STEADY = 1e-9  # a column that varies less than this share of its size is as good as constant


class Table(BaseModel):
    """Rows of numbers in named columns, the last of which is to be predicted from the others.

    Frozen. Names differ; every row has a number for each. Raises ``ValueError`` for a column that does not vary,
    or a number out of the range that can be computed with.

    >>> table = Table(names=("area", "price"), rows=((50.0, 200.0), (80.0, 290.0)))
    >>> table.target, table.features, table.column("area").tolist()
    ('price', ('area',), [50.0, 80.0])
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    names: tuple[str, ...] = Field(min_length=2)
    rows: tuple[tuple[float, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if len(set(self.names)) < len(self.names):
            raise ValueError("two columns have the same name")
        if any(len(row) != len(self.names) for row in self.rows):
            raise ValueError(f"every row must have {len(self.names)} numbers, one a column")
        if len(self.rows) == 1:
            raise ValueError("one row tells nothing about how columns depend on each other: take a table of more")
        for name in self.names:
            column = self.column(name)
            large = float(np.abs(column).max())
            spread = float(np.ptp(column))
            if spread == 0:
                remedy = (
                    "choose another target" if name == self.target else "leave it out, for it explains nothing"
                )
                raise ValueError(f"column {name!r} is constant: {remedy}")
            if not _LEAST < spread <= 2 * large < _MOST:
                raise ValueError(
                    f"column {name!r} has numbers above {_MOST:g} or below {_LEAST:g}: change its unit"
                )
            if spread < _STEADY * large:
                raise ValueError(f"column {name!r} varies by less than a billionth: take its mean from it")
        return self

    @property
    def target(self) -> str:
        """The column that is to be predicted."""
        return self.names[-1]

    @property
    def features(self) -> tuple[str, ...]:
        """The columns that it is predicted from."""
        return self.names[:-1]

    def predicting_from(self, features: Sequence[str]) -> Self:
        """The table with no others than these ``features``."""
        columns = [self.names.index(name) for name in (*features, self.target)]
        return type(self)(
            names=tuple(self.names[each] for each in columns),
            rows=tuple(tuple(row[each] for each in columns) for row in self.rows),
        )

    def column(self, name: str) -> FloatArray:
        """The numbers in the column ``name``, shape (n,)."""
        number = self.names.index(name)
        return np.array([row[number] for row in self.rows])

    def data_set(self) -> DataSet:
        """The features, and what they should predict."""
        numbers = np.array(self.rows)
        return DataSet(numbers[:, :-1], numbers[:, -1], self.features, "a person's own table")


class TableNumbers(Numbers, ABC):
    """Numbers of a scene that can be computed from custom ``data`` instead of the film's.

    Subclasses say how many rows and features they can show.
    """

    data: SkipJsonSchema[Table | None] = Field(None, description="a table to take the place of the film's data")

    @classmethod
    def narrowed(cls, table: Table) -> tuple[Table, Mapping[str, str]]:
        """The ``table`` with the features that the scene shows of it, if nobody chose; and why others are not."""
        return table, {}

    @classmethod
    @abstractmethod
    def fitting(cls, table: Table) -> Mapping[str, float]:
        """The numbers that must follow ``table``, unless they are chosen; ``ValueError`` if it cannot be shown."""
