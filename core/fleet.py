"""The one truth in memory: events in, changes out to the subscribers in order.

Identity, merge with undo, the ignore list and the address history live here. Nothing here does I/O.
"""

import logging
from collections.abc import Callable, Iterable

import msgspec
from msgspec.structs import replace

from core.admin_edits import AdminEdit, edited, turned
from core.contact import UNREACHABLE_AFTER, answered, missed, with_restarts
from core.errors import NotFoundError, UsageError
from core.fleet_rules import MAX_ADDRESS_HISTORY, handles, kept_profile, named, richer, seen_again, used
from core.identity import are_different, identity_keys, make_device_id
from core.joining import in_order_of_age, made_one
from core.last_levels import with_last_levels
from core.model.device import Device, Identity
from core.model.events import DeviceFound, DeviceRead, DeviceSilent, Event, SupplyReplaced
from core.model.sameness import same_device
from core.model.sharing import share_reading
from core.replacements import find_replacements
from core.roster import Roster
from core.turning import with_turned_levels

log = logging.getLogger(__name__)


class Change(msgspec.Struct, frozen=True):
    """What an event did to one device."""

    device_id: str
    before: Device | None
    """None: the device is new."""
    after: Device | None
    """None: the device is gone."""
    is_read: bool = False
    """Whether this program has just read it; else somebody edited it, or another program wrote it."""
    replaced: tuple[SupplyReplaced, ...] = ()
    """The supplies that the reading proves to be new."""

    @property
    def is_material(self) -> bool:
        """Whether more than times changed: what is not material is not worth a write."""
        return self.before is None or self.after is None or not same_device(self.before, self.after)


Subscriber = Callable[[tuple[Change, ...]], None]


class Fleet:
    """All devices by id, and by everything they are known by.

    Args:
        devices: to begin with.
        unreachable_after: polls in a row without an answer that make a device unreachable.
    """

    def __init__(self, devices: Iterable[Device] = (), *, unreachable_after: int = UNREACHABLE_AFTER) -> None:
        self.unreachable_after = unreachable_after
        """Polls in a row without an answer that make a device unreachable; counts from the next poll on."""
        self._roster = Roster()
        self._subscribers: list[Subscriber] = []
        for device in devices:
            self._roster.put(device)

    # Reading the truth

    def __len__(self) -> int:
        return len(self._roster)

    def devices(self) -> tuple[Device, ...]:
        """Every device, in the order they were added, ignored ones too."""
        return tuple(self._roster)

    def get(self, device_id: str) -> Device | None:
        """The device of that id."""
        return self._roster.get(device_id)

    def find(self, text: str) -> Device:
        """The one device meant by an id, address, address:port, name, serial number or the start of an id.

        Raises:
            NotFoundError: none fits.
            UsageError: several fit.
        """
        wanted = text.strip().lower()
        exact = [device for device in self._roster if wanted in handles(device)]
        found = exact or [device for device in self._roster if wanted and device.id.startswith(wanted)]
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
        device, _ = self._roster.match(identity, address, port)
        return device

    def is_displaced(self, device: Device) -> bool:
        """Whether another device answers at its address now: asking there would ask that one."""
        holder = self._roster.at(device.address, device.port)
        return holder is not None and holder.id != device.id

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
        device = self._roster.get(device_id)
        if device is None:
            return ()
        return self._tell(self._drop(device))

    def edit(self, device_id: str, edit: AdminEdit) -> tuple[Change, ...]:
        """Change what the admin says of a device; what the edit does not name stays."""
        return self.put(edited(self._known(device_id), edit))

    def turn(self, device_id: str, index: str) -> tuple[Change, ...]:
        """Read one supply's level upside down from now on, or as it is given again.

        Raises:
            NotFoundError: the device has no such supply.
        """
        return self.put(turned(self._known(device_id), index))

    def release(self, device_id: str) -> tuple[Change, ...]:
        """End a device's quarantine: the admin knows better."""
        return self.put(replace(self._known(device_id), quarantine=None, restarts=0))

    def set_ignored(self, device_id: str, *, is_ignored: bool) -> tuple[Change, ...]:
        """Drop a device for good, or take it back."""
        return self.edit(device_id, AdminEdit(is_ignored=is_ignored))

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
        return self._tell((*self._drop(other), *self._set(merged)))

    def unmerge(self, device_id: str) -> tuple[Change, ...]:
        """Undo the last merge into a device: the absorbed row comes back with what was seen of it since.

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
        if uses and (back.address, back.port) in taken:
            back = replace(back, address=uses[-1].address, port=uses[-1].port)
        self._roster.remove(device)
        return self._tell((*self._set(back, before=device), *self._set(other)))

    # What each event means

    def _found(self, event: DeviceFound) -> tuple[Change, ...]:
        known, owner = self._roster.match(event.identity, event.address, event.port)
        if known is None or owner is None:
            return self._added(event)
        moved = (known.address, known.port) != (event.address, event.port)
        is_silent = known.silent_since is not None or known.unreachable_since is not None
        is_second_address = (
            moved
            and not is_silent
            and event.sweep_started is not None
            and known.last_seen is not None
            and known.last_seen >= event.sweep_started
        )
        device = replace(
            known, addresses=used(known.addresses, event.address, event.port, event.seen_at), last_seen=event.seen_at
        )
        if owner is known:
            device = replace(
                device,
                # A sweep asks little: what a full read said of the same device stands.
                identity=richer(event.identity, known.identity)
                if known.reading
                else richer(known.identity, event.identity),
                model_names=named(known.model_names, event.identity.model),
                host=event.host or known.host,
            )
        else:
            device = replace(device, absorbed=seen_again(known.absorbed, owner, event))
            # A merged device answers at its first address; the other one's serves only while that is silent.
            is_second_address = is_second_address or not is_silent
        if not is_second_address:
            device = replace(
                answered(device),
                address=event.address,
                port=event.port,
                credentials=event.credentials or known.credentials,
                profile=kept_profile(known, event, moved=moved),
            )
        return self._settle(device)

    def _added(self, event: DeviceFound) -> tuple[Change, ...]:
        keys = identity_keys(event.identity)
        device_id = make_device_id(keys[0] if keys else f"{event.address}:{event.port}")
        while device_id in self._roster:  # another device was first known by the same seed
            device_id = make_device_id(f"{device_id} {event.address}:{event.port}")
        device = Device(
            id=device_id,
            address=event.address,
            port=event.port,
            identity=event.identity,
            addresses=used((), event.address, event.port, event.seen_at),
            model_names=named((), event.identity.model),
            host=event.host,
            credentials=event.credentials,
            profile=event.profile,
            added_at=event.seen_at,
            last_seen=event.seen_at,
        )
        return self._settle(device)

    def _settle(self, device: Device) -> tuple[Change, ...]:
        """Set a device that answers at its address, and what that makes of those who were there."""
        changes: list[Change] = []
        for row in self._roster.left_over(device):
            changes += self._drop(row)
            device = made_one(device, row, place=device)
        return (*changes, *self._displace(device), *self._set(device))

    def _displace(self, newcomer: Device) -> tuple[Change, ...]:
        """Another device answers at an address: the one that was there is not reached there any more."""
        holder = self._roster.at(newcomer.address, newcomer.port)
        if holder is None or holder.id == newcomer.id:
            return ()
        problem = f"another device answers at {newcomer.address}:{newcomer.port} now"
        since = newcomer.last_seen
        return self._set(replace(holder, silent_since=since, unreachable_since=since, problem=problem))

    def _read(self, event: DeviceRead) -> tuple[Change, ...]:
        known = self._roster.get(event.device_id)
        if known is None:
            return ()
        reading = event.reading
        # A steady poll hands the identity of the last reading on as it is.
        is_steady = known.reading is not None and reading.identity is known.reading.identity and not known.absorbed
        if not is_steady:
            share_reading(reading)
        is_its_own = is_steady or not are_different(known.identity, reading.identity)
        if not is_its_own and all(are_different(row.identity, reading.identity) for row in known.absorbed):
            return self._read_another(known, event)
        joined = self._join(known, event) if is_its_own and not is_steady else ()
        if joined:
            return joined
        if is_its_own:
            reading = with_turned_levels(with_last_levels(known.reading, reading), known.turned)
        rises, replaced = find_replacements(known.id, known.reading, known.rises, reading)
        device = replace(
            answered(known),
            # A row that was merged in may have answered: the device stays who it is.
            identity=richer(known.identity, reading.identity) if is_its_own and not is_steady else known.identity,
            reading=reading,
            rises=rises,
            profile=event.profile,
            last_seen=reading.read_at,
            addresses=used(known.addresses, known.address, known.port, reading.read_at),
            model_names=named(known.model_names, reading.identity.model) if is_its_own else known.model_names,
        )
        device = with_restarts(known, device) if is_its_own else device
        return self._set(device, is_read=True, replaced=replaced)

    def _read_another(self, asked: Device, event: DeviceRead) -> tuple[Change, ...]:
        """The address was given to another device: the reading is that one's, and the one that was asked is away."""
        identity = event.reading.identity
        found = DeviceFound(
            address=asked.address,
            port=asked.port,
            identity=identity,
            profile=event.profile,
            credentials=asked.credentials,
            seen_at=event.reading.read_at,
        )
        known = self.find_known(identity, asked.address, asked.port)
        changes = self._found(found)
        newcomer = self._roster.at(asked.address, asked.port) if known is None else self._roster.get(known.id)
        if newcomer is None or newcomer.id == asked.id:
            return changes
        return (*changes, *self._read(replace(event, device_id=newcomer.id)))

    def _join(self, asked: Device, event: DeviceRead) -> tuple[Change, ...]:
        """Make one row of two where a reading tells that the device has another row; empty where it has none.

        The older row stays and takes the reading; a row that others were merged into stays whatever its age, when it is
        one of those that the reading belongs to.
        """
        identity = event.reading.identity
        left_over = self._roster.left_over(replace(asked, identity=richer(asked.identity, identity)))
        match = (left_over[0], left_over[0]) if left_over else self._roster.twin(asked, identity)
        if match is None:
            return ()
        other, owner = match
        if owner is not other:
            return self._join_merged(asked, other, event)
        older, younger = (asked, other) if left_over else in_order_of_age(asked, other)
        one = answered(made_one(older, younger, place=asked))
        return (*self._drop(younger), *self._set(one), *self._read(replace(event, device_id=one.id)))

    def _join_merged(self, asked: Device, merged: Device, event: DeviceRead) -> tuple[Change, ...]:
        """The device that was asked is one of those that an admin merged into another row: that one hears of it."""
        found = DeviceFound(
            address=asked.address,
            port=asked.port,
            identity=event.reading.identity,
            profile=event.profile,
            credentials=asked.credentials,
            seen_at=event.reading.read_at,
        )
        kept = replace(merged, absorbed=(*merged.absorbed, *asked.absorbed))
        changes = (*self._drop(asked), *self._set(kept), *self._found(found))
        now = self._roster.get(merged.id)
        if now is None or (now.address, now.port) != (asked.address, asked.port):
            return changes  # it answers at its own address: this was the other half
        return (*changes, *self._read(replace(event, device_id=merged.id)))

    def _silent(self, event: DeviceSilent) -> tuple[Change, ...]:
        known = self._roster.get(event.device_id)
        if known is None:
            return ()
        return self._set(missed(known, event, unreachable_after=self.unreachable_after))

    # Book-keeping

    def _drop(self, device: Device) -> tuple[Change, ...]:
        self._roster.remove(device)
        return (Change(device.id, device, None),)

    def _known(self, device_id: str) -> Device:
        device = self._roster.get(device_id)
        if device is None:
            raise NotFoundError(f"no device {device_id!r}", "`supplies devices` lists them")
        return device

    def _set(
        self,
        device: Device,
        *,
        before: Device | None = None,
        is_read: bool = False,
        replaced: tuple[SupplyReplaced, ...] = (),
    ) -> tuple[Change, ...]:
        old = self._roster.get(device.id)
        if old == device:
            return ()
        self._roster.put(device)
        return (Change(device.id, before or old, device, is_read, replaced),)

    def _tell(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        if changes:
            for subscriber in tuple(self._subscribers):
                try:
                    subscriber(changes)
                except Exception:  # one subscriber's bug must not keep the others from the truth; it is logged
                    log.exception("a subscriber failed")
        return changes
