"""PrtAlertCodeTC and its fellows: number -> name -> plain words (RFC 3805, Finisher MIB RFC 3806).

The codes of the marker and its supplies go by their names without the group in front ("tonerEmpty" for the RFC's
markerTonerEmpty): an alert row has its group beside its code.
"""

from functools import cache

SEVERITIES: dict[int, str] = {1: "other", 3: "critical", 4: "warning", 5: "warningBinaryChangeEvent"}
"""PrtAlertSeverityLevelTC."""

TRAININGS: dict[int, str] = {
    1: "other",
    2: "unknown",
    3: "untrained",
    4: "trained",
    5: "fieldService",
    6: "management",
    7: "noInterventionRequired",
}
"""PrtAlertTrainingLevelTC."""

GROUPS: dict[int, str] = {
    1: "other",
    2: "unknown",
    3: "hostResourcesMIBStorageTable",
    4: "hostResourcesMIBDeviceTable",
    5: "generalPrinter",
    6: "cover",
    7: "localization",
    8: "input",
    9: "output",
    10: "marker",
    11: "markerSupplies",
    12: "markerColorant",
    13: "mediaPath",
    14: "channel",
    15: "interpreter",
    16: "consoleDisplayBuffer",
    17: "consoleLights",
    18: "alert",
    30: "finDevice",
    31: "finSupply",
    32: "finSupplyMediaInput",
    33: "finAttribute",
}
"""PrtAlertGroupTC: the numbers are the arcs of the tables below the Printer MIB."""

REMOVAL_CODE = 1801
"""alertRemovalOfBinaryChangeEntry: the row that its group index names is over."""

POWER_SAVER_CODE = 23
"""subunitPowerSaver."""

_GENERIC: dict[int, tuple[str, str]] = {
    3: ("coverOpen", "cover open"),
    4: ("coverClosed", "cover closed"),
    5: ("interlockOpen", "interlock open"),
    6: ("interlockClosed", "interlock closed"),
    7: ("configurationChange", "configuration changed"),
    8: ("jam", "jam"),
    9: ("subunitMissing", "missing"),
    10: ("subunitLifeAlmostOver", "near the end of its life"),
    11: ("subunitLifeOver", "at the end of its life"),
    12: ("subunitAlmostEmpty", "almost empty"),
    13: ("subunitEmpty", "empty"),
    14: ("subunitAlmostFull", "almost full"),
    15: ("subunitFull", "full"),
    16: ("subunitNearLimit", "near its limit"),
    17: ("subunitAtLimit", "at its limit"),
    18: ("subunitOpened", "opened"),
    19: ("subunitClosed", "closed"),
    20: ("subunitTurnedOn", "turned on"),
    21: ("subunitTurnedOff", "turned off"),
    22: ("subunitOffline", "off-line"),
    23: ("subunitPowerSaver", "in power save"),
    24: ("subunitWarmingUp", "warming up"),
    25: ("subunitAdded", "added"),
    26: ("subunitRemoved", "removed"),
    27: ("subunitResourceAdded", "resource added"),
    28: ("subunitResourceRemoved", "resource removed"),
    29: ("subunitRecoverableFailure", "failed, can recover"),
    30: ("subunitUnrecoverableFailure", "failed"),
    31: ("subunitRecoverableStorageError", "storage error, can recover"),
    32: ("subunitUnrecoverableStorageError", "storage error"),
    33: ("subunitMotorFailure", "motor failure"),
    34: ("subunitMemoryExhausted", "out of memory"),
    35: ("subunitUnderTemperature", "too cold"),
    36: ("subunitOverTemperature", "too hot"),
    37: ("subunitTimingFailure", "timing failure"),
    38: ("subunitThermistorFailure", "thermistor failure"),
}

_SPECIFIC: dict[int, tuple[str, str]] = {
    1: ("other", "Other condition"),
    2: ("unknown", "Unknown condition"),
    501: ("doorOpen", "Door open"),
    502: ("doorClosed", "Door closed"),
    503: ("powerUp", "Powered up"),
    504: ("powerDown", "Powered down"),
    505: ("printerNMSReset", "Reset over the network"),
    506: ("printerManualReset", "Reset by hand"),
    507: ("printerReadyToPrint", "Ready to print"),
    801: ("inputMediaTrayMissing", "Paper tray missing"),
    802: ("inputMediaSizeChange", "Paper size changed"),
    803: ("inputMediaWeightChange", "Paper weight changed"),
    804: ("inputMediaTypeChange", "Paper type changed"),
    805: ("inputMediaColorChange", "Paper color changed"),
    806: ("inputMediaFormPartsChange", "Form parts changed"),
    807: ("inputMediaSupplyLow", "Paper low"),
    808: ("inputMediaSupplyEmpty", "Paper out"),
    809: ("inputMediaChangeRequest", "Other paper requested"),
    810: ("inputManualInputRequest", "Manual feed requested"),
    811: ("inputTrayPositionFailure", "Tray position failure"),
    812: ("inputTrayElevationFailure", "Tray lift failure"),
    813: ("inputCannotFeedSizeSelected", "Cannot feed the selected size"),
    901: ("outputMediaTrayMissing", "Output tray missing"),
    902: ("outputMediaTrayAlmostFull", "Output tray almost full"),
    903: ("outputMediaTrayFull", "Output tray full"),
    904: ("outputMailboxSelectFailure", "Mailbox selection failure"),
    1001: ("fuserUnderTemperature", "Fuser too cold"),
    1002: ("fuserOverTemperature", "Fuser too hot"),
    1003: ("fuserTimingFailure", "Fuser timing failure"),
    1004: ("fuserThermistorFailure", "Fuser thermistor failure"),
    1005: ("adjustingPrintQuality", "Adjusting the print quality"),
    1101: ("tonerEmpty", "Toner empty"),
    1102: ("inkEmpty", "Ink empty"),
    1103: ("ribbonEmpty", "Ribbon empty"),
    1104: ("tonerAlmostEmpty", "Toner almost empty"),
    1105: ("inkAlmostEmpty", "Ink almost empty"),
    1106: ("ribbonAlmostEmpty", "Ribbon almost empty"),
    1107: ("wasteTonerAlmostFull", "Waste toner box almost full"),
    1108: ("wasteInkAlmostFull", "Waste ink box almost full"),
    1109: ("wasteTonerFull", "Waste toner box full"),
    1110: ("wasteInkFull", "Waste ink box full"),
    1111: ("opcLifeAlmostOver", "Drum near the end of its life"),
    1112: ("opcLifeOver", "Drum at the end of its life"),
    1113: ("developerAlmostEmpty", "Developer almost empty"),
    1114: ("developerEmpty", "Developer empty"),
    1115: ("tonerCartridgeMissing", "Toner cartridge missing"),
    1301: ("mediaPathMediaTrayMissing", "Paper path tray missing"),
    1302: ("mediaPathMediaTrayAlmostFull", "Paper path tray almost full"),
    1303: ("mediaPathMediaTrayFull", "Paper path tray full"),
    1304: ("mediaPathCannotDuplexMediaSelected", "Cannot print both sides of the selected paper"),
    1501: ("interpreterMemoryIncrease", "Memory increased"),
    1502: ("interpreterMemoryDecrease", "Memory decreased"),
    1503: ("interpreterCartridgeAdded", "Font or language cartridge added"),
    1504: ("interpreterCartridgeDeleted", "Font or language cartridge removed"),
    1505: ("interpreterResourceAdded", "Font or form added"),
    1506: ("interpreterResourceDeleted", "Font or form removed"),
    1507: ("interpreterResourceUnavailable", "Font or form unavailable"),
    1509: ("interpreterComplexPageEncountered", "Page too complex"),
    1801: ("alertRemovalOfBinaryChangeEntry", "Earlier alert is over"),
}

_FINISHERS: dict[int, tuple[str, str]] = {
    2: ("stapler", "Stapler"),
    3: ("stitcher", "Stitcher"),
    4: ("folder", "Folder"),
    5: ("binder", "Binder"),
    6: ("trimmer", "Trimmer"),
    7: ("dieCutter", "Die cutter"),
    8: ("puncher", "Puncher"),
    9: ("perforater", "Perforater"),
    10: ("slitter", "Slitter"),
    11: ("separationCutter", "Separation cutter"),
    12: ("imprinter", "Imprinter"),
    13: ("wrapper", "Wrapper"),
    14: ("bander", "Bander"),
    15: ("makeEnvelope", "Envelope maker"),
    16: ("stacker", "Stacker"),
    17: ("sheetRotator", "Sheet rotator"),
    18: ("inserter", "Inserter"),
}

# What a generic code is about, in plain words, by the group of its row.
_SUBJECTS: dict[str, str] = {
    "generalPrinter": "Printer",
    "cover": "Cover",
    "input": "Paper tray",
    "output": "Output tray",
    "marker": "Print engine",
    "markerSupplies": "Supply",
    "markerColorant": "Colorant",
    "mediaPath": "Paper path",
    "channel": "Interface",
    "interpreter": "Interpreter",
    "finDevice": "Finisher",
    "finSupply": "Finisher supply",
    "finSupplyMediaInput": "Finisher tray",
}


def code_name(code: int) -> str:
    """PrtAlertCodeTC's name for a code; "code 4711" where it has none."""
    if code in _SPECIFIC:
        return _SPECIFIC[code][0]
    if code in _GENERIC:
        return _GENERIC[code][0]
    finisher = _finisher(code)
    if finisher:
        (name, _), (generic, _) = finisher
        rest = generic.removeprefix("subunit")
        return name + rest[0].upper() + rest[1:]
    return f"code {code}"


def code_text(code: int, group: str) -> str:
    """A code in plain English, e.g. "Stapler almost empty", "Cover open".

    Args:
        code: prtAlertCode.
        group: PrtAlertGroupTC name of the row: what a generic code is about.
    """
    if code in _SPECIFIC:
        return _SPECIFIC[code][1]
    if code in _GENERIC:
        words = _GENERIC[code][1]
        if code <= 6:
            return words[0].upper() + words[1:]
        return (
            f"{_SUBJECTS.get(group, 'Part')}: {words}" if code in (7, 8) else f"{_SUBJECTS.get(group, 'Part')} {words}"
        )
    finisher = _finisher(code)
    if finisher:
        (_, subject), (_, words) = finisher
        return f"{subject} {words}"
    return f"Code {code}"


def code_words(name: str, group: str) -> str | None:
    """What a code's name means, for behind the words for what it is about: "Paper jam", "Almost empty".

    Args:
        name: PrtAlertCodeTC's name, as `code_name` gives it.
        group: PrtAlertGroupTC name of the row.

    Returns:
        None where it says nothing: "other", "unknown", a number without a name.
    """
    if name == "jam" and not group.startswith("fin"):
        return "Paper jam"
    return _words_by_name().get(name)


@cache
def _words_by_name() -> dict[str, str]:
    codes = [*_SPECIFIC, *_GENERIC, *range(30200, 31900)]
    known = {code_name(code): code for code in codes if code not in (1, 2)}
    named = {name: _GENERIC[code][1] if code in _GENERIC else code_text(code, "") for name, code in known.items()}
    return {name: words[0].upper() + words[1:] for name, words in named.items() if not name.startswith("code ")}


def _finisher(code: int) -> tuple[tuple[str, str], tuple[str, str]] | None:
    # RFC 3806: 30000 + 100 x the finishing device + the generic code.
    if not 30200 <= code <= 31899:
        return None
    device, generic = divmod(code - 30000, 100)
    if device in _FINISHERS and generic in _GENERIC:
        return _FINISHERS[device], _GENERIC[generic]
    return None
