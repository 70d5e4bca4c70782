"""From the command line to the command: parse, run, and turn every error into one line with a hint."""

import asyncio
import os
import sys
from collections.abc import Sequence

from core.errors import SuppliesError, UsageError
from core.paths import find_paths
from tui.cli.bugs import log_bug
from tui.cli.parser import parse

EXIT_DONE, EXIT_FINDING, EXIT_USAGE = 0, 1, 2
EXIT_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 done, 1 something is low or failed, 2 wrong usage, 130 stopped by Ctrl-C.
    """
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        result = arguments.run(arguments)
        return int(asyncio.run(result) if asyncio.iscoroutine(result) else result)
    except SuppliesError as error:
        print(f"supplies: {error}", file=sys.stderr)
        return EXIT_USAGE if isinstance(error, UsageError) else EXIT_FINDING
    except (KeyboardInterrupt, asyncio.CancelledError):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone: silence the interpreter's own flush at exit, as Python's docs advise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINDING
    except Exception as error:  # noqa: BLE001  (a bug: the admin gets one line, the log gets the traceback)
        where = log_bug(error, find_paths(getattr(arguments, "home", None)).log_file)
        print(f"supplies: internal error: {type(error).__name__} ({where})", file=sys.stderr)
        return EXIT_FINDING
