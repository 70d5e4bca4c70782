from datetime import UTC, datetime, timedelta

import pytest

from core.model.device import Identity, Profile, Reading
from core.model.events import DeviceFound
from core.model.level import Percent
from core.model.supply import Supply

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Finds:
    """Makes `DeviceFound` events at minutes after noon."""

    def __call__(
        self, address: str, *, minute: float = 0, serial: str | None = None, mac: str | None = None, **more: object
    ) -> DeviceFound:
        identity = Identity(is_printer=True, vendor="HP", model="M1", serial=serial, mac=mac)
        return DeviceFound(
            address=address,
            port=161,
            identity=identity,
            profile=Profile(),
            credentials="community:efa1f375",
            seen_at=self.at(minute),
            **more,  # type: ignore[arg-type]
        )

    @staticmethod
    def at(minute: float) -> datetime:
        return NOON + timedelta(minutes=minute)


@pytest.fixture
def found() -> Finds:
    return Finds()


@pytest.fixture
def reading() -> Reading:
    """A color laser: cyan at 12 %, black at 62 %."""
    return Reading(
        read_at=NOON,
        identity=Identity(is_printer=True, vendor="HP", model="M1"),
        supplies=(
            Supply(index="1.1", name="Black Toner Cartridge", type="toner", color="black", level=Percent(value=62.0)),
            Supply(index="1.2", name="Cyan Toner Cartridge", type="toner", color="cyan", level=Percent(value=12.0)),
        ),
    )
