"""Devices in plain text, a line each, in the words and the order of the devices screen (pure)."""

from collections.abc import Iterable
from datetime import datetime

from core.admin_edits import display_location, display_name
from core.alerts.rules import Assessment, Thresholds, assess
from core.alerts.wording import alert_line, level_words, read_age, warnings
from core.model.device import Device
from core.model.severity import DEVICE_URGENCY, SUPPLY_URGENCY, SupplyState
from core.model.supply import Supply
from tui.marks import is_consumed_by_printing, supply_label, supply_mark, supply_rank
from tui.natural import natural

DEVICE_HEADS = ("ID", "ADDRESS", "DEVICE", "MODEL", "STATE", "SUPPLIES", "ALERTS", "LOCATION", "AGE")
"""What stands above the cells of `device_cells`."""
NONE = "-"
"""In place of what is not known or does not apply."""
FEW = 4
"""Supplies of a line, unless more than that need something."""
_QUIET: frozenset[SupplyState] = frozenset({"ok", "unknown"})


def device_cells(device: Device, thresholds: Thresholds, now: datetime) -> tuple[str, ...]:
    """The cells of a device, one for each of `DEVICE_HEADS`.

    Args:
        device: which.
        thresholds: what counts as low.
        now: for ages, and whether a quarantine is over.
    """
    who, assessment = device.identity, assess(device, thresholds)
    return (
        device.id,
        f"{device.address}:{device.port}",
        display_name(device),
        " ".join(filter(None, (who.vendor, who.model))) or "not known",
        assessment.state if who.is_printer else NONE,
        supplies_line(device, assessment) or NONE,
        alert_line(device, assessment, warnings(device.reading, assessment), now),
        display_location(device) or NONE,
        read_age(device, now) or NONE,
    )


def in_order(devices: Iterable[Device], thresholds: Thresholds) -> list[Device]:
    """Devices in the order of the devices screen: the most urgent first, then by name, what is no printer last."""

    def place(device: Device) -> tuple[int, str, str]:
        urgency = DEVICE_URGENCY[assess(device, thresholds).state] if device.identity.is_printer else -1
        return -urgency, natural(display_name(device)), device.id

    return sorted(devices, key=place)


def supplies_line(device: Device, assessment: Assessment) -> str:
    """Every supply that needs something, the most urgent first, then others up to `FEW` in all, then how many are left.

    "Drum K 3% (near empty), black 62%, cyan 90%, magenta 75% +2"; empty where there are none.
    """
    supplies = device.reading.supplies if device.reading else ()
    states = {supply.index: supply.state for supply in assessment.supplies}
    told = [(supply, states.get(supply.index, "unknown")) for supply in supplies]
    wanting = [pair for pair in told if pair[1] not in _QUIET]
    quiet = [pair for pair in told if pair[1] in _QUIET]
    wanting.sort(key=lambda pair: (-SUPPLY_URGENCY[pair[1]], supply_rank(pair[0])))
    quiet.sort(key=lambda pair: supply_rank(pair[0]))
    shown = [*wanting, *quiet[: max(0, FEW - len(wanting))]]
    more = f" +{len(told) - len(shown)}" if len(told) > len(shown) else ""
    return ", ".join(_supply(*pair) for pair in shown) + more


def _supply(supply: Supply, state: SupplyState) -> str:
    color = supply.color if is_consumed_by_printing(supply) else None
    said = f"{color or supply_label(supply)} {level_words(supply.level, receptacle=supply.receptacle)}"
    return said if state in _QUIET else f"{said} ({supply_mark(supply, state).word.lower()})"
