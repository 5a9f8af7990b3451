"""A sheet has the rows and columns that a person sees in a spreadsheet."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renders.request.number_formats import SheetError
from renders.request.sheet import Sheet
from renders.request.sheet import read_sheet as read_stream

PLAIN = [["area", "rooms", "price"], ["50.5", "2", "300"], ["61", "3", "350"], ["70", "3", "401"]]


def joined(rows: list[list[str]], separator: str) -> str:
    return "".join(separator.join(row) + "\n" for row in rows)


def read_sheet(text: str) -> Sheet:
    return read_stream(io.StringIO(text, newline=""))


def content(sheet: Sheet) -> tuple[list[str], list[list[float]]]:
    return list(sheet.names.values()), sheet.numbers(list(sheet.names), None)


USUAL = content(read_sheet(joined(PLAIN, ",")))


@given(
    st.sampled_from(",;\t"),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 8), st.sampled_from(["", " ", "\N{NO-BREAK SPACE}", '""']))
    ),
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_columns_and_rows_with_nothing_in_them_do_not_exist(
    separator: str, trailing: list[int], blank: list[tuple[int, int, str]], inner: int | None, end: str
) -> None:
    rows = [[*row, *[""] * count] for row, count in zip(PLAIN, trailing, strict=True)]
    if inner is not None:
        rows = [[*row[:inner], "", *row[inner:]] for row in rows]
    for at, count, nothing in blank:
        rows.insert(at, [nothing] * count)
    assert content(read_sheet(joined(rows, separator).replace("\n", end))) == USUAL


@pytest.mark.parametrize("separator", ",;\t")
@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["area,rooms,price", "50,2,300", "61,3,350,x"], "row 3 has 4 cells, but the header has 3"),
        (["area,rooms,price", "50,2,300", "61,3,350,,,x,"], "row 3 has 6 cells, but the header has 3"),
        (["area,rooms,price,,", "50,2,300,,", "61,3"], "row 3 has 2 cells, but the header has 3"),
        (["area,rooms,price,,", "50,2,300,,", "61"], "row 3 has 1 cell, but the header has 3"),
        ([",price", ",300", ",350"], "has one column in its first row, 'price'"),
        (["price,,", "300,,", "350,,"], "has one column in its first row, 'price'"),
        (["50,2,300,,", "61,3,350,,"], "has no header"),
        ([",,,", ",,,"], "is empty"),
        (["area,price,,", ",,,"], "has a header, but no rows"),
    ],
)
def test_what_has_content_needs_a_name_and_a_place(separator: str, rows: list[str], fault: str) -> None:
    with pytest.raises(SheetError) as error:
        read_sheet("\n".join(rows).replace(",", separator))
    assert fault in str(error.value)


@pytest.mark.parametrize("separator", ",;\t")
@pytest.mark.parametrize(
    ("rows", "names", "nameless"),
    [
        (["area,rooms,price,,", "50,2,300,,", "61,3,350,,x"], {1: "area", 2: "rooms", 3: "price"}, [5]),
        (["area,rooms,price,,", "50,2,300,,", "61,3,350,0"], {1: "area", 2: "rooms", 3: "price"}, [4]),
        ([",area,price", "1,50,300", "2,61,350"], {2: "area", 3: "price"}, [1]),
        (["Unnamed: 0,area,price", "0,50,300", "1,61,350"], {2: "area", 3: "price"}, [1]),
        (["...1,area,price", "1,50,300", "2,61,350"], {2: "area", 3: "price"}, [1]),
        (["area,price", "1,50,300", "2,61,350", "5,70,401"], {2: "area", 3: "price"}, [1]),
        (["area,price", "Mazda RX4,50,300", "Fiat 128,61,350"], {2: "area", 3: "price"}, [1]),
        (["area,,price", "50,,300", "", "61,3,350"], {1: "area", 3: "price"}, [2]),
    ],
)
def test_columns_without_a_name_are_none_of_the_table(
    separator: str, rows: list[str], names: dict[int, str], nameless: list[int]
) -> None:
    sheet = read_sheet("\n".join(rows).replace(",", separator))
    assert (sheet.names, sheet.nameless) == (names, nameless)


@pytest.mark.parametrize(
    "rows", [["50,3,300", "61,1,350", "60,2,401"], ["1,3,300", "1,1,350"], ["-1,3,300", "0,1,350"]]
)
def test_decimal_commas_between_commas_are_not_taken_for_an_index(rows: list[str]) -> None:
    with pytest.raises(SheetError, match="row 2 has 3 cells, but the header has 2"):
        read_sheet("\n".join(["area,price", *rows]))


@pytest.mark.parametrize("separator", ",;\t")
def test_a_column_with_a_name_and_nothing_below_it_is_no_column_of_numbers(separator: str) -> None:
    sheet = read_sheet(
        joined([[*row, ""] for row in PLAIN], separator).replace(f"price{separator}", f"price{separator}note")
    )
    assert list(sheet.names.values()) == ["area", "rooms", "price", "note"]
    assert [str(cell) for column in sheet.names if (cell := sheet.text_in(column))] == ["row 2, column 'note'"]


@pytest.mark.parametrize(
    ("before", "row"), [("", 3), ("sep=;\n", 3), ("SEP=;\r\n", 3), ("\n", 4), (";;\n", 4), ("\n\n", 5)]
)
def test_rows_are_counted_as_in_a_spreadsheet(before: str, row: int) -> None:
    sheet = read_sheet(before + 'area;"the\nprice"\n"50\n";300\n61;none\n')
    assert sheet.text_in(2) is None
    with pytest.raises(SheetError, match=f"row {row}, column 'the price': 'none' is not a number"):
        sheet.numbers([1, 2], None)


@pytest.mark.parametrize("separator", ",;\t")
def test_a_quote_out_of_place_is_named_where_it_stands(separator: str) -> None:
    for row in ('"50{0}2', '"50"x{0}2'):
        text = "area{0}price\n61{0}3\n" + row + "\n70{0}3\n" * 9
        with pytest.raises(SheetError, match=r'row 3 is not CSV: .*: look for a " out of place'):
            read_sheet(text.format(separator))
