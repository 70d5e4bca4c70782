"""The rounds: every printer read at its interval, many at a time, none waiting for a slow one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from core.clock import Clock
from core.errors import SuppliesError
from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceSilent
from core.monitor.reader import Reader
from core.settings import PollingSettings

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
"""How often the rounds look who is due."""
NAME_SECONDS = 5.0
"""How long the look-up of a silent device's name may take."""


class Poller:
    """Reads printers and lets the fleet know.

    Args:
        reader: reads one device.
        fleet: whose devices are read, and who is told.
        clock: for due times.
        polling: interval and concurrency.
        look_up: a DNS name to its addresses; raises OSError.
    """

    def __init__(
        self,
        *,
        reader: Reader,
        fleet: Fleet,
        clock: Clock,
        polling: PollingSettings,
        look_up: Callable[[str], Awaitable[Sequence[str]]],
    ) -> None:
        self._reader = reader
        self._fleet = fleet
        self._clock = clock
        self._polling = polling
        self._look_up = look_up
        self._slots = asyncio.Semaphore(polling.concurrency)
        self._reading: dict[str, asyncio.Task[bool]] = {}
        self._due: dict[str, float] = {}

    async def poll_now(self, device_id: str) -> bool:
        """Read one device again; a read under way is joined.

        Returns:
            Whether it answered; the fleet knows the rest.
        """
        task = self._reading.get(device_id)
        if task is None:
            task = asyncio.create_task(self._poll(device_id), name=f"poll-{device_id}")
            self._reading[device_id] = task
            task.add_done_callback(lambda _: self._reading.pop(device_id, None))
        return await asyncio.shield(task)

    async def poll_all(self, devices: tuple[Device, ...]) -> int:
        """One round over these devices.

        Returns:
            How many answered.
        """
        return sum(await asyncio.gather(*(self.poll_now(device.id) for device in devices)))

    async def run(self) -> None:
        """Poll every watched printer at its interval until cancelled."""
        rounds: set[asyncio.Task[bool]] = set()
        try:
            while True:
                for device in self.due_devices():
                    task = asyncio.create_task(self.poll_now(device.id))
                    rounds.add(task)
                    task.add_done_callback(rounds.discard)
                await asyncio.sleep(TICK_SECONDS)
        finally:
            for task in (*rounds, *self._reading.values()):
                task.cancel()

    def due_devices(self) -> list[Device]:
        """Who is to be read now; being asked for, they are due again an interval later."""
        now = self._clock.monotonic()
        due = []
        for device in self._fleet.devices():
            if device.is_ignored or not device.identity.is_printer or device.id in self._reading:
                continue
            if self._fleet.is_displaced(device):
                continue
            if now >= self._due.setdefault(device.id, self._first_due(device, now)):
                self._due[device.id] = now + self._polling.interval_seconds
                due.append(device)
        return due

    def _first_due(self, device: Device, now: float) -> float:
        """At once where nothing is known yet, else when the last reading grows older than the interval."""
        if device.reading is None:
            return now
        age = (self._clock.now() - device.reading.read_at).total_seconds()
        # A reading from the future (the clock was set back) is no reason to wait for longer than an interval.
        return now + min(self._polling.interval_seconds, max(0.0, self._polling.interval_seconds - age))

    async def _poll(self, device_id: str) -> bool:
        async with self._slots:
            device = self._fleet.get(device_id)
            if device is None:
                return False
            try:
                event = await self._reader.poll_device(await self._where_its_name_points(device))
            except SuppliesError as error:
                problem = str(error)
            except Exception as error:
                # A bug in reading one device must not look like a healthy device, nor end the rounds of the others.
                log.exception("reading %s failed", device_id)
                problem = f"internal error: {type(error).__name__} (see the log file)"
            else:
                self._fleet.apply(event)
                return True
            self._fleet.apply(DeviceSilent(device_id=device_id, at=self._clock.now(), problem=problem))
            return False

    async def _where_its_name_points(self, device: Device) -> Device:
        """A silent device that was added by name is looked for where the name points now."""
        if device.host is None or device.unreachable_since is None:
            return device
        try:
            async with asyncio.timeout(NAME_SECONDS):
                addresses = await self._look_up(device.host)
        except (OSError, TimeoutError):
            return device
        if not addresses or device.address in addresses:
            return device
        moved = replace(device, address=addresses[0])
        self._fleet.put(moved)
        return moved
