"""Printer or not, by the device's own signs; and which row of the device table is the printer."""

import re

import msgspec

from core.printer.answers import Answers
from core.printer.brands import brand_in
from core.printer.oids import (
    ENTERPRISES,
    HR_DEVICE_DESCR,
    HR_DEVICE_PRINTER,
    HR_DEVICE_TYPE,
    HR_PRINTER_TABLE,
    PRINTER_MIB,
    PRT_GENERAL,
    SYS_DESCR,
)
from core.printer.vendors.ieee1284 import DeviceId, parse_device_id

DEVICE_ID_OIDS: dict[str, str] = {
    "brother": f"{ENTERPRISES}.2435.2.3.9.1.1.7.0",
    "xerox": f"{ENTERPRISES}.253.8.51.1.2.1.20.1",
    "lexmark": f"{ENTERPRISES}.641.2.1.2.1.3.1",
    "dell": f"{ENTERPRISES}.674.10898.100.2.1.2.1.3.1",
    "ricoh": f"{ENTERPRISES}.367.3.2.1.1.1.11.0",
    "tektronix": f"{ENTERPRISES}.128.2.1.3.1.2.0",
    "ppm": f"{ENTERPRISES}.2699.1.2.1.2.1.1.3.1",
    "hp": f"{ENTERPRISES}.11.2.3.9.1.1.7.0",
}
"""Where IEEE 1284 device IDs are kept (CUPS asks them all; PWG 5107.1 for "ppm"); HP's is also answered by others,
some of whom put an emulation's ID there, so it comes last."""

PRINTER_BRANCHES: tuple[str, ...] = tuple(
    f"{ENTERPRISES}.{branch}"
    for branch in (
        "11.2.3.9.1",
        "128.2.1",
        "236.11.5",
        "367.1.1",
        "641.1",
        "641.2",
        "674.10898",
        "1129.2.3",
        "1248.1.1.2",
        "1347.41",
        "1347.43",
        "1602.4.2",
        "1602.4.3",
        "1602.4.7",
        "2001.1.1",
        "2385.3.1",
        "2435.2.3.9.1",
        "10642.1",
        "10642.200",
        "18334.1.1.1.2",
        "18334.1.2.1.2",
        "26696",
        "40093",
    )
)
"""sysObjectIDs that a maker gives to printers only (PROTOCOL 2.1, seen in recordings). HP's other branches are
switches and servers, Canon's and Xerox's also cameras and scanners, Epson's also projectors: not in the list."""

PRINTER_OBJECTS: tuple[str, ...] = tuple(
    f"{ENTERPRISES}.{branch}"
    for branch in (
        "11.2.3.9.4.2.1.4.1",
        "236.11.5.1.1.3",
        "236.11.5.11.53",
        "236.11.5.11.55",
        "253.8.53.20",
        "367.3.2.1",
        "641.2.1.2",
        "641.6.4",
        "683.6.2.3.2",
        "1129.1.2.1.1.1",
        "1129.2.3.50",
        "1248.1.2.2",
        "1347.42",
        "1347.43",
        "1602.1.1.1",
        "1602.1.2.1.8",
        "1602.1.11",
        "2001.1.1.1.1.11",
        "2001.1.1.1.1.100",
        "2385.1.1.19.2.1",
        "2435.2.3.9.4.2.1.5.5",
        "10642.1",
        "10642.200",
        "18334.1.1.1",
        "40093.1.1",
    )
)
"""Private subtrees that makers give to their printers (PROTOCOL 2.2 to 2.13): for agents that answer little else."""

NET_SNMP_QUEUES = 5 << 16
"""hrDeviceIndex above which net-snmp lists the print queues of the host that it runs on (its host/hr_device.h: the
device type shifted by 16 bits)."""
_WINDOWS = f"{ENTERPRISES}.311"

# What a device that only shares its maker's branch calls itself.
_OTHER_WORDS = re.compile(
    r"\bscanner\b|\bprojector\b|\bcamera\b|\bswitch\b|\brouter\b|\bUPS\b|\bdigital sender\b|\bADS-\d{4}|\bdisplay\b",
    re.IGNORECASE,
)
_PRINT_WORDS = re.compile(r"print|\bMFP\b|\bMFC\b|\bDCP\b|laser|copier", re.IGNORECASE)
# What only printers, and the print servers in and in front of them, call themselves. Lexmark makes nothing else.
_PRINTER_WORDS = re.compile(
    r"\bprint ?server\b|\bprinter\b|\bprinting system\b|\blaser ?(?:jet|printer|mfp)\b|\b(?:office|design|desk)jet\b"
    r"|\bpagewide\b|\bcopier\b|\bMFP\b|\bmultifunction (?:system|printer|device)\b|\bphaser\b|\bcolorqube\b"
    r"|\b(?:work|docu)cent(?:re|er)\b|\baltalink\b|\bversalink\b|\bdocuprint\b|\bapeos(?:port|pro)?\b|\bbizhub\b|\bineo\b"
    r"|\bmagicolor\b|\bpagepro\b|\btaskalfa\b|\becosys\b|\be-studio|\bimage(?:runner|press|prograf)\b|\biR-?ADV\b"
    r"|\bLBP-?\d|\bMFC-|\bDCP-|\baficio\b|\b(?:hp|color) laser\b|^Canon .* /P$|\blexmark\b",
    re.IGNORECASE,
)
# Operating systems put the host's name, which may be "printer1", into sysDescr.
_OPERATING_SYSTEM = re.compile(
    r"^(?:linux|darwin|freebsd|openbsd|netbsd|sunos|aix|hp-ux|hardware:|windows|microsoft|cisco|vmware)", re.IGNORECASE
)
_PRINT_LANGUAGES = re.compile(
    r"\b(?:PCL\w*|PJL|POSTSCRIPT|PS|ESC/?P\w*|ESCPL2|ZPL|EPL|GDI|SPL|URF|PWG\w*|HBP|UFR\w*|XPS|KPDL|BDC|LIPS\w*)\b",
    re.IGNORECASE,
)


class Sign(msgspec.Struct, frozen=True):
    """Why a device is a printer."""

    rule: str
    oid: str


def device_ids(answers: Answers) -> list[tuple[str, DeviceId]]:
    """Every IEEE 1284 device ID that was answered, with its object, the most trustworthy first."""
    found = []
    for oid in DEVICE_ID_OIDS.values():
        octets = answers.octets(oid)
        if octets:
            parsed = parse_device_id(octets, answers.charset)
            if parsed != DeviceId():
                found.append((oid, parsed))
    return found


def printer_sign(answers: Answers, object_id: str | None) -> Sign | None:
    """The first sign that a device is a printer; None where it gives none."""
    for suffix, value in answers.below(HR_DEVICE_TYPE):
        if value == HR_DEVICE_PRINTER and not _is_queue(suffix, object_id):
            return Sign("a row of the device table is a printer (RFC 2790)", f"{HR_DEVICE_TYPE}.{suffix}")
    first = next(answers.below(PRINTER_MIB), None)
    if first is not None:
        return Sign("it answers the Printer MIB (RFC 3805)", f"{PRINTER_MIB}.{first[0]}")
    for suffix, _ in answers.below(HR_PRINTER_TABLE):
        if not _is_queue(suffix.rpartition(".")[2], object_id):
            return Sign("it has a row in hrPrinterTable (RFC 2790)", f"{HR_PRINTER_TABLE}.{suffix}")
    ids = device_ids(answers)
    for oid, device_id in ids:
        if _is_printer_class(device_id):
            return Sign("its IEEE 1284 device ID names a printer or its page languages", oid)
    if any(device_id.device_class for _, device_id in ids) or _calls_itself_other(answers):
        return None
    return _weaker_sign(answers, object_id)


def _weaker_sign(answers: Answers, object_id: str | None) -> Sign | None:
    branch = next((branch for branch in PRINTER_BRANCHES if is_below(object_id, branch)), None)
    if branch is not None:
        return Sign("its maker gives this branch of sysObjectID to printers only", branch)
    subtree = next((subtree for subtree in PRINTER_OBJECTS if answers.has_below(subtree)), None)
    if subtree is not None:
        return Sign("it answers private objects that its maker's printers have", subtree)
    descr = (answers.text(SYS_DESCR) or "")[:255]
    if _OPERATING_SYSTEM.match(descr) or is_below(object_id, _WINDOWS):
        return None
    if _PRINTER_WORDS.search(descr):
        return Sign("sysDescr calls it a printer, or the print server of one", SYS_DESCR)
    for suffix, value in answers.below(HR_DEVICE_DESCR):
        # A row of another type is a printer's scanner or disk, or a computer's part.
        if f"{HR_DEVICE_TYPE}.{suffix}" in answers or _is_queue(suffix, object_id):
            continue
        if _PRINTER_WORDS.search((answers.as_text(value) or "")[:255]):
            return Sign("hrDeviceDescr calls it a printer", f"{HR_DEVICE_DESCR}.{suffix}")
    return None


def _is_queue(index: str, object_id: str | None) -> bool:
    """Whether a printer row of the device table is a queue of a computer that prints elsewhere."""
    return is_below(object_id, _WINDOWS) or (index.isdigit() and int(index) >= NET_SNMP_QUEUES)


def is_below(object_id: str | None, branch: str) -> bool:
    """Whether an object identifier is a branch or lies below it."""
    return object_id is not None and (object_id == branch or object_id.startswith(f"{branch}."))


def device_index(answers: Answers) -> tuple[int | None, str]:
    """The printer row's hrDeviceIndex and the rule that chose it; 0 is a real one (some HP OfficeJets).

    The rows of type printer, of them the one that the Printer MIB uses; without such a type the Printer MIB's own
    first arc, then hrPrinterTable's; then the one described row that names a brand.
    """
    typed = [suffix for suffix, value in answers.below(HR_DEVICE_TYPE) if value == HR_DEVICE_PRINTER]
    used = _printer_mib_devices(answers)
    for suffix in typed:
        if suffix in used:
            return _as_index(suffix), "hrDeviceType printer, and the Printer MIB uses this row (RFC 2790)"
    if used:
        return _as_index(used[0]), "the first row the Printer MIB uses: hrDeviceType tells no other"
    if typed:
        return _as_index(typed[0]), "hrDeviceType printer (RFC 2790)"
    for suffix, _ in answers.below(f"{HR_PRINTER_TABLE}.1"):
        return _as_index(suffix), "the row of hrPrinterTable"
    for suffix, _ in answers.below(f"{HR_PRINTER_TABLE}.2"):
        return _as_index(suffix), "the row of hrPrinterTable"
    for suffix, value in answers.below(HR_DEVICE_DESCR):
        if brand_in(answers.as_text(value)) is not None:
            return _as_index(suffix), "the first row of the device table that names a brand"
    first = next(answers.below(HR_DEVICE_DESCR), None)
    return (None, "no row is known") if first is None else (_as_index(first[0]), "the first row of the device table")


def _printer_mib_devices(answers: Answers) -> list[str]:
    # The first index arc of every table: prtGeneral has one arc, the others two (Pantum's supplies: one).
    devices: list[str] = []
    for base, arcs_at_least in (
        (PRT_GENERAL, 2),
        *((f"{PRINTER_MIB}.{table}", 3) for table in ("11.1.1", "10.2.1", "8.2.1", "16.5.1")),
    ):
        for suffix, _ in answers.below(base):
            arcs = suffix.split(".")
            if len(arcs) >= arcs_at_least and arcs[1] not in devices:
                devices.append(arcs[1])
        if devices:
            break
    return devices


def _as_index(suffix: str) -> int | None:
    arc = suffix.partition(".")[0]
    return int(arc) if arc.isascii() and arc.isdigit() else None


def _is_printer_class(device_id: DeviceId) -> bool:
    if device_id.device_class:
        return "print" in device_id.device_class.lower()
    return bool(device_id.commands) and _PRINT_LANGUAGES.search(device_id.commands or "") is not None


def _calls_itself_other(answers: Answers) -> bool:
    texts = [answers.text(SYS_DESCR), *(answers.as_text(v) for _, v in answers.below(HR_DEVICE_DESCR))]
    words = " ".join(text[:255] for text in texts[:8] if text)
    return _OTHER_WORDS.search(words) is not None and _PRINT_WORDS.search(words) is None
