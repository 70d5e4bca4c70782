"""The enumerations of the supplies table by name, and what the words say where a column is missing."""

import re
import unicodedata
from functools import lru_cache

from core.model.supply import RECEPTACLE_TYPES

TYPES: dict[int, str] = {
    1: "other",
    2: "unknown",
    3: "toner",
    4: "wasteToner",
    5: "ink",
    6: "inkCartridge",
    7: "inkRibbon",
    8: "wasteInk",
    9: "opc",
    10: "developer",
    11: "fuserOil",
    12: "solidWax",
    13: "ribbonWax",
    14: "wasteWax",
    15: "fuser",
    16: "coronaWire",
    17: "fuserOilWick",
    18: "cleanerUnit",
    19: "fuserCleaningPad",
    20: "transferUnit",
    21: "tonerCartridge",
    22: "fuserOiler",
    23: "water",
    24: "wasteWater",
    25: "glueWaterAdditive",
    26: "wastePaper",
    27: "bindingSupply",
    28: "bandingSupply",
    29: "stitchingWire",
    30: "shrinkWrap",
    31: "paperWrap",
    32: "staples",
    33: "inserts",
    34: "covers",
    35: "matteToner",
    36: "matteInk",
}
"""PrtMarkerSuppliesTypeTC (RFC 3805; 35 and 36 from the later IANA registry)."""

UNITS: dict[int, str] = {
    1: "other",
    2: "unknown",
    3: "tenThousandthsOfInches",
    4: "micrometers",
    7: "impressions",
    8: "sheets",
    11: "hours",
    12: "thousandthsOfOunces",
    13: "tenthsOfGrams",
    14: "hundredthsOfFluidOunces",
    15: "tenthsOfMilliliters",
    16: "feet",
    17: "meters",
    18: "items",
    19: "percent",
}
"""PrtMarkerSuppliesSupplyUnitTC and PrtCapacityUnitTC (RFC 3805; its "hundreths" is spelled out here)."""

CONSUMED_CLASS, RECEPTACLE_CLASS = 3, 4
"""PrtMarkerSuppliesClassTC: supplyThatIsConsumed, receptacleThatIsFilled."""

MARKING_TYPES = frozenset({"toner", "tonerCartridge", "ink", "inkCartridge", "matteToner", "matteInk"})
"""What puts colour on paper: on a monochrome device such a row is black."""

MAX_TEXT = 255
"""Characters of a description that are looked at: prtMarkerSuppliesDescription's own limit."""

PLAIN_NAMES: dict[str, str] = {
    "toner": "Toner",
    "tonerCartridge": "Toner Cartridge",
    "matteToner": "Matte Toner",
    "ink": "Ink",
    "inkCartridge": "Ink Cartridge",
    "matteInk": "Matte Ink",
    "inkRibbon": "Ink Ribbon",
    "ribbonWax": "Wax Ribbon",
    "solidWax": "Solid Ink",
    "wasteToner": "Waste Toner Box",
    "wasteInk": "Waste Ink Box",
    "wasteWax": "Waste Tray",
    "wasteWater": "Waste Water Box",
    "wastePaper": "Waste Paper Box",
    "opc": "Drum",
    "developer": "Developer",
    "fuser": "Fuser",
    "fuserOil": "Fuser Oil",
    "fuserOilWick": "Fuser Oil Wick",
    "fuserOiler": "Fuser Oiler",
    "fuserCleaningPad": "Fuser Cleaning Pad",
    "coronaWire": "Corona Wire",
    "cleanerUnit": "Cleaner Unit",
    "transferUnit": "Transfer Unit",
    "water": "Water",
    "glueWaterAdditive": "Glue",
    "bindingSupply": "Binding Supply",
    "bandingSupply": "Banding Supply",
    "stitchingWire": "Stitching Wire",
    "shrinkWrap": "Shrink Wrap",
    "paperWrap": "Paper Wrap",
    "staples": "Staples",
    "inserts": "Inserts",
    "covers": "Covers",
}
"""Type name -> the words to show where a device has no description for a row."""

# Words of supplies in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. From
# descriptions seen in recordings (PROTOCOL 4.1) and the makers' panel languages; the first that fits counts, so
# waste goes before toner and drum before cartridge.
_MAINTENANCE_BOX = (
    r"maintenance (?:box|cartridge|tank)|wartungs(?:box|tank|patrone)|onderhouds(?:box|cassette|tank)"
    r"|(?:boite|caja|scatola|caixa) (?:de |di )?(?:maintenance|mantenimiento|manutenzione|manutencao)"
)
_WASTE = (
    r"waste|rest-?toner|alt-?toner|abfall|recup|usage\b|usad[oa]\b|usat[oa]\b|residu|residuo|scart[oi]|esaust|afval"
    rf"|{_MAINTENANCE_BOX}|collecteur|\bcollection\b|coll?ec?tor|\bcoleta\b|raccolta|recoleccion|recogida"
    r"|recolha|opvang|auffang|sammelbehalt|used toner|gebruikte toner|desperdicio|desech|descarte"
)
_WORDS: tuple[tuple[str, str], ...] = (
    ("wastePaper", r"punch\w*.*(?:waste|dust|chip)|waste.*\bpunch|loch\w*.*abfall|lochabfall|perfor\w*.*dechet"),
    ("wasteInk", rf"(?:{_WASTE}).*\b(?:ink|tinte|encre|tinta|inkt|inchiostro)|{_MAINTENANCE_BOX}"),
    ("wasteInk", rf"\b(?:ink|tinten?|encre|tinta|inkt|inchiostro)\S* .*(?:{_WASTE})|resttinte"),
    ("wasteWax", r"waste tray"),
    ("wasteToner", _WASTE),
    ("other", r"filter|filtr[eo]\b"),
    (
        "staples",
        (
            r"staple|heftklammer|\bhefter|agrafe|grapa|punti? metallic|cucitric|graffett|\bgramp(?:o|ead)"
            r"|\bniet(?:je|en|mach)"
        ),
    ),
    ("solidWax", r"solid ink|colorstix|festtinte|encre solide|tinta solida|inchiostro solido|vaste inkt"),
    ("fuserOil", r"fuser oil"),
    ("fuserCleaningPad", r"fus(?:er|ing) clean"),
    ("coronaWire", r"\bcorona"),
    ("cleanerUnit", r"clean|reinig|nettoy|limpie|puli|limpeza"),
    (
        "transferUnit",
        (
            r"transfer|transf\.|courroie|ubertrag|trasferimento|cinghia|correia|overdracht|\bbelt\b|\bitb\b|\bbtr\b"
            r"|\bimage roll"
        ),
    ),
    ("fuser", r"\bfus(?:er|ing|ion|ore)\b|fixier|fixeer|\bfixing|fusor|fuseer|unite de fus"),
    ("developer", r"develop|entwickl|revelador|revelateur|sviluppo|ontwikkel"),
    (
        "opc",
        (
            r"\bdrum|photo[- ]?conduct|fotoleiter|trommel|tambour|tambor|tamburo|cilindro|fotocondu|photorecept"
            r"|fotorece|\bimaging\b|image (?:unit|drum)|imagerie|unidade? de imag|belichtungs"
            r"|beeld(?:verwerking|vorming|eenheid)|\bopc\b|\bpcdu\b|\bpcu\b"
        ),
    ),
    ("inkRibbon", r"ribbon|farbband|ruban|nastro|lint\b"),
    ("inkCartridge", r"(?:\bink\b|tinten?|encre|inkt|tinta|inchiostro).*(?:cartridge|tank|patrone|cartouche|cartucho)"),
    ("inkCartridge", r"(?:tank|patrone|cartouche|cartucho|cartuccia).*(?:\bink\b|tinte|encre|tinta|inchiostro)"),
    ("ink", r"\bink\b|\btinte|\bencre\b|\btinta\b|\binkt\b|inchiostro|ink supply"),
    ("toner", r"toner|\bprint cartridge|kartusche"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)
_WASTE_WORDS = re.compile(rf"{_WASTE}|resttinte|waste tray")


def fold(text: str) -> str:
    """Lower case without accents, so that "récup." is found as "recup."."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).lower()


def type_by_words(description: str | None) -> str:
    """The type that a description speaks of; "unknown" where it says nothing, "other" for parts without a type.

    A bare "Cartridge" without a word for what is in it stays unknown, except the order numbers that only toners have
    (Kyocera's TK-, CK- and PK-, PROTOCOL 4.1); `core.printer.cartridges` knows more of those.
    """
    return _type_by_words(description[:MAX_TEXT]) if description else "unknown"


# A fleet repeats the same few descriptions; the texts are cut, so that what is kept stays small.
@lru_cache(maxsize=2048)
def _type_by_words(description: str) -> str:
    folded = fold(description)
    for name, pattern in _COMPILED:
        if pattern.search(folded):
            return name
    return "toner" if re.match(r"(?:tk|ck|pk)-?\d{3,5}", folded) else "unknown"


def says_waste(description: str | None) -> bool:
    """Whether the words speak of a box that fills up."""
    return bool(description) and _WASTE_WORDS.search(fold((description or "")[:MAX_TEXT])) is not None


def type_of(number: int | None, description: str | None) -> tuple[str, str]:
    """The type's name and the rule it came from.

    Args:
        number: prtMarkerSuppliesType, None where the column has no such row.
        description: the cleaned description.
    """
    if number is not None and number != 2 and number in TYPES:
        return TYPES[number], "prtMarkerSuppliesType (RFC 3805)"
    guess = type_by_words(description)
    if guess != "unknown":
        return guess, "prtMarkerSuppliesType is missing or unknown: the description's words"
    return "unknown", "neither prtMarkerSuppliesType nor the description tells"


def is_receptacle(supply_class: int | None, type_name: str, description: str | None) -> tuple[bool, str]:
    """Whether a supply fills up, and the rule.

    The class decides (RFC 3805). A waste type under class 3 is a receptacle all the same: the level means remaining
    room either way. The words count only where neither class nor type says anything.
    """
    if supply_class == RECEPTACLE_CLASS:
        return True, "prtMarkerSuppliesClass receptacleThatIsFilled"
    if type_name in RECEPTACLE_TYPES:
        return True, f"type {type_name} fills up"
    if supply_class == CONSUMED_CLASS:
        return False, "prtMarkerSuppliesClass supplyThatIsConsumed"
    if type_name in ("other", "unknown") and says_waste(description):
        return True, "no class and no telling type: the description speaks of waste"
    return False, "no sign of a receptacle"
