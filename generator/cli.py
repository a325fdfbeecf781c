"""The command line: a call comes in, an exit code goes out; `commands` carry it out."""

import codecs
import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from generator.commands import catalogue
from generator.exits import FAULTY, FINE, WRONG_CALL, RefusedError, UnwritableError

# A command makes little that is of no use before it ends: to look for it all the time is a waste.
_GROWTH_BEFORE_COLLECTING = 500_000


# What is shown for a character that a console lacks, where something is much like it.
_STANDING_IN, _ALIKE = "gongkai.stand-in", {"›": ">", "‹": "<", "−": "-", "•": "*", "░": "#"}


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_ALIKE.get(char, "?") for char in lacking), error.end


codecs.register_error(_STANDING_IN, _stand_in)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (fine), 1 (faults in the data) or 2 (wrong call)."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a stand-in; it must never stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_STANDING_IN)
    try:
        return _carry_out(sys.argv[1:] if arguments is None else arguments)
    except RefusedError as error:
        _complain(f"错误：{error}")
        return WRONG_CALL
    except UnwritableError as error:
        _complain(f"结果没有写完：{error}；写好的文档都是完整的")
    except KeyboardInterrupt:
        _complain("已中断；写好的文档都是完整的")
    return FAULTY


def _complain(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody reads it any more; the exit code says it
        print(text, file=sys.stderr, flush=True)


def _carry_out(arguments: Sequence[str]) -> int:
    try:
        run = catalogue.parse(arguments)
    except SystemExit:  # argparse ends the process itself when it has shown a help
        return FINE
    return run()


def _speak_utf8() -> None:
    """Begin again where the system's locale has no Chinese: no file could be named otherwise."""
    if sys.getfilesystemencoding() == "ascii" and sys.orig_argv:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def entry() -> NoReturn:
    """Run one command as a process of its own, and leave without taking the interpreter apart.

    Python would give back every object one by one first, which takes as long as reading a filing.
    """
    _speak_utf8()
    gc.set_threshold(_GROWTH_BEFORE_COLLECTING, 10, 10)
    code = main()
    with contextlib.suppress(OSError, AttributeError):  # closed, or never there
        sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    entry()
