"""The words of a warning: "Magenta Toner Cartridge Low (12%)", "Waste Toner Box Nearly Full", "OK"."""

from core.alerts.rules import Assessment
from core.model.device import Reading
from core.model.level import Level, Percent, Quantity, Some, Unlimited
from core.model.severity import SUPPLY_URGENCY, DeviceState, SupplyState
from core.model.supply import Supply

_WORDS: dict[SupplyState, str] = {"low": "Low", "near_empty": "Near Empty", "empty": "Empty"}
_RECEPTACLE_WORDS: dict[SupplyState, str] = {"low": "Nearly Full", "near_empty": "About to Be Full", "empty": "Full"}

_ERROR_WORDS = {
    "lowPaper": "low on paper",
    "noPaper": "out of paper",
    "lowToner": "low on toner or ink",
    "noToner": "out of toner or ink",
    "doorOpen": "door open",
    "jammed": "paper jam",
    "offline": "off-line",
    "serviceRequested": "service requested",
    "inputTrayMissing": "input tray missing",
    "outputTrayMissing": "output tray missing",
    "markerSupplyMissing": "supply missing",
    "outputNearFull": "output tray nearly full",
    "outputFull": "output tray full",
    "inputTrayEmpty": "input tray empty",
    "overduePreventMaint": "maintenance overdue",
}
_GROUP_WORDS = {
    "hostResourcesMIBStorageTable": "memory",
    "hostResourcesMIBDeviceTable": "device",
    "generalPrinter": "printer",
    "cover": "cover",
    "localization": "language",
    "input": "input tray",
    "output": "output tray",
    "marker": "print engine",
    "markerSupplies": "supply",
    "markerColorant": "color",
    "mediaPath": "paper path",
    "channel": "channel",
    "interpreter": "interpreter",
    "consoleDisplayBuffer": "panel",
    "consoleLights": "panel lights",
    "finDevice": "finisher",
    "finSupply": "finisher supply",
    "finSupplyMediaInput": "inserter",
    "finAttribute": "finisher",
}

DEVICE_WORDS: dict[DeviceState, str] = {
    "ok": "OK",
    "low": "Low",
    "near_empty": "Near Empty",
    "empty": "Empty",
    "attention": "Needs Attention",
    "unreachable": "Unreachable",
    "unknown": "Not Known",
}
"""One device's state in a word or two."""


def level_words(level: Level, *, receptacle: bool = False) -> str:
    """A level as people say it; never a number that the device did not give."""
    if isinstance(level, Percent):
        share = f"{level.value:.0f}%" if level.value >= 1 or level.value == 0 else "<1%"
        return f"{share} free" if receptacle else share
    if isinstance(level, Quantity):
        return f"{level.value:,} {level.unit}" if level.unit else f"{level.value:,} (unit not known)"
    if isinstance(level, Some):
        return "some space left" if receptacle else "some left"
    return "no limit" if isinstance(level, Unlimited) else "not known"


def last_level_words(supply: Supply, age: str) -> str | None:
    """The last number that was known of a supply whose level is not known now; None where there is none.

    Args:
        supply: whose.
        age: of that number in a word or two, e.g. "3 h"; "now" for less than a minute.
    """
    if supply.last_level is None:
        return None
    since = "a moment ago" if age == "now" else f"{age} ago"
    return f"was {level_words(supply.last_level, receptacle=supply.receptacle)} {since}"


def error_words(bit: str) -> str:
    """An error bit (hrPrinterDetectedErrorState, RFC 2790) as people say it; one we do not know as it is."""
    return _ERROR_WORDS.get(bit, bit)


def group_words(group: str) -> str:
    """What an alert row is about (PrtAlertGroupTC, RFC 3805) as people say it; one we do not know as it is."""
    return _GROUP_WORDS.get(group, group)


def supply_warning(supply: Supply, state: SupplyState) -> str | None:
    """One supply's warning; None where nothing is wrong."""
    word = (_RECEPTACLE_WORDS if supply.receptacle else _WORDS).get(state)
    if word is None:
        return None
    if isinstance(supply.level, Percent) and not supply.receptacle and state != "empty":
        return f"{supply.name} {word} ({level_words(supply.level)})"
    return f"{supply.name} {word}"


def warnings(reading: Reading | None, assessment: Assessment) -> tuple[str, ...]:
    """Every warning of a device, the most urgent first; empty where all is well."""
    if reading is None:
        return ()
    states = {supply.index: supply.state for supply in assessment.supplies}
    ordered = sorted(reading.supplies, key=lambda supply: -SUPPLY_URGENCY[states.get(supply.index, "unknown")])
    texts = [supply_warning(supply, states.get(supply.index, "unknown")) for supply in ordered]
    spoken = [text for text in texts if text is not None]
    others = [reason[:1].upper() + reason[1:] for reason in assessment.reasons]
    return tuple(spoken + others) if assessment.state != "attention" else tuple(others + spoken)


def summary(reading: Reading | None, assessment: Assessment) -> str:
    """One cell: the first warning, how many more there are, or "OK"."""
    texts = warnings(reading, assessment)
    if not texts:
        return DEVICE_WORDS[assessment.state]
    more = len(texts) - 1
    return texts[0] if not more else f"{texts[0]}, open details for {more} more"
