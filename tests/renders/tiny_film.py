"""The command line on tiny scenes: ``python tiny_film.py Moving,Flat film --output out``."""

from __future__ import annotations

import signal
import sys

if __name__ == "__main__":  # workers, which load this file too, need not wait for all that
    from tiny_words import own_words

    from renders.__main__ import run
    from renders.request import scenes as catalogue

    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off in the background
    catalogue.words_of = own_words
    sys.exit(run(sys.argv[2:], [f"tiny_scenes:{name}" for name in sys.argv[1].split(",")]))
