"""The rounds: every printer asked when it is due, many at a time, none waiting for a slow one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from core.clock import Clock
from core.contact import is_quarantined
from core.errors import SnmpTimeout, SuppliesError
from core.fleet import Change, Fleet
from core.model.device import Device
from core.model.events import DeviceSilent
from core.monitor.agenda import Agenda
from core.monitor.lanes import SLOW_TO_FAST, Lanes
from core.monitor.reader import Reader
from core.monitor.schedule import due_after, first_due, interval_of, is_overdue, is_watched, start_spread
from core.settings import PollingSettings

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
"""How often the rounds look who is due."""
NAME_SECONDS = 5.0
"""How long the look-up of a silent device's name may take."""


def most_sockets(polling: PollingSettings) -> int:
    """How many sockets both lanes may hold at the same time."""
    return polling.concurrency * (1 + SLOW_TO_FAST)


def _at_once(polling: PollingSettings, sockets: int | None) -> int:
    wanted = most_sockets(polling)
    return wanted if sockets is None else max(2, min(wanted, sockets))


def _lanes(at_once: int) -> tuple[int, int]:
    """Places in the fast lane and in the slow one."""
    fast = max(1, at_once // (1 + SLOW_TO_FAST))
    return fast, at_once - fast


class Poller:
    """Reads printers and lets the fleet know.

    Args:
        reader: reads one device.
        fleet: whose devices are read, and who is told.
        clock: for due times.
        polling: interval and concurrency.
        look_up: a DNS name to its addresses; raises OSError.
        sockets: how many may be open at the same time; None: as many as the settings lead to.
    """

    def __init__(
        self,
        *,
        reader: Reader,
        fleet: Fleet,
        clock: Clock,
        polling: PollingSettings,
        look_up: Callable[[str], Awaitable[Sequence[str]]],
        sockets: int | None = None,
    ) -> None:
        self._reader = reader
        self._fleet = fleet
        self._clock = clock
        self._interval = polling.interval_seconds
        self._look_up = look_up
        self._at_once = _at_once(polling, sockets)
        self._lanes = Lanes(*_lanes(self._at_once))
        self._reading: dict[str, asyncio.Task[bool]] = {}
        self._agenda: Agenda | None = None
        """None while nobody asked for the rounds."""

    def use(self, polling: PollingSettings, sockets: int | None = None) -> None:
        """Go by other settings from now on; with another interval the rounds are planned anew.

        Args:
            polling: interval and concurrency.
            sockets: how many may be open at the same time; None: as many as the settings lead to.
        """
        self._at_once = _at_once(polling, sockets)
        self._lanes.resize(*_lanes(self._at_once))
        if polling.interval_seconds != self._interval:
            self._interval = polling.interval_seconds
            if self._agenda is not None:
                self.begin()

    # Asked for by hand

    def watched(self) -> tuple[Device, ...]:
        """The printers that a round asks: not the ignored, the quarantined, nor those whose address another has."""
        now = self._clock.now()
        return tuple(
            device
            for device in self._fleet.devices()
            if is_watched(device) and not is_quarantined(device, now) and not self._fleet.is_displaced(device)
        )

    async def poll_now(self, device_id: str) -> bool:
        """Read one device again; a read under way is joined.

        Returns:
            Whether it answered; the fleet knows the rest.
        """
        return await asyncio.shield(self._start(device_id))

    async def poll_all(self, devices: Sequence[Device], on_progress: Callable[[int], None] | None = None) -> int:
        """One round over these devices.

        Args:
            devices: whom to ask.
            on_progress: told how many were asked so far, answered or not.

        Returns:
            How many answered.
        """
        ids = (device.id for device in devices)
        return await _Round(self._start, ids, self._at_once, on_progress).finished()

    # The rounds

    async def run(self) -> None:
        """Poll every watched printer at its interval until cancelled."""
        self.begin()
        unsubscribe = self._fleet.subscribe(self._take_up)
        try:
            while True:
                for device_id in self.due():
                    self._start(device_id)
                await asyncio.sleep(TICK_SECONDS)
        finally:
            unsubscribe()
            self._agenda = None
            for task in tuple(self._reading.values()):
                task.cancel()

    def begin(self) -> None:
        """Plan when every device is asked first."""
        self._agenda = Agenda()
        now = self._clock.now()
        devices = [device for device in self._fleet.devices() if is_watched(device)]
        overdue = sum(is_overdue(device, now, interval_of(device, self._interval)) for device in devices)
        for device in devices:
            self._plan_first(self._agenda, device, now, start_spread(overdue))

    def due(self) -> Iterator[str]:
        """Who is to be asked now; each is planned anew once it was asked."""
        agenda = self._agenda
        if agenda is None:
            return
        for device_id in agenda.take_due(self._clock.monotonic()):
            device = self._fleet.get(device_id)
            if device is None or not is_watched(device):
                continue
            if self._fleet.is_displaced(device) or is_quarantined(device, self._clock.now()):
                self._plan_next(device, self._clock.now(), self._clock.monotonic())
            else:
                yield device_id

    def _take_up(self, changes: tuple[Change, ...]) -> None:
        """Plan for devices that came, came back, were released or got another interval."""
        agenda = self._agenda
        if agenda is None:
            return
        for change in changes:
            before, after = change.before, change.after
            if after is None or not is_watched(after) or self._is_being_read(after.id):
                continue
            if before is not None and after.id in agenda:
                is_as_before = (before.interval_seconds, before.quarantine) == (
                    after.interval_seconds,
                    after.quarantine,
                )
                if is_as_before:
                    continue
            self._plan_first(agenda, after, self._clock.now(), 0.0)

    def _is_being_read(self, device_id: str) -> bool:
        """Whether a poll is under way, which plans the next one at its end."""
        task = self._reading.get(device_id)
        return task is not None and not task.done()

    def _plan_first(self, agenda: Agenda, device: Device, now: datetime, spread: float) -> None:
        due = first_due(device, now, self._clock.monotonic(), interval=self._interval, spread=spread)
        agenda.put(device.id, due)

    def _plan_next(self, device: Device, asked_at: datetime, monotonic: float) -> None:
        if self._agenda is not None and is_watched(device):
            self._agenda.put(device.id, due_after(device, asked_at, monotonic, interval=self._interval))

    # One poll

    def _start(self, device_id: str) -> asyncio.Task[bool]:
        task = self._reading.get(device_id)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._poll(device_id), name=device_id)
            self._reading[device_id] = task
            task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[bool]) -> None:
        self._reading.pop(task.get_name(), None)

    async def _poll(self, device_id: str) -> bool:
        known = self._fleet.get(device_id)
        async with self._lanes.place(is_slow=known is not None and known.silent_since is not None):
            device = self._fleet.get(device_id)
            if device is None:
                return False
            asked_at, monotonic = self._clock.now(), self._clock.monotonic()
            has_answered = await self._ask(device, asked_at)
            polled = self._fleet.get(device_id)
            if polled is None:  # its reading may have told it for another row's device, which goes on
                polled = self._fleet.find_known(device.identity, device.address, device.port)
            if polled is not None:
                self._plan_next(polled, asked_at, monotonic)
            return has_answered

    async def _ask(self, device: Device, asked_at: datetime) -> bool:
        is_timeout = False
        try:
            event = await self._reader.poll_device(await self._where_its_name_points(device))
        except SuppliesError as error:
            problem, is_timeout = str(error), isinstance(error, SnmpTimeout)
        except Exception as error:
            # A bug in reading one device must not look like a healthy device, nor end the rounds of the others.
            log.exception("reading %s failed", device.id)
            problem = f"internal error: {type(error).__name__} (see the log file)"
        else:
            self._fleet.apply(event)
            return True
        self._fleet.apply(DeviceSilent(device_id=device.id, at=asked_at, problem=problem, is_timeout=is_timeout))
        return False

    async def _where_its_name_points(self, device: Device) -> Device:
        """A silent device that was added by name is looked for where the name points now."""
        if device.host is None or device.silent_since is None:
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


class _Round:
    """Many polls, a bounded number at a time; a new one starts as one ends.

    Args:
        start: starts the poll of a device, or joins the one under way.
        device_ids: whom to poll.
        at_once: polls under way at the same time.
        on_progress: told how many ended so far.
    """

    def __init__(
        self,
        start: Callable[[str], asyncio.Task[bool]],
        device_ids: Iterator[str],
        at_once: int,
        on_progress: Callable[[int], None] | None,
    ) -> None:
        self._start = start
        self._left = device_ids
        self._free = at_once
        self._open = 0
        self._answered = self._ended = 0
        self._on_progress = on_progress
        self._end: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def finished(self) -> int:
        """Wait for all; how many answered."""
        self._go_on()
        return await self._end

    def _go_on(self) -> None:
        while self._open < self._free and not self._end.done():
            device_id = next(self._left, None)
            if device_id is None:
                break
            self._open += 1
            self._start(device_id).add_done_callback(self._count)
        if self._open == 0 and not self._end.done():
            self._end.set_result(self._answered)

    def _count(self, task: asyncio.Task[bool]) -> None:
        self._open -= 1
        self._ended += 1
        if self._on_progress is not None:
            self._on_progress(self._ended)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._end.done():
            self._end.set_exception(error)  # a bug: what a device does wrong never gets here
        self._answered += not task.cancelled() and error is None and task.result()
        self._go_on()
