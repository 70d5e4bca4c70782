import pytest
from msgspec.structs import replace

from core.last_levels import with_last_levels
from core.model.device import Identity, Reading
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.supply import Supply
from tests.core.conftest import Finds

at = Finds.at
TWELVE = Percent(value=12.0, read_at=at(0))
PAGES = Quantity(value=7809, unit="impressions", read_at=at(0))
IMPLAUSIBLE = Unknown(raw_level=28_000, raw_max=100, implausible="level 28000 above capacity 100")


def toner(level: Level, last: Percent | Quantity | None = None, **fields: object) -> Supply:
    supply = Supply(index="1.1", name="Black Toner", type="toner", level=level, last_level=last)
    return replace(supply, **fields)


def reading(minute: float, *supplies: Supply) -> Reading:
    return Reading(read_at=at(minute), identity=Identity(is_printer=True), supplies=supplies)


@pytest.mark.parametrize(
    ("before", "now", "last"),
    [
        (toner(TWELVE), toner(Unknown()), TWELVE),
        (toner(TWELVE), toner(IMPLAUSIBLE), TWELVE),
        (toner(PAGES), toner(Unknown()), PAGES),
        (toner(Unknown(), TWELVE), toner(Unknown()), TWELVE),
        (toner(IMPLAUSIBLE, TWELVE), toner(Unknown(), TWELVE), TWELVE),
        (toner(Unknown()), toner(Unknown()), None),
        (toner(TWELVE), toner(Some()), None),
        (toner(TWELVE), toner(Unlimited()), None),
        (toner(TWELVE), toner(Percent(value=11.0)), None),
        (toner(Unknown(), TWELVE), toner(Percent(value=11.0), TWELVE), None),
        (toner(Unknown(), TWELVE), toner(Some(), TWELVE), None),
        (toner(Some()), toner(Unknown()), None),
        (toner(TWELVE), toner(Unknown(), type="wasteToner"), None),
        (toner(Unknown(), TWELVE), toner(Unknown(), TWELVE, type="wasteToner"), None),
        (toner(TWELVE, serial="A1"), toner(Unknown(), serial="B2"), None),
        (toner(TWELVE, serial="A1"), toner(Unknown(), serial="A1"), TWELVE),
        (toner(TWELVE, serial="A1"), toner(Unknown()), TWELVE),
        (toner(TWELVE), toner(Unknown(), serial="B2"), TWELVE),
        (toner(TWELVE, index="1.2"), toner(Unknown()), None),
    ],
    ids=[
        "a percentage",
        "one that cannot be right",
        "a quantity",
        "it goes on",
        "it went on already",
        "none was known",
        "some is left",
        "no restriction",
        "a new number",
        "a new number ends it",
        "some is left ends it",
        "some was left",
        "another type",
        "another type ends it",
        "another cartridge",
        "the same cartridge",
        "its serial number is away",
        "its serial number is new",
        "another supply",
    ],
)
def test_an_unknown_level_stands_beside_the_last_number(
    before: Supply, now: Supply, last: Percent | Quantity | None
) -> None:
    (supply,) = with_last_levels(reading(0, before), reading(5, now)).supplies
    assert supply == replace(now, last_level=last)


def test_the_last_number_is_as_old_as_the_reading_it_stood_in() -> None:
    known = reading(0, toner(Percent(value=12.0)))
    for minute in (5, 10, 15):
        known = with_last_levels(known, reading(minute, toner(Unknown())))
    assert known.supplies[0].last_level == TWELVE


def test_a_level_that_was_older_than_its_reading_keeps_its_age() -> None:
    known = reading(60, toner(TWELVE))
    assert with_last_levels(known, reading(65, toner(Unknown()))).supplies[0].last_level == TWELVE


def test_only_the_supplies_in_question_are_made_anew() -> None:
    cyan = toner(TWELVE, index="1.2")
    known = reading(0, toner(TWELVE), cyan)
    joined = with_last_levels(known, reading(5, toner(Unknown()), cyan))
    assert joined.supplies[0].last_level == TWELVE
    assert joined.supplies[1] is cyan


@pytest.mark.parametrize(
    "now",
    [
        reading(5, toner(TWELVE)),
        reading(5, toner(Some())),
        reading(5, toner(Unknown())),
        reading(5),
    ],
)
def test_a_reading_with_nothing_to_add_is_handed_on_as_it_is(now: Reading) -> None:
    assert with_last_levels(None, now) is now
    assert with_last_levels(now, now) is now
    assert with_last_levels(reading(0), now) is now


def test_a_first_reading_claims_no_last_number() -> None:
    now = reading(5, toner(Unknown(), TWELVE))
    assert with_last_levels(None, now).supplies[0].last_level is None
