"""hrDeviceStatus, hrPrinterStatus, the error bits and the operator panel, read together (RFC 2790, RFC 3805)."""

import re
from functools import lru_cache

from core.model.status import Status
from core.printer.alert_codes import POWER_SAVER_CODE
from core.printer.answers import Answers, Value, as_integer
from core.printer.oids import (
    ALERT_CODE,
    CONSOLE_TEXT,
    HR_DEVICE_STATUS,
    HR_PRINTER_ERRORS,
    HR_PRINTER_STATUS,
    LOCALIZATION_CHARSET,
    PRT_CONSOLE_LOCALIZATION,
)
from core.printer.supply_types import fold
from core.printer.text import decode, tidy
from core.printer.trail import NO_TRAIL, Trail

DEVICE_STATUS: dict[int, str] = {1: "unknown", 2: "running", 3: "warning", 4: "testing", 5: "down"}
"""hrDeviceStatus."""

ERROR_BITS = (
    "lowPaper",
    "noPaper",
    "lowToner",
    "noToner",
    "doorOpen",
    "jammed",
    "offline",
    "serviceRequested",
    "inputTrayMissing",
    "outputTrayMissing",
    "markerSupplyMissing",
    "outputNearFull",
    "outputFull",
    "inputTrayEmpty",
    "overduePreventMaint",
)
"""hrPrinterDetectedErrorState, most significant bit of the first octet first; from the ninth on RFC 2790's."""

MAX_LINES = 32
"""Lines of a panel that are kept."""
MAX_LINE = 255
"""Characters of a line that are kept."""

# Words of sleep in the makers' panel languages, without accents.
_SLEEP = re.compile(
    r"\bsleep(?:ing)?\b(?! ?timer)|power ?sav|energy ?sav|\bstand-?by\b|deep sleep|low power|hibernat"
    r"|energiespar|strom ?spar|ruhe(?:modus|zustand)|schlaf(?:modus)?|bereitschaft"
    r"|\bveille\b|econom\w* d.energie|mise en veille|sommeil"
    r"|\breposo\b|ahorro (?:de )?energia|suspension|hibernacion"
    r"|\briposo\b|risparmio energ|sospensione"
    r"|\brepouso\b|economia de energia|poupanca|suspensao"
    r"|спящ|режим сна|slaap|energiebesparing|energiezuinig|sluimer|uspieni|\busypia|oszczedz|spankov"
    r"|vilolage|lepotila|\bhvile"
)


def read_status(
    answers: Answers, device_index: int | None, trail: Trail = NO_TRAIL, console: tuple[str, ...] = ()
) -> Status:
    """The state of the printer row, or of the first row where the printer's own is not known.

    Args:
        answers: what the device gave.
        device_index: hrDeviceIndex of the printer row.
        trail: takes notes.
        console: the maker's own panel lines, used where the standard table has none.
    """
    device_number = as_integer(_row(answers, HR_DEVICE_STATUS, device_index))
    printer_number = as_integer(_row(answers, HR_PRINTER_STATUS, device_index))
    device = DEVICE_STATUS.get(device_number or 1, "unknown")
    printer, rule = combined(device_number, printer_number)
    lines = (
        console_lines(answers, device_index)
        or tuple(line[:MAX_LINE] for line in map(tidy, console) if line)[:MAX_LINES]
    )
    asleep, why = _asleep(answers, device_number, printer_number, lines)
    errors = error_bits(_row(answers, HR_PRINTER_ERRORS, device_index))
    at = device_index if device_index is not None else 1
    trail.note("status.device", device, "hrDeviceStatus (RFC 2790)", f"{HR_DEVICE_STATUS}.{at}")
    trail.note("status.printer", printer, rule, f"{HR_DEVICE_STATUS}.{at}", f"{HR_PRINTER_STATUS}.{at}")
    trail.note("status.asleep", asleep, why, f"{HR_DEVICE_STATUS}.{at}", f"{HR_PRINTER_STATUS}.{at}", CONSOLE_TEXT)
    trail.note(
        "status.errors",
        ", ".join(errors) or "none",
        "set bits of hrPrinterDetectedErrorState, first bit highest (RFC 2790); missing octets are zero",
        f"{HR_PRINTER_ERRORS}.{at}",
    )
    trail.note("status.console", " / ".join(lines) or "none", "prtConsoleDisplayBufferText, else the maker's own line")
    return Status(device=device, printer=printer, asleep=asleep, errors=errors, console=lines)


def combined(device: int | None, printer: int | None) -> tuple[str, str]:
    """The two status numbers as one word, and the rule (RFC 3805 section 2.2.13.2).

    Args:
        device: hrDeviceStatus; None when absent.
        printer: hrPrinterStatus; None when absent.

    Returns:
        "idle", "printing", "warmup", "stopped" or "unknown".
    """
    if printer == 4:
        return "printing", "hrPrinterStatus printing"
    if printer == 5:
        return "warmup", "hrPrinterStatus warmup (also coming on-line, leaving power save)"
    if device == 5:
        return "stopped", "hrDeviceStatus down: a critical alert, or off-line"
    if printer == 3:
        return "idle", "hrPrinterStatus idle"
    if device == 2 and printer == 1:
        return "idle", "running/other is standby (RFC 3805 section 2.2.13.2)"
    return "unknown", "the status numbers do not tell"


def error_bits(value: Value | None) -> tuple[str, ...]:
    """Names of the set bits of a string of any length; an empty string reports nothing."""
    return _names_of_bits(value[:2]) if isinstance(value, bytes) and value else ()


@lru_cache(maxsize=1024)
def _names_of_bits(value: bytes) -> tuple[str, ...]:
    return tuple(
        name for bit, name in enumerate(ERROR_BITS) if bit // 8 < len(value) and value[bit // 8] & (0x80 >> bit % 8)
    )


def console_lines(answers: Answers, device_index: int | None) -> tuple[str, ...]:
    """The panel's lines in its own charset (prtConsoleLocalization), cleaned, empty ones left out."""
    charset = answers.charset
    number = as_integer(_row(answers, PRT_CONSOLE_LOCALIZATION, device_index))
    if number is not None:
        declared = answers.integer(f"{LOCALIZATION_CHARSET}.{device_index if device_index is not None else 1}.{number}")
        charset = declared if declared is not None else charset
    lines = []
    for _, value in answers.below(CONSOLE_TEXT):
        line = tidy(decode(value, charset))[:MAX_LINE] if isinstance(value, bytes) else ""
        if line:
            lines.append(line)
        if len(lines) == MAX_LINES:
            break
    return tuple(lines)


def says_sleep(text: str) -> bool:
    """Whether a panel line speaks of power save."""
    return _SLEEP.search(fold(text)) is not None


def _asleep(answers: Answers, device: int | None, printer: int | None, lines: tuple[str, ...]) -> tuple[bool, str]:
    if device == 2 and printer == 1:
        return True, "running/other is standby (RFC 3805 section 2.2.13.2)"
    if any(map(says_sleep, lines)):
        return True, "the operator panel speaks of power save"
    if any(as_integer(value) == POWER_SAVER_CODE for _, value in answers.below(ALERT_CODE)):
        return True, "an alert row has code subunitPowerSaver"
    return False, "no sign of power save"


def _row(answers: Answers, column: str, device_index: int | None) -> Value | None:
    if device_index is not None:
        own = answers.get(f"{column}.{device_index}")
        if own is not None:
            return own
    if column == HR_DEVICE_STATUS and device_index is not None:
        return None
    return next((value for _, value in answers.below(column)), None)
