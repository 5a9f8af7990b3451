"""Whatever program wrote a table, it is read as the same, in bounded memory, or refused by its kind."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from public_tables import MTCARS, workbook

from renders.errors import BadInputError
from renders.request import table_file
from renders.request.encodings import encoding_of
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, sheet_of
from renders.request.table import CustomData
from renders.request.table_file import read_table_file

RANDOM = np.random.default_rng(2)
ROWS = RANDOM.normal(size=(40, 3)).round(3)


def text(*names: str, separator: str = ",") -> str:
    lines = io.StringIO()
    csv.writer(lines, delimiter=separator, lineterminator="\r\n").writerows([names, *ROWS.tolist()])
    return lines.getvalue()


def sheet(folder: Path, content: bytes) -> Sheet:
    file = folder / "table"
    file.write_bytes(content)
    return read_table_file(file)


LATIN = [
    "größe",
    "Größe",
    "élève",
    "prénom",
    "año",
    "naïve",
    "µg",
    "°C",
    "€",
    "Übergewicht",
    "forêt",
    "p … q",
    "Ærø",
]
HANZI = ["房价", "年龄", "糖", "身高（cm）", "体重kg", "收缩压(mmHg)", "《价》", "面积·楼层", "产量"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *(
            (encoding, name)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
            for name in ("größe", "房价")
        ),
        *((encoding, name) for encoding in ("utf-16-le", "utf-16-be") for name in ("größe", "房价")),
        *(("cp1252", name) for name in LATIN),
        *(("gbk", name) for name in HANZI),
    ],
)
def test_names_are_read_in_the_encoding_that_they_were_written_in(
    tmp_path: Path, encoding: str, name: str
) -> None:
    found = sheet(tmp_path, text(name, "rooms", "price").encode(encoding))
    assert list(found.names.values()) == [name, "rooms", "price"]
    assert found.numbers([1, 2, 3], None) == ROWS.T.tolist()
    said = {"cp1252": ["read as Windows-1252"], "gbk": ["read as GBK"]}
    assert found.notes == said.get(encoding, [])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1251", "цена"), ("big5", "房價與面積"), ("shift_jis", "価格と面積"), ("cp1253", "τιμή")],
)
def test_other_encodings_are_refused_and_not_guessed(tmp_path: Path, encoding: str, name: str) -> None:
    with pytest.raises(SheetError, match="is no text in UTF-8, UTF-16, UTF-32, GBK or Windows-1252: save it as"):
        sheet(tmp_path, text(name, "rooms", "price").encode(encoding))


@given(st.binary(max_size=300))
def test_of_any_bytes_the_encoding_is_found_or_not_and_the_file_stays_at_its_beginning(content: bytes) -> None:
    opened = io.BytesIO(content)
    name = encoding_of(opened)
    assert opened.tell() == 0
    if name in {"utf-8-sig", "cp1252", "gb18030"}:
        content.decode(name)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_packed_is_unpacked_first(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    content = text("area", "rooms", "price", separator=";").encode("utf-16")
    found = sheet(tmp_path, pack(content))
    assert found.numbers([1, 2, 3], None) == ROWS.T.tolist()
    with pytest.raises(BadInputError, match="is packed, and damaged"):
        CustomData(_written(tmp_path, pack(content)[:-9]), "price").read()


def _written(folder: Path, content: bytes) -> Path:
    file = folder / "cut"
    file.write_bytes(content)
    return file


def test_a_workbook_is_read_from_its_first_sheet_with_anything_in_it(tmp_path: Path) -> None:
    found = sheet(tmp_path, workbook(MTCARS, first="Notes", at=(3, 2)))
    assert next(iter(found.names.items())) == (3, "mpg")
    assert found.cells(3)[0].row == 5
    assert found.numbers([3, 4], None) == [MTCARS["mpg"], MTCARS["cyl"]]
    assert found.notes == ["sheet 'Data' is read"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [((1048575, 16383), "has cells as far as XFD1048576: remove the columns and rows"), (None, "is empty")],
)
def test_a_workbook_that_would_fill_the_memory_or_nothing_is_refused(
    tmp_path: Path, cell: tuple[int, int] | None, reason: str
) -> None:
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        if cell:
            page.write_string(0, 0, "area")
            page.write_string(*cell, " ")
    with pytest.raises(SheetError, match=reason):
        read_table_file(file)


def test_what_a_workbook_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    file, lying = tmp_path / "book.xlsx", tmp_path / "lying.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["area", "price"])
        page.write_number(1048575, 16383, 1)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(lying, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"A1:XFD1048576", b"A1:B2"))
    with pytest.raises(SheetError, match="has cells as far as XFD1048576"):
        read_table_file(lying)


@pytest.mark.parametrize("cells", [["3,5", "4,5", "9,25"], ["3.5", "4.5", "9.25"]])
def test_numbers_that_a_workbook_has_as_texts_are_read_in_any_format(tmp_path: Path, cells: list[str]) -> None:
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["area", "price"])
        for number, cell in enumerate(cells, 1):
            page.write_string(number, 0, cell)
            page.write_string(number, 1, cell)
    assert read_table_file(file).numbers([1], None) == [[3.5, 4.5, 9.25]]


def test_what_would_be_too_large_unpacked_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "_MOST_BYTES", 2**21)
    content = gzip.compress(b"1.0,2.0\n" * 2**19)
    with pytest.raises(SheetError, match="is larger than 2 MB unpacked: take a sample"):
        read_table_file(_written(tmp_path, content))


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_workbook_is_refused_in_one_line_or_read(tmp_path: Path, seed: int) -> None:
    draw, content = random.Random(seed), workbook(MTCARS)
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(draw.choice([1, 3, 20])):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        said = ""
        try:
            CustomData(_written(tmp_path, bytes(damaged)), "mpg").read()
        except BadInputError as error:
            said = str(error)
        assert said.isprintable()


def many(rows: int) -> Iterator[list[str]]:
    yield ["number", "square", "empty"]
    for number in range(rows):
        yield [str(number), str(number**2 % 97), ""]
        if number % 1000 == 0:
            yield ["", " ", ""]


def test_of_many_rows_a_sample_is_kept_that_favours_none_and_is_always_the_same() -> None:
    found, again = sheet_of(many(60_000)), sheet_of(many(60_000))
    assert found == again
    assert found.notes == ["a sample of 5000 of its 60000 rows is read (seed 0)"]
    (numbers,) = found.numbers([1], None)
    assert (np.diff(numbers) > 0).all()
    tenths = np.histogram(numbers, 10, (0, 60_000))[0]
    assert np.abs(tenths - 500).max() < 100  # five standard deviations


def test_rows_that_are_not_kept_take_no_memory() -> None:
    tracemalloc.start()
    peaks = []
    for rows in (20_000, 80_000):
        tracemalloc.reset_peak()
        sheet_of(many(rows))
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
