"""Device text made safe: charsets, NULs, control characters."""

import re
import unicodedata

# IANA MIBenum -> Python codec (IANA character-sets registry; the values that printers were seen to use).
CODECS: dict[int, str] = {
    3: "ascii",
    4: "latin-1",
    5: "iso8859-2",
    6: "iso8859-3",
    7: "iso8859-4",
    8: "iso8859-5",
    9: "iso8859-6",
    10: "iso8859-7",
    11: "iso8859-8",
    12: "iso8859-9",
    13: "iso8859-10",
    17: "shift_jis",
    18: "euc_jp",
    38: "euc_kr",
    106: "utf-8",
    113: "gbk",
    114: "gb18030",
    1000: "utf-16-be",
    1001: "utf-32-be",
    1013: "utf-16-be",
    1014: "utf-16-le",
    1015: "utf-16",
    2004: "hp-roman8",
    2009: "cp850",
    2011: "cp437",
    2024: "cp932",
    2025: "gb2312",
    2026: "big5",
    2084: "koi8-r",
    2250: "cp1250",
    2251: "cp1251",
    2252: "cp1252",
    2253: "cp1253",
    2254: "cp1254",
}

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDE = frozenset({1000, 1001, 1013, 1014, 1015})
_UTF_32 = 1001
_UNTOLD = frozenset({None, 3})
# HP-Roman8 puts small accented letters where Windows-1252 has capital ones: no word has those behind a small letter.
_CAPITAL_INSIDE = re.compile(r"[a-zà-ÿ][À-Þ]")
_SPACES = re.compile(r"\s+")


def decode(octets: bytes, charset: int | None = None) -> str:
    """Octets to text: BOM, UTF-8 where it proves itself, the declared charset, then Windows-1252 or HP-Roman8, Latin-1.

    Multi-byte UTF-8 that decodes is UTF-8 whatever was declared: by chance that hardly happens, and agents are known
    to send UTF-8 while declaring another charset. Never raises.
    """
    for mark, codec in _BOMS:
        if octets.startswith(mark):
            return _whole(octets, codec)
    # Wide characters have octets below the space in every script; agents that declare them and send ASCII have not.
    trimmed = octets.rstrip(b"\0")
    if charset is not None and charset in _WIDE and any(octet < 0x20 and octet not in b"\t\r\n" for octet in trimmed):
        return _whole(octets, CODECS[charset] if charset == _UTF_32 else _byte_order(octets, CODECS[charset]))
    octets = trimmed
    if octets.isascii():
        return octets.decode("ascii")
    declared = CODECS.get(charset) if charset is not None else None
    for codec in ("utf-8", declared or "cp1252", "cp1252"):
        try:
            text = octets.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "cp1252" and charset in _UNTOLD and _CAPITAL_INSIDE.search(text):
            roman = octets.decode("hp-roman8", "replace")
            return text if _CAPITAL_INSIDE.search(roman) else roman
        return text
    return octets.decode("latin-1")


def _byte_order(octets: bytes, declared: str) -> str:
    """UTF-16 by where its zero octets are, which outnumber in Latin text; big-endian without a BOM (RFC 2781)."""
    high, low = octets[0::2].count(0), octets[1::2].count(0)
    if high == low:
        return "utf-16-be" if declared == "utf-16" else declared
    return "utf-16-be" if high > low else "utf-16-le"


def _whole(octets: bytes, codec: str) -> str:
    """Without a half character at the end: agents add one NUL to any text, or cut it at their buffer's end."""
    width = {"utf-16": 2, "utf-32": 4}.get(codec[:6], 1)
    return octets[: len(octets) - len(octets) % width].decode(codec, "replace")


def tidy(text: str) -> str:
    """One line without control characters: what may be shown in a terminal and stored.

    Drops C0, C1, escape sequences' introducers, bidirectional and other format characters, private-use and surrogate
    code points; collapses white space.
    """
    if text.isascii() and text.isprintable():
        return text if "  " not in text and text == text.strip() else _SPACES.sub(" ", text).strip()
    kept = "".join(
        " " if character in "\t\r\n\v\f" or unicodedata.category(character) in ("Zl", "Zp") else character
        for character in text
        if character in "\t\r\n\v\f" or unicodedata.category(character)[0] != "C"
    )
    return _SPACES.sub(" ", kept).strip()
