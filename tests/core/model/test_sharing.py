import msgspec

from core.model.device import Device, Identity, Reading
from core.model.level import Percent
from core.model.sharing import share_texts
from core.model.status import Tray
from core.model.supply import Supply
from tests.core.printer.test_update import NOON


def decoded() -> Device:
    """A device as it comes from the disk, with words of its own."""
    supply = Supply(index="1.1", name="Black Toner", color="black", level=Percent(value=40.0, source="printer-mib"))
    reading = Reading(
        read_at=NOON, identity=Identity(vendor="Acme"), supplies=(supply,), trays=(Tray(index="1.1", name="Tray 1"),)
    )
    device = Device(id="d1", address="10.0.0.1", identity=Identity(vendor="Acme", serial="S1"), reading=reading)
    return msgspec.json.decode(msgspec.json.encode(device), type=Device)


def test_two_devices_share_their_words_and_stay_what_they_are() -> None:
    one, other = decoded(), decoded()
    before = decoded()
    for device in (one, other):
        share_texts(device)
    assert one == other == before
    assert one.reading is not None
    assert other.reading is not None
    assert one.reading.supplies[0].name is other.reading.supplies[0].name
    assert one.reading.supplies[0].level.source is other.reading.supplies[0].level.source
    assert one.reading.trays[0].name is other.reading.trays[0].name
    assert one.identity.vendor is other.reading.identity.vendor


def test_a_device_that_was_never_read_has_nothing_to_share() -> None:
    device = Device(id="d1", address="10.0.0.1")
    share_texts(device)
    assert device == Device(id="d1", address="10.0.0.1")
