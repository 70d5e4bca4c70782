"""What to ask: everything for a full read, and only what moves for a steady poll (pure)."""

from functools import lru_cache

import msgspec

from core.model.device import Identity, Reading
from core.printer.dialects import DIALECTS
from core.printer.oids import (
    ALERT_CODE,
    ALERT_DESCR,
    ALERT_GROUP,
    ALERT_GROUP_INDEX,
    ALERT_SEVERITY,
    ALERT_TRAINING,
    COLORANT_ROLE,
    COLORANT_VALUE,
    CONSOLE_TEXT,
    COVER_DESCR,
    COVER_STATUS,
    HR_DEVICE_DESCR,
    HR_DEVICE_STATUS,
    HR_DEVICE_TYPE,
    HR_PRINTER_ERRORS,
    HR_PRINTER_STATUS,
    IF_PHYS_ADDRESS,
    INPUT_DESCR,
    INPUT_LEVEL,
    INPUT_MAX,
    INPUT_MEDIA,
    INPUT_MODEL,
    INPUT_NAME,
    INPUT_TYPE,
    INPUT_UNIT,
    LOCALIZATION_CHARSET,
    MARKER_LIFE_COUNT,
    MARKER_PROCESS_COLORANTS,
    MARKER_TECH,
    MARKER_UNIT,
    PRT_ALL_EVENTS,
    PRT_CONFIG_CHANGES,
    PRT_CONSOLE_LOCALIZATION,
    PRT_LOCALIZATION,
    PRT_NAME,
    PRT_SERIAL,
    SUPPLY_COLUMNS,
    SUPPLY_LEVEL,
    SUPPLY_MAX,
    SYS_DESCR,
    SYS_LOCATION,
    SYS_NAME,
    SYS_OBJECT_ID,
    SYS_UPTIME,
)
from core.printer.signs import DEVICE_ID_OIDS

_SYSTEM = (SYS_DESCR, SYS_OBJECT_ID, SYS_UPTIME, SYS_NAME, SYS_LOCATION)
_GENERAL = (PRT_CONFIG_CHANGES, PRT_ALL_EVENTS, PRT_NAME, PRT_SERIAL)
_HOST = (HR_DEVICE_STATUS, HR_PRINTER_STATUS, HR_PRINTER_ERRORS)
SIGN_WALKS = (
    PRT_LOCALIZATION,
    PRT_CONSOLE_LOCALIZATION,
    LOCALIZATION_CHARSET,
    CONSOLE_TEXT,
    COVER_DESCR,
    COVER_STATUS,
    INPUT_TYPE,
    INPUT_UNIT,
    INPUT_MAX,
    INPUT_LEVEL,
    INPUT_MEDIA,
    INPUT_NAME,
    INPUT_MODEL,
    INPUT_DESCR,
    ALERT_SEVERITY,
    ALERT_TRAINING,
    ALERT_GROUP,
    ALERT_GROUP_INDEX,
    ALERT_CODE,
    ALERT_DESCR,
)
"""What is asked again when a poll shows that the status or an alert changed: panel, covers, trays, alert rows, and the
charset of their texts."""
_WALKS = (
    IF_PHYS_ADDRESS,
    HR_DEVICE_TYPE,
    HR_DEVICE_DESCR,
    MARKER_TECH,
    MARKER_UNIT,
    MARKER_LIFE_COUNT,
    MARKER_PROCESS_COLORANTS,
    *SUPPLY_COLUMNS,
    COLORANT_ROLE,
    COLORANT_VALUE,
    *SIGN_WALKS,
)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a full read asks."""

    gets: tuple[str, ...]
    """Exact objects."""
    walks: tuple[str, ...]
    """Table columns: everything below each. Also where the printer's row is known, its columns are walked: the sweep
    asks row 1 only and may have met a neighbor. So the rows of device 0 are found too, and the one-index rows of
    Pantum (PROTOCOL 2.13)."""


def full_plan(identity: Identity) -> Plan:
    """Everything `read` can use of a device, and nothing else.

    Args:
        identity: what the first exchange told: the dialect, as far as it is known.
    """
    dialect = DIALECTS.get(identity.dialect or "")
    device_ids = [DEVICE_ID_OIDS["hp"], DEVICE_ID_OIDS["ppm"]]
    if identity.dialect in DEVICE_ID_OIDS:
        device_ids.append(DEVICE_ID_OIDS[identity.dialect])
    if identity.vendor == "Tektronix":
        device_ids.append(DEVICE_ID_OIDS["tektronix"])
    gets = [*_SYSTEM, *device_ids]
    walks = [*_GENERAL, *_HOST, *_WALKS]
    if dialect is not None:
        gets += [*dialect.identity, *dialect.gets]
        walks += dialect.walks
    return Plan(gets=tuple(dict.fromkeys(gets)), walks=tuple(dict.fromkeys(walks)))


@lru_cache(maxsize=4096)
def level_objects(index: str) -> tuple[str, str] | None:
    """PrtMarkerSuppliesLevel and -MaxCapacity of a supply; None for one that only a private record has.

    Remembered: the rows of ten thousand printers have the same few hundred indexes.
    """
    if not index.replace(".", "").isdigit():
        return None
    return f"{SUPPLY_LEVEL}.{index}", f"{SUPPLY_MAX}.{index}"


@lru_cache(maxsize=256)
def _state_objects(at: int) -> tuple[str, ...]:
    return tuple(f"{column}.{at}" for column in (*_HOST, PRT_CONFIG_CHANGES, PRT_ALL_EVENTS))


def are_pages_polled(reading: Reading) -> bool:
    """Whether a steady poll asks the page count; else that is as old as the last full read, as are counters by kind."""
    source = reading.counters.pages_source
    dialect = DIALECTS.get(source or "")
    return source == "printer-mib" or (dialect is not None and dialect.polls_pages)


def poll_plan(reading: Reading, identity: Identity) -> tuple[str, ...]:
    """The exact objects of a steady poll: levels, status, error bits, alert rows, page count and change counters.

    The capacity is asked again with every level that is measured against one: a cartridge of another size changes
    both, and the old capacity would make a wrong percentage of the new level.

    Args:
        reading: the last full reading: which rows exist.
        identity: whose they are.
    """
    at = 1 if identity.device_index is None else identity.device_index
    oids = [SYS_UPTIME, *_state_objects(at)]
    for supply in reading.supplies:
        objects = level_objects(supply.index)
        if objects is not None:
            oids += objects if supply.max is not None else objects[:1]
    oids += [f"{ALERT_CODE}.{alert.index}" for alert in reading.alerts]
    if reading.counters.pages_source == "printer-mib":
        oids.append(f"{MARKER_LIFE_COUNT}.{at}.1")
    dialect = DIALECTS.get(identity.dialect or "")
    if dialect is not None:
        oids += dialect.polls
    return tuple(dict.fromkeys(oids))
