"""At how many percent a supply is low: for all, for a type, for a device, for one supply (pure)."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, field

from core.model.supply import Supply

_PERCENT = {"unit": "%"}

Low = Annotated[
    float,
    Meta(ge=0, le=100, title="Low", description="At how many percent left a supply counts as low.", extra=_PERCENT),
]
NearEmpty = Annotated[
    float,
    Meta(
        ge=0,
        le=100,
        title="Near empty",
        description="At how many percent left a supply counts as near empty.",
        extra=_PERCENT,
    ),
]
WasteLow = Annotated[
    float,
    Meta(
        ge=0,
        le=100,
        title="Waste nearly full",
        description="At how many percent of free space a waste box counts as nearly full.",
        extra=_PERCENT,
    ),
]
WasteNearFull = Annotated[
    float,
    Meta(
        ge=0,
        le=100,
        title="Waste about to be full",
        description="At how many percent of free space a waste box counts as about to be full.",
        extra=_PERCENT,
    ),
]


class Limits(NamedTuple):
    """What counts for one supply, in percent left; in percent of free space for what fills up."""

    low: float
    """At or below it the supply is low, or nearly full."""
    near_empty: float
    """At or below it the supply is near empty, or about to be full; never above `low`."""


class SupplyThresholds(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counts for a type of supplies or for one supply, of free space where it fills up; None: as in general."""

    low: Low | None = None
    near_empty: NearEmpty | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        _refuse("near_empty", self.near_empty, "low", self.low)


class DeviceThresholds(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What counts for the supplies of one device; None: as in general."""

    low: Low | None = None
    near_empty: NearEmpty | None = None
    waste_low: WasteLow | None = None
    waste_near_full: WasteNearFull | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        _refuse("near_empty", self.near_empty, "low", self.low)
        _refuse("waste_near_full", self.waste_near_full, "waste_low", self.waste_low)


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """[thresholds]: what counts in general, and where something else does."""

    low: Low = 20.0
    near_empty: NearEmpty = 5.0
    waste_low: WasteLow = 10.0
    waste_near_full: WasteNearFull = 2.0
    types: Annotated[
        dict[str, SupplyThresholds],
        Meta(
            title="By type",
            description="Other thresholds for a type of supplies, by its name in RFC 3805.",
            examples=["[thresholds.types.opc]"],
            extra={"entry": "type"},
        ),
    ] = field(default_factory=dict)
    devices: Annotated[
        dict[str, DeviceThresholds],
        Meta(
            title="By device",
            description="Other thresholds for the supplies of one device, by its id.",
            examples=["[thresholds.devices.d0123456789]"],
            extra={"entry": "device"},
        ),
    ] = field(default_factory=dict)
    supplies: Annotated[
        dict[str, SupplyThresholds],
        Meta(
            title="By supply",
            description="Other thresholds for one supply, by the device's id and the supply's index.",
            examples=['[thresholds.supplies."d0123456789/1.3"]'],
            extra={"entry": "supply"},
        ),
    ] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        _refuse("near_empty", self.near_empty, "low", self.low)
        _refuse("waste_near_full", self.waste_near_full, "waste_low", self.waste_low)


def supply_key(device_id: str, index: str) -> str:
    """What one supply is called in `Thresholds.supplies`: "d0123456789/1.3"."""
    return f"{device_id}/{index}"


def thresholds_for(device_id: str | None, supply: Supply, thresholds: Thresholds) -> Limits:
    """What counts for one supply: its own thresholds, else its device's, else its type's, else the general ones.

    Each of the two numbers is looked up by itself. Where the more specific one contradicts the other, the other gives
    way: of a device with `low = 3` a supply is near empty at 3, whatever counts in general.

    Args:
        device_id: whose supply it is; None where it is nobody's, as in a recording.
        supply: the supply.
        thresholds: as set.
    """
    general = (
        Limits(thresholds.waste_low, thresholds.waste_near_full)
        if supply.receptacle
        else Limits(thresholds.low, thresholds.near_empty)
    )
    if not (thresholds.types or thresholds.devices or thresholds.supplies):
        return general  # nearly always, and this is asked for every supply of every device
    low, near = general
    for nearer_low, nearer_near in _layers(device_id, supply, thresholds):
        if nearer_low is not None:
            low, near = nearer_low, min(near, nearer_low)
        if nearer_near is not None:
            low, near = max(low, nearer_near), nearer_near
    return Limits(low, near)


def _layers(
    device_id: str | None, supply: Supply, thresholds: Thresholds
) -> Iterator[tuple[float | None, float | None]]:
    """Low and near empty as they are set at each level, the most specific last."""
    if thresholds.types and (by_type := thresholds.types.get(supply.type)) is not None:
        yield by_type.low, by_type.near_empty
    if thresholds.devices and device_id is not None and (mine := thresholds.devices.get(device_id)) is not None:
        yield (mine.waste_low, mine.waste_near_full) if supply.receptacle else (mine.low, mine.near_empty)
    if thresholds.supplies and device_id is not None:
        own = thresholds.supplies.get(supply_key(device_id, supply.index))
        if own is not None:
            yield own.low, own.near_empty


def _refuse(nearer_name: str, nearer: float | None, name: str, limit: float | None) -> None:
    if nearer is not None and limit is not None and nearer > limit:
        raise ValueError(f"{nearer_name} = {nearer:g} must not be above {name} = {limit:g}")
