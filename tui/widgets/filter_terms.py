"""What is typed into the filter of a list of devices or of their warnings: words, some of them in one field (pure).

Both lists read it here, so that what finds a printer in one of them finds its warnings in the other.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.admin_edits import display_location, display_name
from core.model.device import Device

Texts = Iterable[str | None]

FIELDS: dict[str, Callable[[Device], Texts]] = {
    "name": lambda device: (display_name(device), device.identity.name, device.host),
    "model": lambda device: (make_and_model(device), *device.model_names),
    "loc": lambda device: (display_location(device),),
    "addr": lambda device: (f"{device.address}:{device.port}", device.identity.mac),
    "serial": lambda device: (device.identity.serial,),
    "alert": lambda device: (),  # noqa: ARG005  (each list has words of its own for it)
    "note": lambda device: (device.notes,),
}
"""What a word can be asked of: "loc:berlin"; each with the texts that a device has there."""

FILTER_HINT = f"words, or {' '.join(f'{field}:' for field in FIELDS)}"
"""Stands in the filter while nothing is typed."""

_WRITTEN_OUT = {"loc": "location", "addr": "address", "alert": "alerts", "note": "notes"}
_LIKE_A_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
"""The start of a word that is meant as a field; no address of the web is."""
_HARDWARE = re.compile(r"[0-9a-f]{1,4}(:[0-9a-f]{0,4})+")
"""A MAC or IPv6 address, or the beginning of one."""


class Term(NamedTuple):
    """One word of a filter."""

    field: str | None
    """None: anywhere."""
    word: str
    """Case-folded."""


def parse_filter(text: str) -> tuple[Term, ...]:
    """The words of a filter; "loc:" without a word behind it asks for nothing yet, an unknown field is part of a word.

    A field may be written out or shortened: "location:", "locat:", "l:".
    """
    terms = []
    for part in text.casefold().split():
        head, colon, word = part.partition(":")
        field = _field(head) if colon else None
        if field is None:
            terms.append(Term(None, part))
        elif word:
            terms.append(Term(field, word))
    return tuple(terms)


def _field(head: str) -> str | None:
    return next((field for field in FIELDS if head and _WRITTEN_OUT.get(field, field).startswith(head)), None)


def nothing_words(text: str) -> str:
    """What a list says that a filter has left nothing of: "Nothing matches “x”.", or that there is no such field."""
    for field, word in parse_filter(text):
        meant = _LIKE_A_FIELD.match(word)
        if field is None and meant is not None and not _HARDWARE.fullmatch(word):
            return f"Nothing matches “{text}”: no field {meant[1]}, but {', '.join(FIELDS)}."
    return f"Nothing matches “{text}”."


def make_and_model(device: Device) -> str:
    """Who made it and what it is."""
    return " ".join(filter(None, (device.identity.vendor, device.identity.model))) or "not known"


def joined(texts: Texts) -> str:
    """Texts as a word is looked for in them: none of them runs into the next."""
    return "\n".join(text for text in texts if text).casefold()
