"""What goes wrong unseen: tracebacks and the workers' errors go to the log file, never to the terminal."""

import logging
import os
import traceback
from io import TextIOWrapper
from pathlib import Path

from core.clock import SystemClock
from core.errors import StoreError
from core.paths import make_private_folder


class PrivateFileHandler(logging.FileHandler):
    """A log file that only its owner can read: tracebacks may hold what printers and admins say."""

    def _open(self) -> TextIOWrapper:
        return _open_private(Path(self.baseFilename))


def log_bug(error: BaseException, path: Path) -> str:
    """Append a traceback to the log file.

    Returns:
        Where to find it, in words for the admin.
    """
    text = "".join(traceback.format_exception(error))
    try:
        make_private_folder(path.parent)
        with _open_private(path) as file:
            file.write(f"{SystemClock().now().isoformat(timespec='seconds')}\n{text}\n")
    except (OSError, StoreError):
        return "the log file cannot be written"
    return f"please report it with the end of {path}"


def _open_private(path: Path) -> TextIOWrapper:
    # Path.open takes no opener.
    return open(path, "a", encoding="utf-8", errors="backslashreplace", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
