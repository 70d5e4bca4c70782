"""The colour of a supply as a plain English word: out of the colorant's name, the description's words, or a code.

A colour is a base ("black", "cyan", ...) with at most a few modifiers in front ("photo black", "light light black").
Words are known in English, German, French, Spanish, Italian, Portuguese and Dutch (PROTOCOL 4.3), also where a
language glues them together ("Fotoschwarz", "Hellcyan", "Gelbtoner").
"""

import re
from functools import lru_cache

from core.printer.supply_types import fold

MAX_TEXT = 255
"""Characters looked at: what a DisplayString may hold."""
NO_COLOR_WORDS = frozenset({"", "other", "unknown", "none", "no color", "n/a", "multicolor", "other(1)", "unknown(2)"})
"""prtMarkerColorantValue texts that name no colour (RFC 3805's "other" and "unknown", and what was seen)."""

_BASES: tuple[tuple[str, str], ...] = (
    ("black", r"black|schwarz|\bschwar?$|zwart|\bnoire?s?\b|\bnegr[oa]\b|\bpret[oa]\b|\bner[oa]\b|\bnoi$"),
    ("cyan", r"cyaan|cyan|zyan|\bciano?\b|\bcya$"),
    ("magenta", r"magenta|\bmagent?$|\bmag$"),
    ("yellow", r"yellow|gelb|\bjaune|amaril|amarel|giall|\bgeel|\bgele\b|\bjau$|\byello$|\byel$"),
    ("gray", r"\bgr[ae]y\b|\bgrau|(?<=hell|foto)grau|(?<=dunkel)grau|\bgris\b|\bgrigi[oa]\b|\bcinz|grijs\b"),
    ("red", r"\bred\b|\brot\b|\brouge\b|\broj[oa]\b|\bross[oa]\b|\bvermelh[oa]\b|\brood\b"),
    ("blue", r"\bblue\b|\bblau\b|\bbleu\b|\bazul\b|\bblu\b|\bblauw\b"),
    ("green", r"\bgreen\b|\bgrun\b|\bvert\b|\bverde\b|\bgroen\b"),
    ("orange", r"\borange\b|\bnaranja\b|\barancio(?:ne)?\b|\blaranja\b|\boranje\b"),
    ("violet", r"\bviolett?\b|\bviolet[oa]\b|\bpurple\b|\bpaars\b"),
    ("white", r"\bwhite\b|\bweiss?\b|\bblanc\b|\bblanco\b|\bbianco\b|\bbranco\b"),
    ("gold", r"\bgold\b"),
    ("silver", r"\bsilver\b|\bsilber\b"),
    ("brown", r"\bbrown\b|\bbraun\b"),
    ("pink", r"\bpink\b"),
    ("clear", r"\bclear\b|\btransparent\b"),
    ("chroma optimizer", r"\bchroma optimizer\b"),
    ("tri-color", r"\btri ?colou?r|\bthree colou?r|\bdreifarbig|\btrois couleurs|\btricolor\b|\bcmy\b"),
    ("gloss enhancer", r"\bgloss enhancer\b"),
    ("gloss optimizer", r"\bgloss(?: optimi[sz]er)?\b"),
)
_MODIFIERS: tuple[tuple[str, str], ...] = (
    ("photo", r"\bphoto\b|\bfoto\b|\bphoto(?=black|noir)|\bfoto(?=schwarz|zwart|grau|magenta|cyan)|\bfotografic[oa]\b"),
    ("matte", r"\bmatt?e?\b|\bmatt(?=schwarz)|\bmat(?=zwart)|\bmate\b|\bopac[oa]\b|\bfosc[oa]\b"),
    ("light", r"\blight\b|\bhell(?=cyan|zyan|magenta|grau|schwarz)|\bhell(?:es|er)?\b|\bclaire?\b|\bclar[oa]\b"),
    ("light", r"\bchiar[oa]\b|\blicht(?=cyaan|magenta|grijs|zwart|\b)"),
    ("dark", r"\bdark\b|\bdunkel(?=grau|gelb|\b)|\bfonce\b|\boscur[oa]\b|\bscur[oa]\b|\bescur[oa]\b|\bdonker"),
    ("vivid", r"\bvivid\b"),
)
_TOKENS = re.compile(
    "|".join(
        [f"(?P<b{number}>{pattern})" for number, (_, pattern) in enumerate(_BASES)]
        + [f"(?P<m{number}>{pattern})" for number, (_, pattern) in enumerate(_MODIFIERS)]
    )
)
# These stand in front of their colour; the words of the Romance languages may also follow it ("cyan clair").
_ENGLISH = frozenset({"photo", "light", "dark", "vivid", "matte"})

_CODES: dict[str, str] = {
    "k": "black",
    "bk": "black",
    "c": "cyan",
    "m": "magenta",
    "y": "yellow",
    "pbk": "photo black",
    "pk": "photo black",
    "mbk": "matte black",
    "mk": "matte black",
    "lc": "light cyan",
    "lm": "light magenta",
    "pc": "photo cyan",
    "pm": "photo magenta",
    "gy": "gray",
    "lgy": "light gray",
    "pgy": "photo gray",
    "lk": "light black",
    "llk": "light light black",
    "or": "orange",
    "gr": "green",
    "r": "red",
    "g": "green",
    "b": "blue",
}
_BRACKET_CODE = re.compile(r"[\[(](P?BK|MBK|MK|PK|LC|LM|PC|PM|GY|LGY|PGY|LK|LLK|OR|GR|K|C|M|Y)[\])]", re.IGNORECASE)
_SUFFIX_CODE = re.compile(r"\d[A-Z]{0,2}[-_](P?BK|MBK|MK|PK|LC|LM|GY|K|C|M|Y)\b")
_FAMILY_CODE = re.compile(r"\b(?:TK|CK|PK|TD|DV|DK|TN|TNP|IU|IUP|DR)-?\d{2,5}([KCMY])(?:\b|(?=[LXHS]\b))")
# Samsung "CLT-K504S", Toshiba "T-FC505EK".
_INNER_CODE = re.compile(r"\b(?:CLT-(?=[KCMY]\d{3})|T-FC\d{2,3}[A-Z]{0,2}?(?=[KCMY]\b))([KCMY])")
# Canon "PFI-107MBK", "PGI-2500XL BK", Brother "LC3219XLC".
_TANK_CODE = re.compile(r"\b(?:PFI|PGI|CLI|BCI|LC)-?\d{1,4}(?:XX?L)? ?(PGY|P?BK|MBK|LGY|GY|PC|PM|PK|MK|C|M|Y|R|G|B)\b")
# The letter beside what it colors, "Toner K", "C Drum"; or nothing but the letters.
_LONE_CODE = re.compile(
    r"(?i:\b(?:toner|drum|ink|cartridge|developer|unit))[ _-](P?BK|MBK|LC|LM|GY|K|C|M|Y)$"
    r"|^(P?BK|MBK|LC|LM|GY|K|C|M|Y)(?:$|[ _-](?i:toner|drum|ink|cartridge|developer)\b)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def color_by_words(text: str | None) -> str | None:
    """The colour that words name, or None where they name none.

    Several colours are joined by a slash in the order of the text, three and more are "tri-color".
    """
    return _color_by_words(text[:MAX_TEXT]) if text else None


# A fleet repeats the same few descriptions; the texts are cut, so that what is kept stays small.
@lru_cache(maxsize=2048)
def _color_by_words(text: str) -> str | None:
    folded = re.sub(r"[-_]", " ", fold(_CAMEL.sub(" ", text)))
    found: list[tuple[str, int, int, str]] = []
    for match in _TOKENS.finditer(folded):
        group = match.lastgroup or ""
        table = _BASES if group[0] == "b" else _MODIFIERS
        found.append((group[0] + table[int(group[1:])][0], match.start(), match.end(), match.group()))
    colors: list[str] = []
    used: set[int] = set()
    for position, (name, start, end, _) in enumerate(found):
        if name[0] != "b":
            continue
        before = _modifiers_before(found, position, start, folded, used)
        after = [] if before else _modifiers_after(found, position, end, folded, used)
        color = " ".join([*before, *after, name[1:]])
        if color not in colors:
            colors.append(color)
    if len(colors) > 2:
        return "tri-color"
    return "/".join(colors) or None


def _modifiers_before(
    found: list[tuple[str, int, int, str]], position: int, start: int, folded: str, used: set[int]
) -> list[str]:
    words: list[str] = []
    edge = start
    for earlier in range(position - 1, -1, -1):
        name, begin, end, _ = found[earlier]
        if name[0] != "m" or earlier in used or folded[end:edge].strip():
            break
        used.add(earlier)
        words.insert(0, name[1:])
        edge = begin
    return words


def _modifiers_after(
    found: list[tuple[str, int, int, str]], position: int, end: int, folded: str, used: set[int]
) -> list[str]:
    if position + 1 >= len(found):
        return []
    name, begin, _, raw = found[position + 1]
    base_is_english = found[position][3] in ("black", "yellow", "gray", "grey", "red", "blue", "green")
    if name[0] != "m" or folded[end:begin].strip() or raw in ("light", "dark", "vivid", "hell", "licht"):
        return []
    if base_is_english and raw in _ENGLISH:
        return []
    used.add(position + 1)
    return [name[1:]]


def color_by_code(description: str | None) -> str | None:
    """The colour that a bracket, suffix, order number or lone code names: "[K]", "SJIC35P-BK", "TK-8345K", "K"."""
    if not description:
        return None
    for pattern in (_BRACKET_CODE, _SUFFIX_CODE, _FAMILY_CODE, _INNER_CODE, _TANK_CODE, _LONE_CODE):
        match = pattern.search(description)
        if match:
            return _CODES[next(group for group in match.groups() if group).lower()]
    return None


def colorant_color(value: str | None) -> str | None:
    """The colour that a prtMarkerColorantValue names, in plain English; None for "other", "unknown", "none"."""
    folded = fold(_CAMEL.sub(" ", value or "")).strip()
    if folded in NO_COLOR_WORDS:
        return None
    known = color_by_words(folded) or _CODES.get(folded)
    if known:
        return known
    # A colour that is in no list ("lime", "spot 1") is still what the device calls it.
    return folded if len(folded) <= 24 and re.fullmatch(r"[a-z][a-z ]*", folded) else None


def color_of(
    description: str | None, colorant: str | None, *, colorant_is_sure: bool = True, is_only_color: bool = False
) -> tuple[str | None, str]:
    """The colour of a supply and the rule that found it.

    Args:
        description: the cleaned description.
        colorant: prtMarkerColorantValue of the row that prtMarkerSuppliesColorantIndex names.
        colorant_is_sure: False where its role is neither process nor spot.
        is_only_color: a toner or ink of a device that has only one.
    """
    by_words = color_by_words(description)
    by_table = colorant_color(colorant)
    if by_table and colorant_is_sure and by_words in (None, by_table):
        return by_table, "colorant row via prtMarkerSuppliesColorantIndex (RFC 3805)"
    if by_words and by_table and by_table.endswith(f" {by_words}"):
        return by_table, "the colorant row refines the description's word"
    if by_words:
        rule = "the description's words"
        if by_table and by_table != by_words:
            rule += f", which disagree with the colorant row's {by_table!r} (some makers' tables are out of order)"
        return by_words, rule
    by_code = color_by_code(description)
    if by_code:
        return by_code, "the colour code in the description"
    if by_table:
        return by_table, "colorant row, though its role is neither process nor spot"
    if is_only_color:
        return "black", "the only toner or ink of a monochrome device"
    return None, "nothing names a colour"
