"""`supplies` without a command: the terminal program."""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from core.paths import make_private_folder
from core.services import Services
from tui.cli import devices
from tui.cli.bugs import PrivateFileHandler
from tui.cli.console import complain
from tui.cli.interrupts import EXIT_INTERRUPTED, on_interrupt
from tui.terminal_traits import quiet_environment


def has_terminal() -> bool:
    """Whether there is a terminal to draw on: Textual reads standard input and writes to standard error."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return os.environ.get("TERM") != "dumb" and all(stream is not None and stream.isatty() for stream in streams)


async def run(arguments: argparse.Namespace) -> int:
    """Open the terminal program on the home given; without a terminal the list is printed instead."""
    if has_terminal():
        return await open_terminal(arguments.home)
    complain("no terminal to draw on: this is the list; `supplies --help` names the commands")
    return await devices.run(argparse.Namespace(home=arguments.home, json=False, low=False, all=False))


async def open_terminal(
    home: Path | None, *, discover_at_start: bool = False, prepare: Callable[[Services], object] | None = None
) -> int:
    """Open the terminal program and wait until it is left.

    Args:
        home: state and settings; None: the platform's folders.
        discover_at_start: begin with a sweep of the default targets.
        prepare: called with the services before anything is drawn.

    Returns:
        The exit status.
    """
    os.environ.update(quiet_environment(os.environ))  # Textual looks at it while it is loaded
    from tui.app import SuppliesApp  # Textual is loaded only where it is drawn

    async with Services.opened(home) as services:
        _log_to(services.paths.log_file)
        if prepare is not None:
            prepare(services)
        app = SuppliesApp(services, discover_at_start=discover_at_start)
        # Cancelling it would leave the screen drawn and the terminal in raw mode.
        with on_interrupt(lambda: app.exit(return_code=EXIT_INTERRUPTED)):
            await app.run_async(mouse=services.settings.ui.mouse)
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


def _log_to(path: Path) -> None:
    """Send warnings and errors to the log file: a line on the terminal would stand in the middle of the screen."""
    make_private_folder(path.parent)
    handler = PrivateFileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
