from __future__ import annotations

from pathlib import Path

import pytest
from tiny_scenes import Typeset

from renders.frames import NoFrames
from renders.options import QUALITIES, Variant
from renders.rasterise import rasterise


def test_a_call_of_latex_would_be_noticed(latex_calls: Path) -> None:
    with pytest.raises(RuntimeError, match="latex failed"):
        rasterise(Typeset, Variant(quality=QUALITIES["480p15"]), NoFrames())
    assert "latex" in latex_calls.read_text()
    latex_calls.unlink()
