"""Writing to a terminal that may take nothing: the program goes on, and paints again when it has caught up."""

import os
import select
from queue import Empty, SimpleQueue
from threading import Event, Thread

BEHIND = 6
"""Pieces not yet taken from which on a terminal is behind; a painting has up to three."""
MOST_PIECES = 200
"""Pieces that are kept for it; what is written beyond that is lost."""


class TerminalOutput:
    """Has one thread write to a file descriptor, in order, for the life of the process; nothing here waits but `wait`.

    Textual's own waits for a full queue, on the event loop: a terminal that is held with Ctrl-S, or whose line is dead,
    would stop the polls with it. It also waits without end for a terminal that is gone. Signal handlers may write: the
    queue is one that can be entered again by them.

    Args:
        file: the descriptor.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._pieces: SimpleQueue[bytes | Event] = SimpleQueue()
        self.has_lost = False
        """Whether something was not written that should have been."""
        Thread(target=self._run, daemon=True, name="terminal-output").start()

    @property
    def is_behind(self) -> bool:
        """Whether the terminal takes less than it gets."""
        return self._pieces.qsize() >= BEHIND

    def write(self, text: str) -> None:
        """Write text when its turn comes."""
        if self._pieces.qsize() < MOST_PIECES:
            self._pieces.put(text.encode("utf-8", "replace"))
        else:
            self.has_lost = True

    def forget(self) -> None:
        """Do not write what has not begun to be written: pictures that nobody will see."""
        try:
            while True:
                piece = self._pieces.get_nowait()
                self.has_lost = True
                if isinstance(piece, Event):
                    piece.set()
        except Empty:
            return

    def wait(self, seconds: float) -> bool:
        """Wait until everything is written; False where that took too long."""
        written = Event()
        self._pieces.put(written)
        return written.wait(seconds)

    def _run(self) -> None:
        while True:
            piece = self._pieces.get()
            if isinstance(piece, Event):
                piece.set()
                continue
            try:
                _write_all(self._file, piece)
            except OSError:  # the terminal is gone; a signal says so, too
                self.has_lost = True


def _write_all(file: int, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        try:
            view = view[os.write(file, view) :]
        except BlockingIOError:  # another program has made the terminal non-blocking
            select.select([], [file], [])
