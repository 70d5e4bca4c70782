"""The streams of a command: results on stdout, everything else on stderr, and a line there that is written over."""

import os
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from core.errors import SuppliesError
from core.notices import Notice
from core.printer.text import tidy

_ERASE = "\r\x1b[K"
"""To the start of the line, and erase it (ECMA-48: EL)."""
_REMEMBERED = 100
"""Lines told that are kept in mind: a command may run for months."""


class Console:
    """What is printed during one run of the command."""

    def __init__(self) -> None:
        self._told: deque[str] = deque(maxlen=_REMEMBERED)
        self._progress = ""

    def begin(self) -> None:
        """A new run: nothing was told yet."""
        self._told.clear()
        self._progress = ""

    def say(self, text: str = "", *, at_once: bool = False) -> None:
        """One result on stdout.

        Args:
            text: one or more lines.
            at_once: somebody follows along.

        Raises:
            SuppliesError: stdout cannot be written.
            BrokenPipeError: its reader has gone.
        """
        self._erase_progress()
        with _stdout_guarded():
            print(text, flush=at_once)

    def finish(self) -> None:
        """Let out what is still held back.

        Raises:
            SuppliesError: stdout cannot be written.
            BrokenPipeError: its reader has gone.
        """
        self._erase_progress()
        _to_stderr("")
        if sys.stdout is not None:
            with _stdout_guarded():
                sys.stdout.flush()

    def complain(self, text: str) -> None:
        """One line on stderr; the same one again and again is told once."""
        line = f"supplies: {tidy(text)}"
        if self._told and self._told[-1] == line:
            return
        self._told.append(line)
        self._erase_progress()
        _to_stderr(f"{line}\n")

    def complain_last(self, text: str) -> None:
        """Why the command ends, unless that was told on the way."""
        if f"supplies: {tidy(text)}" not in self._told:
            self.complain(text)

    def progress(self, text: str) -> None:
        """A line on stderr that the next one takes the place of; nothing where stderr is no terminal."""
        if not _is_terminal(sys.stderr):
            return
        line = text[: shutil.get_terminal_size().columns - 1]
        if line != self._progress:
            self._progress = line
            _to_stderr(f"{_ERASE}{line}")

    def _erase_progress(self) -> None:
        if self._progress:
            self._progress = ""
            _to_stderr(_ERASE)


@contextmanager
def _stdout_guarded() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _silence(sys.stdout)
        raise
    except OSError as error:
        _silence(sys.stdout)
        raise SuppliesError(
            f"standard output: {error.strerror or error}", "the results could not be printed"
        ) from error


def _silence(stream: TextIO) -> None:
    """Lead a broken stream nowhere: the interpreter flushes it again at exit, and would complain."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  (no file of ours)
        os.dup2(nowhere.fileno(), stream.fileno())


def _to_stderr(text: str) -> None:
    """Write to stderr; without one (print would take stdout instead) or with a broken one there is nowhere to tell."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


console = Console()
"""The one of this process: it has one stdout and one stderr."""
complain = console.complain


def tell_notice(notice: Notice) -> None:
    """A notice of the core on stderr, whatever its severity: stdout is for results."""
    complain(notice.text)


def asked_of(total: int) -> Callable[[int], None]:
    """A line of progress for so many devices to ask, drawn a hundred times at most."""
    step = max(1, total // 100)

    def tell(asked: int) -> None:
        if asked % step == 0:
            console.progress(f"{asked:,} of {total:,} asked; Ctrl-C leaves the rest unasked")

    return tell
