"""Writing to a terminal that may take nothing: the program goes on, and paints again when it has caught up."""

import os
import select
from queue import Full, Queue
from threading import Thread

BEHIND = 6
"""Pieces not yet taken from which on a terminal is behind; a painting has up to three."""
MOST_PIECES = 200
"""Pieces that are kept for it; what is written beyond that is lost."""
PATIENCE_SECONDS = 1.0
"""For how long the end of the program waits for a terminal to take the last of them."""


class TerminalOutput:
    """Has a thread write to a file descriptor; nothing here ever waits for the terminal but `close`.

    Textual's own waits for a full queue, on the event loop: a terminal that is held with Ctrl-S, or whose line is dead,
    would stop the polls with it. It also waits without end for a terminal that is gone.

    Args:
        file: the descriptor.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._pieces: Queue[bytes | None] = Queue(MOST_PIECES)
        self.has_lost = False
        """Whether something was not written that should have been."""
        self._thread = Thread(target=self._run, daemon=True, name="terminal-output")
        self._thread.start()

    @property
    def is_behind(self) -> bool:
        """Whether the terminal takes less than it gets."""
        return self._pieces.qsize() >= BEHIND

    def write(self, text: str) -> None:
        """Write text when its turn comes."""
        try:
            self._pieces.put_nowait(text.encode("utf-8", "replace"))
        except Full:
            self.has_lost = True

    def close(self) -> None:
        """Wait until everything is written, but not for long."""
        try:
            self._pieces.put(None, timeout=PATIENCE_SECONDS)
        except Full:
            return
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        for piece in iter(self._pieces.get, None):
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
