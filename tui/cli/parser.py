"""The command line: every command, its options, its help."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from core import __version__

Run = Callable[[argparse.Namespace], Any]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line with a hint, not with a page of usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (`{self.prog} --help` tells more)\n")


def _later(module: str, function: str = "run") -> Run:
    """A command in a module that is imported only when it is run: --version and --help stay fast."""

    def run(arguments: argparse.Namespace) -> Any:
        return getattr(importlib.import_module(f"tui.cli.{module}"), function)(arguments)

    return run


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    parser = _Parser(
        prog="supplies",
        description="Finds networked printers and reads their supplies truthfully. Alone: the terminal program.",
    )
    parser.add_argument("--version", action="version", version=f"supplies {__version__}")
    # SUPPRESS: the option may stand before or behind the command, and an absent one overwrites nothing.
    shared = _Parser(add_help=False)
    home = "state and settings in one folder (default: $SUPPLIES_HOME, else the platform's folders)"
    for place in (parser, shared):
        place.add_argument("--home", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=home)
    parser.set_defaults(run=_later("terminal"), home=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    json_flag = _Parser(add_help=False)
    json_flag.add_argument("--json", action="store_true", help="print JSON")

    def command(
        name: str, module: str, text: str, *, json: bool = True, function: str = "run"
    ) -> argparse.ArgumentParser:
        parents = [shared, json_flag] if json else [shared]
        added = commands.add_parser(name, help=text, description=text, parents=parents)
        added.set_defaults(run=_later(module, function))
        return added

    inspect = command("inspect", "inspecting", "read a .snmprec recording as if it were a device")
    inspect.add_argument("file", metavar="FILE")
    inspect.add_argument("--explain", action="store_true", help="raw objects and rule behind every value")
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse; ends the program with status 2 and one line where that fails."""
    return build_parser().parse_args(argv)
