"""Tables that people bring, and that are brought to break the reader."""

from __future__ import annotations

import gzip
import io
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from hostile import Brought, Content

__all__ = ["BOMBS", "TABLES"]

Rows = list[list[str]]

NAMES = ["area", "rooms", "age", "far", "price"]
_chance = random.Random(7)


def _house() -> list[float]:
    area, rooms, age, far = (_chance.uniform(*ends) for ends in ((400, 2600), (1, 9), (0, 90), (0.3, 25)))
    price = 0.8 * area + 70 * rooms - 6 * age - 12 * far + _chance.gauss(900, 90)
    return [round(value, 2) for value in (area, rooms, age, far, price)]


HOUSES = [_house() for _ in range(40)]


def rows(written: str = ".2f", *, swap: str = "", names: Sequence[str] = NAMES) -> Rows:
    """The houses, each number written so; ``swap`` are what stands for "," and "." in it."""
    marks = str.maketrans(",.", swap) if len(swap) == 2 else {ord(","): swap[:-1], ord("."): swap[-1:] or "."}
    return [list(names), *([format(value, written).translate(marks) for value in house] for house in HOUSES)]


def text(table: Rows, sep: str = ",", end: str = "\n", quote: str = "") -> str:
    return "".join(sep.join(f"{quote}{cell}{quote}" for cell in row) + end for row in table)


def plain(sep: str = ",", end: str = "\n", quote: str = "") -> bytes:
    return text(rows(), sep, end, quote).encode()


def beside(name: str, cell: Callable[[int], object], *, first: bool = False, of: bytes = b"") -> bytes:
    """The houses with one more column, or another table with it."""
    more = [name, *(str(cell(number)) for number in range(len(HOUSES)))]
    table = [line.split(",") for line in of.decode().splitlines()] or rows()
    return text([[new, *row] if first else [*row, new] for new, row in zip(more, table, strict=True)]).encode()


def with_sum() -> bytes:
    """The houses with a column that adds two others up."""
    return beside("sum", lambda number: f"{HOUSES[number][0] + HOUSES[number][1]:.2f}", first=True)


def in_another_unit() -> bytes:
    """The houses with their area in two units."""
    return beside("cm2", lambda number: f"{HOUSES[number][0] * 10000:.0f}", first=True)


def features(*names: str) -> list[str]:
    return [part for name in names for part in ("--feature", name)]


def instead(column: int, cell: Callable[[str], str], sep: str = ",") -> bytes:
    """The houses with the cells of a column written another way."""
    head, *body = rows()
    return text([head, *([*row[:column], cell(row[column]), *row[column + 1 :]] for row in body)], sep).encode()


def named(name: str) -> bytes:
    """The houses with another name for their area."""
    return text(rows(names=[name, *NAMES[1:]])).encode()


def holes(mark: str) -> bytes:
    """The houses and three more, each of which lacks a number."""
    lacking = [["1000.00", "3.00", "20.00", "5.00", "1500.00"] for _ in range(3)]
    for row, column in zip(lacking, (0, 2, 4), strict=True):
        row[column] = mark
    return text([*rows(), *lacking]).encode()


def wide(columns: int, count: int) -> bytes:
    """Columns of chance, the first of which make the price."""
    chance = random.Random(3)
    body = [[chance.gauss(0, 1) for _ in range(columns)] for _ in range(count)]
    prices = (sum(row[:5]) + chance.gauss(0, 0.5) for row in body)
    cells = [[f"{value:.3f}" for value in (*row, price)] for row, price in zip(body, prices, strict=True)]
    return text([[*(f"x{number}" for number in range(columns)), "price"], *cells]).encode()


def many(count: int) -> Callable[[Path], object]:
    """So many rows, written when they are needed."""

    def write(path: Path) -> None:
        chance = random.Random(5)
        some = [[chance.gauss(0, 1) for _ in range(4)] for _ in range(1000)]
        lines = (",".join(f"{value:.4f}" for value in (*row, sum(row) + chance.gauss(0, 1))) for row in some)
        thousand = "\n".join(lines).encode() + b"\n"
        with path.open("wb") as file:
            file.write(",".join(NAMES).encode() + b"\n")
            for _ in range(count // 1000):
                file.write(thousand)

    return write


_WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _cell(value: str) -> str:
    if value.replace(".", "").replace("-", "").isdigit():
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def sheet(table: Rows) -> str:
    """The XML of a sheet."""
    return _SHEET + "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in table) + "</sheetData></worksheet>"


def zipped(files: dict[str, str]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return whole.getvalue()


def workbook(sheet1: str) -> bytes:
    """An .xlsx of one sheet."""
    return zipped(_WORKBOOK | {"xl/worksheets/sheet1.xml": sheet1})


def zip_bomb(path: Path) -> None:
    """An .xlsx whose sheet has a row after another, 400 MB of them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in _WORKBOOK.items():
            file.writestr(name, content)
        with file.open("xl/worksheets/sheet1.xml", "w") as inside:
            inside.write(_SHEET.encode())
            million = b"<row><c><v>1</v></c></row>" * 40_000
            for _ in range(400):
                inside.write(million)


def gz_bomb(path: Path) -> None:
    """Three gigabytes of rows in a few megabytes."""
    member = gzip.compress(b"1.0,2.0,3.0,4.0,5.0\n" * 500_000)
    with path.open("wb") as file:
        file.write(gzip.compress(",".join(NAMES).encode() + b"\n"))
        for _ in range(300):
            file.write(member)


def gz_line(path: Path) -> None:
    """Half a gigabyte of spaces, which are one line."""
    member = gzip.compress(b" " * 10_000_000)
    with path.open("wb") as file:
        for _ in range(50):
            file.write(member)


def hollow(path: Path) -> None:
    """Ten gigabytes of NULs that take no room."""
    with path.open("wb") as file:
        file.truncate(10_000_000_000)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as here:
        here.bind(path.name)  # a whole path may be too long for it


PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
PNG += struct.pack(">I", zlib.crc32(PNG[12:])) + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n<body><p>Please, sign in</p></body></html>\n"
CHINESE = ["面积", "房间", "年龄", "距离", "price"]
WAERME = ["Wärme", "Fläche", "Länge", "Höhe", "price"]
FRENCH = ["année", "mètres", "âge", "été", "price"]
SPANISH = ["año", "baños", "tamaño", "habitación", "price"]
GERMAN = ["Größe", "Zimmer", "Alter", "Entfernung", "price"]
UTF8 = "(?i)utf-?8"
ROWS = "(?i)row|line"
DROP = "--drop-missing"
PRICE = ("--target", "price")


def data(content: Content, *more: str, **due: object) -> Brought:
    """A CSV file for Selection, whose column price is to be predicted."""
    return Brought("--data", "houses.csv", content, ("Selection", *PRICE, *more))._replace(**due)


def accepted(content: Content, *more: str, **due: object) -> Brought:
    return data(content, *more, **{"accepted": True, "like": "plain"} | due)


def refused(content: Content, says: str, *more: str, **due: object) -> Brought:
    return data(content, *more, **{"accepted": False, "says": says} | due)


def either(content: Content, *more: str, says: str = "", **due: object) -> Brought:
    """What may be refused; if it is accepted, its numbers are those of the plain table."""
    return data(content, *more, **{"says": says, "like": "plain"} | due)


def any_way(content: Content, *more: str, says: str = "") -> Brought:
    return data(content, *more, says=says)


LOCALES = {
    "plain": data(plain(), accepted=True),
    "crlf": accepted(plain(end="\r\n")),
    "old Mac's line ends": either(plain(end="\r")),
    "line ends of three kinds": either(
        b"".join(line + end for line, end in zip(plain().split(b"\n"), [b"\n", b"\r\n", b"\r"] * 14, strict=False))
    ),
    "no line end at the end": accepted(plain().rstrip()),
    "byte-order mark": accepted(b"\xef\xbb\xbf" + plain()),
    "two byte-order marks": either(b"\xef\xbb\xbf" * 2 + plain()),
    "tabs": accepted(plain("\t")),
    "semicolons": accepted(plain(";")),
    "German": accepted(text(rows(",.2f", swap=".,"), ";").encode()),
    "German, no thousands": accepted(text(rows(swap=" ,"), ";").encode()),
    "German, in a comma-separated file, quoted": accepted(text(rows(",.2f", swap=".,"), quote='"').encode()),
    "French": accepted(text(rows(",.2f", swap=" ,"), ";").encode()),
    "French, no-break space": accepted(text(rows(",.2f", swap="\u00a0,"), ";").encode()),
    "French, narrow no-break space": accepted(text(rows(",.2f", swap="\u202f,"), ";").encode()),
    "Swiss": accepted(text(rows(",.2f", swap="'."), ";").encode()),
    "Swiss, typographic": accepted(text(rows(",.2f", swap="’."), ";").encode()),
    "American": accepted(text(rows(",.2f"), quote='"').encode()),
    "American, tabs": accepted(text(rows(",.2f"), "\t").encode()),
    "scientific": accepted(text(rows(".8E")).encode()),
    "scientific, German": accepted(text(rows(".8E", swap=".,"), ";").encode()),
    "SPSS, no 0 before the point": accepted(instead(3, lambda cell: cell.removeprefix("0"))),
    "plus signs": either(text(rows("+.2f")).encode()),
    "zeros in front": either(text(rows("010.2f")).encode()),
    "zeros behind": accepted(text(rows(".12f")).encode()),
    "spaces around cells": either(text(rows("9.2f"), " , ").encode()),
    "typographic minus": either(instead(2, lambda cell: f"\u2212{cell}"), like="minus"),
    "minus": accepted(instead(2, lambda cell: f"-{cell}"), like=""),
    "full-width digits": any_way(instead(2, lambda cell: cell.translate({48 + n: 0xFF10 + n for n in range(10)}))),
    "Arabic digits": any_way(instead(2, lambda cell: cell.translate({48 + n: 0x660 + n for n in range(10)}))),
    "underscores in numbers": any_way(instead(0, lambda cell: f"{cell[:1]}_{cell[1:]}")),
    "hexadecimal": any_way(instead(0, lambda cell: hex(int(float(cell))))),
    "two styles in a file": refused(
        instead(0, lambda cell: cell.replace(".", ","), ";"), "(?i)comma|point|style|marks"
    ),
    "1.351 settles nothing": refused(
        text([NAMES, *([f"{1 + value / 1000:.3f}" for value in house] for house in HOUSES)], ";").encode(),
        "--decimal",
    ),
    "1.351 with --decimal ,": data(
        text([NAMES, *([f"{1 + value / 1000:.3f}" for value in house] for house in HOUSES)], ";").encode(),
        "--decimal",
        ",",
        accepted=True,
    ),
    "--decimal of no kind": refused(plain(), "--decimal", "--decimal", "dot", named="--decimal"),
    "percent": accepted(instead(1, lambda cell: f"{cell}%"), like=""),
    "percent, German": accepted(
        text([NAMES, *([*row[:3], f"{row[3]} %", row[4]] for row in rows(swap=" ,")[1:])], ";").encode(), like=""
    ),
    "dollars": any_way(instead(4, lambda cell: f"${cell}")),
    "euros": any_way(instead(4, lambda cell: f"{cell} €")),
    "minus in brackets": any_way(instead(2, lambda cell: f"({cell})")),
    "minus behind": any_way(instead(2, lambda cell: f"{cell}-")),
    "numbers with their unit": any_way(instead(0, lambda cell: f"{cell} m²")),
    "times": any_way(instead(2, lambda cell: f"{cell[0]}:30")),
    "fractions": any_way(instead(1, lambda cell: f"{cell[0]} 1/2")),
}

WRITERS = {
    "pandas, with its index": accepted(beside("", lambda number: number, first=True), said="no name|index"),
    "pandas, two indices": accepted(
        text([["", "", *NAMES], *([str(n), str(n % 7), *row] for n, row in enumerate(rows()[1:]))]).encode()
    ),
    "pandas, read and written again": accepted(beside("Unnamed: 0", lambda number: number, first=True)),
    "R, with row names": accepted(
        text(
            [['""', *map('"{}"'.format, NAMES)], *([f'"{n}"', *row] for n, row in enumerate(rows()[1:], 1))]
        ).encode()
    ),
    "R, write.table": either(
        text([NAMES, *([str(n), *row] for n, row in enumerate(rows()[1:], 1))], " ").encode()
    ),
    "R, write.table with tabs": either(
        text([NAMES, *([str(n), *row] for n, row in enumerate(rows()[1:], 1))], "\t").encode()
    ),
    "R, write.csv2": accepted(
        text([["", *NAMES], *([str(n), *row] for n, row in enumerate(rows(swap=" ,")[1:], 1))], ";").encode()
    ),
    "all quoted": accepted(plain(quote='"')),
    "single quotes": either(plain(quote="'")),
    "typographic quotes": either(text([["“" + name + "”" for name in NAMES], *rows()[1:]]).encode()),
    "Excel, trailing commas": accepted(plain(end=",,,\n")),
    "Excel, empty rows of commas": accepted(plain() + b",,,,\n" * 9),
    "Excel, sep=;": either(b"sep=;\n" + plain(";")),
    "Excel, a title": either(b"Houses of the town,,,,\n" + plain()),
    "Excel, a sum below": either(plain() + b"Total,,,,99999.00\n"),
    "Excel, #DIV/0!": refused(holes("#DIV/0!"), f"{DROP}|DIV"),
    "Excel, #REF! everywhere": accepted(beside("share", lambda _: "#REF!")),
    "Excel, ####": refused(holes("########"), f"{DROP}|#"),
    "empty rows": accepted(plain().replace(b"\n", b"\n\n")),
    "empty rows of spaces": either(plain() + b"   \n\t\n"),
    "empty rows in front": either(b"\n\n\n" + plain()),
    "comments in front": either(b"# source: the town\n# 2021\n" + plain()),
    "a comment behind": either(plain() + b"# end\n"),
    "MySQL": accepted(plain("\t"), like="plain"),
    "psql": either(
        (text([NAMES], " | ") + "----+----+----+----+----\n" + text(rows()[1:], " | ") + "(40 rows)\n").encode()
    ),
    "SQLite": either(plain("|"), says="(?i)comma|semicolon|tab"),
    "SQL": refused("".join(f"INSERT INTO houses VALUES ({', '.join(row)});\n" for row in rows()[1:]).encode(), ""),
    "Markdown": either(("| " + text(rows(), " | ", " |\n| ")).encode()),
    "LaTeX": refused(text(rows(), " & ", " \\\\\n").encode(), ""),
    "JSON": refused(b'[{"area": 1.5, "price": 2}, {"area": 2.5, "price": 3}]\n', ""),
    "JSON lines": refused(b'{"area": 1.5, "price": 2}\n' * 40, ""),
    "XML": refused(b'<?xml version="1.0"?>\n<houses>\n<house price="3"/>\n</houses>\n', ""),
    "ARFF": refused(b"@RELATION houses\n@ATTRIBUTE price NUMERIC\n@DATA\n" + plain()[28:], ""),
    "svmlight": refused(b"1.5 1:0.3 2:0.7\n" * 40, ""),
    "units below the header": refused(plain().replace(b"price\n", b"price\nm2,,years,km,k\n", 1), ""),
    "two headers": refused(b"house,,,,sale\n" + plain(), ""),
    "a header again in the middle": refused(plain() + plain(), ROWS),
    "no header": refused(b"\n".join(plain().split(b"\n")[1:]), "(?i)header|name|column"),
    "multi-line cells": accepted(beside("note", lambda number: f'"two\nlines, {number}"')),
    "multi-line header": any_way(named('"area\nin m²"')),
    "quotes in cells": accepted(beside("note", lambda _: '"a ""good"" one"')),
    "a text column": accepted(beside("street", lambda number: f"Street {number}")),
    "a text column with half its cells": accepted(beside("note", lambda number: "new" if number % 2 else "")),
    "a column of dates": accepted(beside("sold", lambda number: f"2021-03-{number % 28 + 1:02}")),
    "a column of German dates": accepted(beside("sold", lambda number: f"{number % 28 + 1:02}.03.2021")),
    "dates as a feature": refused(
        beside("sold", lambda number: f"2021-03-{number % 28 + 1:02}"), "sold", "--feature", "sold"
    ),
    "a constant column": accepted(beside("country", lambda _: 49), said="country"),
    "a constant column as a feature": refused(beside("country", lambda _: 49), "country", "--feature", "country"),
    "a column twice": accepted(text([[*row, row[0]] for row in rows()]).encode(), like="", said="area"),
    "a column twice under two names": accepted(
        text([[*row, "m2" if row[0] == "area" else row[0]] for row in rows()]).encode(), said="m2"
    ),
    "two columns of a name": refused(
        text(rows(names=["area", "area", "age", "far", "price"])).encode(), "area", "--feature", "area"
    ),
    "two columns of the target's name": refused(
        text(rows(names=["area", "rooms", "age", "price", "price"])).encode(), "price"
    ),
    "booleans, R": accepted(
        beside("garden", lambda number: str(number % 3 == 0).upper()), like="booleans, numbers"
    ),
    "booleans, pandas": accepted(beside("garden", lambda number: number % 3 == 0), like="booleans, numbers"),
    "booleans, numbers": data(beside("garden", lambda number: int(number % 3 == 0)), accepted=True),
    "booleans, yes": either(
        beside("garden", lambda number: "no" if number % 3 else "yes"), says="garden", like="booleans, numbers"
    ),
    "booleans, letters": any_way(beside("garden", lambda number: "F" if number % 3 else "T")),
    "booleans and numbers": any_way(beside("garden", lambda number: number % 3 or "TRUE")),
    "booleans, some missing": refused(
        beside("garden", lambda number: "" if number == 7 else number % 3 == 0),
        f"garden|{DROP}",
        "--feature",
        "garden",
    ),
    "booleans for a target": any_way(instead(4, lambda cell: str(cell[-1] > "4")), says="price"),
    "percent and numbers in a column": refused(
        text(
            [NAMES, *([row[0], f"{row[1]}{'%' * (n % 2)}", *row[2:]] for n, row in enumerate(rows()[1:]))]
        ).encode(),
        "rooms",
        *features("rooms", "area"),
    ),
    "numbers of 19 digits": any_way(beside("id", lambda number: 2**62 + number**3)),
    "commas in names, semicolons between": accepted(
        text(rows(",.2f", swap=".,", names=["area (m², net)", "rooms, beds", *NAMES[2:]]), ";").encode(), like=""
    ),
    "commas in cells, tabs between": accepted(
        text(
            [[*row, "note" if n == 0 else "red, green, blue; new"] for n, row in enumerate(rows())], "\t"
        ).encode()
    ),
    "commas in the header, semicolons below": any_way(
        b"area,rooms,age,far,price\n" + b"\n".join(plain(";").split(b"\n")[1:])
    ),
}

MISSING = {
    "NA",
    "",
    "NaN",
    "-",
    "null",
    "NULL",
    "?",
    "#N/A",
    "nan",
    "None",
    "n/a",
    ".",
    "\\N",
    "<NA>",
}
HOLES = {
    **{f"missing as {mark!r}": refused(holes(mark), DROP) for mark in sorted(MISSING)},
    **{f"missing as {mark!r}, dropped": accepted(holes(mark), DROP) for mark in sorted(MISSING)},
    "missing as -999": any_way(holes("-999")),
    "a column lacks all": either(beside("garden", lambda _: "NA"), says="garden"),
    "a column lacks all, dropped": either(beside("garden", lambda _: "NA"), DROP, says="garden"),
    "all rows lack something, dropped": refused(
        text(
            [
                NAMES,
                *(
                    ["NA" if n % 5 == at else cell for at, cell in enumerate(row)]
                    for n, row in enumerate(rows()[1:])
                ),
            ]
        ).encode(),
        ROWS,
        DROP,
    ),
    "nothing missing, dropped": accepted(plain(), DROP),
}

ENCODINGS = {
    "UTF-16": either(text(rows()).encode("utf-16"), says="(?i)utf-?16"),
    "UTF-16, big end": either(b"\xfe\xff" + text(rows()).encode("utf-16-be"), says="(?i)utf-?16"),
    "UTF-16, no mark": either(text(rows()).encode("utf-16-le"), says="(?i)utf-?16|utf-?8"),
    "UTF-16, half a letter": refused(text(rows()).encode("utf-16")[:-1], ""),
    "UTF-16, Excel's Unicode text": either(text(rows(), "\t", "\r\n").encode("utf-16"), says="(?i)utf-?16"),
    "UTF-32": either(text(rows()).encode("utf-32"), says="(?i)utf-?(32|16|8)"),
    "UTF-7": any_way(text(rows(names=CHINESE)).encode("utf-7")),
    "Chinese": data(text(rows(names=CHINESE)).encode(), accepted=True),
    "GBK": either(text(rows(names=CHINESE)).encode("gbk"), says="(?i)gbk|utf-?8", like="Chinese"),
    "GB18030": either(text(rows(names=CHINESE)).encode("gb18030"), says="(?i)gb|utf-?8", like="Chinese"),
    "Big5": any_way(text(rows(names=["面積", "房間", "年齡", "距離", "price"])).encode("big5"), says=UTF8),
    "German names": data(text(rows(names=GERMAN), ";").encode(), accepted=True),
    "Windows-1252": either(
        text(rows(names=GERMAN), ";").encode("cp1252"), says="(?i)1252|utf-?8", like="German names"
    ),
    "one Chinese name": data(text(rows(names=["价", *NAMES[1:]])).encode(), accepted=True),
    "one Chinese name in GBK": either(
        text(rows(names=["价", *NAMES[1:]])).encode("gbk"),
        says="(?i)gbk|utf-?8",
        said="GBK",
        like="one Chinese name",
    ),
    "Chinese cells in GBK": either(
        text([[*row, "备注" if n == 0 else "很好的房子"] for n, row in enumerate(rows())]).encode("gbk"),
        says="(?i)gbk|utf-?8",
        said="GBK",
    ),
    "ä before r": data(text(rows(names=WAERME), ";").encode(), accepted=True),
    "ä before r in Windows-1252": either(
        text(rows(names=WAERME), ";").encode("cp1252"), says="(?i)1252|utf-?8", said="1252", like="ä before r"
    ),
    "French names": data(text(rows(names=FRENCH), ";").encode(), accepted=True),
    "French names in Windows-1252": either(
        text(rows(names=FRENCH), ";").encode("cp1252"), says="(?i)1252|utf-?8", said="1252", like="French names"
    ),
    "Spanish names": data(text(rows(names=SPANISH)).encode(), accepted=True),
    "Spanish names in Latin-1": either(
        text(rows(names=SPANISH)).encode("latin-1"),
        says="(?i)1252|latin|utf-?8",
        said="1252|(?i:latin)",
        like="Spanish names",
    ),
    "Russian names in Windows-1251": any_way(
        text(rows(names=["площадь", "комнаты", "возраст", "даль", "price"])).encode("cp1251"), says=UTF8
    )._replace(said="(?i)1251|read as"),
    "Japanese names in Shift-JIS": any_way(
        text(rows(names=["面積", "部屋", "築年", "距離", "price"])).encode("shift-jis"), says=UTF8
    )._replace(said="(?i)jis|read as"),
    "cp437": any_way(text(rows(names=GERMAN), ";").encode("cp437"), says=UTF8),
    "EBCDIC": refused(text(rows()).encode("cp037"), ""),
    "one wrong byte, far down": any_way(
        text([[*row, "note" if n == 0 else "fine"] for n, row in enumerate(rows())]).encode()[:-3] + b"\xff\n",
        says=UTF8,
    ),
    "half of a letter at the end": refused(plain() + "1,2,3,4,é".encode()[:-1], ""),
    "surrogates": refused(plain().replace(b"area", b"\xed\xa0\x80"), UTF8),
    "overlong slash": any_way(plain().replace(b"area", b"\xc0\xaf"), says=UTF8),
}

KINDS = {
    "xlsx": either(workbook(sheet(rows())), file="houses.xlsx", says="(?i)xlsx|excel"),
    "xlsx named .csv": either(workbook(sheet(rows())), says="(?i)xlsx|excel"),
    "xlsx, two sheets' worth missing": refused(zipped(_WORKBOOK), "(?i)xlsx|excel|sheet", file="houses.xlsx"),
    "xlsx, empty sheet": refused(workbook(sheet([])), "", file="houses.xlsx"),
    "xlsx, formulas without values": refused(
        workbook(sheet(rows()).replace("<v>", "<f>").replace("</v>", "</f>")), "", file="houses.xlsx"
    ),
    "xlsx, cut off": refused(workbook(sheet(rows()))[:-300], "", file="houses.xlsx"),
    "xlsx, not XML inside": refused(workbook("area,price\n1,2\n"), "", file="houses.xlsx"),
    "xlsx, laughs": refused(workbook(f"{LAUGHS}]>{sheet([['&j;']])}"), "", file="houses.xlsx"),
    "xlsx, an entity that reads a file": refused(
        workbook(f'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>{sheet([["&x;", "price"]])}'),
        "^((?!root:).)*$",
        file="houses.xlsx",
    ),
    "xlsx, a cell in the last row": any_way(
        workbook(_SHEET + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>')
    )._replace(file="houses.xlsx"),
    "xlsx, errors in cells": any_way(
        workbook(sheet(rows()).replace("<c><v>", '<c t="e"><v>#DIV/0!</v></c><c><v>', 1))
    )._replace(file="houses.xlsx"),
    "xlsx, a title above": either(workbook(sheet([["Houses of the town"], *rows()])), file="houses.xlsx"),
    "xlsx, empty rows above": either(workbook(sheet([[], [], *rows()])), file="houses.xlsx"),
    "xlsx, an index": accepted(
        workbook(sheet([[str(n) if n else "", *row] for n, row in enumerate(rows())])),
        file="houses.xlsx",
        said="no name|index",
    ),
    "xlsx, booleans": accepted(
        workbook(
            sheet([[*row, "garden"] if n == 0 else row for n, row in enumerate(rows())])
            .replace("</row><row>", "\n")
            .replace("\n", "</row><row>", 1)
            .replace("\n", '<c t="b"><v>1</v></c></row><row>', 1)
            .replace("\n", '<c t="b"><v>0</v></c></row><row>')
            .replace("</row></sheet", '<c t="b"><v>1</v></c></row></sheet')
        ),
        file="houses.xlsx",
        like="",
    ),
    "xlsx, German numbers as text": either(
        workbook(sheet(rows(",.2f", swap=".,")).replace("<c><v>", '<c t="str"><v>')), file="houses.xlsx"
    ),
    "xlsx, numbers as text": accepted(
        workbook(sheet(rows()).replace("<c><v>", '<c t="str"><v>')), file="houses.xlsx"
    ),
    "xlsx, formulas with values": accepted(
        workbook(sheet(rows()).replace("<c><v>", "<c><f>1+1</f><v>")), file="houses.xlsx"
    ),
    "xlsx, missing cells": refused(
        workbook(sheet(rows()).replace("<v>1", "<v></v></c><c t='z'><v>1", 1)), "", file="houses.xlsx"
    ),
    "xlsx, control characters": any_way(workbook(sheet(rows(names=["&#xA;&#x202E;area", *NAMES[1:]]))))._replace(
        file="houses.xlsx"
    ),
    "xlsx named .xls": either(workbook(sheet(rows())), file="houses.xls"),
    "xls": refused(OLE, "(?i)xls|excel|csv", file="houses.xls"),
    "xls named .csv": refused(OLE, ""),
    "ods": refused(
        zipped(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office:document/>"}
        ),
        "(?i)ods|opendocument|csv",
        file="houses.ods",
    ),
    "a zip with a CSV file": either(zipped({"houses.csv": text(rows())}), says="(?i)zip", file="houses.zip"),
    "Parquet": refused(b"PAR1" + bytes(200) + b"PAR1", "(?i)parquet", file="houses.parquet"),
    "Parquet named .csv": refused(b"PAR1" + bytes(200) + b"PAR1", "(?i)parquet"),
    "Feather": refused(b"ARROW1\0\0" + bytes(200) + b"ARROW1", "", file="houses.feather"),
    "gz": either(gzip.compress(plain()), says="(?i)gz", file="houses.csv.gz"),
    "gz named .csv": either(gzip.compress(plain()), says="(?i)gz"),
    "gz, cut off": refused(gzip.compress(plain())[:-20], "(?i)gz|whole|cut|end", file="houses.csv.gz"),
    "gz, spoilt": refused(gzip.compress(plain())[:40] + bytes(80), "(?i)gz", file="houses.csv.gz"),
    "gz in gz": any_way(gzip.compress(gzip.compress(plain())), says="(?i)gz")._replace(file="houses.csv.gz"),
    "gz of a picture": refused(gzip.compress(PNG), "", file="houses.csv.gz"),
    "CSV named .gz": either(plain(), file="houses.csv.gz"),
    "CSV named .xlsx": either(plain(), file="houses.xlsx"),
    "CSV named .txt": accepted(plain(), file="houses.txt"),
    "bz2": refused(b"BZh91AY&SY" + bytes(99), "", file="houses.csv.bz2"),
    "SQLite file": refused(b"SQLite format 3\0" + bytes(99), "", file="houses.db"),
    "pickle": refused(
        b"\x80\x04\x95\x1b\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93.",
        "",
        file="houses.pkl",
    ),
    "SPSS": refused(b"$FL2@(#) SPSS DATA FILE" + bytes(99), "", file="houses.zsav"),
    "Stata": refused(b"<stata_dta><header><release>118</release>", "", file="houses.dta"),
    "PDF": refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", ""),
    "a picture": refused(PNG, ""),
    "a sign-in page": refused(PAGE.encode(), ""),
    "a page with the table": refused(
        (
            "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>\n" for row in rows()) + "</table>"
        ).encode(),
        "",
    ),
    "Git LFS": refused(b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", ""),
    "a message for who is not allowed": refused(b'{"message": "Not Found", "status": "404"}', ""),
    "a conflict of Git's": refused(
        plain().replace(b"\n", b"\n<<<<<<< HEAD\n", 1) + b"=======\n>>>>>>> other\n", ROWS
    ),
}

BROKEN = {
    "empty": refused(b"", "(?i)empty|header|nothing|no "),
    "one line end": refused(b"\n", ""),
    "spaces": refused(b"   \n  \n", ""),
    "a byte-order mark alone": refused(b"\xef\xbb\xbf", ""),
    "a UTF-16 mark alone": refused(b"\xff\xfe", ""),
    "commas": refused(b",,,,\n,,,,\n", ""),
    "a header alone": refused(plain().split(b"\n")[0] + b"\n", ROWS),
    "one row": refused(b"\n".join(plain().split(b"\n")[:2]), ROWS),
    "two rows": refused(b"\n".join(plain().split(b"\n")[:3]), ""),
    "the target alone": refused(text([row[4:] for row in rows()]).encode(), "(?i)column|feature"),
    "one feature": refused(text([row[3:] for row in rows()]).encode(), "(?i)column|feature"),
    "two features": data(text([row[2:] for row in rows()]).encode()),
    "a short row": refused(plain() + b"1.00,2.00\n", ROWS),
    "a long row": refused(plain() + b"1.00,2.00,3.00,4.00,5.00,6.00\n", ROWS),
    "a long row, decimals of a comma": refused(text(rows(swap=" ,"), ",").encode(), ""),
    "cut off in a number": refused(plain()[:-12], ROWS),
    "cut off by a note": refused(plain() + b"curl: (18) transfer closed\n", ROWS),
    "quote not closed": refused(plain() + b'"1.00,2.00,3.00,4.00,5.00\n', '(?i)quot|"|row|line'),
    "quote not closed at the start": refused(b'"' + plain(), ""),
    "quote in a number": refused(holes('1"0'), ""),
    "letters after a quote": any_way(plain().replace(b"area", b'"area"s', 1)),
    "NULs": refused(plain() + bytes(2000), "(?i)nul|zero|byte|text|row|line"),
    "a NUL in a cell": refused(holes("1\0"), ""),
    "a NUL in a name": any_way(named("a\0rea")),
    "control characters in cells": refused(holes("\x1b[2J1"), ""),
    "form feeds": any_way(plain().replace(b"\n", b"\n\x0c")),
    "line separators": any_way(plain(end="\u2028")),
    "vertical tabs in names": any_way(named("a\x0brea")),
    "infinity": refused(holes("inf"), "(?i)inf"),
    "minus infinity": refused(holes("-Inf"), "(?i)inf"),
    "Infinity": refused(holes("Infinity"), "(?i)inf"),
    "∞": refused(holes("∞"), ""),
    "1e400": refused(holes("1e400"), "1e400|(?i:large|big|inf|great)"),
    "1e-400": any_way(holes("1e-400")),
    "1e308": any_way(holes("1e308")),
    "all near 1e308": any_way(instead(4, lambda cell: f"{cell}e304")),
    "all near 1e-310": any_way(instead(4, lambda cell: f"{cell}e-312")),
    "target near 1e15": any_way(instead(4, lambda cell: f"{cell}e12")),
    "target near 1e-9": any_way(instead(4, lambda cell: f"{cell}e-12")),
    "a feature near 1e200": any_way(instead(0, lambda cell: f"{cell}e197")),
    "a number of 100000 digits": any_way(holes("1" * 100_000)),
    "a cell of a million letters": any_way(beside("note", lambda number: "x" * (900_000 if number == 3 else 1))),
    "an exponent of 100000 digits": any_way(holes("1e" + "9" * 100_000)),
    "thousands without end": any_way(holes("1'000" + "'000" * 20_000)),
    "points without end": any_way(holes("1." * 50_000)),
    "spaces without end": any_way(holes("1" + " " * 100_000 + "1")),
    "signs without end": any_way(holes("-+" * 50_000)),
    "exponents without end": any_way(holes("1e1" * 30_000)),
    "percents without end": any_way(holes("1" + "%" * 100_000)),
    "all rows alike": refused(
        text([NAMES, *(["1.00", "2.00", "3.00", "4.00", "5.00"] for _ in range(40))]).encode(), ""
    ),
    "constant target": refused(instead(4, lambda _: "7.00"), "^(?!.*leave it out).*price"),
    "text target": refused(instead(4, lambda _: "cheap"), "price"),
    "text everywhere": refused(text([NAMES, *(["a", "b", "c", "d", "e"] for _ in range(40))]).encode(), ""),
    "nearly constant column": any_way(instead(3, lambda cell: f"1000000000.{cell[:1]}")),
    "sum of two columns": accepted(with_sum(), like="", said="rooms"),
    "sum of two columns, asked for": refused(
        with_sum(), "(?i)linear|combination|made up|make", *features("sum", "area", "rooms")
    ),
    "one column in another unit": accepted(in_another_unit(), like="", said="area"),
    "one column in another unit, asked for": refused(in_another_unit(), "area", *features("cm2", "area", "age")),
    "dummies that sum to 1": accepted(
        beside("old", lambda n: 1 - n % 2, of=beside("new", lambda n: n % 2)), like="", said="old"
    ),
    "the target again": any_way(
        text([[*row, row[4].replace("price", "cost")] for row in rows()]).encode(), says="cost"
    ),
    "no noise": any_way(text([NAMES, *([*row[:4], f"{2 * float(row[0]):.2f}"] for row in rows()[1:])]).encode()),
    "a target of two values": any_way(instead(4, lambda cell: str(int(cell[-1] > "4")))),
    "more columns than rows": any_way(wide(15, 12), says=ROWS),
    "21 columns": data(wide(21, 60), accepted=True),
    "21 columns, three chosen": data(
        wide(21, 60), "--feature", "x0", "--feature", "x1", "--feature", "x2", accepted=True
    ),
    "999 columns": any_way(wide(998, 12)),
    "2000 columns": any_way(wide(2000, 12)),
    "6000 rows": data(many(6000), accepted=True, said="5000|6000"),
    "6000 rows again": data(many(6000), accepted=True, like="6000 rows"),
    "6000 rows, the last broken": any_way(lambda path: (many(6000)(path), path.open("ab").write(b"1,2\n"))),
    "6000 rows, the last a text": any_way(
        lambda path: (many(6000)(path), path.open("ab").write(b"1,2,three,4,5\n"))
    ),
    "6000 rows, a hole in the last": any_way(
        lambda path: (many(6000)(path), path.open("ab").write(b"1,2,,4,5\n"))
    ),
    "6000 rows, a wrong byte in the last": any_way(
        lambda path: (many(6000)(path), path.open("ab").write(b"1,2,\xff,4,5\n")), says=UTF8
    ),
    "6000 rows, a quote in the last": any_way(
        lambda path: (many(6000)(path), path.open("ab").write(b'1,2,"3,4,5\n'))
    ),
}

EVIL = {
    "red": "\x1b[31marea\x1b[0m",
    "right to left": "\u202eaera",
    "isolates": "\u2066area\u2069",
    "zero width": "ar\u200bea",
    "bell": "area\a",
    "carriage return": '"area\rprice ok"',
    "line feed": '"area\nrenders: all is well"',
    "next line": "area\x85ok",
    "paragraph separator": "area\u2029ok",
    "private use": "\ue000",
    "noncharacter": "\uffff",
    "combining marks": "a" + "\u0301" * 300,
    "emoji": "👩‍👩‍👧‍👦",
    "letters of Hebrew": "שטח",
    "letters that the fonts lack": "ปริมาณ",
    "script": "<script>alert(1)</script>",
    "markup": "<b>&amp;area",
    "braces": "{area} {0} {}",
    "one brace": "{",
    "percent sign": "%s%n%d",
    "formula": '"=HYPERLINK(""http://example.com"",""x"")"',
    "command": "=cmd|' /C calc'!A0",
    "shell": "$(touch pwned)`touch pwned`",
    "LaTeX": "\\input{/etc/passwd}",
    "path": "../../../../tmp/pwned",
    "rich markup": "[bold red]area[/] [link=file:///etc/passwd]",
    "rich markup not closed": "[/nothing]",
    "long": "area " * 2000,
    "long without spaces": "a" * 10_000,
    "empty with cells": "",
    "spaces alone": "   ",
    "a number": "12",
    "the name of another": "price ",
    "an argument": "--target",
    "w": "w",
    "lambda": "λ",
}
NAMED = {
    **{f"a column named {name}": any_way(named(column)) for name, column in EVIL.items()},
    **{
        f"no such target beside {name}": refused(
            named(column),
            "(?i)prise|name|called|HTML",
            "--target",
            "prise",
            typed=("Selection", "--target", "prise"),
        )
        for name, column in EVIL.items()
    },
    "cells that are formulas": accepted(beside("note", lambda number: f"=1+{number}")),
    "cells that are commands": accepted(beside("note", lambda _: "=cmd|' /C calc'!A0")),
    "cells of markup": accepted(beside("note", lambda _: "<script>alert(1)</script>")),
    "a name with spaces": any_way(named(" area ")),
    "the target with spaces": either(plain().replace(b"price", b" price ", 1)),
    "--target in capitals": refused(plain(), "price", typed=("Selection", "--target", "Price")),
    "--target with a control character": refused(plain(), "", typed=("Selection", "--target", "pri\x1b[31mce")),
    "--target of 10000 letters": refused(plain(), "", typed=("Selection", "--target", "p" * 10_000)),
    "--target empty": refused(plain(), "(?i)target|column", typed=("Selection", "--target", ""), named=""),
    "no --target": refused(plain(), "--target", typed=("Selection",), named=""),
    "--target without --data": Brought("", "", None, ("Selection", *PRICE), False, "--data", named="--target"),
    "the target as a feature": refused(plain(), "price", "--feature", "price", "--feature", "area"),
    "a feature twice": any_way(plain(), "--feature", "area", "--feature", "area", "--feature", "age", says="area"),
    "one feature asked for": refused(plain(), "(?i)feature|column", "--feature", "area"),
    "no such feature": refused(plain(), "rooms", "--feature", "room", "--feature", "area"),
    "no such feature among 2000": refused(wide(2000, 12), "y7|2001", "--feature", "y7"),
    "no such target among 2000": refused(wide(2000, 12), "prise|2001", typed=("Selection", "--target", "prise")),
    "λ the wrong way round": refused(
        plain(), "weakest", "--set", "weakest=300", "--set", "strongest=1", named="weakest"
    ),
    "a scene without data": refused(plain(), "Selection", typed=("Kink", *PRICE), named="Kink"),
    "two scenes": any_way(plain())._replace(typed=("Selection", "Kink", *PRICE), named=""),
}


def overfit(content: Content, accepted: bool | None, says: str = "", feature: str | None = "area") -> Brought:
    return Brought(
        "--data",
        "houses.csv",
        content,
        ("Overfit", *PRICE, *(("--feature", feature) if feature else ())),
        accepted,
        says,
        named=None if feature else "",
    )


CURVES = {
    "a curve": overfit(plain(), True),
    "a curve, no feature": overfit(plain(), False, "--feature", None),
    "a curve, nine rows": overfit(b"\n".join(plain().split(b"\n")[:10]), False, ROWS),
    "a curve, ten rows": overfit(b"\n".join(plain().split(b"\n")[:11]), None, ROWS),
    "a curve, x of three values": overfit(instead(0, lambda cell: str(int(cell[-1]) % 3)), False, "area"),
    "a curve, x constant": overfit(instead(0, lambda _: "3"), False, "area"),
    "a curve, y constant": overfit(instead(4, lambda _: "3"), False, "price"),
    "a curve, one x far away": overfit(plain() + b"9e9,1.00,1.00,1.00,1000.00\n", None),
    "a curve, y far away": overfit(plain() + b"900.00,1.00,1.00,1.00,9e99\n", None),
    "a curve, text": overfit(instead(0, lambda _: "wide"), False, "area"),
    "a curve, its own target": overfit(plain(), False, "price", "price"),
    "a curve of a million letters": overfit(named("a" * 900_000), False),
}


def place(file: str, make: Content = None, says: str = "", **due: object) -> Brought:
    return refused(make, says, **{"file": file} | due)


PLACES = {
    "nowhere": place("nowhere.csv", says="(?i)no such|not found|does not exist|there is no|no file"),
    "a folder": place("houses", Path.mkdir, "(?i)folder|directory"),
    "a link to nowhere": place("link.csv", lambda path: path.symlink_to("nowhere.csv")),
    "a link to itself": place("link.csv", lambda path: path.symlink_to("link.csv")),
    "a link to the table": accepted(
        lambda path: (path.with_name("real.csv").write_bytes(plain()), path.symlink_to("real.csv"))
    ),
    "a named pipe": place("pipe.csv", os.mkfifo),
    "a socket": place("socket.csv", listening),
    "/dev/null": place("/dev/null"),
    "memory": place("/proc/self/mem"),
    "below a file": place("houses.csv/houses.csv", lambda path: path.parent.write_bytes(plain())),
    "a slash behind": place(
        "houses.csv/", lambda path: path.write_bytes(plain()), accepted=None, named="houses.csv"
    ),
    "no name": place("", named="--data"),
    "a point": place("."),
    "a dash": place("-", named=""),
    "an address": place("https://example.com/houses.csv", named="houses.csv"),
    "a long name": place("h" * 5000 + ".csv", named=""),
    "a name with a NUL": place("hou\0ses.csv", named=""),
    "a name with a line feed": place("hou\nses.csv", lambda path: path.write_bytes(b"x"), named=""),
    "a name in red": place("\x1b[31mhouses.csv", lambda path: path.write_bytes(b"x"), named="houses.csv"),
    "a name from right to left": place("\u202evsc.csv", lambda path: path.write_bytes(b"x"), named="vsc.csv"),
    "a name that is not UTF-8": place("h\udcff.csv", lambda path: path.write_bytes(b"x"), named=".csv"),
    "a name of markup": place("[red]houses[bold].csv", lambda path: path.write_bytes(b"x")),
    "a name with spaces": accepted(plain(), file="my houses (2).csv"),
    "a name in Chinese": accepted(plain(), file="房价.csv"),
    "a name of shell": accepted(plain(), file="$(touch pwned);&.csv"),
    "a name of dashes": accepted(plain(), file="./--houses.csv"),
    "a name that ends nowhere": accepted(plain(), file="houses"),
}

TABLES = LOCALES | WRITERS | HOLES | ENCODINGS | KINDS | BROKEN | NAMED | CURVES | PLACES

BOMBS = {
    "gz of three gigabytes": refused(gz_bomb, "(?i)gz|large|big|MB|GB|rows|bytes", file="houses.csv.gz"),
    "gz of one line": refused(gz_line, "", file="houses.csv.gz"),
    "xlsx of 400 megabytes": refused(zip_bomb, "", file="houses.xlsx"),
    "zeros without end": place("/dev/zero"),
    "chance without end": place("/dev/urandom"),
    "ten gigabytes of nothing": refused(hollow, ""),
    "a million rows": data(many(1_000_000), accepted=True),
    "a line of 10 megabytes": any_way(lambda path: path.write_bytes(b"area,price\n" + b"1," * 5_000_000)),
    "a header of 500000 columns": refused(
        lambda path: path.write_bytes(
            b",".join(b"x%d" % n for n in range(500_000)) + b"\n" + b"1," * 499_999 + b"1\n"
        ),
        "",
    ),
    "a cell of 5 megabytes": any_way(lambda path: path.write_bytes(plain() + b'"' + b"\n" * 5_000_000)),
    "5 megabytes of empty rows": any_way(lambda path: path.write_bytes(plain() + b"\n" * 5_000_000)),
    "5 megabytes of quotes": any_way(lambda path: path.write_bytes(plain() + b'"' * 5_000_000)),
}
