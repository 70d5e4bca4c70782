"""What is low, and why: the worst of the level, the printer's own alert rows and its error bits (pure).

A printer that says "toner low" on its panel is low whatever the level says; one state with all its reasons comes out.
"""

from collections.abc import Iterable

import msgspec

from core.alerts.rows import meaning, row_words
from core.alerts.thresholds import Limits, Thresholds, thresholds_for
from core.model.device import Device, Reading
from core.model.level import Level, Percent, Quantity, Unknown
from core.model.severity import SUPPLY_URGENCY, DeviceState, SupplyState
from core.model.status import AlertRow, Status
from core.model.supply import Supply

__all__ = [
    "Assessment",
    "SupplyAssessment",
    "Thresholds",
    "assess",
    "assess_reading",
    "assess_supply",
    "assessed_otherwise",
    "level_state",
]


class SupplyAssessment(msgspec.Struct, frozen=True):
    """The state of one supply with its reasons, most urgent first."""

    index: str
    state: SupplyState
    reasons: tuple[str, ...] = ()


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What one device's state is, and why."""

    state: DeviceState
    supplies: tuple[SupplyAssessment, ...] = ()
    reasons: tuple[str, ...] = ()
    """What else is wrong: stopped, cover open, jam, toner low without saying which, ..."""

    def of(self, index: str) -> SupplyState:
        """The state of the supply with that index; "unknown" where there is none."""
        return next((supply.state for supply in self.supplies if supply.index == index), "unknown")


# prtAlertCode names (RFC 3805) -> the state they prove of the supply that a row in group markerSupplies names.
_CODE_STATES: dict[str, SupplyState] = {
    "tonerEmpty": "empty",
    "inkEmpty": "empty",
    "ribbonEmpty": "empty",
    "developerEmpty": "empty",
    "wasteTonerFull": "empty",
    "wasteInkFull": "empty",
    "opcLifeOver": "empty",
    "subunitEmpty": "empty",
    "subunitFull": "empty",
    "subunitLifeOver": "empty",
    "subunitAtLimit": "empty",
    "tonerAlmostEmpty": "low",
    "inkAlmostEmpty": "low",
    "ribbonAlmostEmpty": "low",
    "developerAlmostEmpty": "low",
    "wasteTonerAlmostFull": "low",
    "wasteInkAlmostFull": "low",
    "opcLifeAlmostOver": "low",
    "subunitAlmostEmpty": "low",
    "subunitAlmostFull": "low",
    "subunitLifeAlmostOver": "low",
    "subunitNearLimit": "low",
}

# hrPrinterDetectedErrorState bits (RFC 2790) that stop a printer or want a person.
_ATTENTION_BITS = {
    "noPaper": "out of paper",
    "doorOpen": "door open",
    "jammed": "paper jam",
    "offline": "off-line",
    "serviceRequested": "service requested",
    "inputTrayMissing": "input tray missing",
    "outputTrayMissing": "output tray missing",
    "markerSupplyMissing": "supply missing",
    "outputFull": "output tray full",
}
# hrPrinterDetectedErrorState bits that speak of some supply without saying which.
_TONER_BITS: tuple[tuple[str, SupplyState, str], ...] = (
    ("noToner", "empty", "the printer reports that toner or ink is out"),
    ("lowToner", "low", "the printer reports that toner or ink is low"),
)
REASON_STATES: dict[str, SupplyState] = {reason: state for _, state, reason in _TONER_BITS}
"""Reasons of a device that are about one of its supplies -> its state; any other reason wants a person there."""
_MARKING_TYPES = frozenset(
    {"toner", "tonerCartridge", "ink", "inkCartridge", "solidWax", "inkRibbon", "matteToner", "matteInk"}
)


def level_state(level: Level, limits: Limits) -> SupplyState:
    """What the level alone says. "Some is left" is ok: nothing more is known, and no number is made of it."""
    if isinstance(level, Percent):
        if level.value <= 0:
            return "empty"
        return "near_empty" if level.value <= limits.near_empty else "low" if level.value <= limits.low else "ok"
    if isinstance(level, Quantity):
        return "empty" if level.value <= 0 else "ok"
    return "unknown" if isinstance(level, Unknown) else "ok"


def assess_supply(supply: Supply, alerts: Iterable[AlertRow], limits: Limits) -> SupplyAssessment:
    """One supply: the worst of its level, of the printer's own flag for it and of the alert rows that name it."""
    findings: list[tuple[SupplyState, str]] = []
    by_level = level_state(supply.level, limits)
    if by_level not in ("ok", "unknown"):
        findings.append((by_level, f"level by {supply.level.source}"))
    if supply.condition in ("low", "empty"):
        state: SupplyState = "low" if supply.condition == "low" else "empty"
        findings.append((state, f"the printer calls it {supply.condition}"))
    row = supply.index.rpartition(".")[2]
    for alert in alerts:
        if alert.group == "markerSupplies" and row.isdigit() and alert.group_index == int(row):
            told = _CODE_STATES.get(alert.code)
            if told is not None:
                words = meaning(alert)
                findings.append((told, f"the printer says: {f'{words} ({alert.text})' if words else alert.text}"))
    if not findings:
        return SupplyAssessment(supply.index, by_level)
    findings.sort(key=lambda finding: -SUPPLY_URGENCY[finding[0]])
    return SupplyAssessment(supply.index, findings[0][0], tuple(reason for _, reason in findings))


def assess_reading(reading: Reading, thresholds: Thresholds, device_id: str | None = None) -> Assessment:
    """A reading as a whole, as if the device were reachable.

    Args:
        reading: what the device said.
        thresholds: what counts as low.
        device_id: which device it is, where it may have thresholds of its own.
    """
    supplies = [
        assess_supply(supply, reading.alerts, thresholds_for(device_id, supply, thresholds))
        for supply in reading.supplies
    ]
    supplies, unnamed = _spread_error_bits(reading, supplies)
    reasons = [*unnamed, *_attention(reading.status, reading.alerts)]
    worst: SupplyState = max((supply.state for supply in supplies), key=SUPPLY_URGENCY.__getitem__, default="unknown")
    state: DeviceState = worst
    if worst == "unknown" and any(supply.state == "ok" for supply in supplies):
        state = "ok"
    if unnamed and SUPPLY_URGENCY[worst] < SUPPLY_URGENCY["low"]:
        state = "low"
    if state != "empty" and _attention(reading.status, reading.alerts):
        state = "attention"
    return Assessment(state=state, supplies=tuple(supplies), reasons=tuple(dict.fromkeys(reasons)))


def assess(device: Device, thresholds: Thresholds) -> Assessment:
    """A device: unreachable outranks everything but keeps the supplies' last states visible."""
    reading = device.reading
    assessed = assess_reading(reading, thresholds, device.id) if reading else Assessment(state="unknown")
    if device.unreachable_since is not None:
        return msgspec.structs.replace(assessed, state="unreachable")
    return assessed


def assessed_otherwise(devices: Iterable[Device], before: Thresholds, after: Thresholds) -> tuple[str, ...]:
    """The ids of the devices whose assessment is another one by other thresholds."""
    return tuple(device.id for device in devices if assess(device, before) != assess(device, after))


def _spread_error_bits(
    reading: Reading, supplies: list[SupplyAssessment]
) -> tuple[list[SupplyAssessment], tuple[str, ...]]:
    """Give lowToner and noToner to the one supply they can mean; where that is open, to the device as a whole.

    A supply that is already at least as bad explains the bit; then nothing is added.
    """
    unnamed: list[str] = []
    marking = {supply.index for supply in reading.supplies if supply.type in _MARKING_TYPES}
    for bit, state, reason in _TONER_BITS:
        if bit not in reading.status.errors:
            continue
        if any(SUPPLY_URGENCY[s.state] >= SUPPLY_URGENCY[state] for s in supplies):
            continue
        if len(marking) == 1:
            supplies = [
                SupplyAssessment(s.index, state, (*s.reasons, reason)) if s.index in marking else s for s in supplies
            ]
        else:
            unnamed.append(reason)
    return supplies, tuple(unnamed)


def _attention(status: Status, alerts: Iterable[AlertRow]) -> list[str]:
    """Why a person is wanted at the printer, supplies aside."""
    reasons = [words for bit, words in _ATTENTION_BITS.items() if bit in status.errors]
    reasons += [
        row_words(alert)
        for alert in alerts
        if alert.severity == "critical" and not (alert.group == "markerSupplies" and alert.code in _CODE_STATES)
    ]
    if status.printer == "stopped" and not reasons:
        reasons.append("stopped")
    return reasons
