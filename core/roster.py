"""All devices by id, by everything they are known by, and by the addresses where they answer."""

from collections.abc import Iterator

from core.fleet_rules import may_be
from core.identity import are_different, identity_keys
from core.joining import is_left_over, is_same
from core.model.device import Device, Identity


class Roster:
    """The fleet's indexes; what they mean is the fleet's business."""

    def __init__(self) -> None:
        self._devices: dict[str, Device] = {}
        self._by_key: dict[str, list[str]] = {}
        self._by_address: dict[tuple[str, int], str] = {}
        self._without_key: dict[tuple[str, int], list[str]] = {}

    def __len__(self) -> int:
        return len(self._devices)

    def __iter__(self) -> Iterator[Device]:
        return iter(self._devices.values())

    def __contains__(self, device_id: str) -> bool:
        return device_id in self._devices

    def get(self, device_id: str) -> Device | None:
        """The device of that id."""
        return self._devices.get(device_id)

    def at(self, address: str, port: int) -> Device | None:
        """The device that answers there, as far as is known."""
        return self._devices.get(self._by_address.get((address, port), ""))

    def match(self, identity: Identity, address: str, port: int) -> tuple[Device | None, Device | None]:
        """The device of an identity, and which row it is known by: itself or one that was merged into it.

        Without any key of its own it is the one at that address, if nothing proves that it is another.
        """
        for key in identity_keys(identity):
            for device in map(self._devices.__getitem__, self._by_key.get(key, ())):
                for owner in (device, *device.absorbed):
                    if key in identity_keys(owner.identity) and may_be(identity, owner, address, port):
                        return device, owner
        holder = self.at(address, port)
        if holder is None or are_different(identity, holder.identity):
            return None, None
        return holder, holder

    def twin(self, asked: Device, identity: Identity) -> tuple[Device, Device] | None:
        """Another row of a device that was read, and which row it is known by: itself or one that was merged into it.

        Args:
            asked: the row that was read, as it was before.
            identity: what the device said.
        """
        for key in identity_keys(identity):
            for device in map(self._devices.__getitem__, self._by_key.get(key, ())):
                for owner in (device, *device.absorbed):
                    if (
                        device.id != asked.id
                        and key in identity_keys(owner.identity)
                        and is_same(asked, identity, owner)
                    ):
                        return device, owner
        return None

    def left_over(self, device: Device) -> tuple[Device, ...]:
        """The rows that are nothing but earlier, half-heard answers of the device that is at its address."""
        ids = self._without_key.get((device.address, device.port), ())
        return tuple(row for row in map(self._devices.__getitem__, ids) if is_left_over(row, device))

    def put(self, device: Device) -> None:
        """Add a device, or another state of it."""
        old = self._devices.get(device.id)
        self._devices[device.id] = device
        if old is not None and _is_found_alike(old, device):
            return
        if old is not None:
            self._forget(old)
        for owner in (device, *device.absorbed):
            for key in identity_keys(owner.identity):
                holders = self._by_key.setdefault(key, [])
                if device.id not in holders:
                    holders.append(device.id)
        if not identity_keys(device.identity):
            self._without_key.setdefault((device.address, device.port), []).append(device.id)
        if device.unreachable_since is None or (device.address, device.port) not in self._by_address:
            self._by_address[device.address, device.port] = device.id

    def remove(self, device: Device) -> None:
        """Take a device out."""
        del self._devices[device.id]
        self._forget(device)

    def _forget(self, device: Device) -> None:
        place = (device.address, device.port)
        if device.id in self._without_key.get(place, ()):
            self._without_key[place].remove(device.id)
            if not self._without_key[place]:
                del self._without_key[place]
        for owner in (device, *device.absorbed):
            for key in identity_keys(owner.identity):
                holders = self._by_key.get(key, [])
                if device.id in holders:
                    holders.remove(device.id)
                if not holders:
                    self._by_key.pop(key, None)
        if self._by_address.get(place) == device.id:
            del self._by_address[place]


def _is_found_alike(old: Device, new: Device) -> bool:
    """Whether both states of a device have the same place in every index."""
    return (
        old.identity is new.identity
        and old.absorbed is new.absorbed
        and old.port == new.port
        and old.address == new.address
        and (old.unreachable_since is None) == (new.unreachable_since is None)
    )
