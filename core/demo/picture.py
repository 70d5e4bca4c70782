"""The objects of a simulated device at one moment: its recording with everything exchanged that has moved."""

from collections.abc import Iterator

from core.demo.dice import draw, reshuffle
from core.demo.models import Words
from core.demo.private_objects import private_changes, told
from core.demo.schedule import Pace, phase_at
from core.demo.simulation import Alert, State, is_stopped
from core.demo.unit import ALERTS, Oid, Unit
from core.snmp.client import Value
from core.snmp.recording import INTEGER, OCTETS, TIME_TICKS, Record, Recording

_MIB2: Oid = (1, 3, 6, 1, 2, 1)
_PRT: Oid = (*_MIB2, 43)
_UPTIME: Oid = (*_MIB2, 1, 3, 0)
_DEVICE_STATUS: Oid = (*_MIB2, 25, 3, 2, 1, 5, 1)
_PRINTER_STATUS: Oid = (*_MIB2, 25, 3, 5, 1, 1, 1)
_ERROR_STATE: Oid = (*_MIB2, 25, 3, 5, 1, 2, 1)
_CRITICAL_EVENTS: Oid = (*_PRT, 5, 1, 1, 18, 1)
_ALL_EVENTS: Oid = (*_PRT, 5, 1, 1, 19, 1)
_COVER_STATUS: Oid = (*_PRT, 6, 1, 1, 3, 1)
_TRAY_CAPACITY: Oid = (*_PRT, 8, 2, 1, 9, 1)
_TRAY_LEVEL: Oid = (*_PRT, 8, 2, 1, 10, 1)
_LIFE_COUNT: Oid = (*_PRT, 10, 2, 1, 4, 1, 1)
_POWER_ON_COUNT: Oid = (*_PRT, 10, 2, 1, 5, 1, 1)
_LEVEL: Oid = (*_PRT, 11, 1, 1, 9, 1)
_CONSOLE: Oid = (*_PRT, 16, 5, 1, 2, 1)

_COVER_OPEN, _COVER_CLOSED = 3, 4
_RECEPTACLES = frozenset({4, 8, 14})
"""Supply types that fill up: wasteToner, wasteInk, wasteWax."""
_COLORANTS = frozenset({3, 5, 6, 12, 21})
"""Supply types that the error bits lowToner and noToner speak of: toner, ink, ink cartridge, solid wax, cartridge."""
_LOW_TONER, _NO_TONER, _DOOR_OPEN, _JAMMED, _SERVICE = 0x20, 0x10, 0x08, 0x04, 0x01
_CODES = {
    3: (1104, 1101), 21: (1104, 1101), 5: (1105, 1102), 6: (1105, 1102), 12: (1105, 1102), 7: (1106, 1103),
    4: (1107, 1109), 8: (1108, 1110), 14: (1108, 1110), 9: (1111, 1112), 10: (1113, 1114),
}  # fmt: skip
"""Supply type -> PrtAlertCodeTC when low and when used up (or full)."""
_LIFE_CODES = (10, 11)
"""subunitLifeAlmostOver and subunitLifeOver, for fusers, belts and kits."""
_CRITICAL, _WARNING = 3, 4
_UNTRAINED = 3
_COVER, _SUPPLIES, _MEDIA_PATH = 6, 11, 13
_JAM_CODE, _COVER_OPEN_CODE = 8, 3
_UNKNOWN_LOCATION = -2


def take_picture(unit: Unit, pace: Pace, state: State) -> Recording:
    """All objects of the device at that moment; objects that have not moved are the recording's own."""
    changes = [record for oid, value in _moving(unit, pace, state) if (record := _exchanged(unit, oid, value))]
    changes += _new_serials(unit, state, changes)
    return Recording([*unit.recording, *changes, *_alert_rows(unit, pace, state)])


def _exchanged(unit: Unit, oid: Oid, value: Value) -> Record | None:
    """The recording's object with another value, None where the device has no such object."""
    record = unit.recording.find(oid)
    if record is None:
        return None
    if record.tag == OCTETS and isinstance(value, int):
        value = str(value).encode()  # OKI tells its private levels as text.
    return Record(oid, record.tag, value)


def _moving(unit: Unit, pace: Pace, state: State) -> Iterator[tuple[Oid, Value]]:
    """Everything that may have moved, without regard to which of it the device has."""
    yield _UPTIME, (unit.uptime + round(pace.elapsed(state.clock) * 100)) % (1 << 32)
    model = unit.model
    if model.pages_per_minute == 0:
        return
    activity = phase_at(unit.printer, pace, state.clock).kind
    stopped = is_stopped(state)
    yield from _status(unit, state, activity)
    yield from (((*_CONSOLE, line), text.encode()) for line, text in enumerate(console(unit, state, activity), 1))
    for oid, amount in (
        (_LIFE_COUNT, unit.printed_before + state.pages),
        (_POWER_ON_COUNT, state.pages),
        (_ALL_EVENTS, state.raised),
        (_CRITICAL_EVENTS, state.criticals),
    ):
        yield oid, (unit.number_at(oid) or 0) + amount
    for row in model.trays:
        capacity = unit.number_at((*_TRAY_CAPACITY, row)) or 1
        sheets = state.pages + draw(capacity, unit.printer.seed, row, "tray")
        # Somebody fills it up before the last tenth is gone.
        yield (*_TRAY_LEVEL, row), capacity - sheets % (capacity * 9 // 10)
    for supply, cartridge in zip(model.supplies, state.cartridges, strict=True):
        yield (*_LEVEL, supply.row), told(supply.form, unit.maximum_of(supply.row), supply, cartridge)
    yield from private_changes(unit, state, is_printing=activity == "printing" and not stopped)


def _status(unit: Unit, state: State, activity: str) -> Iterator[tuple[Oid, Value]]:
    """The status pair, the error bits and the covers (RFC 2790; pairs as in RFC 3805, section 2.2.13.2)."""
    stopped = is_stopped(state)
    if stopped:
        device, printer = 5, 1
    elif activity == "asleep":
        device, printer = 2, 1
    else:
        device, printer = 3 if state.alerts else 2, 4 if activity == "printing" else 3
    yield _DEVICE_STATUS, device
    yield _PRINTER_STATUS, printer
    bits = 0
    for alert in state.alerts:
        if alert.kind in ("jam", "cover"):
            bits |= _JAMMED if alert.kind == "jam" else _DOOR_OPEN
        elif unit.type_of(unit.model.supplies[alert.place].row) in _COLORANTS:
            bits |= _NO_TONER if alert.kind == "out" else _LOW_TONER
        elif alert.kind == "out":
            bits |= _SERVICE
    # Agents give two octets, one or none at all.
    yield _ERROR_STATE, bytes((bits, 0))[: len(unit.octets_at(_ERROR_STATE))]
    if unit.model.jam is not None:
        yield (*_COVER_STATUS, unit.model.jam.cover), _COVER_OPEN if activity == "jammed" else _COVER_CLOSED


def console(unit: Unit, state: State, activity: str) -> tuple[str, str]:
    """The two lines of the panel: what the printer does or waits for, and the most urgent thing besides."""
    words = unit.model.words
    alerts = sorted(state.alerts, key=lambda alert: (not alert.is_critical, alert.kind == "cover", alert.index))
    messages = [_wording(unit, words, alert) for alert in alerts if alert.kind != "cover"]
    if is_stopped(state):
        first, rest = messages[0], messages[1:]
    else:
        first = {"printing": words.printing, "asleep": words.asleep}.get(activity, words.idle)
        rest = messages
    return first, rest[0] if rest else ""


def _wording(unit: Unit, words: Words, alert: Alert) -> str:
    jam = unit.model.jam
    if alert.kind == "cover":
        return jam.door if jam is not None else ""
    if alert.kind == "jam":
        return words.jammed
    supply = unit.model.supplies[alert.place]
    if unit.type_of(supply.row) in _RECEPTACLES:
        return (words.nearly_full if alert.kind == "low" else words.full).format(supply.label)
    return (words.low if alert.kind == "low" else words.out).format(supply.label)


def _alert_rows(unit: Unit, pace: Pace, state: State) -> Iterator[Record]:
    """Columns 2 to 9 of prtAlertTable; the index itself is not readable in many agents."""
    for alert in state.alerts:
        group, row, code, text = _subject(unit, alert)
        raised = (unit.uptime + round(pace.elapsed(alert.since) * 100)) % (1 << 32)
        columns: tuple[tuple[int, Value], ...] = (
            (INTEGER, _CRITICAL if alert.is_critical else _WARNING), (INTEGER, _UNTRAINED),
            (INTEGER, group), (INTEGER, row), (INTEGER, _UNKNOWN_LOCATION), (INTEGER, code),
            (OCTETS, text.encode()), (TIME_TICKS, raised),
        )  # fmt: skip
        for column, (tag, value) in enumerate(columns, 2):
            yield Record((*ALERTS, column, 1, alert.index), tag, value)


def _subject(unit: Unit, alert: Alert) -> tuple[int, int, int, str]:
    """Group, row, code and text of an alert."""
    jam = unit.model.jam
    if jam is not None and alert.kind == "jam":
        return _MEDIA_PATH, 1, _JAM_CODE, jam.path
    if jam is not None and alert.kind == "cover":
        return _COVER, jam.cover, _COVER_OPEN_CODE, jam.door
    row = unit.model.supplies[alert.place].row
    low, out = _CODES.get(unit.type_of(row) or 0, _LIFE_CODES)
    return _SUPPLIES, row, low if alert.kind == "low" else out, _wording(unit, unit.model.words, alert)


def _new_serials(unit: Unit, state: State, changes: list[Record]) -> list[Record]:
    """Every text that holds the serial number of a cartridge that is gone, with the new one's in its place."""
    moved = {record.oid: record for record in changes}
    renewed = []
    for supply, cartridge in zip(unit.model.supplies, state.cartridges, strict=True):
        if cartridge.number and (old := unit.cartridge_serials.get(supply.row)):
            new = reshuffle(old.decode(), unit.printer.seed, supply.row, cartridge.number).encode()
            for base in unit.recording:
                record = moved.get(base.oid, base)
                if isinstance(record.value, bytes) and old in record.value:
                    renewed.append(Record(record.oid, record.tag, record.value.replace(old, new)))
    return renewed
