"""The one truth in memory: events in, changes out to the subscribers in order.

Identity, merge with undo, the ignore list and the address history live here. Nothing here does I/O.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from core.errors import NotFoundError, UsageError
from core.identity import are_different, identity_keys, make_device_id
from core.model.device import AddressUse, Device, Identity
from core.model.events import DeviceFound, DeviceRead, DeviceSilent, Event

log = logging.getLogger(__name__)

MAX_ADDRESS_HISTORY = 20
"""Addresses kept for one device; the oldest go first."""


MAX_MODEL_NAMES = 4
"""Model names kept for one device."""


class Change(msgspec.Struct, frozen=True):
    """What an event did to one device."""

    device_id: str
    before: Device | None
    """None: the device is new."""
    after: Device | None
    """None: the device is gone."""


Subscriber = Callable[[tuple[Change, ...]], None]


class Fleet:
    """All devices by id, and by everything they are known by."""

    def __init__(self, devices: Iterable[Device] = ()) -> None:
        self._devices: dict[str, Device] = {}
        self._by_key: dict[str, list[str]] = {}
        self._by_address: dict[tuple[str, int], str] = {}
        self._subscribers: list[Subscriber] = []
        for device in devices:
            self._index(device)

    # Reading the truth

    def __len__(self) -> int:
        return len(self._devices)

    def devices(self) -> tuple[Device, ...]:
        """Every device, in the order they were added, ignored ones too."""
        return tuple(self._devices.values())

    def get(self, device_id: str) -> Device | None:
        """The device of that id."""
        return self._devices.get(device_id)

    def find(self, text: str) -> Device:
        """The one device meant by an id, address, address:port, name, serial number or the start of an id.

        Raises:
            NotFoundError: none fits.
            UsageError: several fit.
        """
        wanted = text.strip().lower()
        exact = [device for device in self._devices.values() if wanted in _handles(device)]
        found = exact or [device for device in self._devices.values() if wanted and device.id.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(
                f"no device {text!r}", "`supplies devices` lists them; use an id, address, name or serial"
            )
        which = ", ".join(f"{device.id} ({device.address}:{device.port})" for device in found[:5])
        raise UsageError(f"{text!r} means {len(found)} devices: {which}", "use the id")

    def find_known(self, identity: Identity, address: str, port: int) -> Device | None:
        """The device that identity belongs to, else the one at that address if nothing proves that it is another."""
        for key in identity_keys(identity):
            for device in map(self._devices.__getitem__, self._by_key.get(key, ())):
                if any(_may_be(identity, owner, address, port) for owner in (device, *device.absorbed)):
                    return device
        holder = self._devices.get(self._by_address.get((address, port), ""))
        return None if holder is None or are_different(identity, holder.identity) else holder

    # Changing it

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Have every change told, in order; the returned function ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def apply(self, event: Event) -> tuple[Change, ...]:
        """Let an event change the truth and tell the subscribers.

        Returns:
            What changed; empty when the event said nothing new or concerns a device that is gone.
        """
        if isinstance(event, DeviceFound):
            changes = self._found(event)
        elif isinstance(event, DeviceRead):
            changes = self._read(event)
        else:
            changes = self._silent(event)
        return self._tell(changes)

    def put(self, device: Device) -> tuple[Change, ...]:
        """Set a device as it is given: an admin's edit, or a row another program wrote."""
        return self._tell(self._set(device))

    def remove(self, device_id: str) -> tuple[Change, ...]:
        """Forget a device; a later sweep brings it back (unlike `set_ignored`)."""
        device = self._devices.get(device_id)
        if device is None:
            return ()
        self._unindex(device)
        return self._tell((Change(device_id, device, None),))

    def set_ignored(self, device_id: str, *, is_ignored: bool) -> tuple[Change, ...]:
        """Drop a device for good, or take it back."""
        return self.put(replace(self._known(device_id), is_ignored=is_ignored))

    def merge(self, keep_id: str, other_id: str) -> tuple[Change, ...]:
        """Make two rows one device: `keep` takes over the other's addresses and is known by its identity too.

        Raises:
            UsageError: both are the same row.
        """
        if keep_id == other_id:
            raise UsageError("a device cannot be merged with itself", "name two devices")
        keep, other = self._known(keep_id), self._known(other_id)
        uses = sorted((*keep.addresses, *other.addresses), key=lambda use: use.last_seen)[-MAX_ADDRESS_HISTORY:]
        merged = replace(keep, addresses=tuple(uses), absorbed=(*keep.absorbed, other))
        self._unindex(other)
        return self._tell((Change(other_id, other, None), *self._set(merged)))

    def unmerge(self, device_id: str) -> tuple[Change, ...]:
        """Undo the last merge into a device: the absorbed row comes back as it was.

        Raises:
            UsageError: nothing was merged into it.
        """
        device = self._known(device_id)
        if not device.absorbed:
            raise UsageError(f"nothing was merged into {device_id}", "`supplies show` tells what was")
        other = device.absorbed[-1]
        taken = {(use.address, use.port) for use in other.addresses}
        uses = tuple(use for use in device.addresses if (use.address, use.port) not in taken)
        back = replace(device, addresses=uses, absorbed=device.absorbed[:-1])
        self._unindex(device)
        return self._tell((*self._set(back, before=device), *self._set(other)))

    # What each event means

    def _found(self, event: DeviceFound) -> tuple[Change, ...]:
        known = self.find_known(event.identity, event.address, event.port)
        if known is None:
            return self._added(event)
        moved = (known.address, known.port) != (event.address, event.port)
        is_second_address = (
            moved
            and event.sweep_started is not None
            and known.last_seen is not None
            and known.last_seen >= event.sweep_started
            and known.unreachable_since is None
        )
        device = replace(
            known,
            # A sweep asks little: what a full read said of the same device stands.
            identity=_richer(event.identity, known.identity)
            if known.reading
            else _richer(known.identity, event.identity),
            addresses=_used(known.addresses, event.address, event.port, event.seen_at),
            model_names=_named(known.model_names, event.identity.model),
            last_seen=event.seen_at,
        )
        if not is_second_address:
            device = replace(
                device,
                address=event.address,
                port=event.port,
                credentials=event.credentials or known.credentials,
                profile=known.profile if known.profile and not moved else event.profile,
                unreachable_since=None,
                problem=None,
            )
        return (*self._displace(device), *self._set(device))

    def _added(self, event: DeviceFound) -> tuple[Change, ...]:
        keys = identity_keys(event.identity)
        device_id = make_device_id(keys[0] if keys else f"{event.address}:{event.port}")
        while device_id in self._devices:  # another device was first known by the same seed
            device_id = make_device_id(f"{device_id} {event.address}:{event.port}")
        device = Device(
            id=device_id,
            address=event.address,
            port=event.port,
            identity=event.identity,
            addresses=_used((), event.address, event.port, event.seen_at),
            model_names=_named((), event.identity.model),
            credentials=event.credentials,
            profile=event.profile,
            added_at=event.seen_at,
            last_seen=event.seen_at,
        )
        return (*self._displace(device), *self._set(device))

    def _displace(self, newcomer: Device) -> tuple[Change, ...]:
        """Another device answers at an address: the one that was there is not reached there any more."""
        holder = self._devices.get(self._by_address.get((newcomer.address, newcomer.port), ""))
        if holder is None or holder.id == newcomer.id:
            return ()
        problem = f"another device answers at {newcomer.address}:{newcomer.port} now"
        return self._set(replace(holder, unreachable_since=newcomer.last_seen, problem=problem))

    def _read(self, event: DeviceRead) -> tuple[Change, ...]:
        known = self._devices.get(event.device_id)
        if known is None:
            return ()
        device = replace(
            known,
            identity=_richer(known.identity, event.reading.identity),
            reading=event.reading,
            profile=event.profile,
            last_seen=event.reading.read_at,
            addresses=_used(known.addresses, known.address, known.port, event.reading.read_at),
            model_names=_named(known.model_names, event.reading.identity.model),
            unreachable_since=None,
            problem=None,
        )
        return self._set(device)

    def _silent(self, event: DeviceSilent) -> tuple[Change, ...]:
        known = self._devices.get(event.device_id)
        if known is None:
            return ()
        since = known.unreachable_since or event.at
        return self._set(replace(known, unreachable_since=since, problem=event.problem))

    # Book-keeping

    def _known(self, device_id: str) -> Device:
        device = self._devices.get(device_id)
        if device is None:
            raise NotFoundError(f"no device {device_id!r}", "`supplies devices` lists them")
        return device

    def _set(self, device: Device, *, before: Device | None = None) -> tuple[Change, ...]:
        old = self._devices.get(device.id)
        if old == device:
            return ()
        if old is not None:
            self._forget_keys(old)
        self._index(device)
        return (Change(device.id, before or old, device),)

    def _index(self, device: Device) -> None:
        self._devices[device.id] = device
        for owner in (device, *device.absorbed):
            for key in identity_keys(owner.identity):
                holders = self._by_key.setdefault(key, [])
                if device.id not in holders:
                    holders.append(device.id)
        if device.unreachable_since is None or (device.address, device.port) not in self._by_address:
            self._by_address[device.address, device.port] = device.id

    def _unindex(self, device: Device) -> None:
        del self._devices[device.id]
        self._forget_keys(device)

    def _forget_keys(self, device: Device) -> None:
        for owner in (device, *device.absorbed):
            for key in identity_keys(owner.identity):
                holders = self._by_key.get(key, [])
                if device.id in holders:
                    holders.remove(device.id)
                if not holders:
                    self._by_key.pop(key, None)
        if self._by_address.get((device.address, device.port)) == device.id:
            del self._by_address[device.address, device.port]

    def _tell(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        if changes:
            for subscriber in tuple(self._subscribers):
                try:
                    subscriber(changes)
                except Exception:  # one subscriber's bug must not keep the others from the truth; it is logged
                    log.exception("a subscriber failed")
        return changes


def _handles(device: Device) -> set[str]:
    who = device.identity
    texts = (device.id, device.address, f"{device.address}:{device.port}", who.name, who.serial, who.mac)
    return {text.lower() for text in texts if text}


def _may_be(identity: Identity, device: Device, address: str, port: int) -> bool:
    """Whether an identity with one of the device's keys can be that device.

    Two models that share a serial number are two devices (boards swapped, or never given a number of their own), unless
    it is the very address: there the model's name came from other objects this time.
    """
    if are_different(identity, device.identity):
        return False
    is_same_place = (address, port) == (device.address, device.port)
    return is_same_place or not identity.model or not device.model_names or identity.model in device.model_names


def _named(names: tuple[str, ...], model: str | None) -> tuple[str, ...]:
    """The model names with one more, the newest last."""
    return names if model is None or model in names else (*names, model)[-MAX_MODEL_NAMES:]


def _used(uses: tuple[AddressUse, ...], address: str, port: int, at: datetime) -> tuple[AddressUse, ...]:
    """The history with that address as the newest."""
    old = next((use for use in uses if (use.address, use.port) == (address, port)), None)
    newest = AddressUse(address=address, port=port, first_seen=old.first_seen if old else at, last_seen=at)
    rest = [use for use in uses if use is not old]
    return (*rest, newest)[-MAX_ADDRESS_HISTORY:]


def _richer(old: Identity, new: Identity) -> Identity:
    """The newer identity, with the older's values where the newer says nothing."""
    kept = {
        field: getattr(old, field)
        for field in Identity.__struct_fields__
        if getattr(new, field) is None and getattr(old, field) is not None
    }
    return replace(new, is_printer=old.is_printer or new.is_printer, **kept)
