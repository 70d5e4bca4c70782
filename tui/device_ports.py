"""What the device screens ask of the core beside the fleet: its past, a reading with its reasons, its credentials."""

from collections.abc import Mapping
from typing import Protocol

from core.model.device import Device
from core.model.events import DeviceRead
from core.model.history import History
from core.printer.trail import Trail
from core.snmp.client import Value


class Past(Protocol):
    """What devices said day by day."""

    async def read(self, device: Device) -> History:
        """The past of a device.

        Raises:
            StoreError: its file cannot be read.
        """
        ...


class FullRead(Protocol):
    """A reading with what it was made of."""

    @property
    def values(self) -> Mapping[str, Value]:
        """The raw objects by OID."""
        ...


class Reader(Protocol):
    """Reads one device in full, saying why every value is what it is."""

    async def read_device(self, device: Device, trail: Trail) -> tuple[DeviceRead, FullRead]:
        """Read it now.

        Raises:
            SnmpError: it does not answer, or wrongly.
        """
        ...


class Credentials(Protocol):
    """Which credentials there are; never the secrets themselves."""

    @property
    def references(self) -> tuple[str, ...]:
        """Those of the settings, in the order in which they are tried."""
        ...

    def words_of(self, reference: str | None) -> str:
        """Which ones a reference means, without giving a secret away."""
        ...
