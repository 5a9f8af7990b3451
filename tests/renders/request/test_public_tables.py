"""Public tables as pandas, R and Excel write them are drawn, and their paths are those that scikit-learn finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from public_tables import PUBLIC, PublicTable
from sklearn.linear_model import lars_path
from sklearn.preprocessing import StandardScaler

from renders.request.custom import custom_numbers
from renders.request.scenes import SceneRef
from renders.request.table import CustomData
from scenes.numbers.selection import SelectionNumbers

SELECTION = SceneRef("scenes.selection", "Selection")
TRUTHS = {"Y": 1.0, "N": 0.0, "yes": 1.0, "no": 0.0, "Yes": 1.0, "No": 0.0}


def drawn(table: PublicTable, folder: Path) -> SelectionNumbers:
    file = folder / f"table.{table.ending}"
    file.write_bytes(table.content)
    data = CustomData(file, table.target, table.features, None, table.drop_missing)
    numbers = custom_numbers([SELECTION], None, (), "en", data).scenes[0].load().numbers
    assert isinstance(numbers, SelectionNumbers)
    return numbers


def is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or cell in TRUTHS or (isinstance(cell, str) and cell.endswith("%"))


def rank(table: PublicTable) -> int:
    """How many columns of numbers there are that vary, are mostly there, and are not made up of others."""
    columns = []
    for name, cells in table.frame.items():
        present = [each for each in cells if each not in (None, "")]
        if name != table.target and all(map(is_number, present)) and 2 * len(present) >= len(cells):
            columns.append([number(each) for each in cells])
    numbers = np.array(columns).T
    numbers = numbers[np.isfinite(numbers).all(axis=1)]
    return int(np.linalg.matrix_rank(StandardScaler().fit_transform(numbers), tol=1e-6))


def number(cell: object) -> float:
    if isinstance(cell, str):
        return float(cell[:-1]) / 100 if cell.endswith("%") else TRUTHS[cell]
    return np.nan if cell is None else float(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", PUBLIC)
def test_a_public_table_is_drawn_and_its_knots_are_scikit_learns(what: str, tmp_path: Path) -> None:
    table = PUBLIC[what]
    numbers = drawn(table, tmp_path)
    names = numbers.data_set.names
    assert len(names) == min(rank(table), 20) >= 2
    columns = np.array([[number(cell) for cell in table.frame[name]] for name in (*names, table.target)])
    columns = columns[:, np.isfinite(columns).all(axis=0)]
    if columns.shape[1] > numbers.data_set.rows:  # a sample was read
        columns = np.vstack([numbers.data_set.design.T, numbers.data_set.targets])
    design, target = StandardScaler().fit_transform(columns[:-1].T), columns[-1] - columns[-1].mean()
    unit = 10 ** np.round(np.log10(target.std() / 100))
    alphas, _, weights = lars_path(design, target, method="lasso")
    knots = numbers.paths.lasso.knots
    np.testing.assert_allclose(numbers.paths.lasso.at(2 * alphas / unit), weights.T / unit, atol=1e-5)
    np.testing.assert_allclose(knots, 2 * alphas / unit, rtol=1e-6, atol=1e-9 * knots[0])


def test_there_are_forty() -> None:
    assert len(PUBLIC) == 40
