"""Histories of devices that nobody has read for more than `KEPT_DAYS` days go, a few files at a time."""

from datetime import date

from core.store.history_files import HistoryFiles

CLEANED_AT_ONCE = 50
"""Files looked at in one go."""


class HistoryCleaner:
    """Looks through the folder once for every day that comes. Blocking calls, for a thread.

    Args:
        files: the folder.
    """

    def __init__(self, files: HistoryFiles) -> None:
        self._files = files
        self._reference: date | None = None
        self._names: list[str] | None = []

    @property
    def is_due(self) -> bool:
        """Whether there is anything to look at."""
        return self._names is None or bool(self._names)

    def begin(self, reference: date) -> None:
        """Count ages from that day; a day that was counted from already brings nothing."""
        if self._reference is None or reference > self._reference:
            self._reference, self._names = reference, None

    def step(self) -> None:
        """Look at some files.

        Raises:
            StoreError: the folder cannot be read or written; it is left alone until the next day.
        """
        if self._reference is None:
            return
        names, self._names = self._names, []
        if names is None:
            names = self._files.names()
        self._files.remove_outdated(names[:CLEANED_AT_ONCE], self._reference)
        self._names = names[CLEANED_AT_ONCE:]
