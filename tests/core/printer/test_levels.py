import pytest

from core.model.level import Percent, Quantity, Some, Unknown, Unlimited
from core.printer.levels import level_of


@pytest.mark.parametrize(
    ("level", "maximum", "unit", "percent"),
    [
        (28, 100, None, 28.0),
        (1060, 5300, "impressions", 20.0),
        (67066, 90000, None, 74.5),
        (0, 100, "percent", 0.0),
        (100, 100, None, 100.0),
        (9, -2, "percent", 9.0),
        (9, None, "percent", 9.0),
        (7, -1, "percent", 7.0),
    ],
)
def test_a_percentage_needs_a_capacity_or_the_unit(
    level: int, maximum: int | None, unit: str | None, percent: float
) -> None:
    found, _ = level_of(level, maximum, unit)
    assert found == Percent(value=percent, raw_level=level, raw_max=maximum)


@pytest.mark.parametrize(("level", "kind"), [(-1, Unlimited), (-2, Unknown), (-3, Some)])
@pytest.mark.parametrize("maximum", [100, -2, None])
def test_the_level_codes_are_never_numbers(level: int, kind: type, maximum: int | None) -> None:
    found, _ = level_of(level, maximum, "percent")
    assert type(found) is kind
    assert (found.raw_level, found.raw_max) == (level, maximum)


@pytest.mark.parametrize(("maximum", "unit"), [(-2, None), (None, "impressions"), (-1, "other"), (0x7FFFFFFF, None)])
def test_an_amount_without_a_capacity_stays_an_amount(maximum: int | None, unit: str | None) -> None:
    found, _ = level_of(7809, maximum, unit)
    assert isinstance(found, Quantity)
    assert (found.value, found.unit) == (7809, unit if unit == "impressions" else None)


def test_a_missing_level_is_unknown() -> None:
    assert level_of(None, 100, None)[0] == Unknown(raw_max=100)


def test_nothing_of_nothing_is_unknown() -> None:
    found, _ = level_of(0, 0, None)
    assert isinstance(found, Unknown)
    assert found.implausible


def test_a_little_overfilled_is_full_and_marked() -> None:
    found, _ = level_of(105, 100, None)
    assert isinstance(found, Percent)
    assert found.value == 100.0
    assert found.implausible == "level 105 above capacity 100"


@pytest.mark.parametrize(("level", "maximum", "unit"), [(150, 100, None), (28000, 100, None), (250, -2, "percent")])
def test_an_absurd_level_is_unknown_and_says_why(level: int, maximum: int, unit: str | None) -> None:
    found, _ = level_of(level, maximum, unit)
    assert isinstance(found, Unknown)
    assert found.implausible
    assert found.raw_level == level


def test_an_undefined_negative_level_is_unknown_and_says_why() -> None:
    found, _ = level_of(-2800, 100, None)
    assert isinstance(found, Unknown)
    assert found.implausible == "level -2800 has no meaning"


def test_a_ricoh_says_minus_100_for_nearly_empty() -> None:
    assert isinstance(level_of(-100, 100, None, dialect="ricoh")[0], Some)
    assert isinstance(level_of(-100, 100, None, dialect="kyocera")[0], Unknown)


def test_a_ricoh_moves_in_tens() -> None:
    stepped, _ = level_of(40, 100, None, dialect="ricoh")
    exact, _ = level_of(41, 100, None, dialect="ricoh")
    assert isinstance(stepped, Percent)
    assert isinstance(exact, Percent)
    assert (stepped.resolution, exact.resolution) == (10.0, None)


@pytest.mark.parametrize(
    ("dialect", "unit", "is_percent"),
    [("sharp", None, True), ("sharp", "other", True), ("sharp", "sheets", False), ("canon", None, False)],
)
def test_only_a_sharp_gives_percentages_without_a_capacity(dialect: str, unit: str | None, is_percent: bool) -> None:
    found, _ = level_of(100, -2, unit, dialect=dialect)
    assert isinstance(found, Percent) is is_percent
