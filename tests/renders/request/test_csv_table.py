"""A person's CSV becomes a table, or is refused in one line before anything is drawn."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import lars_path
from typed import Result

from common.table import Table
from renders.__main__ import run
from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.cli.app import COMMANDS, options_of
from renders.errors import BadInputError
from renders.request.custom import custom_numbers
from renders.request.number_formats import DECIMAL_MARKS
from renders.request.scenes import SceneRef
from renders.request.table import CustomData, as_csv
from renders.request.variant import Variant
from scenes.film import FILM

SELECTION, OVERFIT = SceneRef("scenes.selection", "Selection"), SceneRef("scenes.overfit", "Overfit")
RANDOM = np.random.default_rng(3)
AREA, AGE = RANDOM.uniform(30, 200, 40).round(1), RANDOM.uniform(0, 80, 40).round()
PRICE = (np.sin(AREA / 30) * 100 - AGE + RANDOM.normal(0, 40, 40)).round(2)

Typed = Callable[[list[str]], Result]


def text_of(separator: str = ",", **columns: object) -> str:
    """Area, age and price with other ``columns`` in between, or in their place."""
    told = {"area": AREA, "age": AGE, **columns, "price": columns.get("price", PRICE)}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(told)
    writer.writerows(zip(*told.values(), strict=True))
    return text.getvalue()


TABLE = {"area": AREA, "age": AGE, "price": PRICE}
GOOD = text_of()
ROWS = GOOD.splitlines()


def with_row(number: int, row: str) -> str:
    """The good file with another row of that number, the header's being 1."""
    return "\n".join([*ROWS[: number - 1], row, *ROWS[number:]])


def named(name: str) -> str:
    """The good file with a column of that name in place of the age."""
    return GOOD.replace("age", f'"{name}"', 1)


def broken(at: int, value: str) -> list[str]:
    return [value if number == at else str(age) for number, age in enumerate(AGE)]


RENT = np.random.default_rng(5).integers(300, 2500, 40)
RENT[:4] = 616, 658, 1351, 1191
THREE_PLACES = [f"{each / 1000:.3f}" for each in RENT[RENT >= 1000]][:20] * 2


def marked(values: np.typing.NDArray[np.generic], grouping: str, decimal: str = ".") -> list[str]:
    """Numbers as a spreadsheet shows them: with a mark between thousands, and another before decimals, if any."""
    return [f"{each:,}".translate(str.maketrans({",": grouping, ".": decimal})) for each in values.tolist()]


def wide(separator: str, extra: int) -> str:
    """The good file with so many columns more that have neither names nor content, and such rows."""
    return (
        GOOD.replace(",", separator).replace("\n", separator * extra + "\n") + (separator * (extra + 2) + "\n") * 3
    )


BAD: dict[str, tuple[str | bytes, str, str]] = {
    "nothing": ("", "is empty", "first row names the columns"),
    "only spaces": (" \n \n", "is empty", "first row names the columns"),
    "only a byte order mark": ("\N{BOM}", "is empty", "first row names the columns"),
    "a header alone": (ROWS[0], "a header, but no rows", "below it"),
    "no header": ("\n".join(ROWS[1:]), "has no header", "first row must name the columns"),
    "one column": ("price\n1\n2\n", "has one column", "commas, semicolons or tabs"),
    "columns between spaces": (GOOD.replace(",", " "), "has one column", "commas, semicolons or tabs"),
    "columns between bars": (GOOD.replace(",", "|"), "has one column", "commas, semicolons or tabs"),
    "two columns of one name": (named("area"), "no column of numbers", "others have the same name: area"),
    "two names that look alike": (named("  area "), "no column of numbers", "others have the same name: area"),
    "a target whose name another has": (named("price"), "2 columns are called 'price'", "rename all but one"),
    "a column without a name": (named(""), "here are 1: add some", "as they have no name: column 2"),
    "a name of spaces": (named(" \t "), "here are 1: add some", "as they have no name: column 2"),
    "no target": (GOOD.replace("price", "prize"), "no column 'price'", "did you mean prize?"),
    "a target of another case": (GOOD.replace("price", "Price"), "no column 'price'", "did you mean Price?"),
    "a target of text": (text_of(price=["dear"] * 40), "row 2, column 'price': 'dear'", "is not a number"),
    "an empty cell": (
        text_of(age=broken(3, "")),
        "row 5, column 'age' is empty",
        "1 of 40 rows lacks a value: add --drop-missing",
    ),
    "a cell of spaces": (
        text_of(age=broken(0, "  ")),
        "row 2, column 'age' is empty",
        "or choose columns with --feature",
    ),
    "NA": (text_of(age=broken(0, "NA")), "row 2, column 'age': 'NA'", "add --drop-missing"),
    "nan": (text_of(age=broken(1, "nan")), "row 3, column 'age': 'nan'", "add --drop-missing"),
    "infinity": (text_of(age=broken(1, "-inf")), "row 3, column 'age': '-inf'", "such as 12.5"),
    "more than a double holds": (text_of(age=broken(1, "1e999")), "'1e999'", "is not a number"),
    "a word among numbers": (text_of(age=broken(38, "old")), "row 40, column 'age': 'old'", "is not a number"),
    "a number with its unit": (text_of(age=broken(0, "12 years")), "'12 years'", "is not a number"),
    "a currency": (text_of(price=[f"${each}" for each in PRICE]), "row 2, column 'price'", "is not a number"),
    "a decimal comma among points": (
        text_of(age=broken(0, "12,5")),
        f"row 2, column 'age': 12,5 is written unlike {AREA[0]} in row 2, column 'area'",
        "write all with the same marks",
    ),
    "thousands points among decimal points": (
        text_of(";", age=broken(3, "1.234,5")),
        f"row 5, column 'age': 1.234,5 is written unlike {AREA[0]} in row 2, column 'area'",
        "write all with the same marks",
    ),
    "thousands of columns": (
        ",".join(map(str, range(2000))) + "\n",
        "has 2000 columns, but 1000",
        "leave some out",
    ),
    "hexadecimal": (text_of(age=broken(0, "0x1f")), "'0x1f'", "is not a number"),
    "digits of another script": (text_of(age=broken(0, "１２")), "'１２'", "is not a number"),
    "Python's digits": (text_of(age=broken(0, "1_000")), "'1_000'", "is not a number"),
    "Arabic digits": (text_of(age=broken(0, "٣٤")), "'٣٤'", "is not a number"),
    "an Arabic decimal mark": (text_of(age=broken(0, "3٫4")), "'3٫4'", "is not a number"),
    "a superscript": (text_of(age=broken(0, "3²")), "'3²'", "is not a number"),
    "the sign of infinity": (text_of(age=broken(0, "∞")), "'∞'", "is not a number"),
    "a truth value among numbers": (
        text_of(age=broken(4, "TRUE")),
        "row 6, column 'age': 'TRUE'",
        "leave the row",
    ),
    "a date among numbers": (
        text_of(age=broken(4, "30.11.2026")),
        "row 6, column 'age': '30.11.",
        "leave the row",
    ),
    "a fault of a spreadsheet": (text_of(age=broken(4, "#DIV/0!")), "row 6, column 'age': '#DIV/0!'", "leave the"),
    "a minus behind": (text_of(age=broken(4, "12.5-")), "'12.5-'", "is not a number"),
    "a loss in brackets": (text_of(age=broken(4, "(12.5)")), "'(12.5)'", "is not a number"),
    "lakhs": (text_of(age=broken(4, "12,34,567")), "'12,34,567'", "is not a number"),
    "points that mark nothing": (text_of(age=broken(4, "1.234.5")), "'1.234.5'", "is not a number"),
    "a percentage": (
        text_of(age=broken(4, "12 %")),
        "row 6, column 'age': '12 %' has a percent sign",
        "or behind none",
    ),
    "a decimal comma in scientific notation among points": (
        text_of(";", age=broken(1, "9,47E-02")),
        f"row 3, column 'age': 9,47E-02 is written unlike {AREA[0]}",
        "write all with the same marks",
    ),
    "spaces here and apostrophes there": (
        text_of(age=broken(1, "1 200"), rooms=broken(2, "1'200")),
        "row 4, column 'rooms': 1'200 is written unlike 1 200 in row 3, column 'age'",
        "write all with the same marks",
    ),
    "thousands points, or decimals": (
        text_of(";", area=marked(RENT, "."), age=RENT % 7, price=RENT % 11),
        "row 4, column 'area': 1.351 is 1.351 or 1351, and no other number settles it",
        "--decimal . if it is 1.351 or --decimal , if it is 1351",
    ),
    "thousands points, or decimals, between tabs": (
        text_of("\t", area=RENT % 7, age=marked(RENT, "."), price=RENT % 11),
        "row 4, column 'age': 1.351 is 1.351 or 1351",
        "--decimal . if it is 1.351 or --decimal , if it is 1351",
    ),
    "thousands points, or decimals, between commas": (
        text_of(area=RENT % 7, age=RENT % 11, price=marked(RENT, ".")),
        "row 4, column 'price': 1.351 is 1.351 or 1351",
        "--decimal . if it is 1.351 or --decimal , if it is 1351",
    ),
    "thousands commas, or decimals": (
        text_of(";", area=marked(RENT, ","), age=RENT % 7, price=RENT % 11),
        "row 4, column 'area': 1,351 is 1351 or 1.351",
        "--decimal . if it is 1351 or --decimal , if it is 1.351",
    ),
    "thousands commas, or decimals, in quotes": (
        text_of(area=marked(RENT, ","), age=RENT % 7, price=RENT % 11),
        "row 4, column 'area': 1,351 is 1351 or 1.351",
        "--decimal . if it is 1351 or --decimal , if it is 1.351",
    ),
    "three decimals throughout between semicolons": (
        text_of(";", area=THREE_PLACES, age=RENT % 7, price=RENT % 11),
        "row 2, column 'area': 1.351 is 1.351 or 1351",
        "--decimal . if it is",
    ),
    "numbers, and then none": (
        "area,price\n" + "".join(f"{AREA[row] if row < 15 else 'NA'},{PRICE[row]}\n" for row in range(40)),
        "has no column of numbers",
        "as most of their cells are empty: area",
    ),
    "numbers, and then none, beside a text": (
        text_of(area=["Oslo"] * 40, rooms=AREA, age=[*AGE[:15], *["NA"] * 25]),
        "here are 1: add some",
        "as most of their cells are not numbers: area (row 2: 'Oslo'); as most of their cells are empty: age",
    ),
    "a note to the right of the table": (
        with_row(9, ROWS[8] + ",,see below")
        .replace("price", "price,,", 1)
        .replace(f"{ROWS[1]}\n", f"{ROWS[1]},,\n"),
        "row 3 has 3 cells, but the header has 5",
        "",
    ),
    "a formula in a cell": (text_of(age=broken(0, "=1+1")), "'=1+1'", "is not a number"),
    "a long word in a cell": (text_of(age=broken(0, "x" * 5000)), "…", "is not a number"),
    "digits without end, and then a letter": (text_of(age=broken(0, "1" * 130_000 + "x")), "…", "is not a number"),
    "an escape sequence in a cell": (text_of(age=broken(0, "\x1b[2J")), "x1b[2J", "is not a number"),
    "a constant column": (text_of(age=[7] * 40), "here are 1: add some", "as they are constant: age"),
    "a constant target": (text_of(price=[7] * 40), "'price' is constant", "choose another target"),
    "a column that hardly varies": (
        text_of(age=1e12 + AGE / 100),
        "'age' varies by less",
        "take its mean from it",
    ),
    "huge numbers": (
        text_of(age=[f"{each + 1}e200" for each in AGE]),
        "'age' has numbers above",
        "change its unit",
    ),
    "tiny numbers": (
        text_of(age=[f"{each + 1}e-200" for each in AGE]),
        "'age' has numbers above",
        "change its unit",
    ),
    "a row too short": (with_row(7, "1,2"), "row 7 has 2 cells", "the header has 3"),
    "a row too long": (with_row(9, "1,2,3,4"), "row 9 has 4 cells", "the header has 3"),
    "a row of one cell": (with_row(9, "total"), "row 9 has 1 cell,", "the header has 3"),
    "an open quote": (with_row(5, '1,"2,3'), "row 5 is not CSV", 'look for a " out of place'),
    "a quote within a cell": (with_row(5, '1,"2"x,3'), "row 5 is not CSV", 'look for a " out of place'),
    "a cell beyond the reader's limit": (with_row(5, f"1,{'2' * 200_000},3"), "row 5 is not CSV", "field"),
    "too few rows": ("\n".join(ROWS[:8]), "10 rows or more", "here are 7"),
    "a target that nothing goes along with": (
        "a,b,price\n" + "1,1,1\n1,-1,-1\n-1,1,-1\n-1,-1,1\n" * 5,
        "none of the columns goes along with 'price'",
        "every weight is 0",
    ),
    "a column that is the target again": (
        text_of(age=PRICE),
        "here are 1: add some",
        "as they are the target again: age",
    ),
    "one row": ("\n".join(ROWS[:2]), "one row tells nothing", "take a table of more"),
    "a target that is one column": (
        "a,b,price\n" + "1,1,3\n1,-1,3\n-1,1,-3\n-1,-1,-3\n" * 5,
        "drops fewer than two weights",
        "they must be further apart",
    ),
    "no column of numbers": (
        "town,price\n" + "".join(f"Oslo,{each}\n" for each in PRICE),
        "no column of numbers to predict the target from: write some",
        "as most of their cells are not numbers: town (row 2: 'Oslo')",
    ),
    "one column of numbers": (
        "area,price\n" + "".join(f"{area},{price}\n" for area, price in zip(AREA, PRICE, strict=True)),
        "2 to 20 columns, and here are 1",
        "leave some out",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture", "write the table as CSV"),
    "an archive": (
        b"PK\x03\x04\x14\x00\x06\x00\x08",
        "is an archive, a document or a damaged workbook",
        "unpack it",
    ),
    "zero bytes": (bytes(1000), "is no text in UTF-8, UTF-16", "save it as CSV in UTF-8"),
    "a zero byte in a cell": (text_of(age=broken(0, "1\0")), "is no text in UTF-8, UTF-16", "save it as CSV"),
    "Cyrillic in Windows-1251": (
        named("возраст").encode("cp1251"),
        "GBK or Windows-1252",
        "save it as CSV in UTF-8",
    ),
    "Chinese in Big5": (named("房價與面積").encode("big5"), "GBK or Windows-1252", "save it as CSV in UTF-8"),
    "half of UTF-16": (GOOD.encode("utf-16")[:-1], "is not UTF-16 throughout", "save it as UTF-8"),
    "Parquet": (b"PAR1\x15\x04\x15\x10", "is a Parquet file", "in pandas with .to_csv"),
    "R's data": (gzip.compress(b"RDX3\nX\n\0\0"), "is R's .RData", "in R with write.csv"),
    "HDF5": (b"\x89HDF\r\n\x1a\n", "is an HDF5 file", "in pandas with .to_csv"),
    "a PDF": (b"%PDF-1.7\n", "is a PDF", "write the table as CSV"),
    "gzip cut short": (gzip.compress(GOOD.encode())[:-20], "is packed, and damaged", "pack it again"),
    "gzip of nothing": (gzip.compress(b""), "is empty", "first row names the columns"),
    "one endless line": ("a" * 2_000_000, "row 1 is not CSV", "field larger than field limit"),
    "an open quote before a million rows": ('a,price\n"' + "1,2\n" * 300_000, "row 2 is not CSV", "out of place"),
    "a name with an escape sequence": (named("\x1b[2J"), "column 2, '\\x1b[2J'", "hidden characters"),
    "a name that runs to the left": (named("\u202eega"), "column 2", "hidden characters"),
    "a name with a joiner": (named("a\u200bge"), "column 2", "hidden characters"),
    "a name of emoji": (named("🏠 age"), "🏠 (U+1F3E0)", "rename it"),
    "a name in Hebrew": (named("גיל"), "(U+05D2)", "rename it"),
    "a name in Arabic": (named("عمر"), "(U+0639)", "rename it"),
    "a name in Cyrillic": (named("возраст"), "в (U+0432)", "rename it"),
    "a name that no font of the film has": (named("𠮷"), "𠮷 (U+20BB7)", "rename it"),
    "a name like a formula": (named("=cmd|'/c calc'!A1"), "begins with =", "rename it"),
    "a name like a command": (named("@SUM(A1)"), "begins with @", "rename it"),
    "a name of a thousand letters": (named("a" * 1000), "a name of 1000 letters", "200 are the most"),
    "JSON": ('{"area": 1, "price": 2}', "is JSON", "in pandas with .to_csv"),
    "HTML": ("<html><body>houses</body></html>", "is HTML or XML", "write the table as CSV"),
}


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    def command(arguments: list[str]) -> Result:
        return Result(run(arguments, FILM), *capsys.readouterr())

    return command


def refused(typed: Typed, folder: Path, arguments: list[str], scene: str = "Selection") -> str:
    """The one line with which data are refused, when nothing at all is written."""
    before = {(file, file.lstat().st_mtime_ns) for file in folder.rglob("*")}
    result = typed(["clip", *scene.split(), *arguments, "--quality", "480p15", "--output", str(folder / "out")])
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert result.err.rstrip("\n").isprintable()
    assert len(result.err) < 600
    assert {(file, file.lstat().st_mtime_ns) for file in folder.rglob("*")} == before
    return result.err


def written(folder: Path, content: str | bytes, name: str = "houses.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def read(
    folder: Path, content: str | bytes, *features: str, decimal: str | None = None
) -> tuple[Table, tuple[str, ...]]:
    """The table, and the names of the columns that were left out."""
    table, left_out, _ = CustomData(written(folder, content), "price", features, decimal).read()
    return table, tuple(left_out)


@pytest.mark.parametrize("what", BAD)
def test_bad_data_are_refused_in_one_line(typed: Typed, tmp_path: Path, what: str) -> None:
    content, fault, remedy = BAD[what]
    file = written(tmp_path, content)
    line = refused(typed, tmp_path, ["--data", str(file), "--target", "price"])
    assert str(file) in line
    assert fault in line
    assert remedy in line


READ: dict[str, tuple[str, dict[str, Iterable[float]]]] = {
    "thousands points, and decimal commas": (
        text_of(";", area=marked(AREA, ".", ","), age=marked(RENT, "."), price=marked(PRICE, ".", ",")),
        {"area": AREA, "age": RENT, "price": PRICE},
    ),
    "thousands points, and a decimal comma in another column": (
        text_of("\t", area=marked(RENT, "."), age=RENT % 7, price=marked(PRICE, ".", ",")),
        {"area": RENT, "age": RENT % 7, "price": PRICE},
    ),
    "thousands points twice": (
        text_of(";", area=marked(RENT * 1000, "."), age=RENT % 7, price=marked(RENT % 1300, ".")),
        {"area": RENT * 1000, "price": RENT % 1300},
    ),
    "thousands commas in quotes": (text_of(age=marked(RENT, ",")), {"area": AREA, "age": RENT, "price": PRICE}),
    "decimal commas in quotes": (
        text_of(area=marked(AREA, ".", ","), age=RENT, price=marked(PRICE, ".", ",")),
        {"area": AREA, "age": RENT, "price": PRICE},
    ),
    "three decimals between commas": (
        text_of(area=THREE_PLACES, age=RENT % 7, price=RENT % 11),
        {"area": [float(each) for each in THREE_PLACES], "age": RENT % 7},
    ),
    **{
        f"{name} between thousands": (text_of(separator, age=marked(RENT, mark)), {"age": RENT, "price": PRICE})
        for name, mark in {
            "apostrophes": "'",
            "curly apostrophes": "’",
            "spaces": " ",
            "no-break spaces": "\N{NO-BREAK SPACE}",
            "narrow spaces": "\N{NARROW NO-BREAK SPACE}",
            "thin spaces": "\N{THIN SPACE}",
        }.items()
        for separator in [";"]
    },
    "French numbers": (
        text_of(
            "\t", age=marked(RENT, "\N{NO-BREAK SPACE}"), area=marked(AREA, "", ","), price=marked(PRICE, " ", ",")
        ),
        {"area": AREA, "age": RENT, "price": PRICE},
    ),
    "scientific notation": (text_of(age=[f"{each:.3E}" for each in RENT]), {"age": RENT, "price": PRICE}),
    "scientific notation with decimal commas": (
        text_of(
            ";", **{name: [f"{each:.16E}".replace(".", ",") for each in column] for name, column in TABLE.items()}
        ),
        TABLE,
    ),
    "the sign of minus": (GOOD.replace("-", "\N{MINUS SIGN}"), TABLE),
    "signs of plus": (text_of(area=[f"+{each}" for each in AREA]), TABLE),
    "no noughts before points": (GOOD.replace(",0.", ",.").replace(",-0.", ",-."), TABLE),
    "points at the ends": (text_of(age=[f"{each:.0f}." for each in AGE]), TABLE),
    "Excel's empty columns and rows": (wide(",", 2), TABLE),
    "Excel's empty columns and rows between semicolons": (wide(";", 5), TABLE),
    "Excel's empty columns and rows between tabs": (wide("\t", 1), TABLE),
    "all that Excel does": (
        "\N{BOM}sep=;\r\n" + wide(";", 3).replace(".", ",").replace("\n", "\r\n"),
        TABLE,
    ),
    "empty columns that some rows leave out": (GOOD.replace("price", "price,,,", 1), TABLE),
    "an empty column in the middle": (text_of(**{" ": [""] * 40}), TABLE),
    "codes in a column": (text_of(sold=["A1", "B2"] * 20), TABLE),
    "an index without a name": ("".join(f"{number or ''},{row}\n" for number, row in enumerate(ROWS)), TABLE),
    "an index in quotes": ("".join(f'"{number or ""}",{row}\n' for number, row in enumerate(ROWS)), TABLE),
    "an index without a place in the header": (
        "".join(f'"{number}",{row}\n' if number else f"{row}\n" for number, row in enumerate(ROWS)),
        TABLE,
    ),
    "names of rows without a place in the header": (
        "".join(f'"house {number}",{row}\n' if number else f"{row}\n" for number, row in enumerate(ROWS)),
        TABLE,
    ),
    "an index that was read and written again": (
        "".join(f"{number - 1 if number else 'Unnamed: 0'},{row}\n" for number, row in enumerate(ROWS)),
        TABLE,
    ),
    "a note to the right": (wide(",", 2).replace(f"{ROWS[8]},,", f"{ROWS[8]},,see below"), TABLE),
    "a constant column": (text_of(year=[2026] * 40), TABLE),
    "a column that is mostly empty": (text_of(cabin=[1, 2, 3, *[""] * 37]), TABLE),
    "a name with hidden characters that is not used": (text_of(**{"a\u200bb": ["x"] * 40}), TABLE),
    "percentages": (text_of(age=[f"{each}%" for each in AGE]), {"age": AGE * 0.01, "price": PRICE}),
    "truth values": (text_of(age=["TRUE" if each > 40 else "FALSE" for each in AGE]), {"age": AGE > 40}),
    "dates in a column": (text_of(day=["2026-11-30", "30.11.2026"] * 20), TABLE),
    "currencies in a column": (text_of(rent=["$1,200", "1.200 €"] * 20), TABLE),
}


@pytest.mark.parametrize("what", READ)
def test_however_a_table_was_written_its_numbers_are_the_same(tmp_path: Path, what: str) -> None:
    content, said = READ[what]
    table, _ = read(tmp_path, content)
    assert table.names == ("area", "age", "price")
    for name, column in said.items():
        assert table.column(name).tolist() == list(column)


@pytest.mark.parametrize("what", [what for what in BAD if "or decimals" in what])
@pytest.mark.parametrize("decimal", DECIMAL_MARKS)
def test_what_is_ambiguous_is_read_once_its_decimal_mark_is_said(tmp_path: Path, what: str, decimal: str) -> None:
    content = str(BAD[what][0])
    table, _ = read(tmp_path, content, decimal=decimal)
    name = re.findall(r"column '(\w+)'", BAD[what][1])[0]
    whole = (decimal == ".") == ("1,351" in content)
    assert table.column(name).tolist() == [each if whole or each < 1000 else each / 1000 for each in RENT.tolist()]


def test_every_command_that_takes_data_takes_the_decimal_mark() -> None:
    taking = {
        option: {name for name in COMMANDS if option in options_of(name)} for option in ("--data", "--decimal")
    }
    assert taking["--data"] == taking["--decimal"] >= {"clip", "preview", "slides", "still", "storyboard"}


def test_the_mark_that_was_said_reaches_the_table(tmp_path: Path) -> None:
    file = written(tmp_path, str(BAD["thousands points, or decimals"][0]))
    custom = custom_numbers([SELECTION], None, (), "en", CustomData.named(file, "price", None, ","))
    data = custom.scenes[0].load().numbers.data  # type: ignore[attr-defined]
    assert data.column("area").tolist() == RENT.tolist()


def test_the_corpus_is_large() -> None:
    assert len(BAD) >= 100
    assert len(READ) >= 25


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere.csv", "no such file"),
        ("folder", "it is a folder"),
        ("pipe", "it is not a file"),
        ("loop", "symbolic links"),
        ("/dev/zero", "it is not a file"),
        ("/dev/null", "it is not a file"),
        ("x" * 300, "too long"),
        ("a\0b", "null"),
        ("\x1b[2J.csv", "no such file"),
    ],
)
def test_what_is_no_file_is_refused_without_waiting_for_it(
    typed: Typed, tmp_path: Path, place: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    assert reason in refused(typed, tmp_path, ["--data", str(tmp_path / place), "--target", "price"])


@pytest.mark.parametrize(
    ("scene", "options", "reason"),
    [
        ("Selection", ["--data", "FILE"], "use --target to name the column to predict"),
        ("Selection", ["--target", "price"], "--target says how to read --data FILE: give that too"),
        ("Selection", ["--feature", "area"], "--feature says how to read --data FILE: give that too"),
        ("Selection", ["--decimal", ","], "--decimal says how to read --data FILE: give that too"),
        (
            "Selection",
            ["--data", "FILE", "--target", "price", "--decimal", ";"],
            "write --decimal . or --decimal ,",
        ),
        (
            "Selection",
            ["--data", "FILE", "--target", "price", "--decimal", ""],
            "write --decimal . or --decimal ,",
        ),
        (
            "Selection",
            ["--data", "FILE", "--target", "price", "--decimal", ","],
            f"row 2, column 'area': {AREA[0]} is not a number with --decimal ,: leave that out",
        ),
        ("Selection", ["--data", "FILE", "--target", "prise"], "'prise' for --target: did you mean price?"),
        ("Selection", ["--data", "FILE", "--target", ""], "no column '' for --target"),
        ("Selection", ["--data", "FILE", "--target", "<b>x"], "no column '<b>x' for --target: choose from area"),
        ("Selection", ["--data", "FILE", "--target", "../price"], "did you mean price?"),
        ("Selection", ["--data", "FILE", "--target", "price", "--feature", "aera"], "did you mean area?"),
        ("Selection", ["--data", "FILE", "--target", "price", "--feature", "price"], "cannot be a feature too"),
        ("Kink", ["--data", "FILE", "--target", "price"], "Kink shows no data; Selection and Overfit do"),
        ("Recap", ["--data", "FILE", "--target", "price"], "Recap shows no data"),
        ("Selection Overfit", ["--data", "FILE", "--target", "price"], "here are 2, Selection, Overfit: write"),
        ("Overfit", ["--data", "FILE", "--target", "price"], "here are 2: choose one with --feature"),
        (
            "Selection",
            ["--data", "FILE", "--target", "price", "--set", "weakest=900"],
            "weakest is 900, but must be below strongest, 500",
        ),
        ("Selection", ["--data", "FILE", "--target", "price", "--set", "data=1"], "unknown number"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    typed: Typed, tmp_path: Path, scene: str, options: list[str], reason: str
) -> None:
    file = str(written(tmp_path, GOOD))
    assert reason in refused(typed, tmp_path, [file if each == "FILE" else each for each in options], scene)


OVERFIT_REFUSES = {
    "too few rows": (AREA[:14], PRICE[:14], "10 rows are fitted and 5 or more held out, and here are only 14"),
    "too few places": (np.arange(40.0) % 6, PRICE, "'area' has 6: choose another column"),
    "no noise": (AREA, AREA**2, "does not overfit"),
    "noise alone": (AREA, np.random.default_rng(0).normal(size=40), "no λ is too large"),
    "all in one place": (np.append(np.linspace(1, 1.001, 39), 1000), PRICE, "so near to each other"),
}


@pytest.mark.parametrize("what", OVERFIT_REFUSES)
def test_points_that_would_belie_the_words_are_refused(typed: Typed, tmp_path: Path, what: str) -> None:
    x, y, reason = OVERFIT_REFUSES[what]
    text = "area,price\n" + "".join(f"{a},{b}\n" for a, b in zip(x, y, strict=True))
    line = refused(typed, tmp_path, ["--data", str(written(tmp_path, text)), "--target", "price"], "Overfit")
    assert reason in line


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        "\N{BOM}" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace(",", ";").replace(".", ","),
        GOOD.replace(",", "\t").replace(".", ","),
        "sep=;\r\n" + GOOD.replace(",", ";").replace(".", ",").replace("\n", "\r\n"),
        GOOD.replace("\n", "\n\n"),
        GOOD + "\n,,\n",
        GOOD.replace("area", '" area\n"', 1),
        "\n".join(f'"{row.replace(",", chr(34) + "," + chr(34))}"' for row in ROWS),
        text_of(town=["Oslo, Norway"] * 40),
        text_of(town=["a\nb"] * 40),
        text_of(note=[""] * 40),
    ],
)
def test_the_same_table_in_another_dress_is_the_same_table(tmp_path: Path, content: str) -> None:
    table, _ = read(tmp_path, content)
    assert (table.names, len(table.rows)) == (("area", "age", "price"), 40)
    np.testing.assert_array_equal(table.column("price"), PRICE)


def test_columns_of_text_are_left_out_and_named(tmp_path: Path) -> None:
    _, left_out = read(tmp_path, text_of(town=["Oslo"] * 40, id=[f"h{number}" for number in range(40)]))
    assert left_out == ("town (row 2: 'Oslo')", "id (row 2: 'h0')")


def test_rows_that_lack_a_value_are_dropped_if_that_is_wanted_and_counted(tmp_path: Path) -> None:
    lacking = ["", "NA", "NaN", "-", "null", "?", "N/A", "<NA>"]
    ages = [*lacking, *map(str, AGE[len(lacking) :])]
    file = written(tmp_path, text_of(age=ages, note=["", *["x"] * 39]))
    table, _, notes = CustomData(file, "price", drop_missing=True).read()
    assert notes == ["8 of 40 rows left out, as they lack a value"]
    assert table.column("price").tolist() == PRICE[8:].tolist()
    with pytest.raises(BadInputError, match="is empty, and 8 of 40 rows lack a value: add --drop-missing"):
        CustomData(file, "price").read()
    assert len(CustomData(file, "price", ("area",)).read()[0].rows) == 40


@pytest.mark.parametrize("name", ["area", "NA"])
def test_where_no_row_is_complete_the_refusal_says_so(tmp_path: Path, name: str) -> None:
    half = [str(each) if number % 2 else "" for number, each in enumerate(AREA)]
    other = ["" if number % 2 else str(each) for number, each in enumerate(AGE)]
    file = written(tmp_path, text_of(area=half, age=other).replace("area", name, 1))
    with pytest.raises(BadInputError, match="every row lacks a value"):
        CustomData(file, "price", drop_missing=True).read()


def test_named_features_are_the_only_ones_that_are_read(tmp_path: Path) -> None:
    table, left_out = read(tmp_path, text_of(age=broken(0, ""), town=["Oslo"] * 40), "area")
    assert (table.names, left_out) == (("area", "price"), ())
    with pytest.raises(BadInputError, match="row 2, column 'town': 'Oslo' is not a number"):
        read(tmp_path, text_of(town=["Oslo"] * 40), "town")


@pytest.mark.parametrize(
    "name",
    [
        "<b>bold</b>",
        "#import",
        "$x$",
        "../../x",
        "a;b",
        "{age}",
        "[red]",
        "%s",
        "\\n",
        "房价",
        "β",
        "n'",
        "e\u0301",
    ],
)
def test_a_name_that_looks_like_code_is_a_name(tmp_path: Path, name: str) -> None:
    file = written(tmp_path, named(name))
    custom = custom_numbers([SELECTION], None, (), "en", CustomData(file, "price"))
    numbers = custom.scenes[0].load().numbers
    assert re.sub("e\u0301", "é", name) in numbers.data.names  # type: ignore[attr-defined]
    assert re.fullmatch(r"own-houses-[0-9a-f]{8}", custom.folder)


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1, max_size=4),
    st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=5), max_size=5),
    st.sampled_from(",;\t|"),
)
@settings(max_examples=80, deadline=None)
def test_whatever_stands_in_it_a_file_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, header: list[str], rows: list[list[str]], separator: str
) -> None:
    text = "\n".join(separator.join(row) for row in [[*header, "price"], *rows])
    said = ""
    try:
        read(tmp_path_factory.getbasetemp(), text)
    except BadInputError as error:
        said = str(error)
    assert said.isprintable()


def test_what_lies_beside_the_files_gives_them_again(tmp_path: Path) -> None:
    custom = custom_numbers([SELECTION], None, ["budget=1"], "en", CustomData(written(tmp_path, GOOD), "price"))
    (written(tmp_path, "still")).write_text("x")
    picture = tmp_path / "Selection.png"
    files = custom.beside([picture], tmp_path)
    assert [file.name for file in files] == ["Selection.png", "Selection.toml", "Selection.csv"]
    toml, data = files[1:]
    assert "--data Selection.csv --target price" in " ".join(toml.read_text(encoding="utf-8").split()).replace(
        "# ", ""
    )
    again = custom_numbers([SELECTION], toml, (), "en", CustomData(data, "price"))
    assert again.scenes == custom.scenes
    assert custom.beside([], tmp_path) == []


def test_a_written_table_is_read_as_the_same(tmp_path: Path) -> None:
    table, _ = read(tmp_path, named('a ""strange"", name'))
    assert read(tmp_path, as_csv(table))[0] == table


def test_the_folder_is_named_after_both_files_and_fits_the_disk(tmp_path: Path) -> None:
    data, numbers = (
        written(tmp_path, GOOD, "屋" * 60 + ".csv"),
        written(tmp_path, "budget = 1", "数" * 60 + ".toml"),
    )
    custom = custom_numbers([SELECTION], numbers, (), "en", CustomData(data, "price"))
    assert re.fullmatch(r"own-数+-屋+-[0-9a-f]{8}", custom.folder)
    assert len(custom.folder.encode()) < 255


def test_other_data_give_other_files_and_the_same_data_the_same(tmp_path: Path) -> None:
    def scene(content: str) -> str:
        return custom_numbers([SELECTION], None, (), "en", CustomData(written(tmp_path, content), "price")).scenes[
            0
        ]

    one, other = scene(GOOD), scene(text_of(age=[*AGE[:-1], AGE[-1] + 1]))
    same = scene(GOOD.replace(",", ";"))
    sources, variant = Sources(), Variant()
    keys = [key_of(ingredients(each, variant, sources)) for each in (SELECTION, one, other, same)]
    assert len(set(keys)) == 3
    assert keys[1] == keys[3]


def test_the_range_of_strengths_follows_the_data_unless_it_is_chosen(tmp_path: Path) -> None:
    data = CustomData(written(tmp_path, GOOD), "price")
    numbers = [
        custom_numbers([SELECTION], None, given, "en", data).scenes[0].load().numbers.model_dump()
        for given in ((), ["weakest=2"])
    ]
    assert numbers[1]["weakest"] == 2
    assert numbers[0]["strongest"] == numbers[1]["strongest"] != SELECTION_STRONGEST
    assert numbers[0]["weakest"] < 2


SELECTION_STRONGEST = SELECTION.load().numbers.model_dump()["strongest"]


def test_columns_left_out_are_told_on_the_console(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    file = written(tmp_path, text_of(town=["Oslo"] * 40))
    custom_numbers([SELECTION], None, (), "en", CustomData(file, "price"))
    assert f"{file}: left out, as most of their cells are not numbers: town (row 2: 'Oslo')" in caplog.text


def test_of_more_columns_than_can_be_drawn_those_are_taken_that_the_lasso_keeps_longest(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    design = np.random.default_rng(4).normal(size=(80, 45)).round(6)
    price = (design @ np.random.default_rng(5).normal(size=45) + design[:, 0]).round(6)
    columns = {f"x{number}": column for number, column in enumerate(design.T)}
    file = written(tmp_path, text_of(area=columns["x0"], age=columns["x1"], **columns, price=price))
    data = CustomData(file, "price")
    numbers = custom_numbers([SELECTION], None, (), "en", data).scenes[0].load().numbers
    kept = numbers.data.features  # type: ignore[attr-defined]
    scaled = (design - design.mean(axis=0)) / design.std(axis=0)
    _, _, weights = lars_path(scaled, price - price.mean(), method="lasso")
    first = [int((row != 0).argmax()) if row.any() else weights.shape[1] for row in weights]
    longest = {f"x{number}" for number in np.argsort(first, kind="stable")[:20]}
    named = {{"area": "x0", "age": "x1"}.get(name, name) for name in kept}
    assert len(kept) == 20
    assert named == longest
    assert "as the lasso keeps 20 others longer: " in caplog.text
    with pytest.raises(BadInputError, match="paths are drawn of 2 to 20 columns, and here are 21"):
        custom_numbers([SELECTION], None, (), "en", CustomData(file, "price", tuple(list(columns)[:21])))


MADE_UP: dict[str, tuple[dict[str, object], str]] = {
    "a column in another unit": ({"feet": AREA * 10.7639}, "feet"),
    "the same column twice": ({"copy": AGE}, "copy"),
    "a sum of columns": ({"both": AREA + AGE}, "both"),
    "a choice": ({"old": (AGE > 40).astype(int), "new": (AGE <= 40).astype(int)}, "new"),
}


@pytest.mark.parametrize("what", MADE_UP)
def test_columns_that_others_make_up_are_left_out_unless_they_were_chosen(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, what: str
) -> None:
    columns, name = MADE_UP[what]
    file = written(tmp_path, text_of(**columns))
    custom_numbers([SELECTION], None, (), "en", CustomData(file, "price"))
    assert f"{file}: left out, as columns before them make them up: {name}" in caplog.text
    chosen = CustomData(file, "price", ("area", "age", *columns))
    with pytest.raises(BadInputError, match=f"column '{name}' is made up of the columns before it"):
        custom_numbers([SELECTION], None, (), "en", chosen)
