"""What is typed for more than one command: its options and arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.options import QUALITIES, THEME_NAMES

__all__ = [
    "OUT",
    "BeatName",
    "Data",
    "Debug",
    "Decimal",
    "DryRun",
    "Features",
    "Jobs",
    "Language",
    "Look",
    "Name",
    "Names",
    "Numbers",
    "On",
    "Output",
    "Pem",
    "Scenes",
    "Settings",
    "Shape",
    "Size",
    "Target",
    "path",
]


def path(typed: str | Path) -> Path:
    """The path that was typed: none at all would mean the current folder."""
    if not str(typed):
        raise typer.BadParameter("no name was given; give one, or leave the option out")
    return Path(typed)


Language = Annotated[str, typer.Option(help="The language of the words.", metavar="|".join(LANGUAGES))]
Shape = Annotated[str, typer.Option("--aspect", help="The picture's shape.", metavar="|".join(ASPECTS))]
Size = Annotated[
    str,
    typer.Option(
        "--quality", help="Pixels of the shorter side, and frames a second.", metavar="|".join(QUALITIES)
    ),
]
Look = Annotated[str, typer.Option("--theme", help="Dark or light ground.", metavar="|".join(THEME_NAMES))]
Jobs = Annotated[
    int | None, typer.Option(help="Processes that render at once; all cores if left out.", show_default=False)
]
On = Annotated[
    str | None,
    typer.Option(help="A Dask scheduler to render on.", metavar="tcp://HOST:PORT", show_default=False),
]
Pem = Annotated[
    Path | None,
    typer.Option(
        parser=path, help="For a scheduler at tls://...: a PEM file.", metavar="FILE", show_default=False
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be rendered, and how long more workers would take.")
]
Output = Annotated[
    Path, typer.Option(parser=path, help="The folder for everything that is made.", metavar="FOLDER")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole trace of a failure.")]
Numbers = Annotated[
    Path | None,
    typer.Option(
        "--numbers", parser=path, help="Own numbers for one scene.", metavar="FILE.toml", show_default=False
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="One own number; may be given again.", metavar="NAME=VALUE", show_default=False),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", parser=path, help="Own data for Selection or Overfit.", metavar="FILE.csv", show_default=False
    ),
]
Target = Annotated[
    str | None,
    typer.Option("--target", help="The column of --data to predict.", metavar="COLUMN", show_default=False),
]
Features = Annotated[
    list[str] | None,
    typer.Option(
        "--feature",
        help="A column to predict it from; may be given again. All columns of numbers if left out.",
        metavar="COLUMN",
        show_default=False,
    ),
]
Decimal = Annotated[
    str | None,
    typer.Option(
        "--decimal",
        help="The mark before decimals in --data: with a comma, 1.351 is 1351. Found in the cells if left out.",
        metavar=".|,",
        show_default=False,
    ),
]
Scenes = Annotated[
    list[str] | None, typer.Argument(metavar="[SCENE...]", help="Class names; the whole film if left out.")
]
Names = Annotated[list[str], typer.Argument(metavar="SCENE...", help="Class names; see `renders list`.")]
Name = Annotated[str, typer.Argument(metavar="SCENE", help="A class name; see `renders list`.")]
BeatName = Annotated[str, typer.Argument(metavar="BEAT", help="The name of a beat; see `renders list`.")]

OUT = Path("renders/out")
