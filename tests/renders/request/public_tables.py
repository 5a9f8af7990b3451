"""Forty tables as pandas, R and Excel write them: ones that people publish, and made up ones of their shape."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xlsxwriter
from sklearn import datasets

__all__ = ["PUBLIC", "PublicTable"]

Cell = float | int | str | bool | None
Frame = Mapping[str, Sequence[Cell]]


@dataclass(frozen=True)
class PublicTable:
    """A ``frame`` of named columns, as a file of that ``ending`` and content, and how the command reads it."""

    frame: Frame
    target: str
    ending: str
    content: bytes
    features: tuple[str, ...] = ()
    drop_missing: bool = False


def listed(text: str) -> list[str]:
    """What stands between the semicolons of ``text``."""
    return [" ".join(each.split()) for each in text.split(";")]


def real(columns: str, rows: str) -> dict[str, list[Cell]]:
    """Columns of numbers from text: names, and rows between semicolons."""
    numbers = np.array([row.split() for row in listed(rows)], np.float64)
    return dict(zip(columns.split(), numbers.T.tolist(), strict=True))


CARS = listed("""
Mazda RX4; Mazda RX4 Wag; Datsun 710; Hornet 4 Drive; Hornet Sportabout; Valiant; Duster 360; Merc 240D;
Merc 230; Merc 280; Merc 280C; Merc 450SE; Merc 450SL; Merc 450SLC; Cadillac Fleetwood; Lincoln
Continental; Chrysler Imperial; Fiat 128; Honda Civic; Toyota Corolla; Toyota Corona; Dodge Challenger;
AMC Javelin; Camaro Z28; Pontiac Firebird; Fiat X1-9; Porsche 914-2; Lotus Europa; Ford Pantera L;
Ferrari Dino; Maserati Bora; Volvo 142E
""")
MTCARS = real(
    "mpg cyl disp hp drat wt qsec vs am gear carb",
    "21 6 160 110 3.9 2.62 16.46 0 1 4 4;21 6 160 110 3.9 2.875 17.02 0 1 4 4;"
    "22.8 4 108 93 3.85 2.32 18.61 1 1 4 1;21.4 6 258 110 3.08 3.215 19.44 1 0 3 1;"
    "18.7 8 360 175 3.15 3.44 17.02 0 0 3 2;18.1 6 225 105 2.76 3.46 20.22 1 0 3 1;"
    "14.3 8 360 245 3.21 3.57 15.84 0 0 3 4;24.4 4 146.7 62 3.69 3.19 20 1 0 4 2;"
    "22.8 4 140.8 95 3.92 3.15 22.9 1 0 4 2;19.2 6 167.6 123 3.92 3.44 18.3 1 0 4 4;"
    "17.8 6 167.6 123 3.92 3.44 18.9 1 0 4 4;16.4 8 275.8 180 3.07 4.07 17.4 0 0 3 3;"
    "17.3 8 275.8 180 3.07 3.73 17.6 0 0 3 3;15.2 8 275.8 180 3.07 3.78 18 0 0 3 3;"
    "10.4 8 472 205 2.93 5.25 17.98 0 0 3 4;10.4 8 460 215 3 5.424 17.82 0 0 3 4;"
    "14.7 8 440 230 3.23 5.345 17.42 0 0 3 4;32.4 4 78.7 66 4.08 2.2 19.47 1 1 4 1;"
    "30.4 4 75.7 52 4.93 1.615 18.52 1 1 4 2;33.9 4 71.1 65 4.22 1.835 19.9 1 1 4 1;"
    "21.5 4 120.1 97 3.7 2.465 20.01 1 0 3 1;15.5 8 318 150 2.76 3.52 16.87 0 0 3 2;"
    "15.2 8 304 150 3.15 3.435 17.3 0 0 3 2;13.3 8 350 245 3.73 3.84 15.41 0 0 3 4;"
    "19.2 8 400 175 3.08 3.845 17.05 0 0 3 2;27.3 4 79 66 4.08 1.935 18.9 1 1 4 1;"
    "26 4 120.3 91 4.43 2.14 16.7 0 1 5 2;30.4 4 95.1 113 3.77 1.513 16.9 1 1 5 2;"
    "15.8 8 351 264 4.22 3.17 14.5 0 1 5 4;19.7 6 145 175 3.62 2.77 15.5 0 1 5 6;"
    "15 8 301 335 3.54 3.57 14.6 0 1 5 8;21.4 4 121 109 4.11 2.78 18.6 1 1 4 2",
)
LONGLEY = real(
    "GNP.deflator GNP Unemployed Armed.Forces Population Year Employed",
    "83 234.289 235.6 159 107.608 1947 60.323;88.5 259.426 232.5 145.6 108.632 1948 61.122;"
    "88.2 258.054 368.2 161.6 109.773 1949 60.171;89.5 284.599 335.1 165 110.929 1950 61.187;"
    "96.2 328.975 209.9 309.9 112.075 1951 63.221;98.1 346.999 193.2 359.4 113.27 1952 63.639;"
    "99 365.385 187 354.7 115.094 1953 64.989;100 363.112 357.8 335 116.219 1954 63.761;"
    "101.2 397.469 290.4 304.8 117.388 1955 66.019;104.6 419.18 282.2 285.7 118.734 1956 67.857;"
    "108.4 442.769 293.6 279.8 120.445 1957 68.169;110.8 444.546 468.1 263.7 121.95 1958 66.513;"
    "112.6 482.704 381.3 255.2 123.366 1959 68.655;114.2 502.601 393.1 251.4 125.368 1960 69.564;"
    "115.7 518.173 480.6 257.2 127.852 1961 69.331;116.9 554.894 400.7 282.7 130.081 1962 70.551",
)
TREES = real(
    "Girth Height Volume",
    "8.3 70 10.3;8.6 65 10.3;8.8 63 10.2;10.5 72 16.4;10.7 81 18.8;10.8 83 19.7;11 66 15.6;11 75 18.2;"
    "11.1 80 22.6;11.2 75 19.9;11.3 79 24.2;11.4 76 21;11.4 76 21.4;11.7 69 21.3;12 75 19.1;12.9 74 22.2;"
    "12.9 85 33.8;13.3 86 27.4;13.7 71 25.7;13.8 64 24.9;14 78 34.5;14.2 80 31.7;14.5 74 36.3;16 72 38.3;"
    "16.3 77 42.6;17.3 81 55.4;17.5 82 55.7;17.9 80 58.3;18 80 51.5;18 80 51;20.6 87 77",
)
STACKLOSS = real(
    "Air.Flow Water.Temp Acid.Conc. stack.loss",
    "80 27 89 42;80 27 88 37;75 25 90 37;62 24 87 28;62 22 87 18;62 23 87 18;62 24 93 19;62 24 93 20;"
    "58 23 87 15;58 18 80 14;58 18 89 14;58 17 88 13;58 18 82 11;58 19 93 12;50 18 89 8;50 18 86 7;"
    "50 19 72 8;50 19 79 8;50 20 80 9;56 20 82 15;70 20 91 15",
)


def of_sklearn(name: str, target: str = "target", labels: bool = False) -> dict[str, list[Cell]]:
    """A data set that scikit-learn ships, with its classes by name if ``labels``."""
    data = getattr(datasets, f"load_{name}")()
    columns = dict(zip(map(str, data.feature_names), data.data.T.tolist(), strict=True))
    classes = [str(data.target_names[each]) if labels else int(each) for each in data.target]
    return {**columns, target: classes}


def linnerud() -> dict[str, list[Cell]]:
    data = datasets.load_linnerud()
    columns = [
        *zip(data.feature_names, data.data.T, strict=True),
        *zip(data.target_names, data.target.T, strict=True),
    ]
    return {name: column.tolist() for name, column in columns}


def diabetes() -> dict[str, list[Cell]]:
    data = datasets.load_diabetes(scaled=False)
    return {**dict(zip(data.feature_names, data.data.T.tolist(), strict=True)), "target": data.target.tolist()}


def made_up(seed: int, rows: int, names: str, target: str, decimals: int = 2) -> dict[str, list[Cell]]:
    """Columns that go along with each other, in units of their own, and a target made from some of them."""
    random, columns = np.random.default_rng(seed), names.split()
    common = random.normal(size=(rows, 1))
    scores = 0.5 * common + random.normal(size=(rows, len(columns)))
    weights = random.normal(size=len(columns)) * (random.random(len(columns)) < 0.7)
    y = scores @ weights + random.normal(size=rows)
    centres, spreads = random.uniform(5, 500, len(columns)), random.uniform(0.5, 40, len(columns))
    numbers = (centres + spreads * scores).round(decimals)
    return {**dict(zip(columns, numbers.T.tolist(), strict=True)), target: (50 + 12 * y).round(decimals).tolist()}


def lacking(frame: Frame, seed: int, *names: str, share: float = 0.08) -> dict[str, list[Cell]]:
    """The ``frame`` without some of the values in those columns."""
    random = np.random.default_rng(seed)
    return {
        name: [None if name in names and random.random() < share else cell for cell in column]
        for name, column in frame.items()
    }


def beside(frame: Frame, before: bool = False, **columns: Iterable[Cell]) -> dict[str, list[Cell]]:
    """The ``frame`` with more columns, each repeated to its length."""
    rows = len(next(iter(frame.values())))
    more = {name: (list(column) * rows)[:rows] for name, column in columns.items()}
    whole = {**more, **frame} if before else {**frame, **more}
    return {name: list(column) for name, column in whole.items()}


def python(cell: Cell) -> str:
    return "" if cell is None else repr(cell) if isinstance(cell, float) else str(cell)


def of_r(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool):
        return "NA" if cell is None else str(cell).upper()
    return f'"{cell}"' if isinstance(cell, str) else f"{cell:.15g}"


def excel(mark: str) -> Callable[[Cell], str]:
    def write(cell: Cell) -> str:
        if isinstance(cell, float):
            return f"{cell:.10g}".replace(".", mark)
        return of_r(cell).strip('"') if cell is not None else ""

    return write


def rows_of(frame: Frame) -> list[tuple[Cell, ...]]:
    return list(zip(*frame.values(), strict=True))


def pandas(
    frame: Frame, *, index: bool = True, separator: str = ",", missing: str = "", encoding: str = "utf-8"
) -> bytes:
    """As ``DataFrame.to_csv`` writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([*[""] * index, *frame])
    for number, row in enumerate(rows_of(frame)):
        writer.writerow([*[number] * index, *(python(cell) or missing for cell in row)])
    return text.getvalue().encode(encoding)


def r(
    frame: Frame,
    *,
    names: Sequence[str] | None = None,
    row_names: bool = True,
    separator: str = ",",
    mark: str = ".",
    corner: bool = True,
) -> bytes:
    """As ``write.csv``, ``write.csv2`` or, without the ``corner`` of the header, ``write.table`` writes it."""
    lines = [[*['""'] * (row_names and corner), *(f'"{name}"' for name in frame)]]
    for number, row in enumerate(rows_of(frame)):
        name = names[number] if names else str(number + 1)
        lines.append([*[f'"{name}"'] * row_names, *(of_r(cell).replace(".", mark) for cell in row)])
    return "".join(separator.join(line) + "\n" for line in lines).encode()


def excel_csv(
    frame: Frame, *, separator: str = ";", mark: str = ",", encoding: str = "utf-8-sig", empty: int = 0
) -> bytes:
    """As Excel saves CSV, with so many ``empty`` columns and rows that were once touched."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    blank = [""] * empty
    write = excel(mark)
    writer.writerows([[*frame, *blank], *([*map(write, row), *blank] for row in rows_of(frame))])
    writer.writerows([[""] * (len(frame) + empty)] * empty)
    return text.getvalue().encode(encoding)


def workbook(frame: Frame, *, index: bool = False, first: str = "", at: tuple[int, int] = (0, 0)) -> bytes:
    """An .xlsx file with the table ``at`` a cell, perhaps behind a ``first`` sheet that is empty."""
    file, (top, left) = io.BytesIO(), at
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        if first:
            book.add_worksheet(first)
        sheet = book.add_worksheet("Data")
        sheet.write_row(top, left + index, list(frame))
        for number, row in enumerate(rows_of(frame)):
            sheet.write_row(top + 1 + number, left, [*[number] * index, *row])
    return file.getvalue()


def percent(frame: Frame, name: str) -> dict[str, list[Cell]]:
    return {
        key: [f"{cell:.1f}%" for cell in column] if key == name else list(column) for key, column in frame.items()
    }


IRIS, WINE = of_sklearn("iris", "species", labels=True), of_sklearn("wine", "class")
CANCER, DIGITS = of_sklearn("breast_cancer"), of_sklearn("digits")
PENGUINS = beside(
    lacking(
        made_up(1, 344, "bill_length_mm bill_depth_mm flipper_length_mm year", "body_mass_g", 1),
        1,
        "bill_length_mm",
    ),
    before=True,
    species=["Adelie", "Gentoo", "Chinstrap"],
    island=["Dream", "Biscoe"],
)
AIR = lacking(made_up(2, 153, "Solar.R Wind Temp Month Day", "Ozone", 1), 2, "Ozone", "Solar.R", share=0.2)
HOMES = made_up(
    3, 20640, "MedInc HouseAge AveRooms AveBedrms Population AveOccup Latitude Longitude", "MedHouseVal", 4
)
AMES = beside(
    lacking(made_up(4, 400, " ".join(f"Area{number}" for number in range(45)), "SalePrice"), 4, "Area3"),
    Alley=["", "", "", "Pave"],
    Zone=["RL", "RM", "C (all)"],
    Pool=[None] * 9 + [512.0],
    CentralAir=["Y", "Y", "N"],
)
TITANIC = beside(
    lacking(made_up(5, 891, "Pclass Age SibSp Parch", "Fare"), 5, "Age", share=0.2),
    before=True,
    Name=["Braund, Mr. Owen", 'Heikkinen, Miss. "Laina"'],
    Sex=["male", "female"],
    Survived=[True, False, False],
    Cabin=[None, None, None, "C85"],
)
TIPS = beside(
    percent(made_up(6, 244, "total_bill size share", "tip"), "share"),
    smoker=["No", "Yes", "No"],
    day=["Sun", "Sat"],
)
BIKES = made_up(7, 731, "temp atemp hum windspeed season holiday", "cnt", 3)
CHINESE = made_up(8, 120, "面积 楼龄 楼层 距离", "价格")
FRENCH = made_up(9, 90, "Température Humidité Débit Forêt", "Récolte")
GERMAN = made_up(10, 75, "Größe Höhe Übergewicht Fläche", "Prämie")
PROSTATE = beside(
    made_up(11, 97, "lcavol lweight age lbph svi lcp gleason pgg45", "lpsa", 4), train=[True, True, False]
)
WAGES = beside(
    made_up(12, 534, "education experience age", "wage"), union=["yes", "no", "no"], south=["no", "yes"]
)
STATES = made_up(13, 50, "Income Illiteracy Murder HSGrad Frost Area Population", "LifeExp", 2)


def twice(frame: Frame, name: str) -> dict[str, list[Cell]]:
    """The ``frame`` with a column in another unit, too."""
    return {**frame, f"{name} (x 2.54)": [2.54 * float(cell or 0) for cell in frame[name]]}  # type: ignore[arg-type]


def choices(frame: Frame, seed: int) -> dict[str, list[Cell]]:
    """The ``frame`` with a choice as pandas' ``get_dummies`` writes it: a column for each, that add up to one."""
    picked = np.random.default_rng(seed).integers(3, size=len(next(iter(frame.values()))))
    target, *_ = reversed(frame)
    return {
        **{name: list(column) for name, column in frame.items() if name != target},
        **{f"town_{each}": (picked == each).tolist() for each in range(3)},
        target: list(frame[target]),
    }


PUBLIC: dict[str, PublicTable] = {
    "diabetes, pandas": PublicTable(diabetes(), "target", "csv", pandas(diabetes())),
    "diabetes, pandas without index": PublicTable(diabetes(), "target", "csv", pandas(diabetes(), index=False)),
    "diabetes, R": PublicTable(diabetes(), "target", "csv", r(diabetes())),
    "diabetes, write.csv2": PublicTable(diabetes(), "target", "csv", r(diabetes(), separator=";", mark=",")),
    "diabetes, .xlsx": PublicTable(diabetes(), "target", "xlsx", workbook(diabetes())),
    "diabetes, gz": PublicTable(diabetes(), "target", "csv.gz", gzip.compress(pandas(diabetes()))),
    "wine, pandas": PublicTable(WINE, "alcohol", "csv", pandas(WINE)),
    "wine, tabs": PublicTable(WINE, "alcohol", "tsv", pandas(WINE, separator="\t", index=False)),
    "wine, German Excel": PublicTable(WINE, "class", "csv", excel_csv(WINE)),
    "wine, Excel's Unicode text": PublicTable(
        WINE, "class", "txt", excel_csv(WINE, separator="\t", mark=".", encoding="utf-16")
    ),
    "iris, pandas": PublicTable(IRIS, "petal width (cm)", "csv", pandas(IRIS)),
    "iris, R": PublicTable(IRIS, "petal width (cm)", "csv", r(IRIS)),
    "iris, .xlsx from pandas": PublicTable(IRIS, "petal width (cm)", "xlsx", workbook(IRIS, index=True)),
    "breast cancer, pandas": PublicTable(CANCER, "target", "csv", pandas(CANCER)),
    "breast cancer, R": PublicTable(CANCER, "mean area", "csv", r(CANCER)),
    "digits, pandas": PublicTable(DIGITS, "target", "csv", pandas(DIGITS)),
    "linnerud, pandas": PublicTable(linnerud(), "Weight", "csv", pandas(linnerud())),
    "linnerud, .xlsx below a title": PublicTable(linnerud(), "Pulse", "xlsx", workbook(linnerud(), at=(2, 1))),
    "mtcars, R": PublicTable(MTCARS, "mpg", "csv", r(MTCARS, names=CARS)),
    "mtcars, write.table": PublicTable(
        MTCARS,
        "mpg",
        "txt",
        r(MTCARS, names=CARS, separator="\t", corner=False),
    ),
    "mtcars, .xlsx on the second sheet": PublicTable(MTCARS, "mpg", "xlsx", workbook(MTCARS, first="Notes")),
    "longley, R": PublicTable(LONGLEY, "Employed", "csv", r(LONGLEY, names=[str(y) for y in range(1947, 1963)])),
    "trees, R without row names": PublicTable(TREES, "Volume", "csv", r(TREES, row_names=False)),
    "trees, twice the same column": PublicTable(
        twice(TREES, "Girth"), "Volume", "csv", pandas({**twice(TREES, "Girth")})
    ),
    "stackloss, Excel": PublicTable(
        STACKLOSS, "stack.loss", "csv", excel_csv(STACKLOSS, separator=",", mark=".", empty=3)
    ),
    "penguins, pandas": PublicTable(PENGUINS, "body_mass_g", "csv", pandas(PENGUINS), drop_missing=True),
    "penguins, R": PublicTable(PENGUINS, "body_mass_g", "csv", r(PENGUINS), drop_missing=True),
    "air quality, R": PublicTable(AIR, "Ozone", "csv", r(AIR), drop_missing=True),
    "air quality, .xlsx": PublicTable(AIR, "Ozone", "xlsx", workbook(AIR), drop_missing=True),
    "homes, pandas": PublicTable(HOMES, "MedHouseVal", "csv", pandas(HOMES, index=False)),
    "Ames, pandas": PublicTable(AMES, "SalePrice", "csv", pandas(AMES, missing="NA"), drop_missing=True),
    "Titanic, pandas": PublicTable(TITANIC, "Fare", "csv", pandas(TITANIC), drop_missing=True),
    "tips, pandas": PublicTable(TIPS, "tip", "csv", pandas(TIPS)),
    "bikes, German Excel": PublicTable(BIKES, "cnt", "csv", excel_csv(BIKES, empty=2)),
    "houses in Chinese, GBK": PublicTable(
        CHINESE, "价格", "csv", excel_csv(CHINESE, separator=",", mark=".", encoding="gbk")
    ),
    "harvest in French, Windows": PublicTable(FRENCH, "Récolte", "csv", excel_csv(FRENCH, encoding="cp1252")),
    "premiums in German, Windows": PublicTable(GERMAN, "Prämie", "csv", excel_csv(GERMAN, encoding="cp1252")),
    "prostate, R": PublicTable(PROSTATE, "lpsa", "txt", r(PROSTATE, separator="\t")),
    "wages, R": PublicTable(WAGES, "wage", "csv", r(WAGES)),
    "states with a choice of towns, pandas": PublicTable(
        choices(STATES, 1), "LifeExp", "csv", pandas(choices(STATES, 1))
    ),
}
