"""The app: its commands, and how their failures are reported."""

from __future__ import annotations

import signal
from collections.abc import Sequence

from cyclopts import App, Parameter
from cyclopts.exceptions import (
    CycloptsError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from renders.cli.console import complain, saying_what_is_logged
from renders.cli.film import clip, film
from renders.cli.inspect import inspect
from renders.cli.listing import clean, list_scenes, numbers
from renders.cli.page import page
from renders.cli.publish import publish
from renders.cli.saying import fall_silent
from renders.cli.sheet import sheet
from renders.cli.slides import slides
from renders.cli.stills import preview, still, storyboard
from renders.cli.voice import script, voice
from renders.cli.watch import watch
from renders.errors import BadInputError, choose
from renders.files.text import plainly
from renders.request.scenes import SceneRef

__all__ = ["COMMANDS", "options_of", "run"]

_INTERRUPTED = 130


app = App(
    name="renders",
    help="Render the film, parts of it, or pictures from it.\n\n"
    "For example:\n\n"
    "    renders film\n"
    "    renders film --language zh --aspect 9:16 --quality 1080p60\n"
    "    renders clip Kink --quality 480p15\n"
    "    renders clip Kink --set centre=0.7\n"
    "    renders still Kink held --at middle --theme light\n"
    "    renders storyboard\n\n"
    "Every variant has a folder of its own in the output folder, such as en-16x9-dark-1080p30.",
    version_flags=(),
    help_flags=("--help",),
    default_parameter=Parameter(negative=(), allow_repeating=True),
)
for command in (
    film,
    clip,
    still,
    watch,
    preview,
    storyboard,
    slides,
    page,
    publish,
    sheet,
    inspect,
    voice,
    numbers,
    clean,
):
    app.command(command)
app.command(script)
app.command(list_scenes, name="list")

WHOLE = (film, page, publish, slides)
"""Commands that make something of the film as a whole, and know no clips beside it."""

COMMANDS = tuple(name for name in app if not name.startswith("-"))
"""The names of all commands."""


def run(arguments: Sequence[str], film: Sequence[str], clips: Sequence[str] = ()) -> int:
    """Run the command line on the scenes of ``film`` and the ``clips`` beside it; return the exit code.

    Each is a ``module:Class``.
    It is 0 for done, 1 if a scene failed, 2 for bad input, 130 if interrupted.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with saying_what_is_logged():
            scenes = [[SceneRef.parse(place) for place in places] for places in (film, clips)]
            return _called(list(arguments) or ["--help"], *scenes)
    except BadInputError as error:
        complain(str(error))
        return 2
    except CycloptsError as error:
        complain(_usage(error))
        return 2
    except OSError as error:  # no place of the project's own, or the help on a full disk
        fall_silent()
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{plainly(error.strerror or str(error))}")
        return 1
    except KeyboardInterrupt:
        complain("interrupted: what was not finished is as it was before")
        return _INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)


def _called(arguments: list[str], scenes: list[SceneRef], clips: list[SceneRef]) -> int:
    """Call the command that was typed, with the film's scenes where it takes some, and the clips beside it."""
    if arguments[0] != "--help":
        choose("command", arguments[0], COMMANDS)
    command, bound, unread = app.parse_args(arguments, exit_on_error=False, print_error=False)
    if "scenes" in unread:
        bound.arguments["scenes"] = scenes if command in WHOLE else scenes + clips
    return command(*bound.args, **bound.kwargs) or 0


def _usage(error: CycloptsError) -> str:
    """One line of a mistyped command: what is wrong, and whose help to read."""
    command = " ".join(["renders", *(error.command_chain or ())])
    if isinstance(error, UnusedCliTokensError):
        wrong = f"unexpected argument {' '.join(error.unused_tokens or ())}"
    else:
        wrong = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, UnknownOptionError):
        option = (error.token.keyword or error.token.value).partition("=")[0]
        if takers := _takers(option):
            wrong = f"{command.split()[-1]} takes no {option}, but {', '.join(takers)} do"
    return f"{wrong[:1].lower()}{wrong[1:]}; see {command} --help"


def options_of(name: str) -> dict[str, bool]:
    """Return the options of the command ``name``, and of each whether it takes a value."""
    arguments = app[name].assemble_argument_collection()
    typed = [each for each in arguments if each.parse and each.keys + each.names != ("*",)]
    return {each.name: each.hint is not bool for each in typed if each.name.startswith("--")}


def _takers(option: str) -> list[str]:
    """The commands that take ``option``."""
    return [name for name in COMMANDS if option in options_of(name)]
