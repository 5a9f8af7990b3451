from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from tiny_scenes import own_words
from typed import FOLDER, Result

from common.style import THEMES
from renders.cli.app import COMMANDS, options_of, run
from renders.request import scenes as catalogue
from renders.request.variant import THEME_NAMES

SMALL = ["--quality", "480p15"]
Typed = Callable[[str, list[str]], Result]


def state(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


BAD = [
    (["film", "--language", "xx"], "'xx'", "en, zh"),
    (["film", "--aspect", "4:3"], "'4:3'", "9:16"),
    (["film", "--quality", "1080p24"], "'1080p24'", "did you mean 1080p"),
    (["film", "--theme", "drak"], "'drak'", "did you mean dark?"),
    (["film", "--jobs", "0"], "--jobs 0", "leave the option out"),
    (["film", "--jobs", "many"], "--jobs", "renders film --help"),
    (["film", "--on", "nowhere"], "nowhere", "tcp://host:port"),
    (["film", "--on", "tls://127.0.0.1:1", "--tls-ca", "none.pem"], "--tls-ca none.pem", "a PEM file each"),
    (["film", "--colour"], "--colour", "renders film --help"),
    (["inspect", "--set", "gap=1"], "inspect takes no --set", "film, clip, still, watch, preview"),
    (["film", "--set", "gap=1"], "--set gap=1 belongs to one scene", "write --set SCENE.…"),
    (["film", "--set", "Movign.gap=1"], "'Movign'", "did you mean Moving?"),
    (["publish", "youtube", "--set", "Moving.gap=1"], "Moving", "has no numbers that could be chosen"),
    (["clip", "Moving:corss_over"], "'corss_over'", "choose from enter, cross_over"),
    (["still", "Moving:enter", "enter"], "'Moving:enter'", "choose from Moving, Flat"),
    (["page", "--aspect", "1:1"], "page takes no --aspect", "film, clip, still"),
    (["film", "Moving"], "Moving", "renders film --help"),
    (["clip"], "SCENE", "renders clip --help"),
    (["clip", "Movign"], "'Movign'", "did you mean Moving? choose from Moving, Flat"),
    (["clip", "Flat", "moving"], "'moving'", "did you mean Moving?"),
    (["still", "Moving", "corss_over"], "'corss_over'", "did you mean cross_over?"),
    (["still", "Moving"], "BEAT", "renders still --help"),
    (["still", "Moving", "enter", "--at", "noon"], "'noon'", "start, middle, end"),
    (["storyboard", "Nothing"], "'Nothing'", "choose from Moving, Flat"),
    (["list", "--language", "de"], "'de'", "en, zh"),
    (["view"], "unknown command 'view'", "choose from film, clip"),
    (["watch", "Moving", "corss_over"], "'corss_over'", "did you mean cross_over?"),
    (["watch", "Moving", "--port", "99999"], "--port 99999", "leave it out"),
]


@pytest.mark.parametrize(("arguments", "named", "remedy"), BAD)
def test_bad_input_is_one_line_that_names_it_and_the_remedy(
    renders: Typed, film_folder: Path, arguments: list[str], named: str, remedy: str
) -> None:
    before = state(film_folder.parent)
    if arguments[0] not in ("list", "view", "watch"):
        arguments = [*arguments, "--output", str(film_folder.parent)]
    result = renders("Moving Flat", arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert named in result.err
    assert remedy in result.err
    assert state(film_folder.parent) == before


def options() -> Iterator[tuple[str, str]]:
    """Every command, and each of its options that takes a value."""
    for name in COMMANDS:
        for option, takes_a_value in options_of(name).items():
            if takes_a_value:
                yield name, option


NEEDED = {
    "clip": ["Numbered"],
    "numbers": ["Numbered"],
    "still": ["Numbered", "bars"],
    "preview": ["Numbered", "bars"],
    "publish": ["web"],
    "watch": ["Numbered"],
}


@pytest.mark.parametrize(("command", "option"), sorted(set(options())))
def test_an_option_that_is_given_nothing_is_refused(
    renders: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.csv").write_text("y,z\n1,2\n", encoding="utf-8")
    more = ["--data", "x.csv", *(["--target", "y"] if option == "--feature" else [])]
    given = [*(more if option in {"--target", "--feature"} else []), f"{option}="]
    result = renders("Numbered", [command, *NEEDED.get(command, []), *given])
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("place", ["/proc/nowhere", "{file}", "{file}/below"])
def test_a_folder_that_cannot_be_written_is_refused_before_rendering(
    renders: Typed, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    output = place.format(file=tmp_path / "file")
    result = renders("Failing", ["film", "--output", output])
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert output in result.err
    assert "--output" in result.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize("error", [RuntimeError("no glyph for 𠮷\nin zh"), KeyError("no words for Moving")])
def test_words_that_cannot_be_shown_are_refused_before_rendering(
    renders: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(_: str) -> None:
        raise error

    monkeypatch.setattr(catalogue, "require_glyphs", refuse)
    result = renders("Moving", ["film", "--output", str(tmp_path / "out")])
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "no " in result.err
    assert not (tmp_path / "out").exists()


def test_no_command_shows_the_help_with_examples(renders: Typed) -> None:
    result = renders("Moving", [])
    assert result.code == 0
    assert "renders film --language zh" in result.out


def test_list_shows_what_can_be_named(renders: Typed) -> None:
    result = renders("Moving Flat", ["list"])
    assert result.code == 0
    assert [line for line in result.out.splitlines() if not line.startswith("   ")] == [
        "Moving  The Moving",
        "  enter  enter",
        "  cross_over  cross over",
        "Flat  The Flat",
        "  amber  amber",
    ]


def test_film_says_what_it_wrote_and_leaves_nothing_else(renders: Typed, tmp_path: Path) -> None:
    result = renders("Moving Flat", ["film", *SMALL, "--output", str(tmp_path)])
    assert result.code == 0
    assert sorted(result.out.split()) == sorted(str(file) for file in (tmp_path / FOLDER).iterdir())
    assert re.search(r"^Moving: done$", result.err, re.MULTILINE)
    made, took, then = result.err.splitlines()[-3:]
    assert re.fullmatch(rf"made {re.escape(str(tmp_path / FOLDER / 'film.mp4'))}: [\d.]+ s long, .*", made)
    assert re.fullmatch(r"it took [\d.]+ s", took)
    assert all(f"make {each}" in then for each in ("page", "slides", "publish"))


def test_variants_do_not_overwrite_each_other(renders: Typed, tmp_path: Path) -> None:
    for more in ([], ["--theme", "light"], ["--aspect", "1:1"], ["--language", "zh"]):
        assert renders("Flat", ["still", "Flat", "amber", *SMALL, *more, "--output", str(tmp_path)]).code == 0
    assert len(list(tmp_path.rglob("Flat-amber-end.png"))) == 4


def test_a_still_is_the_frame_that_was_asked_for(renders: Typed, tmp_path: Path) -> None:
    found = set()
    for moment in ("start", "middle", "end"):
        arguments = ["still", "Moving", "cross_over", *SMALL, "--at", moment, "--output", str(tmp_path)]
        result = renders("Moving", arguments)
        with Image.open(result.out.strip()) as still:
            assert still.size == (854, 480)
            found.add(still.tobytes())
    assert len(found) >= 2


def test_a_storyboard_has_a_row_for_each_beat(renders: Typed, tmp_path: Path) -> None:
    result = renders("Moving Flat", ["storyboard", *SMALL, "--output", str(tmp_path)])
    assert result.code == 0
    heights = []
    for path in result.out.split():
        with Image.open(path) as sheet:
            heights.append(sheet.height)
    assert heights == [2 * 360 + 3 * 16, 360 + 2 * 16]


def test_the_themes_that_can_be_typed_are_those_there_are() -> None:
    assert tuple(THEMES) == THEME_NAMES


def test_clips_beside_the_film_are_known_by_name_and_are_no_part_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(catalogue, "words_of", own_words)

    def typed(*arguments: str) -> Result:
        code = run(arguments, ["tiny_scenes:Moving"], ["tiny_scenes:Flat"])
        return Result(code, *capsys.readouterr())

    place = ["--output", str(tmp_path), *SMALL]
    listed = re.findall(r"^(\w+)  ", typed("list").out, re.MULTILINE)
    assert listed == ["Moving", "Flat"]
    assert "Flat has no numbers" in typed("numbers", "Flat").err
    typed_as = (["film"], ["clip", "Moving"], ["clip", "Moving", "Flat"])
    film, alone, both = (typed(*each, "--dry-run", *place) for each in typed_as)
    assert film == alone != both
    assert both.code == 0
    for command in ("slides", "page", "publish web"):
        refused = typed(*command.split(), "Flat", "--output", str(tmp_path))
        assert refused.code == 2
        assert "choose from Moving" in refused.err
