"""A file that is written whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from core.errors import StoreError, UsageError


def write_whole(path: Path, octets: bytes, *, may_replace: bool) -> bool:
    """Write a file next to its place and put it there; blocking.

    Args:
        path: where to; its mode follows the umask, as of any file that a command writes.
        octets: what to write.
        may_replace: whether a file that is there goes.

    Returns:
        Whether it was written; False: there is a file already, and it must not be replaced.

    Raises:
        UsageError: there is no such folder, or something other than a file has that name.
        StoreError: it cannot be written; what was there before is untouched.
    """
    try:
        return _write(path, octets, may_replace=may_replace)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}", "choose a place that you may write") from error


def _write(path: Path, octets: bytes, *, may_replace: bool) -> bool:
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent} is no folder", "name a file in a folder that is there")
    if path.exists():
        if not path.is_file():
            raise UsageError(f"{path} is no file", "choose another name")
        if not may_replace:
            return False
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return True
