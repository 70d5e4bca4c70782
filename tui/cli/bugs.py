"""What happens to a traceback: it goes to the log file, never to the terminal."""

import traceback
from pathlib import Path

from core.clock import SystemClock
from core.errors import StoreError
from core.paths import make_private_folder


def log_bug(error: BaseException, path: Path) -> str:
    """Append a traceback to the log file.

    Returns:
        Where to find it, in words for the admin.
    """
    text = "".join(traceback.format_exception(error))
    try:
        make_private_folder(path.parent)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{SystemClock().now().isoformat(timespec='seconds')}\n{text}\n")
    except (OSError, StoreError):
        return "the log file cannot be written"
    return f"please report it with the end of {path}"
