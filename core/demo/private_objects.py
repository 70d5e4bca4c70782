"""What moves in the makers' private objects: repeated levels, Brother's record blocks, Epson's status block."""

from collections.abc import Iterator, Mapping

from core.demo.models import FULL, Form, PrinterModel, SupplyModel
from core.demo.simulation import Cartridge, State, condition, is_stopped
from core.demo.unit import Oid, Unit
from core.snmp.client import Value

_BROTHER: Oid = (1, 3, 6, 1, 4, 1, 2435, 2, 3, 9, 4, 2, 1, 5, 5)
_MAINTENANCE, _COUNTERS, _NEXT_CARE = (*_BROTHER, 8, 0), (*_BROTHER, 10, 0), (*_BROTHER, 11, 0)
_EPSON_STATUS: Oid = (1, 3, 6, 1, 4, 1, 1248, 1, 2, 2, 1, 1, 1, 4, 1)
_BROTHER_RECORD = 7
_EPSON_INKS = ((1, 0), (3, 1), (4, 2), (5, 3))
"""Slot and color numbers of black, cyan, magenta and yellow."""


def told(form: Form, maximum: int, supply: SupplyModel, cartridge: Cartridge) -> int:
    """What a device says is left of a supply; 0 only when nothing is."""
    left = supply.capacity - cartridge.used
    state = condition(supply, cartridge)
    if form == "lexmark":
        return {None: 3, "low": 4, "out": 5}[state]
    if left == 0:
        return 0
    if form == "some":
        return -3
    if form == "ricoh":
        return -100 if state == "low" else -3
    if form == "tens":
        return -(-left * 10 // supply.capacity) * 10
    return -(-left * maximum // supply.capacity)


def private_changes(unit: Unit, state: State, *, is_printing: bool) -> Iterator[tuple[Oid, Value]]:
    """The private objects of that moment, without regard to which of them the device has."""
    model, pages = unit.model, unit.printed_before + state.pages
    for name, share in model.counters.items():
        oid = tuple(map(int, name.split(".")))
        yield oid, (unit.number_at(oid) or 0) + pages * share // FULL
    held = {supply.row: (supply, cart) for supply, cart in zip(model.supplies, state.cartridges, strict=True)}
    for mirror in model.mirrors:
        yield tuple(map(int, mirror.oid.split("."))), told(mirror.form, mirror.maximum, *held[mirror.row])
    if model.brother is not None:
        yield from _brother(unit, model, held, pages)
    if model.epson_inks:
        yield _EPSON_STATUS, _epson_status(unit, state, held, is_printing=is_printing)


Held = Mapping[int, tuple[SupplyModel, Cartridge]]


def _brother(unit: Unit, model: PrinterModel, held: Held, pages: int) -> Iterator[tuple[Oid, Value]]:
    records = model.brother
    if records is None:
        return
    left = {row: told("counted", FULL * 10, *pair) for row, pair in held.items()}
    maintenance = {key: left[row] for key, row in records.levels.items()}
    maintenance |= {key: -(-left[row] // 100) for key, row in records.shown.items()}
    maintenance |= {key: 1 if condition(*held[row]) is None else 2 for key, row in records.conditions.items()}
    next_care = {key: told("counted", held[row][0].pages, *held[row]) for key, row in records.pages_left.items()}
    yield _MAINTENANCE, set_records(unit.octets_at(_MAINTENANCE), maintenance)
    yield _NEXT_CARE, set_records(unit.octets_at(_NEXT_CARE), next_care)
    counted = unit.octets_at(_COUNTERS)
    yield _COUNTERS, add_to_records(counted, {key: pages * share // FULL for key, share in records.counters.items()})


def set_records(block: bytes, values: Mapping[int, int]) -> bytes:
    """A Brother block (id, 01, 04, 32-bit value; 0xFF at the end) with those records' values exchanged."""
    changed = bytearray(block)
    for start in range(0, len(block) - _BROTHER_RECORD + 1, _BROTHER_RECORD):
        if block[start] in values:
            changed[start + 3 : start + 7] = values[block[start]].to_bytes(4)
    return bytes(changed)


def add_to_records(block: bytes, amounts: Mapping[int, int]) -> bytes:
    """A Brother block with those records' values grown."""
    starts = range(0, len(block) - _BROTHER_RECORD + 1, _BROTHER_RECORD)
    before = {block[start]: int.from_bytes(block[start + 3 : start + 7]) for start in starts}
    return set_records(block, {key: before[key] + amount for key, amount in amounts.items() if key in before})


def _epson_status(unit: Unit, state: State, held: Held, *, is_printing: bool) -> bytes:
    """An ST2 answer: status, error where there is one, ink levels, maintenance box, serial number."""
    levels = [told("counted", 100, *held[row]) for row in unit.model.epson_inks]
    stopped = is_stopped(state)
    inks = b"".join(bytes((slot, color, level)) for (slot, color), level in zip(_EPSON_INKS, levels, strict=True))
    fields = [(0x01, b"\x00" if stopped else b"\x01" if is_printing else b"\x04")]
    box = None if unit.model.epson_box is None else condition(*held[unit.model.epson_box])
    if stopped:
        fields.append((0x02, b"\x10" if box == "out" else b"\x05"))
    fields.append((0x0F, b"\x03" + inks))
    if unit.model.epson_box is not None:
        fields.append((0x37, bytes((1, {None: 0, "low": 1, "out": 2}[box]))))
    fields.append((0x40, unit.serial))
    body = b"".join(bytes((kind, len(payload))) + payload for kind, payload in fields)
    return b"\0@BDC ST2\r\n" + len(body).to_bytes(2, "little") + body
