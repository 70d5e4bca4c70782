"""Recordings on disk: readable for their owner only; another file is not written over unasked."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import UsageError
from core.snmp.recording import Recording, format_recording
from core.snmp.redact import redact

PRIVATE_FILE = 0o600
"""The mode of a recording: a device may say more than it should."""


def open_new(path: Path, *, may_replace: bool = False) -> BinaryIO:
    """Open a file for a recording before the work begins, so that a name that will not do is told at once.

    Args:
        path: made with a private mode; a regular file that is replaced gets it too.
        may_replace: whether a file of that name may be written over.

    Raises:
        UsageError: there is a file of that name, or it cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if may_replace else os.O_EXCL), PRIVATE_FILE)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.fchmod(handle, PRIVATE_FILE)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already", "choose another name") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "name a file that you may write") from error
    return os.fdopen(handle, "wb")


def give_up(path: Path, file: BinaryIO) -> None:
    """Take away a new file that nothing was written to."""
    with suppress(OSError):
        file.close()
        path.unlink()


def write_recording(file: BinaryIO, recording: Recording, *, is_redacted: bool) -> int:
    """Write a recording and close the file.

    Args:
        file: as opened by `open_new`.
        recording: what the device said.
        is_redacted: leave out what tells whose device it is.

    Returns:
        How many objects were written.

    Raises:
        UsageError: the file cannot be written.
    """
    kept = redact(recording) if is_redacted else recording
    try:
        with file:
            file.write(format_recording(kept))
    except OSError as error:
        raise UsageError(f"{file.name}: {error.strerror or error}", "is there room for it?") from error
    return len(kept)
