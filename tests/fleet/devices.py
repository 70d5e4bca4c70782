"""Recordings written for tests: small devices with every kind of value."""

from core.snmp.recording import Record, Recording

SUPPLIES = "1.3.6.1.2.1.43.11.1.1"


def record(oid: str, tag: int, value: int | bytes | str) -> Record:
    return Record(tuple(map(int, oid.split("."))), tag, value)


def office_printer() -> Recording:
    """A color printer with four supplies, one column shorter than the others, and every ASN.1 type somewhere."""
    records = [
        record("1.3.6.1.2.1.1.1.0", 4, b"Acme LaserWriter 900, SN:ACM7012345"),
        record("1.3.6.1.2.1.1.2.0", 6, "1.3.6.1.4.1.99999.1.2"),
        record("1.3.6.1.2.1.1.3.0", 67, 4_294_967_295),
        record("1.3.6.1.2.1.1.4.0", 4, b""),
        record("1.3.6.1.2.1.1.5.0", 4, b"printer-7"),
        record("1.3.6.1.2.1.2.2.1.6.1", 4, bytes.fromhex("0080910a0b0c")),
        record("1.3.6.1.2.1.2.2.1.10.1", 65, 4_000_000_000),
        record("1.3.6.1.2.1.4.20.1.1.127.9.0.1", 64, "127.9.0.1"),
        record("1.3.6.1.2.1.31.1.1.1.6.1", 70, 18_446_744_073_709_551_615),
        record("1.3.6.1.2.1.31.1.1.1.15.1", 66, 2_147_483_648),
        record("1.3.6.1.2.1.43.5.1.1.17.1", 4, b"ACM7012345"),
        record("1.3.6.1.4.1.99999.1.1.0", 68, b"\x04\x03abc"),
        record("1.3.6.1.4.1.99999.1.2.0", 4, bytes(range(256))),
        record("1.3.6.1.4.1.99999.1.3.0", 2, -2_147_483_648),
        record("1.3.6.1.4.1.99999.1.4.0", 6, "0.0"),
        record("1.3.6.1.4.1.99999.1.5.4294967295.0", 2, 0),
    ]
    for row, (color, level) in enumerate((("Black", 40), ("Cyan", -3), ("Magenta", -2), ("Yellow", 0)), 1):
        records += [
            record(f"{SUPPLIES}.6.1.{row}", 4, f"{color} Toner\0".encode()),
            record(f"{SUPPLIES}.8.1.{row}", 2, 100),
            record(f"{SUPPLIES}.9.1.{row}", 2, level),
        ]
    return Recording(item for item in records if item.name != f"{SUPPLIES}.8.1.4")


def plain_rows(count: int, base: str = "1.3.6.1.4.1.99999.9.1") -> Recording:
    """That many numbered objects in one column, and an uptime."""
    rows = [record(f"{base}.{row}", 2, row) for row in range(1, count + 1)]
    return Recording([record("1.3.6.1.2.1.1.3.0", 67, 100), *rows])
