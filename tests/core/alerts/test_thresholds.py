import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.alerts.thresholds import (
    DeviceThresholds,
    Limits,
    SupplyThresholds,
    Thresholds,
    supply_key,
    thresholds_for,
)
from core.model.level import Percent
from core.model.supply import Supply


def supply(index: str = "1.3", type_: str = "opc", *, receptacle: bool = False) -> Supply:
    return Supply(index=index, name="Drum", type=type_, level=Percent(value=50.0), receptacle=receptacle)


SET = Thresholds(
    low=20,
    near_empty=5,
    waste_low=10,
    waste_near_full=2,
    types={"opc": SupplyThresholds(low=12), "wasteToner": SupplyThresholds(low=30, near_empty=15)},
    devices={"d1": DeviceThresholds(near_empty=8, waste_low=6), "d2": DeviceThresholds(low=3)},
    supplies={"d1/1.3": SupplyThresholds(low=40)},
)


@pytest.mark.parametrize(
    ("device_id", "of", "limits"),
    [
        (None, supply(type_="toner"), (20, 5)),
        (None, supply(), (12, 5)),
        ("d9", supply(), (12, 5)),
        ("d1", supply("1.1"), (12, 8)),
        ("d1", supply("1.1", "toner"), (20, 8)),
        ("d1", supply(), (40, 8)),
        ("d2", supply(), (3, 3)),
        ("d2", supply(type_="toner"), (3, 3)),
        (None, supply(type_="wasteInk", receptacle=True), (10, 2)),
        (None, supply(type_="wasteToner", receptacle=True), (30, 15)),
        ("d1", supply("1.5", "wasteInk", receptacle=True), (6, 2)),
        ("d1", supply("1.5", "wasteToner", receptacle=True), (6, 6)),
        ("d2", supply("1.5", "wasteToner", receptacle=True), (30, 15)),
    ],
)
def test_the_most_specific_threshold_counts_each_by_itself(
    device_id: str | None, of: Supply, limits: tuple[float, float]
) -> None:
    assert thresholds_for(device_id, of, SET) == Limits(*limits)


def test_a_near_empty_above_the_general_low_takes_that_along() -> None:
    own = Thresholds(supplies={supply_key("d1", "1.3"): SupplyThresholds(near_empty=30)})
    assert thresholds_for("d1", supply(), own) == Limits(30, 30)


PERCENT = st.one_of(st.none(), st.integers(0, 100))


@given(st.tuples(*[PERCENT] * 6))
def test_near_empty_is_never_above_low(numbers: tuple[int | None, ...]) -> None:
    def layer(low: int | None, near: int | None) -> tuple[int | None, int | None]:
        return (low, near) if low is None or near is None or near <= low else (near, low)

    pairs = [layer(*numbers[place : place + 2]) for place in (0, 2, 4)]
    own = Thresholds(
        types={"opc": SupplyThresholds(low=pairs[0][0], near_empty=pairs[0][1])},
        devices={"d1": DeviceThresholds(low=pairs[1][0], near_empty=pairs[1][1])},
        supplies={"d1/1.3": SupplyThresholds(low=pairs[2][0], near_empty=pairs[2][1])},
    )
    low, near = thresholds_for("d1", supply(), own)
    assert near <= low
    if pairs[2][0] is not None:
        assert low == pairs[2][0]
    if pairs[2][1] is not None:
        assert near == pairs[2][1]


@pytest.mark.parametrize(
    "contradiction",
    [
        lambda: Thresholds(low=3),
        lambda: Thresholds(waste_near_full=11),
        lambda: SupplyThresholds(low=3, near_empty=4),
        lambda: DeviceThresholds(waste_low=3, waste_near_full=4),
    ],
)
def test_what_contradicts_itself_is_refused(contradiction: object) -> None:
    with pytest.raises(ValueError, match="must not be above"):
        contradiction()  # type: ignore[operator]
