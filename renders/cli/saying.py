"""Standard output: all of a command's answer, or one line that says why not."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from renders.errors import BadInputError

__all__ = ["UnsaidError", "fall_silent", "say"]


class UnsaidError(BadInputError):
    """Standard output cannot be written to; the message is one line that names the reason."""


def say(answer: str | bytes) -> None:
    """Write ``answer`` to standard output, bytes as they are; raises ``UnsaidError`` where that cannot be."""
    stream = sys.stdout
    if stream is None:
        raise UnsaidError("cannot write to standard output: it is closed")
    try:
        data = answer if isinstance(answer, bytes) else answer.encode(stream.encoding, stream.errors or "strict")
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except UnicodeEncodeError as error:
        lacking = f"U+{ord(error.object[error.start]):04X}"
        raise UnsaidError(
            f"cannot write to standard output: {stream.encoding} lacks {lacking}; set PYTHONIOENCODING=utf-8"
        ) from error
    except OSError as error:
        fall_silent()
        reason = (error.strerror or str(error)).lower()
        raise UnsaidError(f"cannot write to standard output: {reason}") from error


def fall_silent() -> None:
    """Let what was not said be lost: as the program ends, Python would try again, and complain at length."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
