"""Finds on their way into the fleet: taken in, taken back where they were dropped, read where that tells more."""

from collections.abc import Callable
from typing import NamedTuple

from core.clock import Clock
from core.discovery.readings import ReadingQueue
from core.fleet import Change, Fleet
from core.model.device import Device
from core.model.events import DeviceFound


class Taken(NamedTuple):
    """What became of a find."""

    device: Device
    is_new: bool
    """Whether the fleet did not know it."""


class Intake:
    """Takes finds into the fleet.

    Args:
        fleet: where they go.
        readings: has printers read.
        clock: for the age of readings.
        stale_seconds: gives the age of a reading from which on a find asks for a new one.
    """

    def __init__(
        self, *, fleet: Fleet, readings: ReadingQueue, clock: Clock, stale_seconds: Callable[[], float]
    ) -> None:
        self._fleet = fleet
        self._readings = readings
        self._clock = clock
        self._stale_seconds = stale_seconds

    def take(self, found: DeviceFound) -> Taken:
        """Take in what a sweep found; what was dropped stays dropped."""
        is_new = self._fleet.find_known(found.identity, found.address, found.port) is None
        for change in self._fleet.apply(found):
            device = change.after
            if device is not None and device.identity.is_printer and not device.is_ignored and self._is_news(change):
                self._readings.add(device.id)
        known = self._fleet.find_known(found.identity, found.address, found.port)
        assert known is not None, "what was taken in is known"
        return Taken(known, is_new)

    def take_by_hand(self, found: DeviceFound) -> Taken:
        """Take in what an admin named: a device that was dropped is taken back."""
        known = self._fleet.find_known(found.identity, found.address, found.port)
        if known is not None and known.is_ignored:
            self._fleet.set_ignored(known.id, is_ignored=False)
        return self.take(found)

    def _is_news(self, change: Change) -> bool:
        """Whether a find asks for a full read: a new device, one away or never read, one that moved, an old reading."""
        before, after = change.before, change.after
        if before is None or after is None or before.reading is None or before.silent_since is not None:
            return after is not None and after.silent_since is None
        age = (self._clock.now() - before.reading.read_at).total_seconds()
        moved = (before.address, before.credentials, before.profile) != (
            after.address,
            after.credentials,
            after.profile,
        )
        return moved or age >= self._stale_seconds()
