from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess
from core.alerts.wording import alert_line, error_words, every_alert, held_words, last_level_words, read_age
from core.model.device import Device, Identity, Quarantine, Reading
from core.model.level import Percent, Quantity, Unknown
from core.model.supply import Supply
from core.printer.status import ERROR_BITS
from tests.tui.fakes import NOW

LOW = Percent(value=12.0)
UNKNOWN = Supply(index="1.1", name="Black Toner", level=Unknown())


@pytest.mark.parametrize(
    ("last", "receptacle", "age", "words"),
    [
        (Percent(value=45.0), False, "3 h", "was 45% 3 h ago"),
        (Percent(value=45.0), True, "3 h", "was 45% free 3 h ago"),
        (Quantity(value=7809, unit="impressions"), False, "2 d", "was 7,809 impressions 2 d ago"),
        (Percent(value=45.0), False, "now", "was 45% a moment ago"),
        (None, False, "3 h", None),
    ],
)
def test_the_last_level_that_was_known_is_said_with_its_age(
    last: Percent | Quantity | None, receptacle: bool, age: str, words: str | None
) -> None:
    assert last_level_words(replace(UNKNOWN, last_level=last, receptacle=receptacle), age) == words


def test_every_error_bit_has_words_and_an_unknown_one_stays_as_it_is() -> None:
    assert all(error_words(bit) != bit for bit in ERROR_BITS)
    assert error_words("newBit") == "newBit"


def held() -> Device:
    """Left alone, and silent for two hours."""
    who = Identity(is_printer=True)
    reading = Reading(read_at=NOW - timedelta(hours=3), identity=who, supplies=(replace(UNKNOWN, level=LOW),))
    quarantine = Quarantine(since=NOW, until=NOW + timedelta(hours=20), reason="it restarted")
    silent = NOW - timedelta(hours=2)
    return Device(
        id="d1",
        address="a",
        identity=who,
        reading=reading,
        quarantine=quarantine,
        unreachable_since=silent,
        last_seen=NOW,
    )


def test_what_keeps_a_device_from_being_read_is_told_before_its_warnings() -> None:
    device = held()
    assessed = assess(device, Thresholds())
    assert alert_line(device, assessed, ("A", "B"), NOW) == (
        "Quarantined until 2026-03-05 08:00 and unreachable for 2 h; A"
    )
    assert alert_line(device, assessed, (), NOW + timedelta(days=1)) == "Unreachable for 1 d"
    assert held_words(replace(device, quarantine=None, unreachable_since=None), NOW) == ()


def test_what_goes_into_a_file_has_times_that_stay_true() -> None:
    device = held()
    assert every_alert(device, assess(device, Thresholds()), NOW) == (
        "Quarantined until 2026-03-05T08:00:00Z",
        "Unreachable since 2026-03-04T10:00:00Z",
        "Black Toner Low (12%)",
    )


def test_the_age_is_that_of_what_is_shown() -> None:
    device = held()
    assert read_age(device, NOW) == "3 h"
    assert read_age(replace(device, reading=None), NOW) is None
    assert read_age(replace(device, reading=None, identity=Identity()), NOW) == "now"
