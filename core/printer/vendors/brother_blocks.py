"""Brother's record blocks: an OCTET STRING of records (id, 0x01, length, value), ended by 0xFF."""

import msgspec

RECORD_KIND = 0x01
"""The second octet of every record of the maintenance, counters and nextcare blocks."""
END_MARK = 0xFF
"""In the place of an id: the block ends here."""
LENGTHS = (1, 2, 4)
"""Value lengths with a meaning; records of other lengths are stepped over."""
TWENTIETHS = 0x14
"""The second octet of a pair (n, m) on the printers that count in twentieths."""


def parse_block(octets: bytes | None) -> dict[int, bytes]:
    """Records by id; of two with one id the first counts.

    Ends at the end mark, at a record that runs past the end of the block, and at a second octet that is not 0x01,
    because what follows is then a block of another shape (seen in recordings: blocks 18, 20 and 21). Never raises.
    """
    records: dict[int, bytes] = {}
    if octets is None:
        return records
    position = 0
    while position + 3 <= len(octets) and octets[position] != END_MARK:
        record, kind, length = octets[position : position + 3]
        start, position = position + 3, position + 3 + length
        if kind != RECORD_KIND or position > len(octets):
            break
        if length in LENGTHS:
            records.setdefault(record, octets[start:position])
    return records


def number(records: dict[int, bytes], record: int) -> int | None:
    """A record's value as a big-endian number; None when it is not there."""
    value = records.get(record)
    return None if value is None else int.from_bytes(value, "big")


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """A remaining life."""

    percent: float
    raw: int
    """Hundredths of a percent, or the n of a pair."""
    of: int | None = None
    """The m of a pair."""


def life(records: dict[int, bytes], record: int, *, is_pair: bool = False) -> Life | None:
    """A remaining life; None where the record is missing or makes no percentage.

    Four octets are hundredths of a percent. Two octets (n, m) are n of m, where m is 0x14 or `is_pair` says that this
    record is a pair whatever m is. Two other octets and single ones have no known meaning: nobody guesses.
    """
    value = records.get(record, b"")
    if len(value) == 4:
        hundredths = int.from_bytes(value, "big")
        return Life(percent=hundredths / 100, raw=hundredths) if hundredths <= 10_000 else None
    if len(value) == 2 and (is_pair or value[1] == TWENTIETHS) and value[1] > 0 and value[0] <= value[1]:
        return Life(percent=100 * value[0] / value[1], raw=value[0], of=value[1])
    return None
