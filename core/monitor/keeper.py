"""The keeper: the one program at a time that polls a state folder's printers; the others watch and say who it is."""

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path

import msgspec

from core.clock import Clock
from core.errors import StoreError
from core.model.export import timestamp
from core.paths import make_private_folder


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who keeps, as it says itself."""

    program: str
    """"monitor" or "terminal"."""
    host: str
    pid: int
    since: str
    """ISO 8601, UTC."""

    @property
    def words(self) -> str:
        """For a title bar: "monitor on srv1 (pid 4711)"."""
        return f"{self.program} on {self.host} (pid {self.pid})"


class KeeperLock:
    """The poll lock of a state folder: an flock, so that it ends with its holder, however that ends.

    Args:
        path: the lock file.
        program: what to say of oneself.
        clock: since when.
    """

    def __init__(self, path: Path, program: str, clock: Clock) -> None:
        self._path = path
        self._program = program
        self._clock = clock
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this program is the keeper."""
        return self._handle is not None

    def try_acquire(self) -> bool:
        """Become the keeper if nobody is; True also when one is it already.

        Raises:
            StoreError: the lock file cannot be used.
        """
        if self._handle is not None:
            return True
        make_private_folder(self._path.parent)
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror or error}", "the state folder must be writable") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError as error:
            os.close(handle)
            raise StoreError(f"{self._path}: {error.strerror or error}", "the folder must allow file locks") from error
        since = timestamp(self._clock.now()) or ""
        holder = Holder(program=self._program, host=socket.gethostname(), pid=os.getpid(), since=since)
        os.ftruncate(handle, 0)
        os.pwrite(handle, msgspec.json.encode(holder), 0)
        self._handle = handle
        return True

    def release(self) -> None:
        """Let another program keep."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None

    def holder(self) -> Holder | None:
        """Who keeps now; None when nobody does or it cannot be told."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return None
