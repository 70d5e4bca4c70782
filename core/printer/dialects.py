"""Who speaks which private tree: enterprise number -> usual brand and dialect."""

import msgspec

from core.printer.oids import ENTERPRISES
from core.printer.vendors import (
    brother,
    canon,
    dell,
    epson,
    fujifilm,
    hp,
    konica_minolta,
    kyocera,
    lexmark,
    oki,
    pantum,
    ricoh,
    samsung,
    sharp,
    toshiba,
    xerox,
    zebra,
)
from core.printer.vendors.facts import Dialect


class Enterprise(msgspec.Struct, frozen=True):
    """What a number below 1.3.6.1.4.1 stands for."""

    brand: str | None
    """The brand where the device's strings name none; None where the number is no brand's."""
    dialect: str | None
    """The name of the dialect of its private tree."""


ENTERPRISE_NUMBERS: dict[int, Enterprise] = {
    11: Enterprise("HP", "hp"),
    26696: Enterprise("HP", "hp"),
    29999: Enterprise("HP", "hp"),
    128: Enterprise("Tektronix", "xerox"),
    236: Enterprise("Samsung", "samsung"),
    253: Enterprise("Xerox", "xerox"),
    258: Enterprise("Panasonic", None),
    297: Enterprise("Fuji Xerox", "fujifilm"),
    367: Enterprise("Ricoh", "ricoh"),
    641: Enterprise("Lexmark", "lexmark"),
    674: Enterprise("Dell", "dell"),
    683: Enterprise(None, "zebra"),
    1129: Enterprise("Toshiba", "toshiba"),
    1248: Enterprise("Epson", "epson"),
    1347: Enterprise("Kyocera", "kyocera"),
    1602: Enterprise("Canon", "canon"),
    2001: Enterprise("OKI", "oki"),
    2385: Enterprise("Sharp", "sharp"),
    2435: Enterprise("Brother", "brother"),
    10642: Enterprise("Zebra", "zebra"),
    18334: Enterprise("Konica Minolta", "konica_minolta"),
    40093: Enterprise("Pantum", "pantum"),
}
"""PROTOCOL 2.1. 683 is Extended Systems, whose print servers sit in Zebras; 128 is Tektronix (solid ink)."""

DIALECTS: dict[str, Dialect] = {
    module.DIALECT.name: module.DIALECT
    for module in (
        brother,
        canon,
        dell,
        epson,
        fujifilm,
        hp,
        konica_minolta,
        kyocera,
        lexmark,
        oki,
        pantum,
        ricoh,
        samsung,
        sharp,
        toshiba,
        xerox,
        zebra,
    )
}
"""Every dialect by name."""

BRAND_DIALECTS: dict[str, str] = {
    "HP": "hp",
    "Tektronix": "xerox",
    "Samsung": "samsung",
    "Xerox": "xerox",
    "Fuji Xerox": "fujifilm",
    "Fujifilm": "fujifilm",
    "Ricoh": "ricoh",
    "Lanier": "ricoh",
    "Savin": "ricoh",
    "NRG": "ricoh",
    "Gestetner": "ricoh",
    "Nashuatec": "ricoh",
    "Rex-Rotary": "ricoh",
    "Infotec": "ricoh",
    "InfoPrint": "ricoh",
    "Lexmark": "lexmark",
    "Dell": "dell",
    "Toshiba": "toshiba",
    "Epson": "epson",
    "Kyocera": "kyocera",
    "UTAX": "kyocera",
    "Triumph-Adler": "kyocera",
    "Olivetti": "kyocera",
    "Copystar": "kyocera",
    "Canon": "canon",
    "OKI": "oki",
    "Sharp": "sharp",
    "Brother": "brother",
    "Zebra": "zebra",
    "Konica Minolta": "konica_minolta",
    "Develop": "konica_minolta",
    "Pantum": "pantum",
}
"""The dialect of a brand, for devices whose sysObjectID is missing or says nothing (a print server's own)."""


def enterprise_number(object_id: str | None) -> int | None:
    """The arc after 1.3.6.1.4.1 in a sysObjectID; None where there is none."""
    if object_id is None or not object_id.startswith(f"{ENTERPRISES}."):
        return None
    arc = object_id[len(ENTERPRISES) + 1 :].partition(".")[0]
    return int(arc) if arc.isascii() and arc.isdigit() else None


def enterprise(object_id: str | None) -> Enterprise | None:
    """What the number in a sysObjectID stands for; None for numbers that no printer maker has."""
    number = enterprise_number(object_id)
    return None if number is None else ENTERPRISE_NUMBERS.get(number)


def dialect_for(object_id: str | None, brand: str | None = None) -> Dialect | None:
    """The dialect of a device: by its enterprise number, else by its brand."""
    known = enterprise(object_id)
    name = known.dialect if known else BRAND_DIALECTS.get(brand or "")
    return DIALECTS.get(name or "")
