"""Sort keys by which people count: "p9" before "p10" (pure)."""

import re
from functools import lru_cache
from ipaddress import ip_address

_DIGITS = re.compile(r"\d+")
_LONG = 0x1F
"""Digits whose count is no longer written as one control character, which sorts before all that is printed."""


@lru_cache(maxsize=4096)
def natural(text: str) -> str:
    """A text that sorts as people count and as they spell, whatever the case: "10.1.2.9" before "10.1.2.10"."""
    return _DIGITS.sub(_with_length, text).casefold()


def _with_length(digits: re.Match[str]) -> str:
    number = digits.group().lstrip("0") or "0"
    return f"{chr(len(number))}{number}" if len(number) < _LONG else f"{chr(_LONG)}{len(number):06}{number}"


def address_order(address: str) -> str:
    """The same for addresses: IPv4 by its numbers, then IPv6, then whatever is no address."""
    try:
        if ":" in address:
            return f"6{ip_address(address).exploded}"
        one, two, three, four = map(int, address.split("."))
    except ValueError:
        return f"n{natural(address)}"
    return f"4{one:03}{two:03}{three:03}{four:03}"
