"""Who a device is: make, model, serial number, printer or not, out of whatever it answered (pure)."""

import re
from collections.abc import Collection, Iterator

from core.model.device import Identity
from core.printer.answers import Answers
from core.printer.brands import brand_in
from core.printer.charsets import declared_charset
from core.printer.dialects import dialect_for, enterprise, enterprise_number
from core.printer.models import clean_model, is_vague, model_in_sys_descr, network_card
from core.printer.oids import (
    HR_DEVICE_DESCR,
    HR_DEVICE_TYPE,
    MARKER_LIFE_COUNT,
    PRT_NAME,
    PRT_SERIAL,
    SUPPLY_LEVEL,
    SYS_DESCR,
    SYS_LOCATION,
    SYS_NAME,
    SYS_OBJECT_ID,
)
from core.printer.serials import clean_serial, device_id_serial, mac_address
from core.printer.signs import DEVICE_ID_OIDS, device_ids, device_index, printer_sign
from core.printer.trail import NO_TRAIL, Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.ieee1284 import DeviceId

IDENTITY_OIDS: tuple[str, ...] = (SYS_DESCR, SYS_OBJECT_ID, f"{HR_DEVICE_DESCR}.1", f"{PRT_SERIAL}.1")
"""What the sweep's one datagram asks: on most printers make, model and serial, and a Printer-MIB object as the sign
of a printer."""

V1_IDENTITY_OIDS: tuple[str, ...] = (SYS_DESCR, SYS_OBJECT_ID)
"""The same for SNMPv1, where one missing object costs the whole answer: what every agent has (RFC 1213)."""

_SN_IN_DESCR = re.compile(r"(?:^|[,;]\s*)S/?N[: ]\s*([A-Za-z0-9-]{4,})")
_FIRMWARE_IN_DESCR = (
    re.compile(r";\s*SS (\d[\w.]+)"),
    re.compile(r";\s*(?:OS|System Software) (\d[\w.]+)"),
    re.compile(r"^Samsung [^;]+;\s*V?(\d[\w.-]+)", re.IGNORECASE),
    re.compile(r"\b[Vv]ersion ([A-Z0-9][\w.-]+)"),
    re.compile(r"^(?:RICOH|LANIER|SAVIN|NRG|Gestetner)\b.*? (\d+\.[\d.]+) /"),
)
_MAX_TEXT = 255


def identify(answers: Answers, trail: Trail = NO_TRAIL) -> Identity:
    """The identity of a device out of any answers, from the sweep's few objects to a full walk."""
    if answers.charset is None:
        answers.charset = declared_charset(answers)
    dialect = choose_dialect(answers)
    facts = dialect.read(answers, NO_TRAIL) if dialect else VendorFacts()
    return identity_from(answers, dialect, facts, trail)


def choose_dialect(answers: Answers) -> Dialect | None:
    """Whose private objects to read: by the enterprise number, else by the brand in the device's own strings."""
    object_id = _object_id(answers)
    by_number = dialect_for(object_id)
    if by_number is not None:
        return by_number
    index, _ = device_index(answers)
    brand, _, _ = _vendor(answers, index, VendorFacts(), object_id)
    return dialect_for(None, brand)


def identity_from(answers: Answers, dialect: Dialect | None, facts: VendorFacts, trail: Trail = NO_TRAIL) -> Identity:
    """The identity, with the maker's private facts already read.

    Args:
        answers: what the device gave.
        dialect: the maker's dialect, None where none is known.
        facts: what its private objects said.
        trail: takes notes.
    """
    object_id = _object_id(answers)
    sign = printer_sign(answers, object_id)
    index, index_rule = device_index(answers)
    vendor, vendor_rule, vendor_oid = _vendor(answers, index, facts, object_id)
    model, model_rule, model_oid = _model(answers, index, facts, vendor)
    serial, serial_rule, serial_oid = _serial(answers, index, facts)
    mac, mac_oid = mac_address(answers)
    name, name_oid = _name(answers, index, model, facts)
    trail.note("is_printer", sign is not None, sign.rule if sign else "no sign of a printer", sign.oid if sign else "")
    trail.note("device_index", index, index_rule, HR_DEVICE_TYPE)
    trail.note("dialect", dialect.name if dialect else None, "by the enterprise number, else by brand", SYS_OBJECT_ID)
    trail.note("vendor", vendor, vendor_rule, vendor_oid)
    trail.note("model", model, model_rule, model_oid)
    trail.note("serial", serial, serial_rule, serial_oid)
    trail.note("mac", mac or facts.mac, "first usable ifPhysAddress, else the maker's own object", mac_oid)
    trail.note("name", name, "sysName, else prtGeneralPrinterName where that is not the model", name_oid)
    firmware, firmware_rule = _firmware(answers, facts)
    trail.note("firmware", firmware, firmware_rule, SYS_DESCR)
    location = _text(answers, SYS_LOCATION)
    trail.note("location", location, "sysLocation (RFC 1213)", SYS_LOCATION)
    return Identity(
        is_printer=sign is not None,
        vendor=vendor,
        dialect=dialect.name if dialect else None,
        model=model,
        serial=serial,
        mac=mac or facts.mac,
        name=name,
        location=location,
        firmware=firmware,
        object_id=object_id,
        device_index=index,
    )


def follow_up(answers: Answers, asked: Collection[str]) -> tuple[str, ...]:
    """The few objects to ask next while make, model, serial or printer-or-not is open.

    Args:
        answers: everything the device gave so far.
        asked: every object asked so far, answered or not; none of them comes back, so asking in rounds ends.

    Returns:
        Dotted OIDs; empty when enough is known or nothing more can be learned.
    """
    identity = identify(answers)
    if identity.is_printer and identity.model and identity.serial:
        return ()
    for wanted in _rounds(answers, identity):
        fresh = tuple(oid for oid in wanted if oid not in asked and oid not in answers)
        if fresh:
            return fresh
    return ()


def _rounds(answers: Answers, identity: Identity) -> Iterator[tuple[str, ...]]:
    if not len(answers):
        return
    # After the SNMPv1 datagram: what the other one asks.
    yield IDENTITY_OIDS
    known = enterprise(identity.object_id)
    dialect = dialect_for(identity.object_id, identity.vendor)
    signs = (f"{HR_DEVICE_TYPE}.1", f"{MARKER_LIFE_COUNT}.1.1", f"{SUPPLY_LEVEL}.1.1")
    has_row_1 = f"{HR_DEVICE_DESCR}.1" in answers or f"{PRT_SERIAL}.1" in answers
    if identity.is_printer and not has_row_1 and (dialect is None or dialect.name == "hp"):
        # Before the maker's own serial number: some OfficeJets keep the standard one at index 0.
        yield (f"{HR_DEVICE_DESCR}.0", f"{PRT_SERIAL}.0")
    if not identity.is_printer:
        # A maker's own objects often settle printer-or-not as well.
        yield (*dialect.identity, signs[0]) if dialect is not None and known is not None else signs
        yield signs
    if dialect is not None and (identity.is_printer or known is not None):
        yield dialect.identity
    if identity.is_printer and identity.model is None:
        yield (f"{PRT_NAME}.1", DEVICE_ID_OIDS["ppm"], DEVICE_ID_OIDS["hp"])


def _object_id(answers: Answers) -> str | None:
    value = answers.get(SYS_OBJECT_ID)
    return value if isinstance(value, str) and value not in ("0.0", "") else None


def _text(answers: Answers, oid: str) -> str | None:
    text = answers.text(oid)
    return text[:_MAX_TEXT] if text else None


def _row_descr(answers: Answers, index: int | None) -> tuple[str | None, str]:
    oid = f"{HR_DEVICE_DESCR}.{1 if index is None else index}"
    return _text(answers, oid), oid


def _vendor(
    answers: Answers, index: int | None, facts: VendorFacts, object_id: str | None
) -> tuple[str | None, str, str]:
    descr, descr_oid = _row_descr(answers, index)
    if brand := brand_in(descr):
        return brand, "the printer row's hrDeviceDescr names the brand", descr_oid
    own_id = enterprise_number(object_id)
    for oid, device_id in device_ids(answers):
        # Many makers answer HP's object for compatibility: HP's name there proves nothing on another's device.
        brand = brand_in(_maker_of(device_id))
        if brand and not (brand == "HP" and oid == DEVICE_ID_OIDS["hp"] and own_id not in (11, 236, None)):
            return brand, "the IEEE 1284 device ID names the brand", oid
    if brand := brand_in(_text(answers, SYS_DESCR)):
        return brand, "sysDescr names the brand", SYS_DESCR
    if brand := brand_in(facts.vendor) or brand_in(facts.model) or facts.vendor:
        return brand, "the maker's own objects name the brand", SYS_OBJECT_ID
    if brand := brand_in(_text(answers, f"{PRT_NAME}.{1 if index is None else index}")):
        return brand, "prtGeneralPrinterName names the brand", PRT_NAME
    known = enterprise(object_id)
    if known is not None and known.brand is not None:
        return known.brand, "no string names a brand: the enterprise number in sysObjectID", SYS_OBJECT_ID
    return None, "nothing names a brand", SYS_OBJECT_ID


def _maker_of(device_id: DeviceId) -> str | None:
    return device_id.manufacturer or device_id.description


def _model(answers: Answers, index: int | None, facts: VendorFacts, vendor: str | None) -> tuple[str | None, str, str]:
    vague: list[tuple[str, str, str]] = []
    for text, rule, oid in _model_texts(answers, index, facts):
        model = model_in_sys_descr(text) if oid == SYS_DESCR else clean_model(text)
        if model is None:
            continue
        # A string with another brand in it is an emulation's or an engine's, not this case's.
        if not is_vague(text or "") and brand_in(text) in (None, vendor):
            return model, rule, oid
        vague.append((model, f"{rule}; a family, a placeholder or another brand's, nothing better is said", oid))
    if vague:
        return vague[0]
    for text, oid in (_row_descr(answers, index), (_text(answers, SYS_DESCR), SYS_DESCR)):
        if card := network_card(text):
            return card, "only the network card names itself", oid
    return None, "nothing names a model", SYS_DESCR


def _model_texts(answers: Answers, index: int | None, facts: VendorFacts) -> Iterator[tuple[str | None, str, str]]:
    descr, descr_oid = _row_descr(answers, index)
    yield descr, "hrDeviceDescr of the printer row, without the brand", descr_oid
    sys_descr = _text(answers, SYS_DESCR)
    if sys_descr and "PID:" in sys_descr:
        yield sys_descr, "PID in sysDescr (HP)", SYS_DESCR
    yield facts.model, "the maker's own model object", SYS_OBJECT_ID
    for oid, device_id in device_ids(answers):
        yield device_id.description, "DES of the IEEE 1284 device ID", oid
        yield device_id.model, "MDL of the IEEE 1284 device ID", oid
    yield sys_descr, "the first part of sysDescr", SYS_DESCR
    name_oid = f"{PRT_NAME}.{1 if index is None else index}"
    name = _text(answers, name_oid)
    if name and (brand_in(name) or any(character.isdigit() for character in name)):
        yield name, "prtGeneralPrinterName, where nothing else names a model", name_oid


def _serial(answers: Answers, index: int | None, facts: VendorFacts) -> tuple[str | None, str, str]:
    own = f"{PRT_SERIAL}.{1 if index is None else index}"
    for oid in (own, *(f"{PRT_SERIAL}.{suffix}" for suffix, _ in answers.below(PRT_SERIAL))):
        if serial := clean_serial(answers.text(oid)):
            return serial, "prtGeneralSerialNumber (RFC 3805)", oid
    # Before the maker's objects: the sweep has sysDescr, and the identity must not change with what is asked later.
    match = _SN_IN_DESCR.search(_text(answers, SYS_DESCR) or "")
    if match and (serial := clean_serial(match.group(1))):
        return serial, "SN in sysDescr", SYS_DESCR
    if serial := clean_serial(facts.serial):
        return serial, "prtGeneralSerialNumber is missing or blank: the maker's own object", SYS_OBJECT_ID
    for oid, device_id in device_ids(answers):
        if serial := device_id_serial(device_id.serial):
            return serial, "SN of the IEEE 1284 device ID", oid
    return None, "no object holds a usable serial number", own


def _name(answers: Answers, index: int | None, model: str | None, facts: VendorFacts) -> tuple[str | None, str]:
    if name := _text(answers, SYS_NAME):
        return name, SYS_NAME
    oid = f"{PRT_NAME}.{1 if index is None else index}"
    name = _text(answers, oid)
    if name and clean_model(name) != model:
        return name, oid
    return facts.name, SYS_OBJECT_ID


def _firmware(answers: Answers, facts: VendorFacts) -> tuple[str | None, str]:
    if facts.firmware:
        return facts.firmware[:_MAX_TEXT], "the maker's own firmware object"
    text = _text(answers, SYS_DESCR) or ""
    for pattern in _FIRMWARE_IN_DESCR:
        if match := pattern.search(text):
            return match.group(1), "the version in sysDescr"
    return None, "no object names the firmware"
