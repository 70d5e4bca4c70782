"""One simulated device: its make, its recording, and the ways in which it differs from others of the same make."""

from functools import cache
from pathlib import Path

from core.demo.dice import draw, reshuffle
from core.demo.models import Printer, PrinterModel
from core.demo.schedule import MINUTE
from core.snmp.client import Value
from core.snmp.recording import OCTETS, Record, Recording, read_recording

Oid = tuple[int, ...]

RECORDINGS = Path(__file__).parent / "recordings"
"""The fleet's own recordings: every value in them is invented."""
ALERTS: Oid = (1, 3, 6, 1, 2, 1, 43, 18, 1, 1)
"""prtAlertEntry."""

_SERIAL: Oid = (1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 17, 1)
_NAME: Oid = (1, 3, 6, 1, 2, 1, 1, 5, 0)
_LOCATION: Oid = (1, 3, 6, 1, 2, 1, 1, 6, 0)
_MAC: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1, 6, 1)
_SUPPLY_TYPES: Oid = (1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 5, 1)
_CAPACITIES: Oid = (1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 8, 1)
_UPTIME: Oid = (1, 3, 6, 1, 2, 1, 1, 3, 0)
_PLACES = (
    "Building 1, ground floor, reception",
    "Building 1, 2nd floor, copy room",
    "Building 1, 4th floor, finance",
    "Building 2, ground floor, mail room",
    "Building 2, 1st floor, purchasing",
    "Building 2, 3rd floor, design studio",
    "Building 3, 1st floor, laboratory",
    "Warehouse, gate 2",
    "Warehouse, packing",
    "Plant, shift office",
    "Annex, training room 3",
    "Annex, open office north",
)


class Unit:
    """A device of the fleet.

    Args:
        model: its make.
        number: 0 is the one that the recording shows; every other number is another device of that make, with its own
            serial number, name, place, MAC, levels and page count.
    """

    def __init__(self, model: PrinterModel, number: int = 0) -> None:
        seed = f"{model.recording}/{number}"
        recording = load(model.recording)
        self.model = model
        self.printed_before = draw(40_000, seed, "printed") if number else 0
        """Pages on its counters above those of the recording."""
        self.recording = recording if number == 0 else _vary(recording, seed, number)
        """All its objects but the alert rows, as at the start."""
        self.printer = Printer(
            model=model,
            seed=seed,
            starts=tuple(s.start if number == 0 else 40 + draw(960, seed, s.row, "start") for s in model.supplies),
            phase_ms=(draw(180, seed, "phase") if number else model.start_minute) * MINUTE,
            jam_phase_ms=draw(model.jam.every_minutes, seed, "jam") * MINUTE if number and model.jam else 0,
        )
        self.cartridge_serials = {
            supply.row: (supply.serial if number == 0 else reshuffle(supply.serial, seed, supply.row)).encode()
            for supply in model.supplies
            if supply.serial
        }
        """Supply row -> serial number of the cartridge that is in it at the start."""
        if number:
            self.recording = Recording(map(self._with_own_cartridges, self.recording))

    def _with_own_cartridges(self, record: Record) -> Record:
        for supply in self.model.supplies:
            if supply.serial and isinstance(record.value, bytes) and supply.serial.encode() in record.value:
                value = record.value.replace(supply.serial.encode(), self.cartridge_serials[supply.row])
                return Record(record.oid, record.tag, value)
        return record

    def number_at(self, oid: Oid) -> int | None:
        """The number at that OID in the recording; None where there is none."""
        record = self.recording.find(oid)
        return record.value if record is not None and isinstance(record.value, int) else None

    def octets_at(self, oid: Oid) -> bytes:
        """The octets at that OID in the recording; empty where there are none."""
        return _octets(self.recording, oid)

    def type_of(self, row: int) -> int | None:
        """PrtMarkerSuppliesTypeTC of a supply row."""
        return self.number_at((*_SUPPLY_TYPES, row))

    def maximum_of(self, row: int) -> int:
        """What the device calls a full supply; 100 where it names no capacity."""
        maximum = self.number_at((*_CAPACITIES, row))
        return maximum if maximum is not None and maximum > 0 else 100

    @property
    def serial(self) -> bytes:
        """The printer's own serial number: prtGeneralSerialNumber."""
        return self.octets_at(_SERIAL)

    @property
    def uptime(self) -> int:
        """Hundredths of a second that it was up at the start: sysUpTime."""
        return self.number_at(_UPTIME) or 0


@cache
def load(name: str) -> Recording:
    """The recording of that name without its alert rows: those belong to the moment at which it was made."""
    recording = read_recording(RECORDINGS / f"{name}.snmprec")
    return Recording(record for record in recording if record.oid[: len(ALERTS)] != ALERTS)


def _vary(recording: Recording, seed: str, number: int) -> Recording:
    """Another device of the make: what tells it apart is exchanged wherever it stands."""
    swaps: list[tuple[bytes, bytes]] = []
    serial, name, mac = (_octets(recording, oid) for oid in (_SERIAL, _NAME, _MAC))
    if serial:
        swaps.append((serial, reshuffle(serial.decode(), seed).encode()))
    if name:
        swaps.append((name, name + b"-%d" % (number + 1)))
    if mac:
        swaps.append((mac, mac[:3] + bytes((0, number % 256, mac[5]))))
    place = _PLACES[draw(len(_PLACES), seed, "place")].encode()

    def varied(record: Record) -> Record:
        value: Value = record.value
        if record.oid == _LOCATION:
            value = place
        elif record.oid == _UPTIME:
            value = draw(90 * 8_640_000, seed, "uptime")
        elif record.tag == OCTETS and isinstance(value, bytes):
            for old, new in swaps:
                value = value.replace(old, new)
        return record if value == record.value else Record(record.oid, record.tag, value)

    return Recording(map(varied, recording))


def _octets(recording: Recording, oid: Oid) -> bytes:
    record = recording.find(oid)
    return record.value if record is not None and isinstance(record.value, bytes) else b""
