"""One supply in labels and plain words: its level, where that comes from, why its state is what it is (pure)."""

import re
from datetime import datetime

from core.alerts.rules import Assessment
from core.alerts.thresholds import Limits
from core.model.device import Device
from core.model.level import Percent
from core.model.severity import SupplyState
from core.model.supply import Supply
from core.turning import turned_over
from tui.ages import ago_words
from tui.device_facts import Told
from tui.supply_words import capacity_words, raw_words, read_at, supply_level_words

_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TYPE_WORDS = {"opc": "drum (opc)", "opticalPhotoConductor": "drum (opc)"}
_QUIET: dict[SupplyState, str] = {"ok": "no rule and no word of the printer says otherwise", "unknown": "no level"}


def supply_facts(device: Device, supply: Supply, assessment: Assessment, limits: Limits, now: datetime) -> list[Told]:
    """Everything about a supply.

    Args:
        device: whose.
        supply: as last read.
        assessment: the device's.
        limits: what counts as low.
        now: for ages.
    """
    level = supply.level
    told = [Told("Level", supply_level_words(supply, limits, now), is_trouble=level.implausible is not None)]
    if supply.receptacle:
        told.append(Told("Kind", "it fills up: its level is the space that is left"))
    told += [Told("Because" if not number else "", text) for number, text in enumerate(reasons(supply, assessment))]
    told += [
        Told("Limits", limits_words(supply, limits)),
        Told("Read", ago_words(read_at(device, supply), now)),
        Told("Source", level.source),
        Told("Raw numbers", raw_words(supply)),
    ]
    if isinstance(level, Percent) and level.resolution is not None:
        told.append(Told("Steps", f"it moves in steps of {level.resolution:g} points"))
    if supply.is_turned:
        told.append(Told("Turned", f"by you: as the printer gives it, it would be {given_words(supply, now)}"))
    if supply.condition is not None:
        told.append(Told("The printer", f"calls it {supply.condition}"))
    return told


def article_facts(supply: Supply) -> list[Told]:
    """What it is, to order it and to find it in the printer's tables."""
    return [
        Told("Part number", supply.part_number),
        Told("Serial number", supply.serial),
        Told("Type", type_words(supply.type)),
        Told("Color", supply.color),
        Told("Capacity", capacity_words(supply)),
        Told("Index", supply.index),
    ]


def reasons(supply: Supply, assessment: Assessment) -> tuple[str, ...]:
    """Why its state is what it is, the most urgent first."""
    found = next((one for one in assessment.supplies if one.index == supply.index), None)
    if found is None or not found.reasons:
        return (_QUIET.get(assessment.of(supply.index), "not known"),)
    by_level = f"level by {supply.level.source}"
    of_level = "of its level, as you turned it" if supply.is_turned else "of its level"
    return tuple(of_level if reason == by_level else reason for reason in found.reasons)


def limits_words(supply: Supply, limits: Limits) -> str:
    """From where on its state changes."""
    if supply.receptacle:
        return f"nearly full at {limits.low:g}% free, about to be full at {limits.near_empty:g}% free"
    return f"low at {limits.low:g}%, near empty at {limits.near_empty:g}%"


def given_words(supply: Supply, now: datetime) -> str:
    """The level of a turned supply as the device gives it."""
    return supply_level_words(turned_over(supply), None, now)


def type_words(name: str) -> str:
    """An RFC 3805 type in words: "toner cartridge"."""
    return _TYPE_WORDS.get(name) or _CAPITALS.sub(" ", name).lower()
