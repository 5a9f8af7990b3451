from __future__ import annotations

from pathlib import Path

import pytest
from tiny_scenes import Typeset

from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import QUALITIES, Variant


def test_a_call_of_latex_would_be_noticed(latex_calls: Path) -> None:
    with pytest.raises(RuntimeError, match="latex failed"):
        rasterise(Typeset, Variant(quality=QUALITIES["480p15"]), NoFrames())
    assert "latex" in latex_calls.read_text()
    latex_calls.unlink()
