"""A TinyDB storage that never leaves a damaged file: write aside, fsync, rename; keep the generation before.

TinyDB's own JSONStorage rewrites the file in place, so that a kill in the middle loses it. Here a write goes to a
temporary file in the same folder, which is synced and renamed over the old one; the old one stays as `.previous`.
"""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from core.errors import StoreError
from core.paths import make_private_folder

log = logging.getLogger(__name__)

Tables = dict[str, dict[str, Any]]
"""Table name -> document id -> document, as TinyDB has it."""


class DurableStorage(Storage):
    """One JSON file, whole at any moment.

    Args:
        path: the file; its folder is made with mode 0700.
        on_restored: told in one line when a damaged file was replaced by the generation before.
    """

    def __init__(self, path: Path, on_restored: Callable[[str], None] = log.warning) -> None:
        make_private_folder(path.parent)
        self._path = path
        self._on_restored = on_restored

    @property
    def _previous(self) -> Path:
        return self._path.with_suffix(".previous.json")

    def read(self) -> Tables | None:
        """The newest generation; where that is damaged, the one before.

        Raises:
            StoreError: it cannot be read, or both generations are damaged.
        """
        try:
            return self._parse(self._path)
        except FileNotFoundError:
            return self._restore("is missing") if self._previous.exists() else None
        except (msgspec.DecodeError, msgspec.ValidationError):
            return self._restore("is damaged")
        except OSError as error:
            raise _cannot(self._path, error) from error

    def write(self, data: Tables) -> None:
        """Replace the file by these tables.

        Raises:
            StoreError: the folder cannot be written or is full; the old file is intact.
        """
        temporary = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            with os.fdopen(
                os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb"
            ) as file:
                file.write(msgspec.json.encode(data))
                file.flush()
                os.fsync(file.fileno())
            if self._path.exists():
                self._keep_previous()
            temporary.replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise _cannot(self._path, error) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder's lock: one read-change-write at a time, over all programs."""
        lock = self._path.with_suffix(".lock")
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _cannot(lock, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _keep_previous(self) -> None:
        link = self._previous.with_suffix(f".{os.getpid()}.tmp")
        link.unlink(missing_ok=True)
        os.link(self._path, link)
        link.replace(self._previous)

    def _parse(self, path: Path) -> Tables:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, Any]])

    def _restore(self, what: str) -> Tables:
        try:
            tables = self._parse(self._previous)
        except FileNotFoundError as error:
            raise StoreError(
                f"{self._path} {what}", "restore it from a backup, or move it away to start anew"
            ) from error
        except (msgspec.DecodeError, msgspec.ValidationError, OSError) as error:
            raise StoreError(
                f"{self._path} {what}, and so is {self._previous.name}", "restore one, or move both away to start anew"
            ) from error
        if self._path.exists():
            self._path.replace(self._path.with_suffix(".damaged.json"))
        self.write(tables)
        aside = self._path.with_suffix(".damaged.json").name
        self._on_restored(f"{self._path} {what}; the generation before it was restored (see {aside})")
        return tables


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: {error.strerror or error}", "the state folder must be writable and have room")
