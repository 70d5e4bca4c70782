"""The device object that scripts rely on: one flat JSON shape for `--json`, exports and the clouds."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from core.model.device import Device, Reading
from core.model.events import SupplyReplaced
from core.model.level import Level, Percent, Quantity
from core.model.severity import DeviceState, SupplyState
from core.model.supply import Supply


def timestamp(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def level_object(level: Level, read_at: datetime | None) -> dict[str, Any]:
    """A level with the same keys whatever its kind.

    Args:
        level: the level.
        read_at: the time of the reading it stands in.
    """
    kind = str(level.__struct_config__.tag)
    return {
        "kind": kind,
        "percent": level.value if isinstance(level, Percent) else None,
        "value": level.value if isinstance(level, Quantity) else level.raw_level,
        "source": level.source,
        "read_at": timestamp(level.read_at or read_at),
        "implausible": level.implausible,
    }


def supply_object(supply: Supply, state: SupplyState, read_at: datetime | None = None) -> dict[str, Any]:
    """One supply as the contract has it, of a reading of that time."""
    return {
        "index": supply.index,
        "name": supply.name,
        "type": supply.type,
        "color": supply.color,
        "part_number": supply.part_number,
        "serial": supply.serial,
        "receptacle": supply.receptacle,
        "turned": supply.is_turned,
        "condition": supply.condition,
        "unit": supply.unit,
        "max": supply.max,
        "level": level_object(supply.level, read_at),
        "last_level": None if supply.last_level is None else level_object(supply.last_level, read_at),
        "state": state,
    }


def replacement_object(event: SupplyReplaced) -> dict[str, Any]:
    """One replaced supply."""
    return {
        "index": event.index,
        "name": event.name,
        "color": event.color,
        "at": timestamp(event.at),
        "before": None if event.before is None else level_object(event.before, None),
        "after": level_object(event.after, None),
        "old_serial": event.old_serial,
        "new_serial": event.new_serial,
    }


def device_object(device: Device, state: DeviceState, supply_states: dict[str, SupplyState]) -> dict[str, Any]:
    """The whole device; null means "not offered", times are ISO 8601 UTC.

    `name` and `location` are what the admin says, else what the device says (or the name it was added by).

    Args:
        device: the device.
        state: its assessed state.
        supply_states: supply index -> assessed state.
    """
    who = device.identity
    reading = device.reading or Reading(read_at=device.last_seen or datetime.fromtimestamp(0, UTC), identity=who)
    profile = device.profile
    return {
        "id": device.id,
        "address": device.address,
        "port": device.port,
        "addresses": [
            {"address": use.address, "port": use.port, "last_seen": timestamp(use.last_seen)}
            for use in device.addresses
        ],
        "name": device.given_name or who.name or device.host,
        "location": device.given_location or who.location,
        "given_name": device.given_name,
        "given_location": device.given_location,
        "own_name": who.name,
        "own_location": who.location,
        "notes": device.notes,
        "vendor": who.vendor,
        "model": who.model,
        "serial": who.serial,
        "mac": who.mac,
        "firmware": who.firmware,
        "is_printer": who.is_printer,
        "is_ignored": device.is_ignored,
        "is_managed_elsewhere": device.is_managed_elsewhere,
        "state": state,
        "status": reading.status.printer,
        "asleep": reading.status.asleep,
        "errors": list(reading.status.errors),
        "console": list(reading.status.console),
        "page_count": reading.counters.pages,
        "counters": reading.counters.by_kind,
        "counters_read_at": timestamp(device.reading.full_at or device.reading.read_at) if device.reading else None,
        "last_seen": timestamp(device.last_seen),
        "read_at": timestamp(device.reading.read_at) if device.reading else None,
        "problem": device.problem,
        "silent_since": timestamp(device.silent_since),
        "misses": device.misses,
        "unreachable_since": timestamp(device.unreachable_since),
        "quarantine": None
        if device.quarantine is None
        else {
            "since": timestamp(device.quarantine.since),
            "until": timestamp(device.quarantine.until),
            "reason": device.quarantine.reason,
        },
        "interval_seconds": device.interval_seconds,
        "turned": list(device.turned),
        "absorbed": [
            {"id": other.id, "address": other.address, "port": other.port, "serial": other.identity.serial}
            for other in device.absorbed
        ],
        "supplies": [
            supply_object(supply, supply_states.get(supply.index, "unknown"), reading.read_at)
            for supply in reading.supplies
        ],
        "trays": [msgspec.structs.asdict(tray) for tray in reading.trays],
        "covers": [msgspec.structs.asdict(cover) for cover in reading.covers],
        "alerts": [
            {"severity": row.severity, "group": row.group, "code": row.code, "text": row.text} for row in reading.alerts
        ],
        "profile": None
        if profile is None
        else {
            "version": profile.version,
            "bulk": profile.bulk,
            "max_objects": profile.max_objects,
            "timeout": profile.timeout,
        },
    }
