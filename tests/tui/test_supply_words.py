from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.alerts.thresholds import Limits
from core.model.level import Level, Percent, Quantity, Some, Unknown
from core.model.supply import Supply
from tests.tui.fakes import NOW
from tests.tui.printers import supply, toners, waste
from tui.supply_words import capacity_words, raw_words, supply_level_forms, supply_level_words

LIMITS = Limits(low=20.0, near_empty=5.0)
LAST = Percent(value=45.0, read_at=NOW - timedelta(hours=3))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (toners(62)[0], "62%"),
        (waste(8), "8% free"),
        (toners(5.2)[0], "5.2%"),
        (replace(waste(5.2), is_turned=True), "5.2% free, turned"),
        (replace(toners("unknown")[0], last_level=LAST), "not known, was 45% 3 h ago"),
        (replace(waste("unknown"), last_level=replace(LAST, read_at=NOW)), "not known, was 45% free a moment ago"),
        (
            replace(toners(1)[0], level=Unknown(implausible="level 150 above capacity 100"), last_level=LAST),
            "not known, was 45% 3 h ago, implausible: level 150 above capacity 100",
        ),
        (replace(waste(60), is_turned=True), "60% free, turned"),
        (
            replace(toners(1)[0], level=Percent(value=100, implausible="level 103 above capacity 100")),
            "100%, implausible: level 103 above capacity 100",
        ),
    ],
)
def test_a_level_with_all_that_qualifies_it(one: Supply, words: str) -> None:
    assert supply_level_words(one, LIMITS, NOW) == words


def test_briefer_forms_lose_the_age_then_the_doubt() -> None:
    one = replace(toners(1)[0], level=Unknown(implausible="level 150 above capacity 100"), last_level=LAST)
    assert supply_level_forms(one, LIMITS, NOW) == (
        "not known, was 45% 3 h ago, implausible",
        "? was 45% 3 h ago, implausible",
        "not known, implausible",
        "implausible",
    )
    assert supply_level_forms(toners(62)[0], LIMITS, NOW) == ("62%",)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Percent(value=12.0, raw_level=1200, raw_max=10_000), "level 1,200 of 10,000 impressions"),
        (Some(raw_level=-3, raw_max=-2), "level -3, capacity -2"),
        (Unknown(raw_level=-2, raw_max=100), "level -2, capacity 100"),
        (Quantity(value=7, raw_level=7, raw_max=-2), "level 7, capacity -2"),
        (Unknown(raw_max=100), "no level, capacity 100"),
        (Percent(value=40.0, source="brother", raw_level=40), "level 40"),
        (Percent(value=40.0), "none"),
    ],
)
def test_raw_numbers_are_named_as_the_device_gave_them(level: Level, words: str) -> None:
    assert raw_words(replace(supply(1, "Ink", 1, unit="impressions"), level=level)) == words


def test_a_capacity_has_its_unit() -> None:
    assert capacity_words(supply(1, "Ink", 1, max=10_000, unit="impressions")) == "10,000 impressions"
    assert capacity_words(supply(1, "Ink", 1)) is None
