"""`supplies` without a command: the terminal program."""

import argparse
from pathlib import Path

from core.services import Services
from tui.app import SuppliesApp


async def run(arguments: argparse.Namespace) -> int:
    """Open the terminal program on the home given."""
    return await open_terminal(arguments.home)


async def open_terminal(home: Path | None, *, discover_at_start: bool = False) -> int:
    """Open the terminal program and wait until it is left.

    Args:
        home: state and settings; None: the platform's folders.
        discover_at_start: begin with a sweep of the default targets.

    Returns:
        The exit status.
    """
    async with Services.opened(home) as services:
        app = SuppliesApp(services, discover_at_start=discover_at_start)
        await app.run_async(mouse=services.settings.ui.mouse)
        return app.return_code or 0
