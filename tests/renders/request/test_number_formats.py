"""Numbers are read as they were written, or refused: never as others."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from common.table import Table
from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet, read_sheet
from renders.request.table import as_csv

Numbers = list[list[float]]
Writer = Callable[[Decimal], str]

SPACES = ["\N{SPACE}", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}"]
FORMATS = [(mark, group) for mark in ".," for group in ["", ".", ",", "'", "’", *SPACES] if mark != group]
SIGNS = ["-", "\N{MINUS SIGN}"]


def sheet(rows: Sequence[Sequence[str]], separator: str) -> Sheet:
    text = io.StringIO()
    names = [f"x{column}" for column in range(1, len(rows[0]) + 1)]
    csv.writer(text, delimiter=separator).writerows([names, *rows])
    text.seek(0)
    return read_sheet(text)


def numbers(rows: Sequence[Sequence[str]], separator: str = ";", decimal: str | None = None) -> Numbers:
    """The numbers in all columns of a table with those cells."""
    found = sheet(rows, separator)
    return [list(row) for row in zip(*found.numbers(list(found.names), decimal), strict=True)]


def writer(mark: str, group: str, minus: str, places: int | str) -> Writer:
    """How a column is written: with so many decimals, without closing zeros, or in scientific notation."""

    def write(value: Decimal) -> str:
        if places == "scientific":
            text = f"{value:.3E}"
        elif places == "shortest":
            text = f"{value:,.3f}".rstrip("0").rstrip(".")
        else:
            text = f"{value:,.{places}f}"
        return text.translate(str.maketrans({",": group, ".": mark, "-": minus}))

    return write


def standing(value: Decimal, places: int | str) -> float:
    """What a reader of the cell takes ``value`` for."""
    return float(
        f"{value:.3E}" if places == "scientific" else f"{value:.{3 if places == 'shortest' else places}f}"
    )


VALUES = st.one_of(
    st.integers(-3, 3_000).map(Decimal),
    st.integers(500, 2_000).map(Decimal),
    st.integers(-3_000_000, 9_999_999).map(lambda thousandths: Decimal(thousandths) / 1000),
)
PLACES: st.SearchStrategy[int | str] = st.sampled_from([0, 1, 2, 3, 3, "shortest", "scientific"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], Numbers, str, str]:
    """Cells, what they say, the mark before their decimals, and what separates them."""
    mark, group = draw(st.sampled_from([(".", ","), (",", ".")]) | st.sampled_from(FORMATS))
    separator = draw(st.sampled_from(",;\t"))
    columns = draw(st.just([0, 0]) | st.lists(PLACES, min_size=2, max_size=3))
    writers = [writer(mark, group, draw(st.sampled_from(SIGNS)), places) for places in columns]
    values = draw(st.lists(st.tuples(*[VALUES] * len(columns)), min_size=1, max_size=6))
    cells = [[write(value) for write, value in zip(writers, row, strict=True)] for row in values]
    said = [[standing(value, places) for places, value in zip(columns, row, strict=True)] for row in values]
    return cells, said, mark, separator


@given(tables())
@settings(max_examples=300, deadline=None)
def test_a_table_in_one_format_is_read_right_or_refused_and_never_read_wrong(
    table: tuple[list[list[str]], Numbers, str, str],
) -> None:
    cells, said, mark, separator = table
    # As docs/custom.md says: between commas, points may be thousands points only where whole numbers are, too.
    columns = list(zip(*cells, strict=True))
    assume(
        separator != ","
        or mark == "."
        or any("," in cell for row in cells for cell in row)
        or all(any(cell.lstrip("-−").isdigit() for cell in column) for column in columns if "." in "".join(column))
    )
    try:
        assert numbers(cells, separator) == said
    except SheetError as error:
        refusal = str(error)
        assert "no other number settles it: add --decimal . if it is" in refusal
    assert numbers(cells, separator, mark) == said


@given(
    st.lists(st.sampled_from([0, 1, 2, 3, 4, "repr"]), min_size=2, max_size=3).flatmap(
        lambda columns: st.tuples(
            st.just(columns), st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * len(columns)), min_size=1, max_size=6)
        )
    )
)
@settings(max_examples=200, deadline=None)
def test_what_programs_write_between_commas_is_never_refused(
    table: tuple[list[int | str], list[tuple[float, ...]]],
) -> None:
    columns, values = table
    cells = [
        [
            repr(value) if places == "repr" else f"{value:.{places}f}"
            for places, value in zip(columns, row, strict=True)
        ]
        for row in values
    ]
    assert numbers(cells, ",") == [[float(cell) for cell in row] for row in cells]


@given(st.lists(st.tuples(*[st.floats(-1e40, 1e40)] * 2), min_size=3, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_table_that_was_written_beside_a_picture_is_read_as_the_same(rows: list[tuple[float, ...]]) -> None:
    text = as_csv(Table.model_construct(names=("area", "price"), rows=tuple(rows)))
    assert read_sheet(io.StringIO(text)).numbers([1, 2], None) == [
        list(column) for column in zip(*rows, strict=True)
    ]


AMBIGUOUS = {
    "thousands points, or decimals": (";", ["616", "658", "1.351", "1.191"]),
    "the same between tabs": ("\t", ["616", "658", "1.351", "1.191"]),
    "the same between commas": (",", ["616", "658", "1.351", "1.191"]),
    "three decimals throughout": (";", ["1.351", "2.500"]),
    "decimal commas, or thousands commas": (";", ["1,351", "2,500"]),
    "the same between tabs, too": ("\t", ["12", "2,500"]),
    "the same in quotes between commas": (",", ["1,351", "2,500"]),
    "with signs": (";", ["-616", "+1.351", "−12.500"]),
    "a number of four digits, which some do not group": (";", ["1351", "12.500"]),
}


@pytest.mark.parametrize("what", AMBIGUOUS)
def test_what_has_two_readings_is_refused_with_both_and_what_settles_it(what: str) -> None:
    separator, column = AMBIGUOUS[what]
    number, cell = next((number, cell) for number, cell in enumerate(column, 2) if "." in cell or "," in cell)
    plain = cell.replace("−", "-").lstrip("+").replace(",", ".")
    as_decimal, as_whole = f"{float(plain):g}", plain.replace(".", "")
    marks = (",", ".") if "," in cell else (".", ",")
    with pytest.raises(SheetError) as error:
        numbers([[each, "7"] for each in column], separator)
    said = str(error.value)
    assert said.startswith(f"row {number}, column 'x1': {cell} is ")
    for mark, reading in zip(marks, (as_decimal, as_whole), strict=True):
        assert f"--decimal {mark} if it is {reading}" in said
        read = numbers([[each, "7"] for each in column], separator, mark)
        assert read[number - 2][0] == float(reading)


EVIDENCE = {
    "0.97": 1.351,
    "0.123": 1.351,
    "12.5": 1.351,
    "-0.0351": 1.351,
    ".5": 1.351,
    "1.3510": 1.351,
    "1234.567": 1.351,
    "1.351E+03": 1.351,
    "1,234.5": 1.351,
    "1 234": 1.351,
    "1'234": 1.351,
    "1,234,567": 1.351,
    "1.351,5": 1351,
    "0,97": 1351,
    "12,5": 1351,
    "9,47E-02": 1351,
    "1.234.567": 1351,
    "−,5": 1351,
}


@pytest.mark.parametrize("separator", ",;\t")
@pytest.mark.parametrize("cell", EVIDENCE)
def test_one_number_that_only_one_format_allows_settles_all(cell: str, separator: str) -> None:
    for rows in ([["616", "7"], ["1.351", "8"], [cell, "9"]], [["616", cell], ["1.351", "8"]]):
        assert numbers(rows, separator)[1][0] == EVIDENCE[cell]


@pytest.mark.parametrize(
    ("cells", "unlike"),
    [
        (["0.97", "12,5"], "12,5 is written unlike 0.97 in row 2"),
        (["616", "1'351", "1 351"], "1 351 is written unlike 1'351 in row 3"),
        (["1.234.567", "12.5"], "12.5 is written unlike 1.234.567 in row 2"),
        (["1,234.5", "1.234,5"], "1.234,5 is written unlike 1,234.5 in row 2"),
        (["616", "1.351", "1,5", "1 000"], "1 000 is written unlike"),
        (["0,5", "1,234,567"], "1,234,567 is written unlike 0,5 in row 2"),
    ],
)
def test_numbers_written_unlike_each_other_are_refused(cells: list[str], unlike: str) -> None:
    with pytest.raises(SheetError, match=unlike):
        numbers([[cell, "7"] for cell in cells])


@pytest.mark.parametrize("mark", ".,")
@pytest.mark.parametrize("minus", SIGNS)
def test_every_format_has_signs_and_scientific_notation(mark: str, minus: str) -> None:
    said = {
        "9,47E-02": 0.0947,
        "-9,47e-02": -0.0947,
        "+1,5e+3": 1500,
        "1E-05": 1e-5,
        "-,5": -0.5,
        "5,": 5,
        "0012,50": 12.5,
        "-12345,678": -12345.678,
    }
    cells = [cell.replace("-", minus).replace(",", mark) for cell in said]
    for separator in ",;\t":
        assert [row[0] for row in numbers([[cell, "7"] for cell in cells], separator)] == list(said.values())


NO_NUMBERS = [
    *(
        "NA",
        "N/A",
        "#N/A",
        "nan",
        "NaN",
        "null",
        "None",
        "-",
        "?",
        ".",
        ",",
        "e5",
        "1e",
        "#DIV/0!",
        "inf",
        "-Infinity",
    ),
    *("0x1f", "0b1", "1_000", "1j", "1e999", "--5", "5-", "(5)", "+ 5", "1.2.3", "1,,5", "12.34.567", "0.123.456"),
    *(
        "1 23",
        "1'23",
        "12 34 567",
        "1''234",
        "1.234E.5",
        "1,234,56",
        "12,34,567",
        "１２",
        "٣",
        "١٫٥",
        "Ⅻ",
        "½",
        "²",
    ),
    *(
        "2026-11-30",
        "30.11.2026",
        "11/30/2026",
        "12:30",
        "TRUE",
        "false",
        "yes",
        "$12",
        "12 €",
        "12 kg",
        "=1+1",
        "1,5;",
    ),
]


@pytest.mark.parametrize("cell", NO_NUMBERS)
@pytest.mark.parametrize("separator", ",;\t")
def test_the_first_cell_that_is_no_number_is_named_with_its_row(cell: str, separator: str) -> None:
    rows = [[f"{row}.5", "7"] for row in range(15)] + [[cell, "8"], ["9.5", "NA"], [cell, "7"]]
    for decimal in (None, "."):
        with pytest.raises(SheetError) as error:
            numbers(rows, separator, decimal)
        assert str(error.value).startswith(
            f"row 17, column 'x1': {cell!r} is not a number: write one such as 12.5, "
        )


PERCENTAGES = {
    "12%": 0.12,
    "12 %": 0.12,
    "1,5\N{NARROW NO-BREAK SPACE}%": 0.015,
    "-0.5%": -0.005,
    "1.234,5 %": 12.345,
}


@pytest.mark.parametrize("cell", PERCENTAGES)
def test_percentages_are_hundredths_if_all_of_a_column_are(cell: str) -> None:
    other = cell.replace("%", "").strip()
    found = sheet([[cell, other]] * 3, ";")
    assert found.text_in(1) is None
    assert found.numbers([1], None) == [[pytest.approx(PERCENTAGES[cell])] * 3]
    mixed = sheet([[other, "7"], [cell, "7"]], ";")
    with pytest.raises(SheetError, match=r"row 3, column 'x1': .* has a percent sign: write one behind all"):
        mixed.numbers([1, 2], None)


@pytest.mark.parametrize(
    "words", ["TRUE FALSE", "True False", "true false", "T F", "yes no", "Yes No", "Y N", "是 否"]
)
def test_truth_values_are_one_and_nought_if_all_of_a_column_are(words: str) -> None:
    yes, no = words.split()
    found = sheet([[yes, "1"], [no, "2"], [yes, "3"]], ",")
    assert found.text_in(1) is None
    assert found.numbers([1, 2], None) == [[1, 0, 1], [1, 2, 3]]
    with pytest.raises(SheetError, match=rf"row 3, column 'x1': {no!r} is not a number"):
        sheet([["1", "1"], [no, "2"], ["1", "2"]], ",").numbers([1, 2], None)
