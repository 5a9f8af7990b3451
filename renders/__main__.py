"""``python -m renders``: from scenes to files."""

from __future__ import annotations

import sys

from renders.work.signals import interrupts_at_once

with interrupts_at_once():  # loading takes a second
    from renders.cli.app import run
    from scenes.film import CLIPS, FILM

__all__ = ["main"]


def main() -> None:
    """Run the command line on the film, and on the clips beside it."""
    sys.exit(run(sys.argv[1:], FILM, CLIPS))


if __name__ == "__main__":
    main()
