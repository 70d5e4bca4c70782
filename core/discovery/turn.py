"""Whose turn it is: one sweep at a time over all programs of a state folder, and the scheduled one gives way."""

import asyncio
import fcntl
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec

from core.errors import StoreError, UsageError
from core.model.sweep import StartedBy
from core.paths import make_private_folder

GIVE_WAY_SECONDS = 0.25
"""How often a scheduled sweep looks whether somebody wants to sweep by hand."""
PATIENCE_SECONDS = 10.0
"""How long one that was started by hand gives a scheduled one to end."""

_WISH = b"\nwanted"


class Sweeper(msgspec.Struct, frozen=True):
    """Who sweeps, as it says itself."""

    started_by: StartedBy
    host: str
    pid: int

    @property
    def words(self) -> str:
        """For people: "the terminal on srv1, process 4711"."""
        return f"the {self.started_by} on {self.host}, process {self.pid}"


class Turn:
    """A sweep's turn: an flock, so that it ends with its holder, however that ends.

    Who wants to sweep by hand while a scheduled one runs writes its wish behind the holder's name; a scheduled sweep
    looks for one.

    Args:
        path: the lock file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._size = 0

    @asynccontextmanager
    async def taken(self, started_by: StartedBy) -> AsyncIterator[None]:
        """Have the turn for a block.

        Raises:
            UsageError: another sweep has it; a scheduled one is waited for while it gives way.
            StoreError: the lock file cannot be used.
        """
        await self._take(started_by)
        try:
            yield
        finally:
            self._release()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody asked the holder, this object, to give way."""
        return self._handle is not None and os.fstat(self._handle).st_size > self._size

    def sweeper(self) -> Sweeper | None:
        """Who sweeps now, in any program; None when nobody does or it cannot be told."""
        try:
            with self._path.open("rb") as file:
                # A program that was killed leaves its name behind, but no lock.
                if self._handle is None and not _is_locked(file.fileno()):
                    return None
                said = file.read().partition(_WISH)[0]
            return msgspec.json.decode(said, type=Sweeper)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return None

    async def _take(self, started_by: StartedBy) -> None:
        for _ in range(max(1, round(PATIENCE_SECONDS / GIVE_WAY_SECONDS))):
            if self._try(started_by):
                return
            holder = self.sweeper()
            if holder is not None:
                if started_by == "schedule" or holder.started_by != "schedule":
                    break
                self._wish()
            await asyncio.sleep(GIVE_WAY_SECONDS)
        who = self.sweeper()
        raise UsageError(
            f"a sweep is running already{f' ({who.words})' if who else ''}", "wait for its end, or stop it first"
        )

    def _try(self, started_by: StartedBy) -> bool:
        make_private_folder(self._path.parent)
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._cannot(error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            said = msgspec.json.encode(Sweeper(started_by, socket.gethostname(), os.getpid()))
            os.ftruncate(handle, 0)
            os.pwrite(handle, said, 0)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError as error:
            os.close(handle)
            raise self._cannot(error) from error
        self._handle, self._size = handle, len(said)
        return True

    def _cannot(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self._path}: {error.strerror or error}", "the state folder must be writable and allow file locks"
        )

    def _wish(self) -> None:
        with suppress(OSError), self._path.open("ab") as file:
            file.write(_WISH)

    def _release(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(handle, fcntl.LOCK_UN)
    return False
