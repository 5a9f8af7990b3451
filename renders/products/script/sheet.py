"""The script as text, and as a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from renders.files.atomic import open_folder, write_together
from renders.voice.script import ScriptLine
from renders.web.templates import templates_in

__all__ = ["script_text", "write_script"]


_Script = list[tuple[str, list[tuple[str, str, list[ScriptLine]]]]]


def script_text(lines: Sequence[ScriptLine]) -> str:
    """Set out ``lines`` under their scenes' and beats' titles: the name of the recording, then the sentence.

    What a beat claims on screen stands in brackets.
    """
    text = ""
    for scene, beats in _by_titles(lines):
        text += f"{scene}\n\n"
        for beat, claim, said in beats:
            text += f"  {beat}\n" + (f"    [{claim}]\n" if claim else "")
            text += "".join(f"    {line.name}  {line.sentence}\n" for line in said) + "\n"
    return text


def write_script(lines: Sequence[ScriptLine], language: str, folder: Path) -> list[Path]:
    """Write ``script.txt`` and ``script.html`` into ``folder``; return their paths.

    Raises ``UnwritableError`` if the disk refuses.
    """
    files = [open_folder(folder) / f"script.{kind}" for kind in ("txt", "html")]
    template = templates_in(Path(__file__).parent).get_template("script.html.j2")
    texts = [script_text(lines), template.render(script=_by_titles(lines), language=language)]
    with write_together(*files) as parts:
        for part, text in zip(parts, texts, strict=True):
            part.write_text(text, encoding="utf-8")
    return files


def _by_titles(lines: Sequence[ScriptLine]) -> _Script:
    return [
        (scene, [(*about, list(said)) for about, said in groupby(of_scene, lambda line: (line.beat, line.claim))])
        for scene, of_scene in groupby(lines, lambda line: line.scene)
    ]
