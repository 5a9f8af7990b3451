from __future__ import annotations

from pathlib import Path

import pytest

from renders.errors import BadInputError
from renders.products.surround.wording import FOLDER, wording_of


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("sparse?", "sparse 𠮷", "the film's fonts lack 𠮷"),
        ("{scene} |", "{scne} |", "scene_title"),
        ("pitch =", "pitchh =", "pitch"),
        ("title =", "title", "is not TOML"),
    ],
)
def test_faulty_words_are_refused_in_one_line_that_names_their_file(tmp_path, before, after, said):
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "en.toml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        wording_of("en", tmp_path)
    assert said in str(refused.value)
    assert "en.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("file", ["README.md", "docs/voice.md"])
def test_the_documents_credit_the_voice_as_the_page_does(file):
    text = (Path(__file__).parents[4] / file).read_text(encoding="utf-8")
    assert wording_of("en").credit.rstrip(".") in " ".join(text.split())
