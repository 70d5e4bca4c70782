"""What this program changed of a device, laid over what stands on disk now: field by field, so that two edits survive.

Pure. The three states are `before` (what this program started from), `after` (what it made of it) and the row on disk
(what another program may have made of it in between). Only the fields that differ between the first two are ours.
"""

from typing import Any

import msgspec
from msgspec.structs import replace

from core.model.device import Device
from core.model.sharing import share_texts

_DEVICE = msgspec.json.Decoder(Device)
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Edit(msgspec.Struct, frozen=True):
    """All that happened to one device since the last write."""

    before: Device | None
    """None: it is new."""
    after: Device | None
    """None: it is gone."""
    may_create: bool
    """Whether it was added meanwhile: only then a row that is not on disk is made; else somebody removed it."""

    @classmethod
    def of(cls, before: Device | None, after: Device | None) -> "Edit":
        """The edit that is one change."""
        return cls(before, after, before is None)


def joined(older: Edit | None, newer: Edit) -> Edit | None:
    """Two edits after each other as one; None when nothing is left of them."""
    if older is None:
        return newer
    if newer.after is None:
        return None if older.before is None else Edit(older.before, None, may_create=False)
    return Edit(older.before, newer.after, older.may_create or newer.may_create)


def parse_device(row: msgspec.Raw) -> Device:
    """A device from its row.

    Raises:
        msgspec.DecodeError: it is no device.
    """
    device = _DEVICE.decode(row)
    share_texts(device)  # at once: what is freed here makes room for the next device
    return device


def edited_row(row: msgspec.Raw | None, edit: Edit, *, is_trusted: bool) -> msgspec.Raw | None:
    """The row to write.

    Args:
        row: what is on disk now; None: nothing.
        edit: what this program changed.
        is_trusted: whether `row` is the device that this program started from; any other is looked at closely, and
            replaced if it is damaged.

    Returns:
        The new row, None for none; the very same object when there is nothing to change.
    """
    if edit.after is None:
        return None
    if row is None:
        return _encoded(edit.after) if edit.may_create else None
    if is_trusted:
        ours = _own_fields(edit)
        return _encoded(_FIELDS.decode(row) | {name: _encoded(value) for name, value in ours.items()}) if ours else row
    try:
        theirs = parse_device(row)
    except (msgspec.DecodeError, RecursionError):
        return _encoded(edit.after)
    merged = edited_device(theirs, edit)
    return row if merged == theirs else _encoded(merged)


def edited_device(theirs: Device, edit: Edit) -> Device:
    """A device another program wrote, with this program's edit on it; of two readings the later one stands.

    Args:
        theirs: the row on disk.
        edit: what this program changed; it did not remove the device.
    """
    ours = _own_fields(edit)
    if theirs.last_seen and ours.get("last_seen") and theirs.last_seen > ours["last_seen"]:
        del ours["last_seen"]
    if theirs.reading and ours.get("reading") and theirs.reading.read_at > ours["reading"].read_at:
        del ours["reading"]
        ours.pop("rises", None)
    return replace(theirs, **ours)


def with_later_times(ours: Device, theirs: Device) -> Device:
    """A device another program wrote, without losing what this one saw since: times alone are not always on disk.

    Args:
        ours: the device in memory, no edit pending.
        theirs: the row on disk.
    """
    if ours.last_seen is None or (theirs.last_seen is not None and ours.last_seen <= theirs.last_seen):
        return theirs
    kept: dict[str, Any] = {"last_seen": ours.last_seen}
    if ours.reading is not None and (theirs.reading is None or ours.reading.read_at > theirs.reading.read_at):
        kept["reading"], kept["rises"] = ours.reading, ours.rises
    if [(use.address, use.port) for use in ours.addresses] == [(use.address, use.port) for use in theirs.addresses]:
        kept["addresses"] = ours.addresses
    return replace(theirs, **kept)


def _own_fields(edit: Edit) -> dict[str, Any]:
    after = edit.after
    assert after is not None
    # Two programs that add one device at the same time differ in what they found, not in what neither of them knows.
    before = edit.before or Device(id=after.id, address="", added_at=after.added_at)
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in Device.__struct_fields__)
    return {name: new for name, old, new in pairs if old is not new and old != new}


def _encoded(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))
