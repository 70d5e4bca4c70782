"""`supplies` in a terminal: started as from a login shell, its commands typed by their ids."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.tui.pty.keys import command_bytes, key_bytes, title_of
from tests.tui.pty.terminal import Terminal
from tui.screens.devices import DevicesScreen

ROOT = Path(__file__).resolve().parents[3]
"""The checkout."""
CODE = """\
sys.path.insert(0, sys.argv.pop(1))
import ifaddr, socket
ifaddr.get_adapters = lambda *_, **__: []
ask_resolver = socket.getaddrinfo
socket.getaddrinfo = lambda host, port, family=0, type=0, proto=0, flags=0: ask_resolver(
    host, port, family, type, proto, flags | socket.AI_NUMERICHOST
)
from tui.cli import main
sys.exit(main())
"""
"""Runs `supplies` of a checkout. The machine's networks and its resolver are hidden from it: whatever keys are pressed,
nothing outside of loopback is asked."""
_NAME = slice(4, 14)
"""Where the name of a row is, at every width."""
LEFT_ALONE = ["0.0.0.0/2", "64.0.0.0/3", "96.0.0.0/4", "112.0.0.0/5", "120.0.0.0/6", "124.0.0.0/7", "126.0.0.0/8"]
LEFT_ALONE += ["128.0.0.0/1"]
"""Every address but loopback's, for `discovery.exclude`."""


def environment(home: Path, *, term: str = "xterm-256color", **more: str) -> dict[str, str]:
    """All that a login would set, and nothing of what the tests were started with; no keyring and no CUPS."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "TERM": term,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "CUPS_SERVER": "127.0.0.1:9",
        **more,
    }


class Program(Terminal):
    """`supplies --home HOME`.

    Args:
        home: state and settings.
        arguments: of the command line, after `--home`.
        term: the kind of terminal.
        columns: of the terminal.
        lines: of the terminal.
        is_modern: the terminal knows synchronized output.
        more: further environment.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        term: str = "xterm-256color",
        columns: int = 80,
        lines: int = 24,
        is_modern: bool = False,
        more: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            CODE,
            [str(ROOT), *arguments, "--home", str(home)],
            environment(home, term=term, **(more or {})),
            columns=columns,
            lines=lines,
            is_modern=is_modern,
        )
        self.home = home

    def __enter__(self) -> Self:
        super().__enter__()
        return self

    def do(self, command_id: str, *texts: str, without: Sequence[str] = ()) -> None:
        """Press the key of a command and wait for what it shows, and for what it takes away."""
        self.send(command_bytes(command_id))
        if texts:
            self.wait_for(*texts)
        if without:
            self.wait_without(*without)

    def press(self, key: str, *texts: str) -> None:
        """Press a key and wait for what it shows."""
        self.send(key_bytes(key))
        if texts:
            self.wait_for(*texts)

    def see_devices(self, *texts: str) -> None:
        """Wait for the devices screen with these texts."""
        self.wait_until(
            lambda: DevicesScreen.HEADING in self.screen.lines[0] and all(text in self.screen.text for text in texts),
            f"the devices with {texts}",
        )

    def open_filter(self) -> None:
        """Open the filter and wait until it takes what is typed."""
        self.do("filter")
        title = title_of("submit")
        self.wait_until(lambda: title in self.screen.lines[-1], "the filter is open")

    def type_filter(self, words: str) -> None:
        """Open the filter, type into it, and keep it."""
        self.open_filter()
        self.send(words.encode())
        self.wait_for(words)
        self.do("submit")

    def start_sweep(self) -> None:
        """Start a sweep of the targets of the settings, on the discovery screen."""
        self.settle()
        if title_of("leave_field") in self.screen.lines[-1]:
            self.do("leave_field", without=[title_of("leave_field")])
        self.do("start")

    # The cursor

    @property
    def cursor_line(self) -> str:
        """The text of the line that the list's cursor is on; empty when there is none."""
        marked = self.screen.marked_lines()
        return self.screen.lines[marked[0]] if len(marked) == 1 else ""

    @property
    def _cursor_name(self) -> str:
        """The part of the cursor's line that stays while the device goes on telling: alerts and ages change."""
        return self.cursor_line[_NAME]

    def put_cursor_on(self, text: str) -> None:
        """Move the cursor down to the line with that text."""
        for _ in range(len(self.screen.lines)):
            if text in self.cursor_line:
                return
            before = self._cursor_name
            self.send(command_bytes("cursor_down"))
            left = lambda before=before: self._cursor_name not in ("", before)  # noqa: E731
            self.wait_until(left, f"the cursor leaves {before!r}")
        raise AssertionError(f"{text} is not reached\n{self.screen.text}")

    def wait_for_cursor_on(self, text: str) -> None:
        """Wait until the cursor's line has that text."""
        self.wait_until(lambda: text in self.cursor_line, f"the cursor on {text}")

    @property
    def log(self) -> str:
        """What is in the program's log file."""
        path = self.home / "supplies.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""
