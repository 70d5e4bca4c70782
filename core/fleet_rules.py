"""What a find or a reading makes of a device the fleet knows (pure)."""

from datetime import datetime

from msgspec.structs import replace

from core.contact import answered
from core.identity import are_different
from core.model.device import AddressUse, Device, Identity, Profile
from core.model.events import DeviceFound

MAX_ADDRESS_HISTORY = 20
"""Addresses kept for one device; the oldest go first."""

MAX_MODEL_NAMES = 4
"""Model names kept for one device."""


def handles(device: Device) -> set[str]:
    """Everything people may call a device by, in lower case."""
    who = device.identity
    texts = (
        device.id,
        *device.known_as,
        device.address,
        f"{device.address}:{device.port}",
        device.given_name,
        device.host,
        who.name,
        who.serial,
        who.mac,
    )
    return {text.lower() for text in texts if text}


def may_be(identity: Identity, device: Device, address: str, port: int) -> bool:
    """Whether an identity with one of the device's keys can be that device.

    Two models that share a serial number are two devices (boards swapped, or never given a number of their own), unless
    it is the very address: there the model's name came from other objects this time.
    """
    if are_different(identity, device.identity):
        return False
    is_same_place = (address, port) == (device.address, device.port)
    return is_same_place or not identity.model or not device.model_names or identity.model in device.model_names


def seen_again(absorbed: tuple[Device, ...], owner: Device, event: DeviceFound) -> tuple[Device, ...]:
    """The merged rows, one of them with what a sweep saw of it, for the day the merge is undone."""
    seen = replace(
        answered(owner),
        address=event.address,
        port=event.port,
        addresses=used(owner.addresses, event.address, event.port, event.seen_at),
        last_seen=event.seen_at,
        credentials=event.credentials or owner.credentials,
        profile=event.profile,
    )
    return tuple(seen if row is owner else row for row in absorbed)


def kept_profile(known: Device, event: DeviceFound, *, moved: bool) -> Profile:
    """What was learned of a device, unless it was silent, moved or changed its version."""
    learned = known.profile
    if learned is None or moved or known.unreachable_since is not None or learned.version != event.profile.version:
        return event.profile
    return learned


def named(names: tuple[str, ...], model: str | None) -> tuple[str, ...]:
    """The model names with one more, the newest last."""
    return names if model is None or model in names else (*names, model)[-MAX_MODEL_NAMES:]


def used(uses: tuple[AddressUse, ...], address: str, port: int, at: datetime) -> tuple[AddressUse, ...]:
    """The history with that address as the newest."""
    old = next((use for use in uses if (use.address, use.port) == (address, port)), None)
    newest = AddressUse(address=address, port=port, first_seen=old.first_seen if old else at, last_seen=at)
    rest = [use for use in uses if use is not old]
    return (*rest, newest)[-MAX_ADDRESS_HISTORY:]


def richer(old: Identity, new: Identity) -> Identity:
    """The newer identity, with the older's values where the newer says nothing."""
    kept = {
        field: getattr(old, field)
        for field in Identity.__struct_fields__
        if getattr(new, field) is None and getattr(old, field) is not None
    }
    return replace(new, is_printer=old.is_printer or new.is_printer, **kept)
