"""A TinyDB storage that never leaves a damaged file: write aside, fsync, rename; keep the generation before.

TinyDB's own JSONStorage rewrites the file in place, so that a kill in the middle loses it. Here a write goes to a
temporary file in the same folder, which is synced and renamed over the old one; the old one stays as `.previous`.
Documents are read as raw JSON, so that those nobody asks for are neither parsed nor encoded again.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb.storages import Storage

from core.errors import StoreError
from core.notices import Notice, Tell, log_notice
from core.paths import make_private_folder
from core.store.layout import decode_tables, encode_tables
from core.store.lock import WriteLock
from core.store.schema import Tables, stamped, upgraded

KEPT_DAMAGED = 3
"""Damaged files kept aside; the oldest go first."""


class Generation(NamedTuple):
    """What tells one write of a file from the next."""

    inode: int
    mtime_ns: int
    size: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Generation":
        """The generation of a file by its status."""
        return cls(status.st_ino, status.st_mtime_ns, status.st_size)


class DurableStorage(Storage):
    """One JSON file, whole at any moment; blocking calls.

    Args:
        path: the file; its folder is made with mode 0700.
        tell: hears in one line that a file was restored, or that others can enter the folder; in the calling thread.
        lock: one that many files share; None: one of its own.
        starts_anew: where both generations are damaged they are kept aside and told, and nothing is there to read;
            without it that is an error.
    """

    def __init__(
        self,
        path: Path,
        tell: Tell = log_notice,
        *,
        lock: WriteLock | None = None,
        starts_anew: bool = False,
    ) -> None:
        make_private_folder(path.parent, tell)
        self._path = path
        self._previous = path.with_suffix(".previous.json")
        self._tell = tell
        self._lock = lock or WriteLock(path.with_suffix(".lock"), of=path)
        self._starts_anew = starts_anew
        self.generation: Generation | None = None
        """The one that was last read or written here; None: there was no file."""
        self.times_restored = 0
        """How often the generation before had to take the file's place."""

    def read(self) -> Tables | None:
        """The newest generation, its documents raw; where that is damaged, the one before.

        Raises:
            StoreError: it cannot be read, both generations are damaged, or a newer version wrote it.
        """
        with _as_store_error(self._path):
            tables = self._newest()
            if tables is not None or not self._can_restore():
                return tables
            with self._lock.held():
                tables = self._newest()  # another program may have restored it while this one waited
                return self._restore() if tables is None and self._can_restore() else tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file by these tables.

        Raises:
            StoreError: the folder cannot be written or is full; the old file is intact.
        """
        with _as_store_error(self._path), self._lock.held():
            self._replace({name: dict(rows) for name, rows in data.items()}, keep_previous=True)

    def locked(self) -> AbstractContextManager[None]:
        """Hold the lock of the file: one read-change-write at a time, over all programs.

        Raises:
            StoreError: another program holds it for too long.
        """
        return self._lock.held()

    def generation_on_disk(self) -> Generation | None:
        """The newest generation by the file's status alone; None: there is no file.

        Raises:
            StoreError: the folder cannot be read.
        """
        with _as_store_error(self._path):
            try:
                return Generation.of(self._path.stat())
            except FileNotFoundError:
                return None

    def _newest(self) -> Tables | None:
        """The file's tables; None where it is missing or, with a generation before it, damaged."""
        try:
            tables, self.generation = self._parse(self._path)
        except FileNotFoundError:
            self.generation = None
            return None
        except msgspec.DecodeError as error:
            if self._can_restore():
                return None
            raise StoreError(
                f"{self._path} is damaged", "restore it from a backup, or move it away to start anew"
            ) from error
        return tables

    def _parse(self, path: Path) -> tuple[Tables, Generation]:
        with path.open("rb") as file:
            generation = Generation.of(os.fstat(file.fileno()))
            return upgraded(decode_tables(file), path), generation

    def _can_restore(self) -> bool:
        return self._previous.exists() or (self._starts_anew and self._path.exists())

    def _restore(self) -> Tables | None:
        is_damaged = self._path.exists()
        what = f"{self._path} is {'damaged' if is_damaged else 'missing'}"
        try:
            tables, _ = self._parse(self._previous)
        except (msgspec.DecodeError, OSError) as error:
            if self._starts_anew and isinstance(error, msgspec.DecodeError | FileNotFoundError):
                self._start_anew(what)
                return None
            raise StoreError(
                f"{what}, and {self._previous.name} cannot be read", "restore one, or move both away to start anew"
            ) from error
        aside = f"; the damaged one is kept as {self._keep_damaged(self._path).name}" if is_damaged else ""
        self._replace(tables, keep_previous=False)
        self.times_restored += 1
        words = f"{what}: the generation before it was restored, the newest changes may be lost{aside}"
        self._tell(Notice(words, "warning"))
        return tables

    def _start_anew(self, what: str) -> None:
        kept = []
        for path in (self._previous, self._path):
            if path.exists():
                kept.append(self._keep_damaged(path).name)
                path.unlink()
        _sync_folder(self._path.parent)
        self.generation = None
        words = f"{what} and cannot be restored: it is started anew; what was there is kept as {', '.join(kept)}"
        self._tell(Notice(words, "error"))

    def _replace(self, tables: Tables, *, keep_previous: bool) -> None:
        temporary = self._path.with_suffix(".tmp")  # one name is enough: this is done under the lock
        try:
            generation = _write_synced(temporary, stamped(tables))
            if keep_previous and self._path.exists():
                spare = self._previous.with_suffix(".tmp")
                _put_beside(self._path, spare)
                spare.replace(self._previous)
                # Renaming between two names of one file does nothing (rename(2)): then the spare name is still there.
                spare.unlink(missing_ok=True)
            temporary.replace(self._path)
            self.generation = generation
            _sync_folder(self._path.parent)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _keep_damaged(self, damaged: Path) -> Path:
        pattern = re.compile(rf"{re.escape(self._path.stem)}\.damaged-(\d{{1,9}})\.json")
        found = {path: pattern.fullmatch(path.name) for path in self._path.parent.iterdir()}
        numbered = sorted((int(match[1]), path) for path, match in found.items() if match)
        for _, path in numbered[: max(0, len(numbered) - KEPT_DAMAGED + 1)]:
            path.unlink(missing_ok=True)
        aside = self._path.with_suffix(f".damaged-{numbered[-1][0] + 1 if numbered else 1}.json")
        _put_beside(damaged, aside)
        return aside


def _write_synced(path: Path, tables: Tables) -> Generation:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(encode_tables(tables))
        file.flush()
        os.fsync(file.fileno())
        return Generation.of(os.fstat(file.fileno()))


def _put_beside(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the disk knows no hard links (FAT, some network shares)."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        shutil.copy2(source, target)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # fsync(2): a file system that cannot sync a folder
            raise
    finally:
        os.close(handle)


@contextmanager
def _as_store_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror or error}", "the state folder must be writable and have room"
        ) from error
