"""``python -m renders``: from scenes to files."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from renders.interrupts import interrupts_at_once

with interrupts_at_once():  # loading takes a second
    import typer
    from typer.exceptions import TyperException

    from renders.catalogue import Film
    from renders.commands import app
    from renders.critic.command import inspect
    from renders.options import BadInputError
    from renders.page.command import page
    from renders.publishing.command import publish
    from renders.reporting import complain
    from renders.saying import fall_silent
    from renders.slides.command import slides
    from renders.text_files import plainly
    from scenes.film import FILM

__all__ = ["main", "run"]

_INTERRUPTED = 130

app.command("inspect")(inspect)
app.command("page")(page)
app.command("publish")(publish)
app.command("slides")(slides)


def main() -> None:
    """Run the command line on the film."""
    sys.exit(run(sys.argv[1:], FILM))


def run(arguments: Sequence[str], film: Film) -> int:
    """Run the command line; return the exit code: 0 done, 1 a scene failed, 2 bad input, 130 interrupted."""
    with interrupts_at_once():
        command = typer.main.get_command(app)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = command.main(list(arguments) or ["--help"], prog_name="renders", standalone_mode=False, obj=film)
    except BadInputError as error:
        complain(str(error))
        return 2
    except TyperException as error:
        complain(_usage(error))
        return 2
    except OSError as error:  # no place of the project's own, or the help on a full disk
        fall_silent()
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{plainly(error.strerror or str(error))}")
        return 1
    finally:
        signal.signal(signal.SIGTERM, before)
    if code == _INTERRUPTED:
        complain("interrupted: what was not finished is as it was before")
    return code if isinstance(code, int) else 0


def _usage(error: TyperException) -> str:
    """One line of a mistyped command: what is wrong, and whose help to read."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "renders"
    wrong = " ".join(error.format_message().split()).rstrip(".")
    option, name = getattr(error, "option_name", ""), command.split()[-1]
    takers = _takers(option)
    if takers and name not in takers:
        wrong = f"{name} takes no {option}, but {', '.join(takers)} do"
    return f"{wrong[:1].lower()}{wrong[1:]}; see {command} --help"


def _takers(option: str) -> list[str]:
    """The commands that take ``option``."""
    commands: Mapping[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    return [name for name, each in commands.items() if any(option in taken.opts for taken in each.params)]


if __name__ == "__main__":
    main()
