"""The words of a warning: "Magenta Toner Cartridge Low (12%)", "Waste Toner Box Nearly Full", "Unreachable", "OK".

Pure. The devices screen, `supplies devices` and the exports take them from here, so that all of them tell the same.
"""

from collections.abc import Sequence
from datetime import datetime

from core.ages import age_words, moment_words
from core.alerts.rules import Assessment
from core.alerts.thresholds import Limits
from core.contact import is_asleep, is_quarantined
from core.model.device import Device, Reading
from core.model.export import timestamp
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

NOT_A_PRINTER = "Not a printer"
"""A device that answers but prints nothing."""
NOT_READ = "Not read yet"
"""A printer that was found, and of which nothing more is known."""
ASLEEP = "asleep"
"""A printer whose last answer said so."""


def level_words(level: Level, *, receptacle: bool = False, limits: Limits | None = None) -> str:
    """A level as people say it; never a number that the device did not give.

    Args:
        level: the level.
        receptacle: whether it is the space that is left.
        limits: what counts for the supply, where there is room for a decimal: a percentage has one where without it
            the figure would be on the other side of a limit. None: whole percents, as in the texts of a warning (F13).
    """
    if isinstance(level, Percent):
        share = _share_words(level.value, limits)
        return f"{share} free" if receptacle else share
    if isinstance(level, Quantity):
        return f"{level.value:,} {level.unit}" if level.unit else f"{level.value:,} (unit not known)"
    if isinstance(level, Some):
        return "some space left" if receptacle else "some left"
    return "no limit" if isinstance(level, Unlimited) else "not known"


def _share_words(value: float, limits: Limits | None) -> str:
    """A share as "5%" or "<1%"; as "5.2%" where it counts as above a limit of 5."""
    if 0 < value < 1:
        return "<1%"
    whole = f"{value:.0f}"
    is_misleading = limits is not None and any((float(whole) <= limit) != (value <= limit) for limit in limits)
    return f"{value:.1f}%" if is_misleading else f"{whole}%"


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


def folded(texts: Sequence[str]) -> str:
    """Several warnings in one cell: the first, and how many more there are (F13)."""
    more = len(texts) - 1
    return f"{texts[0]}, open details for {more} more" if more else texts[0]


def held_words(device: Device, now: datetime, *, is_kept: bool = False) -> tuple[str, ...]:
    """Why nothing new is known of a device: "Quarantined until 14:00", "Unreachable for 2 h"; empty where something is.

    Args:
        device: which.
        now: decides whether a quarantine is over.
        is_kept: the words outlive the moment, in a file: they name times in full (ISO 8601 UTC) instead of ages.
    """
    held = []
    if device.quarantine is not None and is_quarantined(device, now):
        until = device.quarantine.until
        held.append(f"Quarantined until {timestamp(until) if is_kept else moment_words(until, now)}")
    if device.unreachable_since is not None:
        age = age_words(device.unreachable_since, now)
        if is_kept:
            held.append(f"Unreachable since {timestamp(device.unreachable_since)}")
        else:
            held.append("Unreachable" if age == "now" else f"Unreachable for {age}")
    return tuple(held)


def alert_line(device: Device, assessment: Assessment, texts: Sequence[str], now: datetime) -> str:
    """What a list says of a device in one line.

    The first warning and how many more there are, or "OK" (F13). What keeps the device from being read goes before it,
    and that it sleeps behind it.

    Args:
        device: which.
        assessment: its state.
        texts: its warnings, as `warnings` gives them.
        now: decides whether a quarantine is over, and how long it has been silent.
    """
    if not device.identity.is_printer:
        return NOT_A_PRINTER
    held = held_words(device, now)
    if held:
        first = " and ".join([held[0], *(text[:1].lower() + text[1:] for text in held[1:])])
        return "; ".join([first, *texts[:1]])
    if device.reading is None:
        return NOT_READ
    said, mark = (folded(texts), ";") if texts else (DEVICE_WORDS[assessment.state], ",")
    return f"{said}{mark} {ASLEEP}" if is_asleep(device) else said


def every_alert(device: Device, assessment: Assessment, now: datetime) -> tuple[str, ...]:
    """All that `alert_line` speaks of, unfolded and with times that a file may keep; one text at least."""
    if not device.identity.is_printer:
        return (NOT_A_PRINTER,)
    held = held_words(device, now, is_kept=True)
    texts = warnings(device.reading, assessment)
    if held:
        return (*held, *texts)
    if device.reading is None:
        return (NOT_READ,)
    said = texts or (DEVICE_WORDS[assessment.state],)
    return (*said, ASLEEP) if is_asleep(device) else said


def read_age(device: Device, now: datetime) -> str | None:
    """How old what a list shows of a device is: its reading, or the last answer of what is no printer.

    Returns:
        None for a printer that was never read.
    """
    if device.reading is not None:
        return age_words(device.reading.read_at, now)
    return None if device.identity.is_printer else age_words(device.last_seen, now)
