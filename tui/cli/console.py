"""The streams of a command: results on stdout, everything else on stderr, and a line there that is written over."""

import os
import shutil
import sys
from contextlib import suppress
from typing import TextIO

from core.errors import SuppliesError
from core.printer.text import tidy

_ERASE = "\r\x1b[K"
"""To the start of the line, and erase it (ECMA-48: EL)."""


class Console:
    """What is printed during one run of the command."""

    def __init__(self) -> None:
        self._told: set[str] = set()
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
        try:
            print(text, flush=at_once)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_print(error) from error

    def finish(self) -> None:
        """Let out what is still held back.

        Raises:
            SuppliesError: stdout cannot be written.
            BrokenPipeError: its reader has gone.
        """
        self._erase_progress()
        if sys.stdout is None:
            return
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_print(error) from error

    def complain(self, text: str) -> None:
        """One line on stderr, the same one once only."""
        line = f"supplies: {tidy(text)}"
        if line in self._told:
            return
        self._told.add(line)
        self._erase_progress()
        _to_stderr(f"{line}\n")

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


def silence(stream: TextIO | None) -> None:
    """Lead a stream that cannot be written to nowhere, or the interpreter would complain when it flushes at exit."""
    with suppress(OSError, AttributeError):  # closed, or no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]


def _to_stderr(text: str) -> None:
    """Write to stderr; without one (print would take stdout instead) or with a broken one there is nowhere to tell."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _cannot_print(error: OSError) -> SuppliesError:
    return SuppliesError(f"standard output: {error.strerror or error}", "the results could not be printed")


console = Console()
"""The one of this process: it has one stdout and one stderr."""
complain = console.complain
