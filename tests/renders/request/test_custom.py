from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import av
import pytest
import tiny_scenes
from PIL import Image
from tiny_words import own_words
from typed import FOLDER, Result

from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.cli.app import run
from renders.errors import BadInputError
from renders.request import custom as module
from renders.request import scenes as catalogue
from renders.request.custom import custom_numbers, template
from renders.request.number_files import parse_setting
from renders.request.scenes import SceneRef, find_scenes
from renders.request.variant import QUALITIES, Variant
from scenes.film import CLIPS, FILM

SMALL = ["--quality", "480p15"]
NUMBERED = SceneRef("tiny_scenes", "Numbered")
SCENES = [SceneRef.parse(scene) for scene in FILM + CLIPS]
KINK = SceneRef("scenes.kink", "Kink")
Typed = Callable[[str, list[str]], Result]

BAD_FILES: dict[str, tuple[bytes, str, str]] = {
    "an unknown number": (b"lengtj = 2", "'lengtj'", "did you mean length?"),
    "a number of another scene": (b"budget = 2", "'budget'", "choose from length, count, gap, ends, rows"),
    "a name in capitals": (b"LENGTH = 2", "'LENGTH'", "did you mean length?"),
    "a quoted name with markup": (b'"[red]length[/]" = 2', "[red]length[/]", "choose from"),
    "a quoted name with an escape sequence": (b'"\\u001b[2J" = 2', "'\\x1b[2J'", "choose from"),
    "a name of a thousand letters": (b"a" * 1000 + b" = 2", "aaaa…", "choose from"),
    "an empty name": (b'"" = 2', "''", "choose from"),
    "a dunder name": (b"__class__ = 2", "'__class__'", "choose from"),
    "a property of the model": (b"model_config = 2", "'model_config'", "choose from"),
    "a text": (b'length = "2"', '"2" (a text)', "a number above 0 and at most 10"),
    "a text with Typst": (b'length = "#read(\\"/etc/passwd\\")"', "(a text)", "a number above 0"),
    "a text of several lines": (b'length = """\n1\n2\n"""', "(a text)", "a number above 0"),
    "a long text": (b'length = "' + b"x" * 9999 + b'"', "…", "a number above 0"),
    "a text with colour codes": (b'length = "\\u001b[31mred"', "(a text)", "a number above 0"),
    "a truth value": (b"length = true", "length is true", "a number above 0"),
    "a truth value for a count": (b"count = false", "count is false", "a whole number at least 1 and at most 20"),
    "a truth value in an array": (b"ends = [true, 1.0]", "[true, 1.0]", "2 numbers, each above 0"),
    "nan": (b"length = nan", "length is nan", "a number above 0"),
    "infinity": (b"length = inf", "length is inf", "a number above 0"),
    "negative infinity in an array": (b"ends = [1.0, -inf]", "[1.0, -inf]", "2 numbers"),
    "more than a double holds": (b"length = 1e999", "length is inf", "a number above 0"),
    "a huge number": (b"gap = 1e300", "gap is 1e+300", "above 1e+06"),
    "a tiny number": (b"gap = 1e-300", "gap is 1e-300", "below 1e-12"),
    "a whole number of a thousand digits": (b"count = 1" + b"0" * 1000, "a number of many digits", "above 1e+06"),
    "a whole number of ten thousand digits": (
        b"count = 1" + b"0" * 10000,
        "it has a number of thousands of digits",
        "name = value",
    ),
    "too little": (b"length = 0", "length is 0", "a number above 0 and at most 10"),
    "too much": (b"length = 10.5", "length is 10.5", "at most 10"),
    "a fraction for a count": (b"count = 2.5", "count is 2.5", "a whole number"),
    "a count with a point": (b"count = 2.0", "count is 2.0", "a whole number"),
    "too many": (b"count = 21", "count is 21", "at most 20"),
    "a date": (b"length = 2026-11-23", "2026-11-23 (a date or time)", "a number above 0"),
    "a time": (b"length = 06:10:00", "06:10:00 (a date or time)", "a number above 0"),
    "a moment": (b"length = 2026-11-23T06:10:00Z", "(a date or time)", "a number above 0"),
    "a table": (b"[length]\nvalue = 2", "length is a table", "a number above 0"),
    "a table of no scene": (b"[Nummered]\nlength = 2", "'Nummered'", "choose from length"),
    "an inline table": (b"length = {}", "length is a table", "a number above 0"),
    "an array of tables": (b"[[ends]]\na = 1\n[[ends]]\na = 2", "[a table, a table]", "2 numbers"),
    "an array for a number": (b"length = [2.0]", "length is [2.0]", "a number above 0"),
    "a number for an array": (b"ends = 2.0", "ends is 2.0", "2 numbers, each above 0"),
    "too short an array": (b"ends = [1.0]", "ends is [1.0]", "2 numbers"),
    "too long an array": (b"ends = [1.0, 2.0, 3.0]", "[1.0, 2.0, 3.0]", "2 numbers"),
    "an empty array": (b"ends = []", "ends is []", "2 numbers"),
    "an array with a text": (b'ends = [1.0, "2"]', '"2" (a text)', "2 numbers"),
    "an array with too little in it": (b"ends = [1.0, -2.0]", "[1.0, -2.0]", "each above 0"),
    "too short a row": (b"rows = [[1.0], [0.0, 1.0]]", "[[1.0], [0.0, 1.0]]", "2 rows of 2 numbers"),
    "a flat matrix": (b"rows = [1.0, 0.0, 0.0, 1.0]", "rows is [1.0", "2 rows of 2 numbers"),
    "deep names": (b"a" + b".a" * 30_000 + b" = 1", "nested too deeply", "name = value"),
    "deep brackets": (b"ends = " + b"[" * 3000 + b"]" * 3000, "", ""),
    "several faults": (
        b"lengtj = 1\ncount = 0\ngap = nan",
        "count is 0, but must be a whole number",
        "gap is nan, but must be a number;",
    ),
    "more faults than are told": (b"a = 1\nb = 1\nc = 1\nd = 1\ne = 1", "'c'", "and 2 more like that"),
    "what the scene refuses together": (b"count = 20\ngap = 6.0", "wider than 100;", "cannot show these numbers"),
    "what the words cannot state": (b"ends = [5, 5]", "both ends are 5", "cannot be computed with these numbers"),
    "the same name twice": (b"length = 2\nlength = 3", "line 2, column 11): length = 3", "name = value"),
    "no value": (b"length =", "line 1", "name = value"),
    "no equals sign": (b"length 2", "line 1", "name = value"),
    "a decimal comma": (b"length = 2,5", "length = 2,5, where a point must stand before decimals", "name = value"),
    "an open bracket": (b"ends = [1.0", "is not TOML", "name = value"),
    "JSON": (b'{"length": 2}', "is not TOML", "name = value"),
    "YAML": (b"length: 2", "is not TOML", "name = value"),
    "a formula": (b"length = 1 + 1", "is not TOML", "name = value"),
    "Python": (b"length = __import__('os').getcwd()", "is not TOML", "name = value"),
    "nothing": (b"", "holds no numbers", "name = value"),
    "only spaces": (b" \n\t\n", "holds no numbers", "name = value"),
    "only comments": (b"# length = 2\n", "holds no numbers", "name = value"),
    "only a byte order mark": (b"\xef\xbb\xbf", "holds no numbers", "name = value"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "byte 1", "save it as UTF-8"),
    "zero bytes": (bytes(100), "is not TOML", "name = value"),
    "Latin-1": ("gap = 1 # für".encode("latin-1"), "byte 12", "save it as UTF-8"),
    "UTF-16": ("length = 2".encode("utf-16"), "byte 1", "save it as UTF-8"),
    "UTF-16 without its mark": ("length = 2".encode("utf-16-le"), "is not TOML", "name = value"),
    "GBK": ("gap = 1 # 数".encode("gbk"), "UTF-8", "save it as UTF-8"),
    "more than a megabyte": (b"length = 2\n" * 100_000, "larger than 64 kB", "far less"),
    "one endless line": (b"#" * 2_000_000, "larger than 64 kB", "far less"),
}

BAD_SETTINGS = [
    ("length", "--set length", "NAME=VALUE"),
    ("", "--set", "NAME=VALUE"),
    ("=", "--set =", "NAME=VALUE"),
    ("=2", "--set =2", "NAME=VALUE"),
    ("length=", "--set length=", "NAME=VALUE"),
    ("length =  ", "--set length", "NAME=VALUE"),
    ("lengtj=2", "'lengtj'", "did you mean length?"),
    ("length.x=2", "'length.x'", "did you mean length?"),
    ("../length=2", "'../length'", "choose from"),
    ("length=two", "two is not a number", "such as 0.7"),
    ("length=2=3", "2=3 is not a number", "such as 0.7"),
    ("length=2,5", "2,5 is not a number", "such as 0.7"),
    ("length=9,47E-02", "9,47E-02 is not a number", "such as 0.7"),
    ("length=1.351,5", "1.351,5 is not a number", "such as 0.7"),
    ("length=1 000", "1 000 is not a number", "such as 0.7"),
    ("length=−2", "−2 is not a number", "such as 0.7"),
    ("length=２", "２ is not a number", "such as 0.7"),
    ("length=٢", "٢ is not a number", "such as 0.7"),
    ("length=2%", "2% is not a number", "such as 0.7"),
    ("ends=[1,5, 2,5]", "[1, 5, 2, 5]", "2 numbers, each above 0"),
    ("length=2\ncount=3", "is not a number", "such as 0.7"),
    ("length=[2\n]\ncount=3", "is not a number", "such as 0.7"),
    ("length=$(reboot)", "$(reboot) is not a number", "such as 0.7"),
    ("length=#read(1)", "#read(1) is not a number", "such as 0.7"),
    ("length=<b>2</b>", "<b>2</b> is not a number", "such as 0.7"),
    ("length=[red]2[/red]", "[red]2[/red] is not a number", "such as 0.7"),
    ("length='2'", '"2" (a text)', "a number above 0"),
    ("length=true", "length is true", "a number above 0"),
    ("length=nan", "length is nan", "a number above 0"),
    ("length=-inf", "length is -inf", "a number above 0"),
    ("length=-1", "length is -1", "a number above 0"),
    ("length=2026-11-23", "(a date or time)", "a number above 0"),
    ("length={a=1}", "length is a table", "a number above 0"),
    ("count=1e1", "count is 10.0", "a whole number"),
    ("count=99999999999999999999999", "a number of many digits", "above 1e+06"),
    ("ends=[1", "[1 is not a number", "several as [1.9, 1.05]"),
    ("ends=[1,2,3]", "[1, 2, 3]", "2 numbers"),
    ("length=\x1b[31m2", "x1b", "such as 0.7"),
    ("length=" + "9" * 5000, "…", "such as 0.7"),
]


@pytest.fixture
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "words_of", own_words)


tiny = pytest.mark.usefixtures("_tiny")


def state(folder: Path) -> set[tuple[str, int]]:
    return {(str(file), file.lstat().st_mtime_ns) for file in folder.rglob("*")}


def refused(renders: Typed, folder: Path, arguments: list[str]) -> str:
    """The one line with which a clip is refused, when nothing at all is written."""
    before = state(folder)
    result = renders("Numbered Flat", ["clip", *arguments, *SMALL, "--output", str(folder / "out")])
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert result.err.rstrip("\n").isprintable()
    assert state(folder) == before
    return result.err


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_bad_file_of_numbers_is_refused_in_one_line(renders: Typed, tmp_path: Path, what: str) -> None:
    content, named, remedy = BAD_FILES[what]
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    line = refused(renders, tmp_path, ["Numbered", "--numbers", str(file)])
    assert f"{file}" in line
    assert named in line
    assert remedy in line


@pytest.mark.parametrize(("setting", "named", "remedy"), BAD_SETTINGS)
def test_a_bad_setting_is_refused_in_one_line(
    renders: Typed, tmp_path: Path, setting: str, named: str, remedy: str
) -> None:
    line = refused(renders, tmp_path, ["Numbered", "--set", setting])
    assert "--set" in line
    assert named in line
    assert remedy in line


@pytest.mark.parametrize("typed", ["5", "+5.0", "5e0", "0.5E+1", "0x5", "0b101", "5_0e-1", "5 # as TOML has it"])
def test_whatever_toml_calls_a_number_is_one(typed: str) -> None:
    name, value = parse_setting(f"length={typed}")
    assert (name, value) == ("length", 5)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere.toml", "no such file"),
        ("folder", "it is a folder"),
        ("pipe", "it is not a file"),
        ("loop", "symbolic links"),
        ("file/below.toml", "not a directory"),
        ("/dev/zero", "it is not a file"),
        ("/dev/null", "it is not a file"),
        ("\x1b[2J.toml", "no such file"),
        ("x" * 300, "too long"),
        ("a\0b", "null"),
        ("../nowhere.toml", "no such file"),
    ],
)
def test_what_is_no_file_is_refused_without_waiting_for_it(
    renders: Typed, tmp_path: Path, place: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    assert reason in refused(renders, tmp_path, ["Numbered", "--numbers", str(tmp_path / place)])


def test_the_corpus_is_large() -> None:
    assert len(BAD_FILES) + len(BAD_SETTINGS) >= 100


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["Numbered", "Flat", "--set", "length=2"], "here are 2, Numbered, Flat: write --set SCENE.…"),
        (["Flat", "--set", "length=2"], "Flat has no numbers that could be chosen"),
        (["Nothing", "--set", "length=2"], "unknown scene 'Nothing'"),
    ],
)
def test_numbers_belong_to_one_scene_that_has_some(
    renders: Typed, tmp_path: Path, arguments: list[str], named: str
) -> None:
    assert named in refused(renders, tmp_path, arguments)


def test_a_setting_goes_before_the_file_and_each_fault_says_where_it_stands(
    renders: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("length = -1\ngap = nan\n", encoding="utf-8")
    line = refused(renders, tmp_path, ["Numbered", "--numbers", str(file), "--set", "length=-2"])
    assert "--set length=-2: length is -2" in line
    assert f"{file}: gap is nan" in line
    file.write_text("length = -1\ncount = 2\n", encoding="utf-8")
    (scene,) = custom_numbers([NUMBERED], file, ["length=1", "length=2"], "en").scenes
    assert str(scene) == f'{NUMBERED} {{"count":2,"length":2.0}}'


def test_a_scene_that_ponders_its_numbers_for_ever_is_stopped(
    renders: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.2)
    assert "takes longer than 0.2 seconds" in refused(renders, tmp_path, ["Numbered", "--set", "gap=-7"])


@pytest.mark.parametrize(
    "command", [["still", "Numbered", "bars"], ["preview", "Numbered", "bars"], ["storyboard"]]
)
def test_pictures_refuse_what_clips_refuse(renders: Typed, tmp_path: Path, command: list[str]) -> None:
    result = renders("Numbered", [*command, "--set", "length=0", "--output", str(tmp_path / "out")])
    assert result.code == 2
    assert "length is 0" in result.err
    assert not (tmp_path / "out").exists()


REFUSED_BY_SCENES = [
    ("Kink", "centre=0", "centre is 0, but must be 0.05 or more away from 0"),
    ("Steps", "start=1.1", "start is 1.1, but must be 1.2 or more away from 0"),
    ("Steps", "step=1e-9", "start is 1.2e-08, but must be 1.2 or more away from 0"),
    ("Steps", "centre=10", "centre is 10, but must be a number at least -9 and at most 9"),
    ("Priors", "narrow=1.5", "narrow is 1.5, but must be below wide"),
    ("ReachesZero", "rattles=3", "a whole number a multiple of 2"),
    ("Overfit", "wild=4.0", "stiff is 3, but must be above wild, 4"),
    ("Selection", "doublings=7", "doublings is 7, but must be a number at least 0 and at most 6"),
    ("Shrinkage", "inputs=19", "inputs is 19, but must be a whole number at least 20"),
    ("ShrinkingRegion", "centre=[0, 1]", "centre is (0.0, 1.0), but both must be away from 0"),
    ("ShrinkingRegion", "hessian=[[1, 2], [2, 1]]", "must be positive definite"),
    ("ShrinkingRegion", "centre=[0, 10]", "2 numbers, each at least -9 and at most 9"),
    (
        "ShrinkingRegion",
        "hessian=[[1, 0], [0, 11]]",
        "hessian is 11 times as curved one way as another, but must be 10 at most",
    ),
    ("Recap", "landing=1", "a number above 0.3 and below 1"),
]


@pytest.mark.parametrize(("scene", "setting", "reason"), REFUSED_BY_SCENES)
def test_what_a_scene_of_the_film_refuses_is_told_in_one_line(scene: str, setting: str, reason: str) -> None:
    with pytest.raises(BadInputError) as error:
        custom_numbers(find_scenes([scene], SCENES), None, [setting], "en")
    assert str(error.value).startswith(f"--set {setting}: ")
    assert reason in str(error.value)
    assert str(error.value).endswith(f"; see renders numbers {scene}")
    assert "\n" not in str(error.value)


def key(scene: str) -> str:
    return key_of(ingredients(scene, Variant(quality=QUALITIES["480p15"]), Sources()))


def with_numbers(scene: str, *settings: str) -> str:
    (found,) = custom_numbers(find_scenes([scene], SCENES), None, settings, "en").scenes
    return found


def test_custom_numbers_change_the_key_and_equal_ones_give_the_same() -> None:
    usual, custom = key(KINK), key(with_numbers("Kink", "centre=0.6", "weak=0.15"))
    assert usual != custom
    assert custom == key(with_numbers("Kink", "weak=1.5e-1", "centre=0.6", "more=0.6"))
    assert custom != key(with_numbers("Kink", "weak=0.15", "centre=0.55"))
    assert usual == key(with_numbers("Kink", "centre=0.5", "curvature=0.67"))
    assert with_numbers("ShrinkingRegion", "sway=-0.0") == with_numbers("ShrinkingRegion", "sway=0")


def test_the_words_of_custom_numbers_are_part_of_the_key() -> None:
    variant, sources = Variant(), Sources()
    usual = ingredients(KINK, variant, sources)
    custom = ingredients(with_numbers("Kink", "centre=0.7"), variant, sources)
    assert {name for name in custom if custom[name] != usual.get(name)} == {"scene"}


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_the_printed_numbers_of_every_scene_are_those_of_the_film(scene: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(template(scene), encoding="utf-8")
    numbers = scene.load().numbers
    printed = json.loads(numbers.model_dump_json(exclude={"data"}))
    assert tomllib.loads(file.read_text(encoding="utf-8")) == printed
    assert custom_numbers([scene], file, (), "zh").scenes == [scene]
    for name in printed:
        field = type(numbers).model_fields[name]
        assert f"\n{name} = " in template(scene)
        assert field.description
        assert " ".join(field.description.split()) in " ".join(template(scene).replace("\n#", "").split())


def test_a_scene_with_custom_numbers_is_the_scene_but_for_them_and_those_that_follow() -> None:
    scene = with_numbers("Kink", "centre=0.6").load()
    assert scene.__name__ == "Kink" == with_numbers("Kink", "centre=0.6").name
    followed = {"weak": 0.24, "more": 0.6, "most": 1.2}
    assert scene.numbers == KINK.load().numbers.model_copy(update={"centre": 0.6, **followed})
    assert scene.numbers.facts["enough"] == pytest.approx(0.67 * 0.6)


def test_numbers_prints_what_numbers_takes(renders: Typed) -> None:
    printed = renders("Numbered", ["numbers", "Numbered"])
    assert (printed.code, printed.err) == (0, "")
    assert "# length of the bars: a number above 0 and at most 10\nlength = 4.0\n" in printed.out
    assert renders("Flat", ["numbers", "Flat"]).code == 2
    assert "did you mean Numbered?" in renders("Numbered", ["numbers", "numbered"]).err


@tiny
def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes("\N{BOM}# ŵ\r\nlength = 2\r\ncount = 2\r\n".encode())
    (scene,) = custom_numbers([NUMBERED], file, (), "en").scenes
    assert str(scene) == f'{NUMBERED} {{"count":2,"length":2.0}}'


@tiny
@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("mine.toml", "own-mine"),
        ("my numbers (2).toml", "own-my-numbers-2"),
        ("Numbered.mp4.toml", "own-Numbered-mp4"),
        ("数字.toml", "own-数字"),
        ("..\\..\\x.toml", "own-x"),
        ("$(reboot);`x`.toml", "own-reboot-x"),
        ("-rf.toml", "own-rf"),
        (".hidden", "own-hidden"),
        ("a\nb\x1b[2J.toml", "own-a-b-2J"),
        ("字" * 80 + ".toml", "own-" + "字" * 40),
        ("e\u0301.toml", "own-é"),
    ],
)
def test_the_folder_is_named_after_the_file_and_cannot_lead_elsewhere(
    tmp_path: Path, name: str, folder: str
) -> None:
    file = tmp_path / name
    file.write_text("length = 2", encoding="utf-8")
    assert re.fullmatch(rf"{folder}-[0-9a-f]{{8}}", custom_numbers([NUMBERED], file, (), "en").folder)


@tiny
@pytest.mark.parametrize("name", ["...", "..toml", "---.toml", "~.toml"])
def test_a_file_without_a_name_gives_a_folder_named_after_the_numbers(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("length = 2", encoding="utf-8")
    ours = custom_numbers([NUMBERED], file, (), "en").folder
    assert ours.startswith("own-")
    assert "." not in ours


@tiny
def test_other_settings_go_to_another_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("length = 2", encoding="utf-8")
    given = [(None, ["gap=1"]), (None, ["gap=2"]), (file, ()), (file, ["gap=1"]), (file, ["gap=2"])]
    folders = {custom_numbers([NUMBERED], each, settings, "en").folder for each, settings in given}
    assert len(folders) == len(given)


def picture(video: Path) -> bytes:
    with av.open(video) as opened:
        return next(opened.decode(video=0)).to_ndarray(format="gray").tobytes()


def test_a_clip_with_custom_numbers_stands_beside_the_usual_one(renders: Typed, tmp_path: Path) -> None:
    clip = ["clip", "Numbered", *SMALL, "--jobs", "1", "--output", str(tmp_path / "out")]
    assert renders("Numbered", clip).code == 0
    usual = tmp_path / "out" / FOLDER / "Numbered.mp4"
    before = usual.read_bytes()
    (tmp_path / "mine.toml").write_text("length = 9\n", encoding="utf-8")
    result = renders("Numbered", [*clip, "--numbers", str(tmp_path / "mine.toml")])
    assert result.code == 0
    (folder,) = usual.parent.glob("own-mine-*")
    assert {f"Numbered.{kind}" for kind in ("mp4", "srt", "vtt", "toml")} <= set(os.listdir(folder))
    assert sorted(map(str, folder.iterdir())) == sorted(result.out.split())
    assert usual.read_bytes() == before
    assert picture(folder / "Numbered.mp4") != picture(usual)
    assert tomllib.loads((folder / "Numbered.toml").read_text(encoding="utf-8"))["length"] == 9

    again = renders("Numbered", [*clip, "--numbers", str(folder / "Numbered.toml")])
    assert again.code == 0
    assert "Numbered: done" not in again.err  # the stored clip was found
    (twin,) = usual.parent.glob("own-Numbered-*")
    assert (twin / "Numbered.mp4").read_bytes() == (folder / "Numbered.mp4").read_bytes()


@pytest.mark.parametrize("command", [["clip", "Numbered", "--jobs", "1"], ["still", "Numbered", "bars"]])
def test_what_lies_beside_a_picture_are_its_numbers(renders: Typed, tmp_path: Path, command: list[str]) -> None:
    """Of two files of one name, and of one file before and after it is edited."""
    beside: dict[Path, bytes] = {}
    for place, length in (("a", 9), ("b", 2), ("a", 2), ("a", 5)):
        file = tmp_path / place / "mine.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"length = {length}\n", encoding="utf-8")
        result = renders("Numbered", [*command, *SMALL, "--numbers", str(file), "--output", str(tmp_path / "out")])
        *_, numbers = map(Path, result.out.split())
        assert tomllib.loads(numbers.read_text(encoding="utf-8"))["length"] == length
        assert numbers.parent.name.startswith("own-mine-")
        beside[numbers] = numbers.read_bytes()
    assert len(beside) == 3
    assert all(file.read_bytes() == written for file, written in beside.items())


@tiny
def test_the_folder_tells_numbers_apart_that_a_later_film_has_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("gap = 1", encoding="utf-8")
    before = custom_numbers([NUMBERED], file, (), "en").folder
    monkeypatch.setattr(tiny_scenes.Numbered, "numbers", tiny_scenes.NumberedNumbers(length=3))
    assert custom_numbers([NUMBERED], file, (), "en").folder != before


def test_numbers_of_the_film_give_the_clip_of_the_film(renders: Typed, tmp_path: Path) -> None:
    clip = ["clip", "Numbered", *SMALL, "--jobs", "1", "--output", str(tmp_path / "out")]
    assert renders("Numbered", clip).code == 0
    result = renders("Numbered", [*clip, "--set", "length=4"])
    assert result.code == 0
    assert "done" not in result.err


@pytest.mark.parametrize(
    ("command", "kind"),
    [(["still", "Numbered", "bars"], "png"), (["preview", "Numbered", "bars"], "mp4"), (["storyboard"], "png")],
)
def test_pictures_take_custom_numbers_too(renders: Typed, tmp_path: Path, command: list[str], kind: str) -> None:
    out = tmp_path / "out"
    made = {}
    for more in ([], ["--set", "length=9"]):
        result = renders("Numbered", [*command, *SMALL, *more, "--output", str(out)])
        assert result.code == 0
        made[bool(more)] = list(map(Path, result.out.split()))
    assert [file.suffix for file in made[True]] == [f".{kind}", ".toml"]
    assert made[True][0].parent.parent == made[False][0].parent == out / FOLDER
    if kind == "png":
        ours, usual = (Image.open(made[custom][0]).tobytes() for custom in (True, False))
        assert ours != usual


@pytest.mark.parametrize("command", [["clip", "Numbered", "--jobs", "1"], ["still", "Numbered", "bars"]])
def test_numbers_with_which_drawing_fails_are_named(renders: Typed, tmp_path: Path, command: list[str]) -> None:
    arguments = [*command, *SMALL, "--set", "gap=9", "--set", "count=2", "--output", str(tmp_path)]
    result = renders("Numbered", arguments)
    assert (result.code, result.out) == (1, "")
    lines = result.err.splitlines()
    assert any("Numbered failed: ArithmeticError: the bars miss each other" in line for line in lines)
    told = "Numbered was to be drawn with gap = 9.0, count = 2: try numbers nearer to renders numbers Numbered"
    assert lines[-1].endswith(told)
    (folder,) = (tmp_path / FOLDER).iterdir()
    assert [file.name for file in folder.iterdir()] == ["Numbered.log"]


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(renders: Typed, tmp_path: Path) -> None:
    arguments = ["clip", "Numbered", "--set", "length=2", "--dry-run", "--output", str(tmp_path / "out")]
    result = renders("Numbered", arguments)
    assert result.code == 0
    assert "Numbered: never rendered like this" in result.out
    assert not (tmp_path / "out").exists()


def told(scene: str, *settings: str) -> str:
    with pytest.raises(BadInputError) as error:
        with_numbers(scene, *settings)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_refusal_tells_every_reason_and_the_nearest_number_which_is_accepted() -> None:
    line = told("Kink", "centre=0.5", "weak=0.4", "most=3")
    assert "weak is 0.4, but must be at most 0.3015" in line
    assert "most is 3, but must be at most 1.675" in line
    assert "leave out weak, most for them to follow" in line
    assert "the nearest that works is centre = 0.05;" in told("Kink", "centre=0.04")
    assert "the nearest that works is centre = 2.5;" in told("Kink", "centre=7")
    assert "nearest" not in told("Kink", 'centre="2"')
    assert with_numbers("Kink", "centre=0.05") != with_numbers("Kink", "centre=2.5")


def test_numbers_prints_what_follows_and_takes_it_back(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["numbers", "Kink", "--set", "centre=-2"], FILM) == 0
    printed = capfdbinary.readouterr().out.decode()
    assert tomllib.loads(printed)["weak"] == 0.8
    file = tmp_path / "mine.toml"
    file.write_text(printed, encoding="utf-8")
    assert custom_numbers([KINK], file, (), "en").scenes == [with_numbers("Kink", "centre=-2")]
