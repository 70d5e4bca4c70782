"""Two rows that turn out to be one device, and the row that is left of them (pure).

A sweep that is cut short, or a device that falls silent while it is asked, leaves a row that tells nothing but an
address; the same printer may have a row already. The first full reading tells them for one.
"""

from datetime import UTC, datetime

from msgspec.structs import replace

from core.fleet_rules import MAX_ADDRESS_HISTORY, MAX_MODEL_NAMES, richer
from core.identity import are_different, identity_keys
from core.model.device import AddressUse, Device, Identity

MAX_IDS = 8
"""Former ids kept of one device; the oldest go first."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def is_nameless(device: Device) -> bool:
    """Whether nothing but its address is known of a device: no key, and nothing that it was read for."""
    return device.reading is None and not identity_keys(device.identity)


def is_same(asked: Device, identity: Identity, other: Device) -> bool:
    """Whether a device that gives an identity with a key of another row is that row's device.

    Two models that share a serial number are two devices. What a row without a key said of its model before does not
    count: that came out of an answer or two.

    Args:
        asked: the row that was read, as it was before.
        identity: what it said.
        other: the other row.
    """
    if are_different(identity, other.identity) or not _may_be_model(identity, other):
        return False
    is_vague = not asked.model_names or not other.model_names or not identity_keys(asked.identity)
    return is_vague or not set(asked.model_names).isdisjoint(other.model_names)


def is_left_over(nameless: Device, device: Device) -> bool:
    """Whether a nameless row is nothing but an earlier, half-heard answer of the device that is at its address."""
    vendors = {nameless.identity.vendor, device.identity.vendor} - {None}
    return (
        is_nameless(nameless)
        and not nameless.is_ignored
        and nameless.id != device.id
        and (nameless.address, nameless.port) == (device.address, device.port)
        and len(vendors) < 2
        and _may_be_model(nameless.identity, device)
    )


def in_order_of_age(one: Device, other: Device) -> tuple[Device, Device]:
    """The older row and the younger one; every program tells them the same way."""
    older, younger = sorted((one, other), key=lambda row: (row.added_at or _LONG_AGO, row.id))
    return older, younger


def made_one(kept: Device, gone: Device, *, place: Device) -> Device:
    """The row that stays, with what the other one knows besides.

    What an admin said of the row that stays stands; what was said of the other one only is taken over. A printer that
    was dropped stays dropped when it comes back under a row that nobody could know it by; of two rows that could be
    told for it, the one that was not dropped was meant to stay.

    Args:
        kept: the row that stays.
        gone: the other one.
        place: the one of the two that answered just now: where, and to what.
    """
    latest = max(kept, gone, key=_read_at)
    return replace(
        kept,
        address=place.address,
        port=place.port,
        host=kept.host or gone.host,
        identity=richer(gone.identity, kept.identity),
        addresses=_all_uses(kept, gone, place),
        model_names=tuple(dict.fromkeys((*kept.model_names, *gone.model_names)))[-MAX_MODEL_NAMES:],
        credentials=place.credentials or kept.credentials or gone.credentials,
        profile=place.profile or kept.profile,
        reading=latest.reading,
        rises=latest.rises,
        last_seen=max(filter(None, (kept.last_seen, gone.last_seen)), default=None),
        quarantine=kept.quarantine or gone.quarantine,
        interval_seconds=kept.interval_seconds or gone.interval_seconds,
        given_name=kept.given_name or gone.given_name,
        given_location=kept.given_location or gone.given_location,
        notes=kept.notes or gone.notes,
        turned=kept.turned or gone.turned,
        is_ignored=kept.is_ignored and (gone.is_ignored or not identity_keys(gone.identity)),
        is_managed_elsewhere=kept.is_managed_elsewhere or gone.is_managed_elsewhere,
        known_as=(*kept.known_as, *gone.known_as, *([gone.id] if gone.reading else []))[-MAX_IDS:],
        absorbed=(*kept.absorbed, *gone.absorbed),
    )


def _may_be_model(identity: Identity, device: Device) -> bool:
    return not identity.model or not device.model_names or identity.model in device.model_names


def _read_at(device: Device) -> datetime:
    return device.reading.read_at if device.reading is not None else _LONG_AGO


def _all_uses(kept: Device, gone: Device, place: Device) -> tuple[AddressUse, ...]:
    """The addresses of both, the one of now at the end."""
    uses: dict[tuple[str, int], AddressUse] = {}
    for use in (*kept.addresses, *gone.addresses):
        key = (use.address, use.port)
        uses[key] = _joined_use(uses[key], use) if key in uses else use
    now = (place.address, place.port)
    in_order = sorted(uses.values(), key=lambda use: ((use.address, use.port) == now, use.last_seen))
    return tuple(in_order[-MAX_ADDRESS_HISTORY:])


def _joined_use(one: AddressUse, other: AddressUse) -> AddressUse:
    return replace(one, first_seen=min(one.first_seen, other.first_seen), last_seen=max(one.last_seen, other.last_seen))
