"""A program in a real pseudo-terminal, with a terminal emulator at the other end."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.tui.pty.emulator import SYNCHRONIZED, Emulator

DEADLINE = 12.0
"""Seconds until something that should be seen is given up."""
_QUERY = b"\x1b[?%d$p" % SYNCHRONIZED
_ANSWER = b"\x1b[?%d;2$y" % SYNCHRONIZED
_CHUNK = 1 << 16
# As a login shell would start it: the terminal is its own, and no signal is ignored, whatever the tests were started
# with. Done by the program itself, so that nothing runs between fork and exec.
_LOGIN = """\
import fcntl, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP):
    signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


class Terminal:
    """A Python program for as long as the context lasts.

    Args:
        code: what it runs.
        arguments: its `sys.argv[1:]`.
        environment: all of it.
        columns: of the terminal.
        lines: of the terminal.
        is_modern: the terminal knows synchronized output and says so when it is asked.
    """

    def __init__(
        self,
        code: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
        is_modern: bool = False,
    ) -> None:
        self._command = [sys.executable, "-c", _LOGIN + code, *arguments]
        self._environment = dict(environment)
        self._is_modern = is_modern
        self._process: subprocess.Popen[bytes] | None = None
        self.screen = Emulator(columns, lines)
        self.raw = bytearray()
        """Every byte that the program has written."""
        self.has_ended = False
        """Whether the program has closed the terminal."""
        self.file = -1
        """The file descriptor of our end."""
        self.deadline = DEADLINE
        """Seconds until something that should be seen is given up, where nothing else is said."""

    def __enter__(self) -> Self:
        self.file, program_end = os.openpty()
        try:
            self._set_size()
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=self._environment["HOME"],  # what it writes into the current folder is gone with the home
                stdin=program_end,
                stdout=program_end,
                stderr=program_end,
                start_new_session=True,
            )
        except BaseException:
            os.close(self.file)
            raise
        finally:
            os.close(program_end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()  # nothing, where it has been waited for
        self.process.wait()
        self._close()

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The program."""
        assert self._process is not None
        return self._process

    @property
    def pid(self) -> int:
        """The program's id."""
        return self.process.pid

    # Reading

    def read(self, seconds: float) -> bytes:
        """What comes next; empty when nothing comes within that time, or at the end."""
        if self.has_ended:
            return b""
        ready, _, _ = select.select([self.file], [], [], max(0.0, seconds))
        if not ready:
            return b""
        try:
            data = os.read(self.file, _CHUNK)
        except OSError:  # Linux: the other end is closed
            data = b""
        self.has_ended = not data
        self.raw += data
        if self._is_modern and _QUERY in data:
            self.send(_ANSWER)
        return data

    def pump(self, seconds: float) -> bool:
        """Draw what comes next; False when nothing does."""
        data = self.read(seconds)
        self.screen.feed(data)
        return bool(data)

    def settle(self, quiet: float = 0.1) -> None:
        """Draw until nothing has come for that long."""
        end = time.monotonic() + DEADLINE
        while self.pump(quiet):
            assert time.monotonic() < end, f"the program writes without an end\n{self.screen.text}"

    def wait_until(self, holds: Callable[[], object], what: str, deadline: float | None = None) -> None:
        """Draw until something holds.

        Raises:
            AssertionError: it does not within the deadline, or the program has ended.
        """
        seconds = self.deadline if deadline is None else deadline
        end = time.monotonic() + seconds
        while not holds():
            left = end - time.monotonic()
            assert left > 0, f"{what}: not within {seconds:g} s\n{self.screen.text}"
            assert not self.has_ended, f"{what}: the program has ended\n{self.screen.text}"
            self.pump(left)

    def wait_for(self, *texts: str, deadline: float | None = None) -> None:
        """Draw until all of these texts are on the screen."""
        self.wait_until(lambda: all(text in self.screen.text for text in texts), f"{texts}", deadline)

    def wait_without(self, *texts: str, deadline: float | None = None) -> None:
        """Draw until none of these texts is on the screen."""
        self.wait_until(lambda: not any(text in self.screen.text for text in texts), f"no {texts}", deadline)

    def wait_for_end(self, deadline: float | None = None) -> int:
        """Draw until the program ends.

        Returns:
            Its exit status, negative where a signal has ended it.
        """
        end = time.monotonic() + (self.deadline if deadline is None else deadline)
        while not self.has_ended:
            left = end - time.monotonic()
            assert left > 0, f"it goes on\n{self.screen.text}"
            self.pump(left)
        return self.process.wait(DEADLINE)

    # Writing

    def send(self, data: bytes) -> None:
        """Type; what the program writes meanwhile is drawn, so that neither waits for the other."""
        while data and not self.has_ended:
            _, writable, _ = select.select([], [self.file], [], 0)
            if writable:
                data = data[os.write(self.file, data[:1024]) :]
            else:
                self.pump(0.01)

    def resize(self, columns: int, lines: int) -> None:
        """Another size: the system tells the program by SIGWINCH."""
        self.screen.resize(columns, lines)
        self._set_size()

    def _set_size(self) -> None:
        size = struct.pack("HHHH", len(self.screen.lines), self.screen.columns, 0, 0)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, size)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def wait_until_stopped(self) -> None:
        """Wait until a signal has stopped the program."""
        _, status = os.waitpid(self.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert os.WSTOPSIG(status) == signal.SIGSTOP

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        self._close()
        self.has_ended = True

    def _close(self) -> None:
        with suppress(OSError):
            os.close(self.file)
        self.file = -1

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed by itself, line by line, as a shell wants it."""
        flags = termios.tcgetattr(self.file)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON) and bool(flags & termios.ISIG)
