"""The settings in force in a running program: changed by itself, by other programs, and by whoever edits the file."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.errors import SettingsError
from core.notices import Notice, Tell
from core.settings.catalog import Path as KeyPath
from core.settings.catalog import setting_at
from core.settings.changing import changed, differences
from core.settings.loading import HINT, Loaded, read_settings
from core.settings.schema import Settings
from core.settings.writing import add_to_list, set_at, unset_at

Apply = Callable[[Settings], None]
Seen = tuple[int, int, int] | int | None
"""What tells one write of the file from the next, the error where it cannot be looked at, None where it is missing."""


class LiveSettings:
    """What settings.toml says, kept up to date; a file that does not fit leaves what was in force.

    Args:
        path: the file.
        loaded: as it was read at the start.
        tell: told in one line what others changed, and what is wrong with the file.
    """

    def __init__(self, path: Path, loaded: Loaded, tell: Tell) -> None:
        self._path = path
        self._tell = tell
        self._now = loaded.settings
        self._told = set(loaded.warnings)
        self._subscribers: list[Apply] = []
        self._file_problem: str | None = None
        self._worriers: list[Callable[[], None]] = []
        self._busy = asyncio.Lock()
        self._read: Seen = None
        """The write that is in force."""
        self._new: Seen = None
        """One that was seen once: whoever writes it may still be at it."""

    @property
    def now(self) -> Settings:
        """What is in force."""
        return self._now

    @property
    def file_problem(self) -> str | None:
        """What keeps the file from being taken up, in one line; None while it is in force as it stands."""
        return self._file_problem

    def subscribe_file_problem(self, hear: Callable[[], None]) -> Callable[[], None]:
        """Be told when there is another `file_problem`, or none any more; the returned function ends it."""
        self._worriers.append(hear)
        return lambda: self._worriers.remove(hear)

    def subscribe(self, hear: Apply) -> Callable[[], None]:
        """Be told settings that come into force, in the order of the subscriptions; the returned function ends it."""
        self._subscribers.append(hear)
        return lambda: self._subscribers.remove(hear)

    async def set(self, path: KeyPath, value: Any) -> None:
        """Write one value and have it in force.

        Args:
            path: e.g. ("discovery", "rate"), with the names of entries.
            value: as TOML has it; None: take it out, so that the default counts.

        Raises:
            SettingsError: there is no such setting, the value does not fit, or the file cannot be read or written.
        """
        changed(self._now, path, value)  # what does not fit is told without the file's name
        if value is None:
            await self._write(lambda: unset_at(self._path, path))
        else:
            await self._write(lambda: set_at(self._path, path, value))

    async def drop(self, path: KeyPath) -> None:
        """Take an entry out, with everything in it.

        Raises:
            SettingsError: the file cannot be read or written.
        """
        await self._write(lambda: unset_at(self._path, path))

    async def add(self, path: KeyPath, item: str) -> None:
        """Put one more text at the end of a list, whatever other programs put there.

        Raises:
            SettingsError: there is no such list, the text does not fit, or the file cannot be read or written.
        """
        setting = setting_at(path)
        if setting is None or setting.kind != "list":
            raise SettingsError(f"{'.'.join(path)} is not a list", HINT)
        await self._write(lambda: add_to_list(self._path, path, item, tuple(setting.default)))

    async def _write(self, write: Callable[[], Loaded]) -> None:
        async with self._busy:
            loaded = await asyncio.to_thread(write)
            self._mended(())
            self._take(loaded)

    async def refresh(self) -> bool:
        """Take up what others wrote; to be called every second or two, looks only at the file's status otherwise.

        A change counts once the file looks the same twice: an editor may be in the middle of it. A file that does not
        fit is told once, and the settings before it stay in force.

        Returns:
            Whether other settings are in force now.
        """
        async with self._busy:
            seen = await asyncio.to_thread(_look, self._path)
            if seen == self._read or seen != self._new:
                self._new = seen
                return False
            self._read = seen
            try:
                loaded = await asyncio.to_thread(read_settings, self._path)
            except SettingsError as error:
                self._tell(Notice(f"{error}; the settings before stay in force", "error"))
                self._have_problem(error.title.removeprefix(f"{self._path}: "))
                return False
            names = differences(self._now, loaded.settings)
            was_mended = self._mended(names)
            self._take(loaded)
            if names and not was_mended:
                words = f"settings taken up from {self._path.name}: {', '.join(names)}"
                self._tell(Notice(words, "information"))
            return bool(names)

    def _mended(self, names: Sequence[str]) -> bool:
        """Tell that the file can be taken up again, and what of it is; whether it could not before."""
        if self._file_problem is None:
            return False
        more = f"; settings taken up: {', '.join(names)}" if names else ""
        self._tell(Notice(f"{self._path.name} is in order again{more}", "information"))
        self._have_problem(None)
        return True

    def _have_problem(self, what: str | None) -> None:
        if what == self._file_problem:
            return
        self._file_problem = what
        for hear in tuple(self._worriers):
            hear()

    def _take(self, loaded: Loaded) -> None:
        for warning in loaded.warnings:
            if warning not in self._told:
                self._told.add(warning)
                self._tell(Notice(f"{self._path}: {warning}", "warning"))
        if loaded.settings != self._now:
            self._now = loaded.settings
            for hear in tuple(self._subscribers):
                hear(loaded.settings)


def _look(path: Path) -> Seen:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return error.errno or -1
    return status.st_ino, status.st_mtime_ns, status.st_size
