"""The history folder: a file a device, whatever its id, all under one lock. Blocking calls, for a thread."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import msgspec

from core.errors import StoreError
from core.model.events import SupplyReplaced
from core.model.history import KEPT_DAYS, Day, History
from core.notices import Notice, Tell
from core.paths import make_private_folder
from core.store.history_days import add_days, fold_days, kept_days
from core.store.history_replacements import add_replacements, replacements_in
from core.store.lock import WriteLock
from core.store.tables import Database

DAYS, REPLACEMENTS = "days", "replacements"
"""The two tables of a file."""

_PLAIN_ID = re.compile(r"[a-z0-9]{1,40}")
_NAMED = 3


class Entry(msgspec.Struct, frozen=True):
    """What is to be put into one device's history."""

    days: Mapping[str, msgspec.Raw] = {}
    """ISO date -> the day's row in full."""
    replaced: tuple[SupplyReplaced, ...] = ()


def joined(older: Entry | None, newer: Entry) -> Entry:
    """Two entries as one; of two readings of one day the earlier stands."""
    if older is None:
        return newer
    return Entry({**newer.days, **older.days}, (*older.replaced, *newer.replaced))


class HistoryFiles:
    """The histories on disk, shared by any number of programs.

    Args:
        folder: where they are; made with mode 0700 once there is something to write.
        tell: hears in one line of restored and damaged files, in the calling thread.
    """

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder = folder
        self._tell = tell
        self._told: set[Notice] = set()
        self._is_private = False
        self._lock = WriteLock(folder / "history.lock", of=folder)

    def path_of(self, device_id: str) -> Path:
        """The file of a device: its id is the name where it is a plain one, as all that this program makes are."""
        name = device_id
        if not _PLAIN_ID.fullmatch(device_id):
            name = f"x-{hashlib.sha256(device_id.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
        return self._folder / f"{name}.json"

    def write(self, device_id: str, entry: Entry) -> date | None:
        """Put into a device's history what is not in it yet.

        Returns:
            The day that ages are counted from now; None where the days were there already.

        Raises:
            StoreError: not written, the file is as it was; or a newer version wrote it.
        """
        database = self._database(self.path_of(device_id))
        if entry.replaced:
            database.keyed(REPLACEMENTS).edit(lambda rows: add_replacements(rows, entry.replaced))
        reference: date | None = None

        def change(rows: dict[str, msgspec.Raw]) -> bool:
            nonlocal reference
            reference = add_days(rows, entry.days, device_id)
            return reference is not None

        if entry.days:
            database.keyed(DAYS).edit(change)
        return reference

    def read(self, device_id: str, pending: Entry | None = None) -> History:
        """A device's history, with what is to be written to it still.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        path = self.path_of(device_id)
        tables = (self._database(path).durable_storage.read() if self._is_there(path) else None) or {}
        day_rows, replacement_rows = tables.get(DAYS, {}), tables.get(REPLACEMENTS, {})
        if pending is not None:
            add_days(day_rows, pending.days, device_id)
            add_replacements(replacement_rows, pending.replaced)
        days, damaged_days = fold_days(day_rows, device_id)
        replacements, damaged = replacements_in(replacement_rows, device_id)
        self._report(path, (*damaged_days, *damaged))
        return History(days=tuple(kept_days(days)), replacements=replacements)

    def names(self) -> list[str]:
        """The names of all files, for `remove_outdated`.

        Raises:
            StoreError: the folder cannot be read.
        """
        try:
            entries = [entry.name for entry in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._error(error) from error
        return sorted(name for name in entries if name.endswith(".json") and name.count(".") == 1)

    def remove_outdated(self, names: Iterable[str], reference: date) -> None:
        """Remove the files whose newest day lies too far back; what cannot be read stays.

        Args:
            names: as `names` gave them.
            reference: the day that ages are counted from.

        Raises:
            StoreError: the folder is not to be written.
        """
        oldest = (reference - timedelta(days=KEPT_DAYS)).isoformat()
        outdated = [path for path in map(self._folder.joinpath, names) if self._newest(path) < oldest]
        if not outdated:
            return
        try:
            beside: dict[str, list[Path]] = {}
            for path in self._folder.iterdir():
                beside.setdefault(path.name.partition(".")[0], []).append(path)
            for path in outdated:
                with self._lock.held():
                    if self._newest(path) < oldest:  # nobody wrote it meanwhile
                        _remove(path, beside[path.stem])
        except OSError as error:
            raise self._error(error) from error

    def _newest(self, path: Path) -> str:
        """The newest day in a file; a day that never comes where nobody can tell."""
        try:
            tables = self._database(path).durable_storage.read() or {}
        except StoreError:
            return "9999"  # whoever wants this very device is told
        return max(tables.get(DAYS, {}), default="9999")

    def _database(self, path: Path) -> Database:
        if not self._is_private:
            make_private_folder(self._folder, self._tell_once, is_known_as_ours=True)
            self._is_private = True
        return Database(path, tell=self._tell_once, lock=self._lock, starts_anew=True)

    def _is_there(self, path: Path) -> bool:
        return path.exists() or path.with_suffix(".previous.json").exists()

    def _report(self, path: Path, damaged: tuple[str, ...]) -> None:
        if damaged:
            more = f" and {len(damaged) - _NAMED} more" if len(damaged) > _NAMED else ""
            words = f"rows of {path} are damaged and left out: {', '.join(damaged[:_NAMED])}{more}"
            self._tell_once(Notice(words, "error"))

    def _tell_once(self, notice: Notice) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._tell(notice)

    def _error(self, error: OSError) -> StoreError:
        return StoreError(f"{self._folder}: {error.strerror or error}", "the state folder must be writable")


def merged(histories: Iterable[History]) -> History:
    """One history of several, those in front first: of two rows of a day the first one's stands."""
    days: dict[date, Day] = {}
    replacements: list[SupplyReplaced] = []
    for history in histories:
        for day in history.days:
            days.setdefault(day.date, day)
        replacements += history.replacements
    return History(
        days=tuple(kept_days([days[key] for key in sorted(days)])),
        replacements=tuple(sorted(replacements, key=lambda event: event.at)),
    )


def _remove(path: Path, beside: Iterable[Path]) -> None:
    # The file itself goes last: without it the generation before would be restored.
    for other in (*(other for other in beside if other != path), path):
        other.unlink(missing_ok=True)
