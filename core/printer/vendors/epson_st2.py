"""Epson's ST2 status reply: a header, a 16-bit little-endian length, then fields (type, length, payload).

Sources: epson_print_conf and printmaster (facts only), a recording of an SC-T3405 (ink records of four
octets: slot, color, percent, and one more).
"""

import msgspec

HEADER = b"@BDC ST2\r\n"
"""What a status reply starts with, after any NULs."""
MAX_BLOCK = 4096
"""Octets looked at."""
_ERROR, _WARNINGS, _INK, _BOXES = 0x02, 0x04, 0x0F, 0x37

# Slot ids name the ink; the color ids cannot tell matte black from black.
_SLOTS = {
    0x01: "black",
    0x03: "cyan",
    0x04: "magenta",
    0x05: "yellow",
    0x06: "light cyan",
    0x07: "light magenta",
    0x0A: "light black",
    0x0B: "matte black",
    0x0F: "light light black",
    0x10: "orange",
    0x11: "green",
}
_COLORS = {
    0x00: "black",
    0x01: "cyan",
    0x02: "magenta",
    0x03: "yellow",
    0x04: "light cyan",
    0x05: "light magenta",
    0x06: "dark yellow",
    0x07: "gray",
    0x08: "light black",
    0x09: "red",
    0x0A: "blue",
    0x0B: "gloss optimizer",
    0x0C: "light gray",
    0x0D: "orange",
}
ERRORS = {
    0x02: "Cover open",
    0x04: "Paper jam",
    0x05: "Ink out",
    0x06: "Paper out",
    0x10: "Waste ink pad full",
    0x41: "Maintenance request",
    0x4A: "Maintenance box near its end",
}
"""Error codes in words; others are left out."""
INK_LOW = range(0x10, 0x18)
"""Warnings that mean that an ink is low; which one is not sure across models."""


class InkTank(msgspec.Struct, frozen=True):
    """One ink."""

    color: str | None
    """Plain English; None for ids that no source names."""
    percent: int
    """0 to 100."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What a status reply says of supplies."""

    inks: tuple[InkTank, ...] = ()
    boxes: tuple[int, ...] = ()
    """Maintenance boxes: 0 not full, 1 near full, 2 full."""
    error: int | None = None
    warnings: tuple[int, ...] = ()


def parse_status(octets: bytes | None) -> Status | None:
    """Parse a status reply; None where it is none. Fields that run past the end are dropped. Never raises."""
    body = (octets or b"")[:MAX_BLOCK].lstrip(b"\0")
    if not body.startswith(HEADER) or len(body) < len(HEADER) + 2:
        return None
    length = int.from_bytes(body[len(HEADER) : len(HEADER) + 2], "little")
    fields = _fields(body[len(HEADER) + 2 :][:length])
    error = fields.get(_ERROR, b"")
    return Status(
        inks=_inks(fields.get(_INK, b"")),
        boxes=_boxes(fields.get(_BOXES, b"")),
        error=error[0] if error else None,
        warnings=tuple(fields.get(_WARNINGS, b"")),
    )


def _fields(body: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    position = 0
    while position + 2 <= len(body):
        kind, length = body[position], body[position + 1]
        end = position + 2 + length
        if end > len(body):
            break
        fields.setdefault(kind, body[position + 2 : end])
        position = end
    return fields


def _inks(field: bytes) -> tuple[InkTank, ...]:
    size = field[0] if field else 0
    if size < 3:
        return ()
    tanks = []
    for start in range(1, len(field) - size + 1, size):
        slot, color, percent = field[start : start + 3]
        if percent <= 100:
            tanks.append(InkTank(_SLOTS.get(slot) or _COLORS.get(color), percent))
    return tuple(tanks)


def _boxes(field: bytes) -> tuple[int, ...]:
    size = field[0] if field else 0
    if size < 1:
        return ()
    states = (field[start] for start in range(1, len(field) - size + 1, size))
    return tuple(state for state in states if state <= 2)
