"""Model names out of the strings that devices keep them in."""

import re

from core.printer.brands import brand_in, without_brand

# Network cards, firmware families and rows of the device table: never what stands on the case.
_NEVER = re.compile(
    r"print(?:ing)? ?server|printing system|print(?:er)? i/f|multi-?environment|jetdirect|^brother nc-|^epson built-?in"
    r"|^net-?snmp|^linux\b|^unix\b|^windows\b|^vxworks|embedded (?:web|linux|system)|ethernet (?:port|interface|10)"
    r"|network (?:card|adapter|interface|printer [a-z] model)|^(?:copier|scanner|fax|ram disk|hard disk)"
    r"|multi-functional device|^zebranet\b|^okilan\b|^oki okilan\b|^softwired|^esi\b|^extended systems"
    r"|^(?:the )?(?:laser |color |colour |mono |network |label |local |default )*(?:printer|mfp)$"
    r"|^(?:unknown|none|null|n/?a|undefined|not set|default|-+)$",
    re.IGNORECASE,
)
# A placeholder or a whole family: good only while nothing more exact is said.
_VAGUE = re.compile(r"^generic\b|\d[xX]\b.*\bseries$|\b[A-Z]?\d{3,}-[A-Z]?\d{3,}$", re.IGNORECASE)
_CARDS = re.compile(r"^(?:oki )?okilan \w*\d|^brother nc-\d", re.IGNORECASE)
_SERIES = re.compile(r"\s+series$", re.IGNORECASE)
_QUEUE_TAIL = re.compile(r"\s*/\s*P$|\s+\(?(?:printer|PCL ?\d?\w*|PS\d?|UFR ?II(?: LT)?)\)?$", re.IGNORECASE)
_FIRMWARE_TOKEN = re.compile(r"^(?=.*\d)[A-Z0-9]{2,}(?:\.[A-Z0-9-]+){2,}$", re.IGNORECASE)
_SERIAL_TOKEN = re.compile(r"^(?=(?:.*\d){2})(?=.*[A-Z0-9]{7})[A-Z0-9]{7,13}$")
_CUTS = re.compile(
    r"\s*(?:[;,|]|\s/\s|\sOS (?=\d)|\s(?:version|ver\.|rev\.?|kernel|firmware|fw|net|emb|sn|s/n|serial)\b[\s:.]"
    r"|\s\(|\sV\d+\.).*$",
    re.IGNORECASE,
)
_PID = re.compile(r"\bPID:\s*([^,;]+)")
_ATTACHED = re.compile(r"\bAttached to ([A-Za-z0-9][\w +-]*?)(?=\s+Rev\b|\s*[:;,]|$)", re.IGNORECASE)
_SYSTEM_TAIL = re.compile(r"\s+v\d\s+Multifunction (?:System|Printer)$", re.IGNORECASE)
_VERSION_TAIL = re.compile(r"\s+\d+\.\d+[\d.]*$")
MAX_MODEL = 120
"""A longer text is no model."""


def is_never_a_model(text: str) -> bool:
    """Whether a text names a network card, a firmware or nothing at all."""
    return _NEVER.search(text) is not None


def is_vague(text: str) -> bool:
    """Whether a text names a family ("M408x Series") or is a placeholder ("Generic 28C-1")."""
    return _VAGUE.search(text) is not None


def clean_model(text: str | None) -> str | None:
    """A model without brand, "series" and firmware; None where the text holds no model.

    Examples: "Brother MFC-L2710DW series" -> "MFC-L2710DW", "Canon TM-5300 /P" -> "TM-5300".
    """
    if not text or is_never_a_model(text):
        return None
    model = _QUEUE_TAIL.sub("", _SYSTEM_TAIL.sub("", _CUTS.sub("", text).strip()))
    model = without_brand(model.strip(" :,-"))
    model = _without_build(model)
    model = _SERIES.sub("", model).strip(" :,-")
    if not any(character.isalnum() for character in model) or is_never_a_model(model) or _is_only_brand(model):
        return None
    return model[:MAX_MODEL]


def model_in_sys_descr(text: str | None) -> str | None:
    """The model that sysDescr holds: HP's PID, an "Attached to", or its first part; None where it holds none.

    First parts: "Xerox AltaLink C8045; SS 100...", "RICOH Aficio MP C3002 2.20 / RICOH ...", "Lexmark MS810 ...".
    """
    if not text:
        return None
    for pattern in (_PID, _ATTACHED):
        match = pattern.search(text)
        if match:
            return clean_model(match.group(1))
    # A bare word without a brand in front may be anybody's operating system.
    if brand_in(text) is None:
        return None
    first = _CUTS.sub("", text).strip()
    model = clean_model(_VERSION_TAIL.sub("", first))
    return model if model and any(character.isdigit() for character in model) else None


def network_card(text: str | None) -> str | None:
    """The network card's name ("OkiLAN 9450g"), which stands for the model only where nothing else does."""
    if not text or not _CARDS.search(text):
        return None
    return without_brand(_CUTS.sub("", text).strip())[:MAX_MODEL]


def _without_build(model: str) -> str:
    """Lexmark style: "MX711 7463120 LW41.SB7.P510" without serial and firmware tokens."""
    tokens = model.split(" ")
    for position, token in enumerate(tokens):
        if position and _FIRMWARE_TOKEN.match(token):
            kept = tokens[:position]
            if len(kept) > 1 and _SERIAL_TOKEN.match(kept[-1]):
                kept = kept[:-1]
            return " ".join(kept)
    return model


def _is_only_brand(model: str) -> bool:
    return without_brand(f"{model} 0") == "0"
