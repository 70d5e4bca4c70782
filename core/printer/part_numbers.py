"""Order numbers and cartridge serial numbers out of descriptions, and the name that is left.

Patterns from PROTOCOL 4.2 (tested there against 264 recorded descriptions); a maker's own pattern goes first, so that
another maker's never fires on its text.
"""

import re

_SERIAL = re.compile(r"(?:[;,]\s*S/?N|\s+\(?S/N\b|\s+\(?SN:|^\(?S/N\b)[:\s]*(?P<serial>[^;,\s)]*).*$")
_NO_SERIAL = frozenset({"", "unknown", "none", "n/a", "na", "crum-", "0", "-"})

_XEROX = re.compile(r"\b(\d{3}[A-Z]\d{5,6})\b")
_HP = re.compile(
    r"(?<![A-Z0-9])((?:C[A-Z]|CE|CF)\d{3}[A-Z]{1,2}|[QC]\d{4}[A-Z]{1,2}|W\d{4}[A-Z]{1,2}|[A-Z]\d[A-Z]\d{2}[A-Z]{1,2}"
    r"|51\d{3}[A-Z]|RM\d-\d{4}|[A-Z][A-Z0-9]{4}-\d{5})(?![A-Z0-9])"
)
_KYOCERA = re.compile(r"\b((?:TK|CK|PK|TD|MK|DV|DK|FK|WT)-?\d{2,4}[A-Z]{0,2})\b")
_CANON = re.compile(
    r"\b((?:C-?EXV ?|GPR-|NPG-)\d+(?:/\d{2})*|PFI-?\d+[A-Z]*|MC-\d{2}[A-Z]*"
    r"|Cartridge (?:[A-Z]\d{2}|\d{3})(?: ?H(?:igh)?\b|H)?(?:/\d{3}H?)*)(?![0-9])"
)
_EPSON = re.compile(
    r"\b(T\d{4}(?:/T\d{4})*|T\d{3}[A-Z0-9]{0,3}|SJIC\d+P?(?:-?[A-Z]{1,2})?|C13[A-Z]\d{6}[A-Z0-9]{0,4})\b"
)
_FUJI = re.compile(r"\b(CT\d{6}|CWAA\d{4}|EL\d{6})\b")
_OLIVETTI = re.compile(r"^(B\d{4})$")
_RICOH = re.compile(r"\b(C-KIT DC\d{4})\b|^(\d{6})$")
_SAMSUNG = re.compile(r"\b((?:MLT|CLT)-[A-Z]?\d{3,4}[A-Z]{0,2})\b")
_BROTHER = re.compile(r"\b((?:TN|DR|WT|BU|LC)-?\d{2,5}[A-Z]{0,4})\b")
_KONICA = re.compile(r"\b((?:TN|TNP|DR|DV|IU|IUP|WX|WB)-?\d{2,4}[A-Z]{0,2})\b")
_TOSHIBA = re.compile(r"\b((?:T|TB|OD|D)-[A-Z]{0,2}\d{2,4}[A-Z]{0,2}(?:-[KCMY])?)\b")
_SHARP = re.compile(r"\b((?:MX|AR|BP|DX)-?[A-Z]?\d{2,3}[A-Z]{2}[A-Z]?)\b")
_LABELLED = re.compile(r"\b(?:P/?N|Part ?(?:No\.?|Number))[:\s]*((?=[A-Z0-9-]*\d)[A-Z0-9-]{5,})", re.IGNORECASE)

_BY_MAKER: dict[str, tuple[re.Pattern[str], ...]] = {
    "xerox": (_XEROX,),
    "fujifilm": (_FUJI, _XEROX),
    "hp": (_HP,),
    "kyocera": (_KYOCERA, _OLIVETTI),
    "canon": (_CANON,),
    "epson": (_EPSON,),
    "ricoh": (_RICOH,),
    "samsung": (_SAMSUNG, _HP),
    "brother": (_BROTHER,),
    "konica_minolta": (_KONICA,),
    "toshiba": (_TOSHIBA,),
    "sharp": (_SHARP,),
}
# Tried on every make after its own: shapes that no other text on a supply has.
_UNMISTAKABLE = (_XEROX, _HP, _KYOCERA, _SAMSUNG)
# Tried where nobody knows the make.
_OF_ANYBODY = (_CANON, _EPSON, _RICOH, _FUJI)

_BOILERPLATE = (
    re.compile(r"[,;]?\s*\b(?:Replace with |Reorder )?P(?:/?N|art ?(?:No\.?|Number))[:\s]+unknown\b.*$", re.IGNORECASE),
    re.compile(
        r"[,;]?\s*\b(?:Replace with |Reorder )?P(?:/?N|art ?(?:No\.?|Number))[:\s]*(?=[A-Z0-9-]*\d)[A-Z0-9-]{5,}.*$",
        re.IGNORECASE,
    ),
    re.compile(r"\s+HP None$", re.IGNORECASE),
    re.compile(r"\s+OKI ?DATA CORP(?:ORATION)?\.?$", re.IGNORECASE),
)
# Only after an order number has gone: the list of models that it fits says nothing about which supply it is.
_FITS = re.compile(r",\s*(?:Phaser|ColorQube|WorkCentre|DocuPrint|VersaLink|AltaLink)\b.*$")
_TRAILING_HP = re.compile(
    r"\s+HP\s+(?:(?:110V|220V)-)?[A-Z0-9][A-Z0-9-]{4,10}(?:,?\s*(?:110V|220V)-[A-Z0-9]{5,7})*$", re.IGNORECASE
)
_TRAILING_EPSON = re.compile(r"\s+(?:T\d{4}(?:/T\d{4})*|C13[A-Z]\d{6}[A-Z0-9]{0,4})$")
_WORD = re.compile(r"[^\W\d_]{3,}")
MAX_NAME = 255
"""Longest name kept: prtMarkerSuppliesDescription's own limit."""


def cartridge_serial(description: str | None) -> str | None:
    """The cartridge's serial number at the end of a description ("...;SN48178080E0000481", "... S/N:CRUM-15..")."""
    match = _SERIAL.search(description or "")
    if match is None:
        return None
    serial = match.group("serial").strip(" .")
    return None if serial.lower() in _NO_SERIAL else serial


def without_serial(description: str) -> str:
    """The description with the cartridge's serial number cut off."""
    return _SERIAL.sub("", description).strip()


def part_number(description: str | None, dialect: str | None = None) -> str | None:
    """The order number that a description names; alternatives (110 V, 220 V) joined by a slash.

    Args:
        description: the cleaned description.
        dialect: whose pattern goes first.
    """
    if not description:
        return None
    text = re.sub(r"\b(?:110|220)V-", "", without_serial(description))
    own = _BY_MAKER.get(dialect, ()) if dialect is not None else ()
    for pattern in (*own, *_UNMISTAKABLE, *(_OF_ANYBODY if dialect is None else ()), _LABELLED):
        numbers: list[str] = []
        for match in pattern.finditer(text):
            number = next(group for group in match.groups() if group)
            if number not in numbers:
                numbers.append(number)
        if numbers:
            return "/".join(numbers[:4])
    return None


def clean_name(description: str | None) -> str:
    """The description as a name: without serial number, order number boilerplate and lists of models.

    A trailing order number goes where words remain to stand for it ("Cyan Cartridge HP CF401X" becomes "Cyan
    Cartridge") and stays where it is the name ("TK-1162"). Empty where nothing is left.
    """
    if not description:
        return ""
    name = without_serial(description)
    for pattern in _BOILERPLATE:
        shorter = pattern.sub("", name).strip(" ,;")
        if shorter != name and _WORD.search(shorter):
            name = _or_itself(_FITS.sub("", shorter), shorter)
    for pattern in (_TRAILING_HP, _TRAILING_EPSON):
        match = pattern.search(name)
        if match and any(character.isdigit() for character in match.group()):
            name = _or_itself(name[: match.start()], name)
    return name.strip(" ,;")[:MAX_NAME]


def _or_itself(shorter: str, name: str) -> str:
    shorter = shorter.strip(" ,;")
    return shorter if _WORD.search(shorter) else name
