"""The command line on tiny scenes: ``python tiny_film.py Moving,Flat film --output out``."""

from __future__ import annotations

import signal
import sys

import tiny_scenes

from renders import catalogue
from renders.__main__ import run

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off in the background
    catalogue.words_of = tiny_scenes.own_words
    sys.exit(run(sys.argv[2:], [f"tiny_scenes:{name}" for name in sys.argv[1].split(",")]))
