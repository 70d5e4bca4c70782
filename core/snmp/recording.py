"""`.snmprec` files: one device's objects as text, read, replayed and written (the format of snmpsim).

A line is `OID|TAG|VALUE`; the tag is the ASN.1 number (2 INTEGER, 4 OCTET STRING, 5 NULL, 6 OBJECT IDENTIFIER,
64 IpAddress, 65 Counter32, 66 Gauge32, 67 TimeTicks, 68 Opaque, 70 Counter64), with `x` behind it for a value in hex.
"""

import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from core.errors import SnmpError, UsageError
from core.snmp.client import Value

INTEGER, OCTETS, NULL, OBJECT_ID, IP_ADDRESS = 2, 4, 5, 6, 64
COUNTER32, GAUGE32, TIME_TICKS, OPAQUE, COUNTER64 = 65, 66, 67, 68, 70
_NUMBERS = frozenset({INTEGER, COUNTER32, GAUGE32, TIME_TICKS, COUNTER64})
_TEXTS = frozenset({OBJECT_ID, IP_ADDRESS})
MAX_FILE_BYTES = 32 * 1024 * 1024
"""A recording above this is refused: a full walk of the largest known device has 400 kB."""

MAX_COMPLAINT = 80
"""Characters of what is said about a line that is no record."""


class Record(msgspec.Struct, frozen=True):
    """One object of a recording."""

    oid: tuple[int, ...]
    tag: int
    """The ASN.1 number of its type."""
    value: Value

    @property
    def name(self) -> str:
        """The dotted OID."""
        return ".".join(map(str, self.oid))


class Recording:
    """A device's objects in OID order.

    Args:
        records: in any order; of two with one OID the later one counts.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        by_oid = {record.oid: record for record in records}
        self.records: list[Record] = [by_oid[oid] for oid in sorted(by_oid)]
        """Ordered by OID."""
        self._oids = [record.oid for record in self.records]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def values(self) -> dict[str, Value]:
        """Every object by dotted OID."""
        return {record.name: record.value for record in self.records if record.tag != NULL}

    def find(self, oid: tuple[int, ...]) -> Record | None:
        """The object of exactly that OID."""
        position = bisect_right(self._oids, oid) - 1
        return self.records[position] if position >= 0 and self._oids[position] == oid else None

    def after(self, oid: tuple[int, ...]) -> Record | None:
        """The object that GETNEXT gives for that OID; None at the end of the view."""
        position = bisect_right(self._oids, oid)
        return self.records[position] if position < len(self.records) else None


class RecordingClient:
    """An `SnmpClient` that answers from a recording: the same questions, no network."""

    def __init__(self, recording: Recording, *, version: str = "2c") -> None:
        self._recording = recording
        self._version = version

    async def get(self, oids: Sequence[str], *, deadline: float | None = None) -> dict[str, Value]:  # noqa: ARG002
        """The recorded values; objects that were not recorded are left out."""
        found = ((oid, self._recording.find(_arcs(oid))) for oid in oids)
        return {oid: record.value for oid, record in found if record is not None and record.tag != NULL}

    async def get_next(self, oids: Sequence[str]) -> dict[str, tuple[str, Value] | None]:
        """The next recorded object after each."""
        following = ((oid, self._recording.after(_arcs(oid))) for oid in oids)
        return {oid: (record.name, record.value) if record else None for oid, record in following}

    async def get_bulk(self, oid: str, repetitions: int) -> list[tuple[str, Value]]:
        """Up to `repetitions` recorded objects after `oid`."""
        if self._version == "1":
            raise SnmpError("GETBULK is not part of SNMPv1", "use get_next")
        answer: list[tuple[str, Value]] = []
        record = self._recording.after(_arcs(oid))
        while record is not None and len(answer) < repetitions:
            answer.append((record.name, record.value))
            record = self._recording.after(record.oid)
        return answer

    async def close(self) -> None:
        """Nothing is open."""


def _arcs(oid: str) -> tuple[int, ...]:
    return tuple(map(int, oid.split(".")))


def read_recording(path: Path) -> Recording:
    """Read a `.snmprec` file.

    Raises:
        UsageError: no such file, no regular file, too large, or a line that is no record (its number is named).
    """
    try:
        # Before it is opened: a pipe nobody writes to would never open, and a device may act on being opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{path}: is no regular file", "name a .snmprec file")
        with path.open("rb") as file:
            octets = file.read(MAX_FILE_BYTES + 1)  # a file may grow, and some in /proc never end
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "name a .snmprec file that you may read") from error
    if len(octets) > MAX_FILE_BYTES:
        raise UsageError(f"{path}: larger than {MAX_FILE_BYTES // 1024 // 1024} MB", "is this a recording?")
    return parse_recording(octets, name=str(path))


def parse_recording(octets: bytes, *, name: str = "recording") -> Recording:
    """Parse the text of a `.snmprec` file.

    Raises:
        UsageError: a line that is no record (its number is named), or no record at all.
    """
    records = []
    # Values may hold any octet but a line feed; surrogateescape keeps them whatever their charset.
    for number, line in enumerate(octets.decode("utf-8", "surrogateescape").split("\n"), 1):
        line = line.rstrip("\r")  # noqa: PLW2901
        if line and not line.startswith("#"):
            try:
                records.append(_parse_line(line))
            except (ValueError, IndexError) as error:
                raise UsageError(
                    f"{name}: line {number} is no record ({_cut(str(error))})",
                    "lines are OID|TAG|VALUE, e.g. 1.3.6.1.2.1.1.5.0|4|lp1",
                ) from error
    if not records:
        raise UsageError(f"{name}: holds no record", "lines are OID|TAG|VALUE, e.g. 1.3.6.1.2.1.1.5.0|4|lp1")
    return Recording(records)


def _cut(text: str) -> str:
    """No more than a line of a complaint, which may quote megabytes."""
    return text if len(text) <= MAX_COMPLAINT else f"{text[: MAX_COMPLAINT - 1]}…"


def _parse_line(line: str) -> Record:
    oid_text, tag_text, value_text = line.split("|", 2)
    tag_text, _, module = tag_text.partition(":")
    if module:
        raise ValueError(f"variation module {module!r} is not known")
    oid = _arcs(oid_text.strip().removeprefix("."))
    if len(oid) < 2 or min(oid) < 0 or max(oid) > 0xFFFFFFFF or len(oid) > 128:
        raise ValueError("OID out of range")
    is_hex = tag_text.endswith("x")
    tag = int(tag_text.removesuffix("x"))
    return Record(oid, tag, _parse_value(tag, value_text, is_hex=is_hex))


def _parse_value(tag: int, text: str, *, is_hex: bool) -> Value:
    if tag in _NUMBERS:
        return int(text)
    if tag in _TEXTS:
        if tag == IP_ADDRESS and is_hex:
            return ".".join(map(str, bytes.fromhex(text)))
        return text.strip().removeprefix(".")
    if tag in (OCTETS, OPAQUE):
        return bytes.fromhex(text) if is_hex else text.encode("utf-8", "surrogateescape")
    if tag == NULL:
        return b""
    raise ValueError(f"unknown tag {tag}")


def format_recording(records: Iterable[Record]) -> bytes:
    """The text of a `.snmprec` file, in OID order; octets that are not plain ASCII go as hex."""
    lines = [f"{record.name}|{_format_value(record)}\n" for record in Recording(records)]
    return "".join(lines).encode()


def _format_value(record: Record) -> str:
    value = record.value
    if isinstance(value, bytes):
        if record.tag == NULL:
            return f"{NULL}|"
        if value.isascii() and (not value or value.decode("ascii").isprintable()):
            return f"{record.tag}|{value.decode('ascii')}"
        return f"{record.tag}x|{value.hex()}"
    return f"{record.tag}|{value}"
