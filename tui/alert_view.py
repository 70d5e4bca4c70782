"""What needs somebody now, as the screens show it: kept up to date device by device."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from core.alerts.rules import assess
from core.clock import Clock
from core.fleet import Fleet
from core.model.device import Device
from core.settings import Settings
from tui.widgets.alert_rows import AlertRow, alert_rows

AT_A_TIME = 250
"""Devices looked at before somebody else may run: some milliseconds of work."""


class Source(Protocol):
    """What it is made from."""

    @property
    def fleet(self) -> Fleet:
        """The devices."""
        ...

    @property
    def settings(self) -> Settings:
        """With the thresholds."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...


class AlertView:
    """The warnings of all printers.

    A warning that appears while it is watched has a beginning: the reading that brought it. One that was there at the
    start has none.

    Args:
        source: the fleet, what counts as low, and the time.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._by_device: dict[str, tuple[AlertRow, ...]] = {}
        self._read_at: dict[str, datetime] = {}
        """Of which reading the warnings of a device are."""
        self.is_complete = False
        """Whether every device was looked at once."""

    @property
    def in_order(self) -> Sequence[AlertRow]:
        """The most urgent first."""
        return sorted((row for rows in self._by_device.values() for row in rows), key=lambda row: row.order)

    @property
    def printers(self) -> int:
        """How many printers have a warning."""
        return len(self._by_device)

    def row(self, key: str) -> AlertRow | None:
        """The warning of that key."""
        return next((row for row in self.of(key.partition("/")[0]) if row.key == key), None)

    def of(self, device_id: str) -> tuple[AlertRow, ...]:
        """The warnings of one device."""
        return self._by_device.get(device_id, ())

    async def read_all(self) -> None:
        """Look at every device, with pauses in which keys are answered."""
        for number, device in enumerate(self._source.fleet.devices(), 1):
            self.renew((device.id,))
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)
        self.is_complete = True

    def renew(self, device_ids: Iterable[str]) -> None:
        """Look at these again."""
        thresholds, now = self._source.settings.thresholds, self._source.clock.now()
        for device_id in device_ids:
            device = self._source.fleet.get(device_id)
            if device is None:
                self._by_device.pop(device_id, None)
                self._read_at.pop(device_id, None)
                continue
            before = self._by_device.get(device_id, ())
            known = {row.key: row.since for row in before}
            rows = alert_rows(device, assess(device, thresholds), now, known, self._new_since(device))
            if device.reading is not None:
                self._read_at[device_id] = device.reading.read_at
            if not rows:
                self._by_device.pop(device_id, None)
            elif rows != before:
                self._by_device[device_id] = rows

    def _new_since(self, device: Device) -> datetime | None:
        """Since when warnings are that are new: the reading that brought them, if there was another one before it.

        With the same reading as before it is the thresholds that have changed.
        """
        before = self._read_at.get(device.id)
        reading = device.reading
        return reading.read_at if reading is not None and before is not None and reading.read_at != before else None
