"""From the command line to the command: parse, run, and turn every error into one line with a hint."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from core.errors import SuppliesError, UsageError
from core.paths import find_paths
from tui.cli.bugs import log_bug
from tui.cli.console import complain, console
from tui.cli.interrupts import EXIT_INTERRUPTED
from tui.cli.parser import parse

EXIT_FINDING, EXIT_USAGE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit status: 0 done, 1 something is low or failed, 2 wrong usage, 130 ended by Ctrl-C or another signal.
    """
    console.begin()
    home: Path | None = None
    try:
        try:
            arguments = parse(sys.argv[1:] if argv is None else argv)
            home = arguments.home
            result = arguments.run(arguments)
            return int(asyncio.run(result) if asyncio.iscoroutine(result) else result)
        finally:
            console.finish()
    except SuppliesError as error:
        console.complain_last(str(error))
        status = EXIT_USAGE if isinstance(error, UsageError) else EXIT_FINDING
    except (KeyboardInterrupt, asyncio.CancelledError):
        status = EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader (head, less) has gone
        status = EXIT_FINDING
    except Exception as error:  # noqa: BLE001  (a bug: the admin gets one line, the log gets the traceback)
        complain(f"internal error: {type(error).__name__} ({log_bug(error, find_paths(home).log_file)})")
        status = EXIT_FINDING
    return status
