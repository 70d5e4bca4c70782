"""The `supplies` command: the terminal program without arguments, commands for scripts with them."""

from tui.cli.entry import main

__all__ = ["main"]
