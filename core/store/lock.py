"""The lock between programs: whoever reads, changes and writes a state file does it alone."""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import StoreError

PATIENCE = 5.0
"""Seconds to wait for another program to finish its write; a write of 10,000 devices takes well under one."""

PAUSE = 0.01
"""Seconds between two tries."""


class WriteLock:
    """An flock on a file of its own, that ends with the process whatever happens to it.

    Blocking calls: for a thread beside the event loop. The holder may take it again; other threads wait like programs.

    Args:
        path: the lock file; it stays, with the last holder's process id in it.
        of: the file it is about, for messages.
        pause: waits between two tries.
    """

    def __init__(self, path: Path, of: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._path = path
        self._of = of
        self._pause = pause
        self._threads = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it for a block.

        Raises:
            StoreError: another program holds it for `PATIENCE` seconds, or the folder does not allow locks.
        """
        with self._threads:
            handle = self._take() if self._depth == 0 else None
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if handle is not None:
                    os.close(handle)

    def _take(self) -> int:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._cannot(error) from error
        try:
            self._wait(handle)
            with suppress(OSError):  # it only serves the message to others; a full disk must not stop a program here
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            os.close(handle)
            raise self._cannot(error) from error
        except BaseException:
            os.close(handle)
            raise
        return handle

    def _cannot(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self._path}: {error.strerror or error}", "the state folder must be writable and allow file locks"
        )

    def _wait(self, handle: int) -> None:
        for _ in range(max(1, round(PATIENCE / PAUSE))):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                    raise
            else:
                return
            self._pause(PAUSE)
        holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        who = f"another program (process {holder})" if holder.isdigit() else "another program"
        raise StoreError(f"{who} is writing {self._of} for {PATIENCE:g} s", "wait for it or end it, then try again")
