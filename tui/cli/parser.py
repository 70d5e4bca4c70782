"""The command line: every command, its options, its help."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from core import version
from core.errors import UsageError
from tui.cli.console import console

Run = Callable[[argparse.Namespace], Any]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line with a hint, not with a page of usage."""

    def __init__(self, **options: Any) -> None:
        # A script must not break because a new option makes a shortened one ambiguous.
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"`{self.prog} --help` tells more")

    def print_help(self, file: Any = None) -> None:  # noqa: ARG002  (argparse's own signature)
        console.say(self.format_help().rstrip())


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        console.say(f"supplies {version()}")
        parser.exit()


def _later(module: str, function: str = "run") -> Run:
    """A command in a module that is imported only when it is run: --version and --help stay fast."""

    def run(arguments: argparse.Namespace) -> Any:
        return getattr(importlib.import_module(f"tui.cli.{module}"), function)(arguments)

    return run


def _whole(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {low} to {high}")
        return int(text)

    return number


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return number


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the folder's name is empty")
    return Path(text)


def _community(text: str) -> str:
    if not text or not text.isprintable():
        raise argparse.ArgumentTypeError(f"{text!r} is no community: one or more printable characters")
    return text


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    parser = _Parser(
        prog="supplies",
        description="Finds networked printers and reads their supplies truthfully. Alone: the terminal program.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and end")
    # SUPPRESS: the option may stand before or behind the command, and an absent one overwrites nothing.
    shared = _Parser(add_help=False)
    home = "state and settings in one folder (default: $SUPPLIES_HOME, else the platform's folders)"
    for place in (parser, shared):
        place.add_argument("--home", type=_folder, metavar="DIR", default=argparse.SUPPRESS, help=home)
    no_home = _Parser(add_help=False)  # taken, so that the demo can say why it has no use for it
    no_home.add_argument("--home", type=_folder, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(run=_later("terminal"), home=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    json_flag = _Parser(add_help=False)
    json_flag.add_argument("--json", action="store_true", help="print JSON")

    def command(
        name: str, module: str, text: str, *, json: bool = True, function: str = "run"
    ) -> argparse.ArgumentParser:
        parents = [no_home if name == "demo" else shared, *([json_flag] if json else [])]
        added = commands.add_parser(name, help=text, description=text, parents=parents)
        added.set_defaults(run=_later(module, function))
        return added

    demo = command("demo", "demo", "the terminal program over a simulated fleet on loopback", json=False)
    demo.add_argument("--count", type=_whole(1, 500), default=14, metavar="N", help="devices (default 14)")
    demo.add_argument("--speed", type=_positive, default=60.0, metavar="X", help="simulated seconds a second (60)")

    discover = command("discover", "discovering", "sweep networks for printers: one datagram an address, UDP only")
    discover.add_argument(
        "targets", nargs="*", metavar="TARGET", help="10.1.0.0/22, 10.2.0.5-40, host, host:port, @FILE"
    )
    discover.add_argument(
        "--community", type=_community, metavar="C", help="SNMP read community, remembered once a device answers to it"
    )
    discover.add_argument("--port", type=_whole(1, 65535), metavar="N", help="UDP port (161)")
    discover.add_argument("--rate", type=_whole(1, 100_000), metavar="PPS", help="datagrams a second (500)")
    discover.add_argument("--limit", type=_positive, metavar="SECONDS", help="time limit (300)")
    discover.add_argument("--estimate", action="store_true", help="only say what the sweep would cost")
    discover.add_argument("--earlier", action="store_true", help="only list the last sweeps, whoever started them")
    discover.add_argument("--large", action="store_true", help="allow more than 65,536 addresses")

    add = command("add", "adding", "add printers by name or address")
    add.add_argument("hosts", nargs="*", metavar="HOST[:PORT]")
    add.add_argument(
        "--community", type=_community, metavar="C", help="SNMP read community, remembered once a device answers to it"
    )
    add.add_argument(
        "--from-cups",
        nargs="?",
        const="",
        metavar="SERVER",
        help="the hosts of the print queues of --from-cups=SERVER, of $CUPS_SERVER, or of this machine",
    )
    add.add_argument("--from-file", type=Path, metavar="F", help="one or more hosts a line, # comments")

    remove = command(
        "remove", "devices", "forget devices; a later sweep brings them back", json=False, function="remove"
    )
    remove.add_argument("devices", nargs="+", metavar="DEVICE", help="id, address, name or serial number")
    ignore = command(
        "ignore", "devices", "drop devices; later sweeps leave them dropped", json=False, function="ignore"
    )
    ignore.add_argument("devices", nargs="+", metavar="DEVICE")
    ignore.add_argument("--undo", action="store_true", help="take them back")
    merge = command("merge", "devices", "make two rows one device", json=False, function="merge")
    merge.add_argument("device", metavar="DEVICE", help="the row that stays")
    merge.add_argument("other", nargs="?", metavar="OTHER", help="the row that becomes part of it")
    merge.add_argument("--undo", action="store_true", help="take the last one merged out again")

    edit = command("edit", "editing", "change what the program does with devices", json=False)
    edit.add_argument("devices", nargs="+", metavar="DEVICE", help="id, address, name or serial number")
    edit.add_argument("--name", metavar="N", help="what you call them; an empty one takes it back")
    edit.add_argument("--location", metavar="L", help="where they are; an empty one takes it back")
    edit.add_argument("--notes", metavar="T", help="your own words on them; empty ones take them back")
    edit.add_argument(
        "--managed-elsewhere",
        action=argparse.BooleanOptionalAction,
        help="whether somebody else orders for them: kept out of orders and rewards",
    )
    edit.add_argument(
        "--turn",
        action="append",
        default=[],
        metavar="INDEX",
        help="read the level of this supply (its index in `supplies show`) from the other end, or as it is given again",
    )
    edit.add_argument("--interval", metavar="SECONDS", help="an interval of their own, 1 and up; `default` ends it")
    edit.add_argument("--release", action="store_true", help="end their quarantine")

    devices = command("devices", "devices", "list the printers, the most urgent first")
    devices.add_argument("--low", action="store_true", help="only those that need something; status 1 if any")
    devices.add_argument("--all", action="store_true", help="other devices and ignored ones too")
    export = command("export", "exporting", "write the printers as a table or as JSON", json=False)
    export.add_argument("file", nargs="?", metavar="FILE", help="NAME.csv or NAME.json (default: standard output)")
    export.add_argument("--format", choices=("csv", "json"), help="whatever the name's ending (csv without a FILE)")
    export.add_argument("--all", action="store_true", help="other devices and ignored ones too")
    show = command("show", "devices", "one device in full", function="show")
    show.add_argument("device", metavar="DEVICE", help="id, address, name or serial number")
    show.add_argument("--explain", action="store_true", help="read it now; raw objects and rule behind every value")
    poll = command("poll", "devices", "read devices once, now; status 1 if one does not answer", function="poll")
    poll.add_argument("devices", nargs="*", metavar="DEVICE", help="id, address, name or serial number (default: all)")

    monitor = command("monitor", "monitoring", "poll without a terminal until stopped: for a service", json=False)
    monitor.add_argument("--once", action="store_true", help="one round; status 1 if a printer does not answer")

    record = command("record", "recording", "walk a device into a .snmprec file", json=False)
    record.add_argument("host", metavar="HOST[:PORT]")
    record.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output)")
    record.add_argument("--community", type=_community, metavar="C", help="SNMP read community")
    record.add_argument("--redact", action="store_true", help="blank serial numbers, names, addresses, communities")
    inspect = command("inspect", "inspecting", "read a .snmprec recording as if it were a device")
    inspect.add_argument("file", metavar="FILE")
    inspect.add_argument("--explain", action="store_true", help="raw objects and rule behind every value")

    settings = command("settings", "settings", "every setting with its value, where it comes from and its meaning")
    settings.add_argument("key", nargs="?", metavar="KEY", help="only this one, e.g. discovery.rate")
    settings.add_argument("values", nargs="*", metavar="VALUE", help="set it; of a list every item, or none at all: ''")
    settings.add_argument("--unset", action="store_true", help="take KEY out of the file: the default counts again")
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse.

    Raises:
        UsageError: it is written wrong.
        SystemExit: --help or --version was asked for.
    """
    end = list(argv).index("--") if "--" in argv else len(argv)
    # argparse would take the host in `--from-cups HOST` for the server's name.
    options = ["--from-cups=" if argument == "--from-cups" else argument for argument in argv[:end]]
    return build_parser().parse_args([*options, *argv[end:]])
