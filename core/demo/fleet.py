"""The simulated fleet: which devices stand at which loopback addresses, and how they live while they are asked."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network

from core.demo.dice import draw
from core.demo.picture import take_picture
from core.demo.printers import MODELS
from core.demo.responder import SimulatedDevice
from core.demo.schedule import Pace
from core.demo.simulation import advance, begin
from core.demo.unit import Unit
from core.errors import UsageError

DEFAULT_COUNT = len(MODELS)
"""Every make once."""
MAX_COUNT = 500
"""Every device has a socket of its own, and many systems allow a process 1024."""
MAX_SPEED = 10_000.0
"""Above that cartridges would last no second."""
BLOCKS = 64
"""How many blocks of addresses there are to try."""

_LOOK_SECONDS = 1.0
_NODS_OFF_SECONDS = 25.0
_WAKING_SECONDS = 2.0
_WAKING_DELAY = 0.4
_SILENT_SHARE = 3
"""Of the addresses in the block about every third has a device, as in an office."""
_SMALLEST_PREFIX, _LARGEST_PREFIX = 26, 22


class LivingDevice(SimulatedDevice):
    """A unit that answers with what it shows at that moment.

    It is brought up to date when it is asked, at most once a second: a fleet that nobody asks costs nothing.

    Args:
        unit: the device.
        pace: how its time runs.
        elapsed: gives the real seconds since the simulation started.
    """

    def __init__(self, unit: Unit, pace: Pace, elapsed: Callable[[], float]) -> None:
        self._unit = unit
        self._pace = pace
        self._elapsed = elapsed
        self._state = begin(unit.printer, pace)
        self._due = 0.0
        self._asked: float | None = None
        self._awake_at = 0.0
        super().__init__(unit.recording, versions=unit.model.versions)

    def answer(self, datagram: bytes) -> bytes | None:
        """The answer at this moment, None for silence."""
        now = self._elapsed()
        if self._unit.model.sleeps_deeply:
            self._sleep_or_wake(now)
        if now >= self._due:
            self._state = advance(self._unit.printer, self._pace, self._state, self._pace.clock(now))
            self.recording = take_picture(self._unit, self._pace, self._state)
            self._due = now + _LOOK_SECONDS
        return super().answer(datagram)

    def _sleep_or_wake(self, now: float) -> None:
        """After a quiet spell the first datagram only wakes it, and the next answers come late."""
        if self._asked is None or now - self._asked > _NODS_OFF_SECONDS:
            self.lost_datagrams = 1
            self._awake_at = now + _WAKING_SECONDS
        self.delay = _WAKING_DELAY if now < self._awake_at else 0.0
        self._asked = now


def make_units(count: int) -> list[Unit]:
    """So many devices: every make in turn, and then others of the same makes.

    Raises:
        UsageError: none, or more than `MAX_COUNT`.
    """
    if not 1 <= count <= MAX_COUNT:
        raise UsageError(f"a demo of {count} devices is not possible", f"choose from 1 to {MAX_COUNT}")
    return [Unit(MODELS[place % len(MODELS)], place // len(MODELS)) for place in range(count)]


def make_pace(speed: float) -> Pace:
    """The pace of that speed.

    Raises:
        UsageError: a speed that is no positive number, or above `MAX_SPEED`.
    """
    if not 0 < speed <= MAX_SPEED:
        raise UsageError(f"a demo at speed {speed:g} is not possible", f"choose above 0 and up to {MAX_SPEED:g}")
    return Pace(speed)


def choose_block(count: int, number: int) -> IPv4Network:
    """The loopback network for so many devices; `number` (below `BLOCKS`) tells one demo from another."""
    prefix = next(
        (p for p in range(_SMALLEST_PREFIX, _LARGEST_PREFIX, -1) if 2 ** (32 - p) - 2 >= count * _SILENT_SHARE),
        _LARGEST_PREFIX,
    )
    return IPv4Network((int(IPv4Address("127.77.0.0")) + number % BLOCKS * 2 ** (32 - _LARGEST_PREFIX), prefix))


def choose_addresses(block: IPv4Network, count: int) -> list[str]:
    """An address of the block for every device, in order and with gaps between them."""
    step = (block.num_addresses - 2) // count
    first = int(block.network_address) + 1
    return [str(IPv4Address(first + place * step + draw(step, place, "gap"))) for place in range(count)]
